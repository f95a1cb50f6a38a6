"""Forms of the shell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wutong.base.actors import Actor
from wutong.directory.models import User
from wutong.directory.queries import colleagues
from wutong.web.forms.looks import DateInput, SiteForm


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
