"""Kept answers in words, to be read and not changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wutong.base.texts import in_language
from wutong.directory.gazetteer import country_name
from wutong.forms import asks
from wutong.forms.definition import Form
from wutong.forms.parts import option_label


@dataclass(frozen=True)
class Shown:
    """One answer: its label and its words; for a table, its column labels and rows of words."""

    code: str
    label: str
    text: str = ""
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    is_table: bool = False


def display(form: Form, values: Mapping[str, Any], language: str | None = None) -> list[Shown]:
    """Every ask in order, also the unanswered, in `language` (default: the reader's)."""
    language = language or get_language() or form.authoritative
    shown = []
    for ask in form.asks:
        label, value = in_language(ask.label, language), values.get(ask.code)
        if isinstance(ask, asks.Rows):
            columns = [in_language(column.label, language) for column in ask.columns]
            rows = [[say(column, row.get(column.code), language) for column in ask.columns] for row in value or []]
            shown.append(Shown(ask.code, label, columns=columns, rows=rows, is_table=True))
        else:
            shown.append(Shown(ask.code, label, say(ask, value, language)))
    return shown


def say(ask: asks.Ask, value: Any, language: str) -> str:
    """One answer in words; '' when there is none."""
    if value is None:
        return ""
    match ask:
        case asks.Number():
            return _number(value, language)
        case asks.Money():
            return f"{_number(value['amount'], language)} {value['currency']}"
        case asks.Period():
            return _period(value)
        case asks.Choice():
            return option_label(ask.options, value, [language])
        case asks.Choices():
            return "; ".join(option_label(ask.options, code, [language]) for code in value)
        case asks.Countries():
            return _countries(value, language)
        case asks.Organisation():
            return value["name"] or f"#{value['id']}"
        case asks.Person():
            return " · ".join(text for text in value.values() if text)
        case asks.File():
            return value["name"]
    return str(value)


def _number(text: str, language: str) -> str:
    return format_decimal(Decimal(text), locale=_locale(language), decimal_quantization=False)


def _locale(language: str) -> str:
    return "zh" if language.startswith("zh") else language.split("-")[0]


def _period(value: Mapping[str, str]) -> str:
    start, end = value.get("start"), value.get("end")
    if start and end:
        return f"{start} – {end}"
    return _("from %(day)s") % {"day": start} if start else _("until %(day)s") % {"day": end}


def _countries(value: Mapping[str, Any], language: str) -> str:
    names = ", ".join(country_name(code, language) for code in value["countries"])
    if not value["words"] or names == value["words"]:
        return names
    return f"{value['words']} ({names})" if names else value["words"]
