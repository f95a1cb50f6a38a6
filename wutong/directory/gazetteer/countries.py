"""Countries by ISO 3166-1 code, with their names in any language the locale library knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from .facts import facts
from .tiles import tiles

LANGUAGES = ("zh-hans", "en", "ru", "fr", "ar", "es")
Kind = Literal["member", "observer", "associated", "territory"]


@dataclass(frozen=True, slots=True)
class Country:
    """One entry of ISO 3166-1. `kind` is its standing at the United Nations."""

    iso2: str
    iso3: str
    numeric: str
    kind: Kind

    @property
    def is_state(self) -> bool:
        return self.kind != "territory"


def home() -> str:
    """The country that runs the programme: named in most texts, a partner in none."""
    home: str = facts("countries")["home"]
    return home


@cache
def all_countries() -> tuple[Country, ...]:
    iso3, numeric = _codes(letters=True), _codes(letters=False)
    known = set(Locale("en").territories) - set(facts("countries")["not_in_iso"])
    codes = sorted(known & set(iso3) & set(numeric))
    return tuple(Country(code, iso3[code], numeric[code], _kind(code)) for code in codes)


@cache
def states() -> frozenset[str]:
    """Members and observers of the United Nations and associated states: what a text may mean by a country."""
    return frozenset(country.iso2 for country in all_countries() if country.is_state)


@cache
def country_name(iso2: str, language: str) -> str:
    """The short name; in English where the language is not known, the code itself where the country is not."""
    code = language_code(language)
    own: str | None = facts("countries")["names"].get(iso2, {}).get(code)
    return own or _locale(code).territories.get(iso2) or iso2


def language_code(language: str) -> str:
    """Written in several ways: zh, zh-CN and zh_Hans are all zh-hans."""
    code = language.lower().replace("_", "-")
    return "zh-hans" if code in ("zh", "zh-cn") else code


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _codes(*, letters: bool) -> dict[str, str]:
    """iso2 → alpha-3 or numeric code. The library keeps them among the aliases of old codes, hence our corrections."""
    found = {
        targets[0]: alias
        for alias, targets in get_global("territory_aliases").items()
        if len(targets) == 1 and len(alias) == 3 and (alias.isalpha() if letters else alias.isdigit())
    }
    return found | facts("countries")["iso3" if letters else "numeric"]


def _kind(iso2: str) -> Kind:
    if iso2 in facts("countries")["observers"]:
        return "observer"
    if iso2 in facts("countries")["associated"]:
        return "associated"
    return "member" if any(tile.iso2 == iso2 for tile in tiles()) else "territory"
