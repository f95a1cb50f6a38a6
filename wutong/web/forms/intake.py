"""Words about files taken in, and the form in which a person corrects what was read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wutong.base.texts import in_language
from wutong.calls.models import IntakeFile, Need
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries.needs import NeedFilter
from wutong.directory.folding import fold
from wutong.directory.gazetteer import all_countries, countries_in, country_name
from wutong.web.forms.looks import DateInput, LongSelect, SiteForm

NAMED_IN = ("zh-hans", "en", "ru", "fr", "ar", "es")
FIGURES = (
    ("reply", _("replies")),
    ("no_needs", _("no needs")),
    ("superseded", _("superseded")),
    ("not_a_reply", _("not a reply")),
    ("unreadable", _("unreadable")),
)
DOUBTS = {
    "unit": _("It is not sure which unit it comes from."),
    "part": _("It comes from a part of the unit chosen below: does it count there?"),
    "not_asked": _("The unit it comes from was not asked by this letter."),
    "no_need_found": _("It answers the letter, but no single need was found."),
    "kind": _("It is not sure that this is a reply."),
    "needs": _("Some needs were read with little confidence."),
    "contradicts": _("It contradicts what the unit has answered already."),
    "form": _("Our form is filled in with mistakes: see below."),
    "overlaps": _("Most of its needs stand in another file of the unit: does it replace that file?"),
    "other_unit": _("The mail it came with is from another unit than the one it speaks for."),
    "closed": _("It came by mail after the call was closed: does it still count?"),
    "all_dropped": _("All its needs were dropped from an earlier file of the unit: are they still no needs?"),
    "again": _("A person wants to look at it again."),
    "refused": _("It could not be taken in: the rules did not allow it."),
    "fault": _("Taking it in failed."),
}
# What happened, and what to do: the office reads this to the unit on the telephone.
PROBLEMS = {
    "empty": (_("The file is empty."), _("Ask the unit to send it again; it was probably broken on the way.")),
    "encrypted": (_("The file is protected by a password."), _("Ask the unit for a copy without one.")),
    "damaged": (_("The file is damaged."), _("Ask the unit to save it anew and send it again.")),
    "unknown_type": (_("Files of this kind are not read here."), _("Ask for Word, Excel, PDF with text, or a mail.")),
    "macro": (_("The file holds macros only."), _("Ask the unit for a file without macros.")),
    "too_large": (_("The file is too large to be read."), _("Ask the unit to send it without pictures, or in parts.")),
    "too_many_files": (_("There are too many files inside."), _("Ask the unit to send the replies only.")),
    "bomb": (
        _("Unpacked, the file would be far larger than it claims; it was not opened."),
        _("Check with the unit by telephone whether they really sent it."),
    ),
    "no_converter": (
        _("This old format needs an office programme that is not installed here."),
        _("Ask for .docx or .xlsx, or have LibreOffice installed."),
    ),
    "no_text": (
        _("There is no text in the file; it is probably a scanned picture."),
        _("Ask for the Word file behind it, or open it and type the needs here."),
    ),
}


def in_words(file: IntakeFile) -> list[Any]:
    """Why a file stands as it does: doubts, or the problem with what to do about it."""
    if file.state == "triage":
        return [DOUBTS.get(reason, reason) for reason in file.reasons]
    if file.problem:
        return list(PROBLEMS.get(file.problem, PROBLEMS["damaged"]))
    return []


def choices(labels: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """A code list in the reader's language, with the empty choice first."""
    return [("", "—"), *((code, in_language(names)) for code, names in labels.items())]


def names_of(codes: Iterable[str]) -> str:
    language = get_language() or "zh-hans"
    return "、".join(country_name(code, language) for code in codes)


@dataclass(frozen=True, slots=True)
class Meant:
    """Countries a person typed: names in any language, codes, region words; and what was not understood."""

    codes: list[str]
    unknown: list[str]


@cache
def _by_name() -> dict[str, str]:
    """Codes by code and by name in every language of the gazetteer: some names hold a comma."""
    named = {fold(country_name(one.iso2, code)): one.iso2 for one in all_countries() for code in NAMED_IN}
    return named | {one.iso2.casefold(): one.iso2 for one in all_countries()}


