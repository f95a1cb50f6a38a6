"""Forms of the directory: an organisation, a seat, an agreement, a file to take in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wutong.base.actors import Actor
from wutong.base.texts import LANGUAGES
from wutong.base.words import gettext_noop
from wutong.directory.identifiers import check_ror, check_uscc
from wutong.directory.models import Organisation, Seat
from wutong.directory.queries import aliases_of, places_for
from wutong.directory.rules import EVERYWHERE, GIVES
from wutong.web.forms.countries import CountriesField, country_choices
from wutong.web.forms.looks import DateInput, SiteForm

LANGUAGE_NAMES = {
    "zh-hans": "简体中文",
    "en": "English",
    "ru": "Русский",
    "fr": "Français",
    "ar": "العربية",
    "es": "Español",
}
# The reasons the checks of identifiers give, made known to the extractor of translatable words.
REASONS = (
    gettext_noop("a ROR identifier is nine characters beginning with 0, alone or after https://ror.org/"),
    gettext_noop("the check digits of the ROR identifier do not fit: mistyped?"),
    gettext_noop("a ROR identifier has no letters i, l, o, u"),
    gettext_noop("a unified social credit code has 18 characters"),
    gettext_noop("a unified social credit code has digits and capital letters without I, O, S, V, Z"),
    gettext_noop("the check character of the unified social credit code does not fit: mistyped?"),
    gettext_noop("not a known kind of unit"),
    gettext_noop("not the name of one country"),
    gettext_noop("not one e-mail address"),
)
MOST_BYTES = 200 * 1024 * 1024


class PlaceField(forms.ModelChoiceField):
    """An office to choose, indented by its depth in the tree."""

    def label_from_instance(self, office: Any) -> str:
        return f"{'　' * max(office.depth, 0)}{office}"


class OrganisationForm(SiteForm):
    """Names per language, place in the tree, identifiers checked as they are written."""

    kind = forms.ChoiceField(choices=Organisation.Kind.choices, label=gettext_lazy("Kind"))
    parent = PlaceField(
        queryset=Organisation.objects.none(),
        required=False,
        label=gettext_lazy("Belongs to"),
        empty_label=gettext_lazy("nobody: stands on its own"),
    )
    country = forms.ChoiceField(required=False, label=gettext_lazy("Country"))
    short_name = forms.CharField(required=False, max_length=60, label=gettext_lazy("Short name"))
    aliases = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=gettext_lazy("Other names"),
        help_text=gettext_lazy("One a line: aliases, abbreviations, former names. The unit is recognised by them."),
    )
    email = forms.EmailField(required=False, label=gettext_lazy("E-mail of the office"))
    ror = forms.CharField(
        required=False, label="ROR", help_text=gettext_lazy("Nine characters, or the address https://ror.org/…")
    )
    uscc = forms.CharField(
        required=False, label=gettext_lazy("Unified social credit code"), help_text=gettext_lazy("18 characters.")
    )

    def __init__(self, *args: Any, actor: Actor, organisation: Organisation | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (_initial(organisation) if organisation else {"country": "CN"}) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        parent, country = self.fields["parent"], self.fields["country"]
        assert isinstance(parent, PlaceField) and isinstance(country, forms.ChoiceField)
        places = places_for(actor)
        parent.queryset = places.exclude(path__startswith=organisation.path or "-") if organisation else places
        own_office = organisation is not None and organisation.path == actor.office_path
        if own_office and not actor.has(*EVERYWHERE):
            del self.fields["parent"]  # an office does not move itself
        elif not actor.has(*EVERYWHERE):
            parent.required, parent.empty_label = True, None
        country.choices = [("", "—"), *country_choices()]
        for language in LANGUAGES:
            field = forms.CharField(required=False, max_length=200, label=LANGUAGE_NAMES[language])
            field.widget.attrs |= {"class": "form-control", "lang": language, "dir": "auto"}
            self.fields[_field_of(language)] = field
            self.initial.setdefault(_field_of(language), organisation.names.get(language, "") if organisation else "")

    @property
    def name_fields(self) -> list[forms.BoundField]:
        return [self[_field_of(language)] for language in LANGUAGES]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("name_")]

    def clean_ror(self) -> str:
        return _checked(self.cleaned_data["ror"], check_ror)

    def clean_uscc(self) -> str:
        return _checked(self.cleaned_data["uscc"], check_uscc)

    def clean_aliases(self) -> list[str]:
        return [line.strip()[:200] for line in self.cleaned_data["aliases"].splitlines() if line.strip()]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not any(values.get(_field_of(language)) for language in LANGUAGES):
            self.add_error(_field_of(LANGUAGES[0]), _("Write the name in at least one language."))
        return values

    def fields_of(self) -> dict[str, Any]:
        """The values as the step takes them."""
        values = self.cleaned_data
        names = {language: text for language in LANGUAGES if (text := values[_field_of(language)])}
        taken = {name: values[name] for name in ("kind", "short_name", "aliases", "email", "ror", "uscc")}
        taken |= {"parent": values["parent"]} if "parent" in values else {}
        return taken | {
            "names": {"authoritative": next(iter(names))} | names,
            "country_id": values["country"] or None,
        }


def _field_of(language: str) -> str:
    return "name_" + language.replace("-", "_")


def _initial(organisation: Organisation) -> dict[str, Any]:
    plain = {name: getattr(organisation, name) for name in ("kind", "short_name", "email", "ror", "uscc")}
    return plain | {
        "parent": organisation.parent,
        "country": organisation.country_id or "",
        "aliases": "\n".join(aliases_of(organisation)),
    }


def _checked(text: str, check: Callable[[str], str]) -> str:
    try:
        return check(text) if text else ""
    except ValueError as error:
        raise forms.ValidationError(_(str(error))) from error


class SeatForm(SiteForm):
    """Whom to seat: found by e-mail address; the roles are those the giver may give."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    name = forms.CharField(
        required=False,
        max_length=100,
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("Needed only when the person has no account yet."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"))
    since = forms.DateField(label=gettext_lazy("From"), widget=DateInput())
    until = forms.DateField(
        required=False,
        label=gettext_lazy("Until"),
        widget=DateInput(),
        help_text=gettext_lazy("Empty: until it is ended."),
    )

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"since": today})
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [pair for pair in Seat.Role.choices if pair[0] in GIVES.get(actor.role, ())]


