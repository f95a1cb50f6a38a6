"""Groups of countries with dated membership, and the partnership years as each source gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from .facts import DATA, facts

PARTNERS = "BRI"  # the group whose members follow from the partnership years


@dataclass(frozen=True, slots=True)
class Membership:
    """Counts from `since` up to, not including, `until`; None is open."""

    iso2: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Group:
    """`words`: how texts call it, by language, in the nominative. `source` says where its dates come from."""

    code: str
    names: dict[str, str]
    words: dict[str, tuple[str, ...]]
    memberships: tuple[Membership, ...]
    source: str
    checked: date

    def members(self, on: date) -> frozenset[str]:
        if self.code == PARTNERS:
            return partners(on)
        return frozenset(one.iso2 for one in self.memberships if one.holds(on))


@dataclass(frozen=True, slots=True)
class Partnership:
    """The year in which a country joined, as one source gives it. `until` is the day it left, if it did."""

    country: str
    year: int
    source: str
    until: date | None = None


@cache
def all_groups() -> tuple[Group, ...]:
    files = sorted((DATA / "groups").glob("*.toml"))
    return tuple(_group(raw) for file in files for raw in facts(f"groups/{file.stem}")["group"])


def groups(on: date) -> tuple[Group, ...]:
    """The groups that have a member on that day."""
    return tuple(group for group in all_groups() if group.members(on))


@cache
def group(code: str) -> Group:
    """Raises KeyError for a code that no group has."""
    return {one.code: one for one in all_groups()}[code]


@cache
def partnerships() -> tuple[Partnership, ...]:
    rows = facts("partnerships")["rows"]
    return tuple(Partnership(row["country"], row["year"], row["source"], row.get("until")) for row in rows)


@cache
def partners(on: date, source: str | None = None) -> frozenset[str]:
    """Countries that had joined by the end of that year and not left by that day.

    Without a source: whoever any source names, with exits by official notice before a data set's likely date. With a
    source: exactly what it says. Years are all the sources agree to give, so a country counts from 1 January.
    """
    exits = {} if source else _exits()
    return frozenset(
        row.country
        for row in partnerships()
        if source in (None, row.source) and row.year <= on.year and _before(on, exits.get(row.country, row.until))
    )


@cache
def partnership_sources() -> dict[str, dict[str, str]]:
    """Names of the sources by language."""
    return {code: source["names"] for code, source in facts("partnerships")["sources"].items()}


def _before(on: date, until: date | None) -> bool:
    return until is None or on < until


def _exits() -> dict[str, date]:
    return {exit["country"]: exit["until"] for exit in facts("partnerships")["exit"]}


def _group(raw: dict) -> Group:
    words = {language: tuple(found) for language, found in raw["words"].items()}
    return Group(raw["code"], raw["names"], words, tuple(_memberships(raw["members"])), raw["source"], raw["checked"])


def _memberships(spans: Iterable[dict]) -> Iterable[Membership]:
    for span in spans:
        for iso2 in span["countries"]:
            yield Membership(iso2, span.get("since"), span.get("until"))
