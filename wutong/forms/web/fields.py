"""Django fields for the parts of an ask. They only carry what was typed: checking is `wutong.forms.check`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wutong.base.texts import in_language
from wutong.forms import asks
from wutong.forms.parts import Part, parts

KEPT = "kept"  # hidden: the answer the page was made with, so that its codes survive while its words do
DROP = "drop"  # ticked: take the file away


class AskForm(forms.Form):
    """The fields of a list of asks in one language: those of the page itself, or of one row of a table."""

    def __init__(self, many: tuple[asks.Ask, ...], language: str, **settings: Any) -> None:
        super().__init__(use_required_attribute=False, **settings)
        for ask in many:
            for name, field in _fields(ask, language):
                self.fields[name] = field


def field_name(ask: asks.Ask, part: str) -> str:
    return f"{ask.code}-{part}" if part else ask.code


def _fields(ask: asks.Ask, language: str) -> list[tuple[str, forms.Field]]:
    label = in_language(ask.label, language)
    if isinstance(ask, asks.Choices):
        offered = [(option.code, in_language(option.label, language)) for option in ask.options]
        boxes = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
        return [(ask.code, _Anything(label=label, required=False, widget=boxes, offered=offered))]
    many = [(field_name(ask, part.name), _field(ask, part, language)) for part in parts(ask)]
    if isinstance(ask, asks.File):
        many = [(ask.code, _File(label=label, required=False, widget=_input(forms.FileInput)))]
        many.append(
            (field_name(ask, DROP), forms.BooleanField(label=_("Take this file away"), required=False, widget=_tick()))
        )
    if isinstance(ask, asks.File | asks.Countries | asks.Organisation):
        many.append((field_name(ask, KEPT), forms.CharField(required=False, widget=forms.HiddenInput)))
    return many


def _field(ask: asks.Ask, part: Part, language: str) -> forms.Field:
    label = in_language(part.label if part.label else ask.label, language)
    limit = getattr(ask, "max_length", None)
    attributes = {"maxlength": limit} if limit and isinstance(ask, asks.Text) else {}
    if ask.required and (not part.label or part.name in ("name", "amount", "start")):
        attributes["aria-required"] = "true"
    widget = _widget(ask, part, language, attributes)
    return forms.CharField(label=label, required=False, strip=False, widget=widget)


def _widget(ask: asks.Ask, part: Part, language: str, attributes: dict[str, Any]) -> forms.Widget:
    match part.shape:
        case "lines":
            return _input(forms.Textarea, rows=4, dir="auto", **attributes)
        case "number":
            # Text, not type=number: browsers drop what they cannot read, and 120万 is a number here.
            return _input(forms.TextInput, inputmode="decimal", **attributes)
        case "date":
            return _input(_DateInput, **attributes)
        case "choice":
            offered = [(option.code, in_language(option.label, language)) for option in part.options]
            return _input(forms.Select, "form-select", choices=[("", "—"), *offered], **attributes)
    if part.name == "email":
        return _input(forms.EmailInput, autocomplete="email", **attributes)
    kind = {"phone": "tel"}.get(part.name)
    return _input(forms.TextInput, dir="auto", **({"autocomplete": kind} if kind else {}), **attributes)


def _input(
    kind: type[forms.Widget], look: str = "form-control", choices: Any = None, **attributes: Any
) -> forms.Widget:
    settings = {"choices": choices} if choices else {}
    return kind(attrs={"class": look, **attributes}, **settings)


def _tick() -> forms.CheckboxInput:
    return forms.CheckboxInput(attrs={"class": "form-check-input"})


class _DateInput(forms.DateInput):
    """A date picker; a value that is no date (2026年) shows as text, since a picker would hide it."""

    input_type = "date"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        if shown and not (len(shown) == 10 and shown[4] == shown[7] == "-"):
            context["widget"]["type"] = "text"
        return context


class _Anything(forms.Field):
    """Several values, taken as they come."""

    def __init__(
        self, *, offered: list[tuple[str, str]], widget: forms.CheckboxSelectMultiple, **settings: Any
    ) -> None:
        super().__init__(widget=widget, **settings)
        self.widget.choices = offered


class _File(forms.FileField):
    """An upload, also an empty file: whether it will do is not decided here."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_empty_file=True, **settings)