def countries_meant(text: str, on: date) -> Meant:
    codes: set[str] = set()
    unknown = []
    for part in re.split(r"[、;；\n]", text):
        whole = _by_name().get(fold(part))
        pieces = [part] if whole else re.split("[,，]", part)
        for word in filter(None, (piece.strip() for piece in pieces)):
            known = _by_name().get(fold(word))
            found = [known] if known else countries_in(word, on, with_home=True)[0]
            codes.update(found)
            unknown += [] if found else [word]
    return Meant(sorted(codes), unknown)


class NeedForm(SiteForm):
    """One need with every value a person can correct."""

    title = forms.CharField(label=_("Title"), max_length=300)
    text = forms.CharField(label=_("Description"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    countries = forms.CharField(
        label=_("Countries"), required=False, help_text=_("Names, codes or a region such as ASEAN, between commas.")
    )
    field = forms.ChoiceField(label=_("Field"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False)
    priority = forms.ChoiceField(label=_("Priority"), choices=Need.Priority.choices)
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=Decimal(0), max_digits=18, decimal_places=2
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False)
    starts_on = forms.DateField(label=_("From"), required=False, widget=DateInput())
    ends_on = forms.DateField(label=_("Until"), required=False, widget=DateInput())
    period_words = forms.CharField(label=_("Period as printed"), max_length=100, required=False)
    partner = forms.CharField(label=_("Partner"), max_length=300, required=False)
    contact = forms.CharField(label=_("Contact"), max_length=200, required=False)
    drop = forms.BooleanField(label=_("Drop: this is not a need"), required=False)
    reason = forms.CharField(label=_("Why it is dropped"), max_length=300, required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name, labels in (("field", field_labels()), ("action", action_labels())):
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices(labels)
        if self.data and self.data.get(self.add_prefix("drop")):
            self.fields["title"].required = False

    def clean_countries(self) -> list[str]:
        meant = countries_meant(self.cleaned_data["countries"], self.on)
        if meant.unknown:
            raise forms.ValidationError(
                _("Not known as a country or region: %(words)s"), params={"words": "、".join(meant.unknown)}
            )
        return meant.codes

    def clean_currency(self) -> str:
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("amount") is not None and not values.get("currency"):
            self.add_error("currency", _("Give the currency of the sum, such as CNY or USD."))
        if values.get("starts_on") and values.get("ends_on") and values["starts_on"] > values["ends_on"]:
            self.add_error("ends_on", _("The end lies before the beginning."))
        if values.get("drop") and not values.get("reason"):
            self.add_error("reason", _("Say why it is dropped: the unit may ask."))
        return values


class NeedFilterForm(SiteForm):
    """What narrows the list of needs."""

    text = forms.CharField(label=_("Words"), required=False, max_length=100)
    unit = forms.TypedChoiceField(label=_("Unit"), required=False, coerce=int, empty_value=None, widget=LongSelect)
    country = forms.ChoiceField(label=_("Country"), required=False, widget=LongSelect)
    field = forms.ChoiceField(label=_("Field"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False)
    unsure = forms.BooleanField(label=_("With unsure values"), required=False)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "zh-hans"
        lands = sorted((country_name(one.iso2, language), one.iso2) for one in all_countries())
        lists: dict[str, list[tuple[Any, Any]]] = {
            "unit": [("", _("all units")), *units],
            "country": [("", _("all countries")), *((code, name) for name, code in lands)],
            "field": [("", _("all fields")), *choices(field_labels())[1:]],
            "action": [("", _("all actions")), *choices(action_labels())[1:]],
        }
        for name, options in lists.items():
            chosen = self.fields[name]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = options

    def chosen(self) -> NeedFilter:
        """The filter; a value that makes no sense narrows nothing."""
        if not self.is_bound:
            return NeedFilter()
        self.full_clean()
        names = ("text", "unit", "country", "field", "action", "unsure")
        given = {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}
        return NeedFilter(**given)
