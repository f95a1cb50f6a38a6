"""Forms of calls: writing the letter, choosing whom it goes to."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wutong.base.actors import Actor
from wutong.base.texts import texts
from wutong.calls.models import Call
from wutong.directory import queries as directory
from wutong.directory.models import Organisation
from wutong.plans.models import Plan
from wutong.web.forms.looks import MomentInput, SiteForm

LONGEST_NAME = 200
ZONES = ("Asia/Shanghai", "Asia/Almaty", "Asia/Bangkok", "Asia/Dubai", "Europe/Moscow", "Europe/Paris", "UTC")


class CallForm(SiteForm):
    """The letter, its deadline in a time zone, its addressees and copies."""

    title_zh = forms.CharField(label=_("Title (Chinese)"), max_length=200)
    title_en = forms.CharField(label=_("Title (English)"), max_length=200, required=False)
    number = forms.CharField(
        label=_("Issued number"),
        max_length=60,
        required=False,
        help_text=_("As on the letter, such as 科函〔2026〕1号."),
    )
    letter_zh = forms.CharField(label=_("Letter (Chinese)"), widget=forms.Textarea(attrs={"rows": 10}))
    letter_en = forms.CharField(label=_("Letter (English)"), widget=forms.Textarea(attrs={"rows": 8}), required=False)
    deadline = forms.CharField(label=_("Deadline"), widget=MomentInput())
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=[(zone, zone) for zone in ZONES])
    plan = forms.ModelChoiceField(
        label=_("Plan the needs are merged under"), queryset=Plan.objects.none(), required=False
    )
    contact = forms.CharField(label=_("Contact"), max_length=80, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    email = forms.EmailField(label=_("E-mail for replies"), required=False)
    addressees = forms.ModelMultipleChoiceField(
        label=_("Addressees"),
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of them owes an answer."),
    )
    copies = forms.CharField(
        label=_("Copies"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("One office a line; they are told and owe nothing."),
    )

    def __init__(self, *args: Any, actor: Actor, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issuer_id: int | None = call.issuer_id if call else actor.office_id
        self.call_id: int | None = call.pk if call else None
        units = self.fields["addressees"]
        plan = self.fields["plan"]
        assert isinstance(units, forms.ModelMultipleChoiceField) and isinstance(plan, forms.ModelChoiceField)
        units.queryset = directory.addressable(actor)
        plan.queryset = Plan.objects.order_by("code", "-version")

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"])
        others = Call.objects.filter(issuer_id=self.issuer_id, number=number).exclude(pk=self.call_id or 0)
        if number and others.exists():
            raise forms.ValidationError(_("Another letter of this office has this number."))
        return number

    def clean_copies(self) -> str:
        copies = str(self.cleaned_data["copies"])
        if any(len(line.strip()) > LONGEST_NAME for line in copies.splitlines()):
            raise forms.ValidationError(_("One of the names is too long: write one office a line."))
        return copies

    def clean(self) -> dict[str, Any]:
        """The deadline is meant in the zone chosen beside it, whatever the reader's own zone is."""
        values = super().clean() or {}
        try:
            local = datetime.fromisoformat(values.get("deadline", ""))
            values["deadline"] = local.replace(tzinfo=ZoneInfo(values["time_zone"]))
        except (ValueError, KeyError):
            self.add_error("deadline", _("Give date and time, such as 2026-10-16 17:30."))
        return values

    def call_fields(self) -> dict[str, Any]:
        """What goes into the call itself."""
        values = self.cleaned_data
        plain = ("number", "deadline", "time_zone", "plan", "contact", "phone", "email")
        return {name: values[name] for name in plain} | {
            "titles": texts(zh=values["title_zh"], en=values["title_en"]),
            "letters": texts(zh=values["letter_zh"], en=values["letter_en"]),
        }


def initial_of(call: Call) -> dict[str, Any]:
    """A call as the form shows it."""
    plain = ("number", "time_zone", "plan", "contact", "phone", "email")
    return {name: getattr(call, name) for name in plain} | {
        "title_zh": call.titles.get("zh-hans", ""),
        "title_en": call.titles.get("en", ""),
        "letter_zh": call.letters.get("zh-hans", ""),
        "letter_en": call.letters.get("en", ""),
        "deadline": call.local_deadline.strftime("%Y-%m-%dT%H:%M"),
        "addressees": [inquiry.unit_id for inquiry in call.inquiries.all()],
        "copies": "\n".join(copy.name for copy in call.copies.all()),
    }


def initial_moment(now: datetime, zone: str, *, days: int = 30) -> str:
    """A first proposal for a deadline: some weeks ahead, at the end of the working day."""
    day = timezone.localtime(now, ZoneInfo(zone)).date().toordinal() + days
    return f"{datetime.fromordinal(day):%Y-%m-%d}T17:30"
