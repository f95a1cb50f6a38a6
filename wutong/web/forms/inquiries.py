"""Forms around an inquiry: no needs, more time, passing on, a file of one's own, reasons."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wutong.calls.models import Inquiry
from wutong.directory.models import Organisation, User
from wutong.web.forms.looks import MomentInput, SiteForm


class LocalMoment(forms.CharField):
    """A date and time meant in the call's zone, whatever the reader's own zone is; cleans to an aware moment."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(widget=MomentInput(), **settings)
        self.zone = "UTC"

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            moment = datetime.fromisoformat(text)
            aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.zone))
            aware.astimezone(ZoneInfo("UTC"))
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(_("Give date and time, such as 2026-10-16 17:30.")) from error
        return aware


def shown(moment: datetime, zone: str) -> str:
    """A moment as the browser's picker takes it."""
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


class NoNeedsForm(SiteForm):
    """Who says so; the leader confirms it like any reply."""

    name = forms.CharField(label=_("Contact person"), max_length=100)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    remarks = forms.CharField(
        label=_("Remarks"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("If you like: why there are none, or when there may be some."),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"name": str(person), "email": person.email}, **kwargs)

    def answers(self) -> dict[str, Any]:
        values = self.cleaned_data
        contact = {part: values[part] for part in ("name", "phone", "email")}
        remarks = {"remarks": values["remarks"]} if values["remarks"] else {}
        return {"contact": contact, "has_needs": "no"} | remarks


class ExtensionForm(SiteForm):
    """Until when, and why."""

    until = LocalMoment(label=_("More time until"))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)

    def __init__(self, *args: Any, inquiry: Inquiry, now: datetime, **kwargs: Any) -> None:
        zone = inquiry.call.time_zone
        proposed = max(inquiry.deadline, now) + timedelta(days=7)
        super().__init__(*args, initial={"until": shown(proposed, zone)}, **kwargs)
        _in_zone(self, "until", zone)


class PassOnForm(SiteForm):
    """Which sub-units, until when (before one's own deadline), with which words."""

    units = forms.ModelMultipleChoiceField(
        label=_("Sub-units"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    deadline = LocalMoment(label=_("Their deadline"))
    note = forms.CharField(
        label=_("Words to your sub-units"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("They read them beside the letter."),
    )

    def __init__(
        self, *args: Any, inquiry: Inquiry, units: QuerySet[Organisation], now: datetime, **kwargs: Any
    ) -> None:
        zone = inquiry.call.time_zone
        proposed = _before(inquiry.deadline, now, ZoneInfo(zone))
        super().__init__(*args, initial={"deadline": shown(proposed, zone)}, **kwargs)
        field = self.fields["units"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = units
        _in_zone(self, "deadline", zone)


def _before(deadline: datetime, now: datetime, zone: ZoneInfo) -> datetime:
    """Two thirds of the time that is left, at the end of a working day where that still fits."""
    middle = now + (deadline - now) * 2 / 3
    evening = middle.astimezone(zone).replace(hour=17, minute=30, second=0, microsecond=0)
    return evening if now < evening < deadline else middle


class UploadForm(SiteForm):
    """A file of the unit's own."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "The filled-in form as Word, Excel or JSON; or your own letter, table or e-mail: "
            "it is read into a draft for you to check."
        ),
    )


def _in_zone(form: forms.Form, name: str, zone: str) -> None:
    field = form.fields[name]
    assert isinstance(field, LocalMoment)
    field.zone = zone
    field.help_text = _("In the time zone of the call: %(zone)s.") % {"zone": zone}