class AgreementForm(SiteForm):
    """An agreement between governments."""

    title_zh = forms.CharField(required=False, max_length=300, label=gettext_lazy("Title in Chinese"))
    title_en = forms.CharField(required=False, max_length=300, label=gettext_lazy("Title in English"))
    countries = CountriesField(
        label=gettext_lazy("Signed with"),
        help_text=gettext_lazy("Names or codes of countries, separated by commas, in any language."),
    )
    signed_on = forms.DateField(label=gettext_lazy("Signed on"), widget=DateInput())
    ends_on = forms.DateField(
        required=False, label=gettext_lazy("In force until"), widget=DateInput(), help_text=gettext_lazy("Empty: open.")
    )
    source = forms.CharField(required=False, max_length=300, label=gettext_lazy("Source"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("title_zh") and not values.get("title_en"):
            self.add_error("title_zh", _("Write the title in at least one language."))
        if values.get("ends_on") and values.get("signed_on") and values["ends_on"] < values["signed_on"]:
            self.add_error("ends_on", _("The end lies before the signing."))
        return values

    def titles(self) -> dict[str, str]:
        named = {"zh-hans": self.cleaned_data["title_zh"], "en": self.cleaned_data["title_en"]}
        named = {language: text for language, text in named.items() if text}
        return {"authoritative": next(iter(named))} | named


class ImportForm(SiteForm):
    """The file, and what of it is taken in."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv,.docx,.json,.zip"}),
        help_text=gettext_lazy("A list of units (Excel, CSV or a Word table), or a ROR file (JSON or zip)."),
    )
    under = PlaceField(
        queryset=Organisation.objects.none(),
        required=False,
        label=gettext_lazy("Units without a parent belong to"),
        empty_label=gettext_lazy("nobody: they stand on their own"),
    )
    countries = CountriesField(
        required=False,
        label=gettext_lazy("Only these countries"),
        help_text=gettext_lazy("Names or codes, separated by commas. Empty: all."),
    )
    only_known = forms.BooleanField(
        required=False, label=gettext_lazy("Only bring up to date what the directory has already")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        under = self.fields["under"]
        assert isinstance(under, PlaceField)
        under.queryset = places_for(actor)
        if not actor.has(*EVERYWHERE):
            under.required, under.empty_label = True, None

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large to be read."))
        return file
