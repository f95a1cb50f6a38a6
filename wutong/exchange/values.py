"""The plain values that documents and workbooks are made from. Labels (countries, fields, actions) come as stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from wutong.documents.blocks import Place

Texts = Mapping[str, str]  # one text per language, the authoritative one first
Outcome = Literal["merged", "accepted", "declined", "waiting"]
OUTCOMES: tuple[Outcome, ...] = ("merged", "accepted", "declined", "waiting")


def in_language(texts: Texts, language: str) -> str:
    """The text in this language, or else the first there is."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


@dataclass(frozen=True, slots=True)
class Money:
    amount: Decimal
    currency: str  # ISO 4217


@dataclass(frozen=True, slots=True)
class Source:
    """Where a need was read from. `digest` is the SHA-256 of the file."""

    unit: str
    file: str
    place: Place | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class OriginalNeed:
    """One need as one unit asked it, and what became of it."""

    number: str
    unit: str
    title: str
    text: str = ""
    countries: tuple[str, ...] = ()
    field: str = ""
    action: str = ""
    money: Money | None = None
    period: str = ""
    contact: str = ""
    outcome: Outcome = "waiting"
    reason: str = ""
    group: str = ""  # number of the merged need it went into
    group_title: str = ""
    others: tuple[str, ...] = ()  # the other units whose needs went into the same one
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedNeed:
    """One row of the plan. `money` holds one amount per currency: unlike amounts are never added.

    `regions` is how documents print the countries where units named a whole region; the workbook lists them all.
    """

    number: str
    title: str
    wording: str = ""
    units: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    field: str = ""
    action: str = ""
    money: tuple[Money, ...] = ()
    period: str = ""
    priority: str = ""
    sources: tuple[Source, ...] = ()
    regions: tuple[str, ...] = ()
    is_ordinary: bool = False  # of the priority most needs have: documents do not print it

    @property
    def where(self) -> tuple[str, ...]:
        """Regions and the countries outside them, as a document prints them."""
        return self.regions or self.countries


@dataclass(frozen=True, slots=True)
class Section:
    """A plan item with the needs attached to it; `number` as printed in the plan."""

    number: str
    title: str
    text: tuple[str, ...] = ()
    needs: tuple[MergedNeed, ...] = ()
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        yield self
        for child in self.children:
            yield from child.walk()


Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What the plan says about itself, most first. A need that names two countries counts once under each."""

    units: int
    asked: int
    merged: int
    by_action: Counts = ()
    by_field: Counts = ()
    by_country: Counts = ()
    by_outcome: tuple[tuple[Outcome, int], ...] = ()


def figures_of(sections: Iterable[Section], asked: Iterable[OriginalNeed]) -> Figures:
    """Counts the plan as it will be printed, so that its figures cannot differ from its tables."""
    needs = [need for section in sections for part in section.walk() for need in part.needs]
    originals = list(asked)
    outcomes = Counter(need.outcome for need in originals)
    return Figures(
        units=len({need.unit for need in originals}),
        asked=len(originals),
        merged=len(needs),
        by_action=_most(need.action for need in needs),
        by_field=_most(need.field for need in needs),
        by_country=_most(country for need in needs for country in dict.fromkeys(need.countries)),
        by_outcome=tuple((outcome, outcomes[outcome]) for outcome in OUTCOMES if outcomes[outcome]),
    )


def _most(labels: Iterable[str]) -> Counts:
    return tuple(Counter(label for label in labels if label).most_common())
