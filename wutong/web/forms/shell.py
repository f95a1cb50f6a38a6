"""Forms of the shell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.directory.models import User
from wutong.directory.queries import colleagues
from wutong.web.forms.looks import DateInput, SiteForm
from wutong.web.records import KINDS


class DelegationForm(SiteForm):
    """Who may act from my seat, from when until when."""

    to = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Person"))
    since = forms.DateField(label=_("From"), widget=DateInput())
    until = forms.DateField(label=_("Until"), widget=DateInput(), help_text=_("A year at most."))

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"since": today, "until": today + timedelta(days=14)})
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = colleagues(actor)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end date lies before the start."))
        elif since and until and (until - since).days > 366:
            self.add_error("until", _("A delegation lasts a year at most."))
        return values


def _verbs() -> list[tuple[str, str]]:
    """Every step the journal knows, in its words and in their order."""
    known = [(code, f"{gettext(words)} ({code.partition('.')[0]})") for code, words in journal.VERBS.items()]
    return [("", gettext("any step")), *sorted(known, key=lambda pair: pair[1].casefold())]


def _kinds() -> list[tuple[str, str]]:
    known = [(code, str(kind.label)) for code, kind in KINDS.items()]
    return [("", gettext("any kind")), *sorted(known, key=lambda pair: pair[1].casefold())]


class JournalForm(SiteForm):
    """What the journal is searched for; an address that asks for something unknown finds what the rest of it asks."""

    who = forms.CharField(label=_("Person"), required=False, max_length=100)
    verb = forms.ChoiceField(label=_("Step"), required=False, choices=_verbs)
    subject = forms.ChoiceField(label=_("Kind of record"), required=False, choices=_kinds)
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("Until"), required=False, widget=DateInput())
    record = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput())

    def asked(self) -> dict[str, Any]:
        """The filters of the journal's query; days are days of the reader's time zone, both included."""
        self.is_valid()
        values = self.cleaned_data
        since, until = values.get("since"), values.get("until")
        asked = {
            "who": (values.get("who") or "").strip(),
            "verb": values.get("verb"),
            "subject_type": values.get("subject"),
            "subject_id": values.get("record") if values.get("subject") else None,
            "since": _morning(since) if since else None,
            "before": _morning(until + timedelta(days=1)) if until and until < date.max else None,
        }
        return {name: value for name, value in asked.items() if value}


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
