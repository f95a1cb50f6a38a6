"""An answer split into the cells a file gives it (amount and currency; start and end), and put together again."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from wutong.forms import asks, notation
from wutong.forms.asks import Labels
from wutong.forms.labels import printed

Shape = Literal["line", "lines", "number", "date", "choice"]


@dataclass(frozen=True)
class Part:
    """One cell. `name` is '' when the ask has only this one."""

    name: str
    shape: Shape
    label: Labels
    options: tuple[asks.Option, ...] = ()


@cache
def words() -> dict[str, Any]:
    """The words printed in Word and Excel forms, per language."""
    return tomllib.loads((Path(__file__).parent / "data" / "words.toml").read_text(encoding="utf-8"))


def word(name: str, languages: Sequence[str], separator: str = " ") -> str:
    return printed(words()[name], languages, separator)


def parts(ask: asks.Ask) -> tuple[Part, ...]:
    own = words()
    match ask:
        case asks.Money():
            currencies = tuple(asks.Option(code=code, label={"en": code}) for code in ask.currencies)
            return Part("amount", "number", own["amount"]), Part("currency", "choice", own["currency"], currencies)
        case asks.Period():
            return Part("start", "date", own["start"]), Part("end", "date", own["end"])
        case asks.Person():
            return tuple(Part(name, "line", own[name]) for name in ("name", "phone", "email"))
        case asks.Choice():
            return (Part("", "choice", {}, ask.options),)
        case asks.LongText():
            return (Part("", "lines", {}),)
        case asks.Number():
            return (Part("", "number", {}),)
        case asks.Date():
            return (Part("", "date", {}),)
    return (Part("", "line", {}),)


def spread(ask: asks.Ask, value: Any, languages: Sequence[str]) -> dict[str, str]:
    """The text of each part of a kept value; parts without one are left out."""
    if value is None:
        return {}
    match ask:
        case asks.Money() | asks.Period() | asks.Person():
            return {name: text for name, text in value.items() if text}
        case asks.Choice():
            return {"": option_label(ask.options, value, languages)}
        case asks.Choices():
            return {"": "；".join(option_label(ask.options, code, languages) for code in value)}
        case asks.Countries():
            return {"": notation.countries_text(value)}
        case asks.Organisation():
            return {"": notation.organisation_text(value)}
        case asks.File():
            return {"": notation.file_text(value)}
    return {"": value}


def gather(ask: asks.Ask, texts: Mapping[str, Any]) -> Any:
    """The answer, as typed, from the texts of its parts. A text under '' is the whole answer in one piece."""
    if "" in texts or not texts:
        return texts.get("")
    return dict(texts)


def option_label(options: Sequence[asks.Option], code: str, languages: Sequence[str]) -> str:
    return next((printed(option.label, languages) for option in options if option.code == code), code)
