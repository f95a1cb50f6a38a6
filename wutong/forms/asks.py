"""What a form can ask for: one frozen class per kind of ask. Declarations only; checking is in `answers`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

Labels = Mapping[str, str]  # language code → text

LONGEST_TEXT = 30_000  # an Excel cell holds 32,767 characters
CODE_PATTERN = r"[a-z][a-z0-9_]{0,19}"  # "table.column.part" must fit the 64 characters of a Word tag


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question. `required_if` names other asks of the form and the choice that makes this one required."""

    kind: ClassVar[str]
    code: str
    label: Labels
    help: Labels = field(default_factory=dict)
    required: bool = False
    required_if: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Text(Ask):
    kind = "text"
    max_length: int = 500


@dataclass(frozen=True, kw_only=True)
class LongText(Ask):
    kind = "long_text"
    max_length: int = 10_000


@dataclass(frozen=True, kw_only=True)
class Number(Ask):
    kind = "number"
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int | None = None  # most digits after the point; None: any


@dataclass(frozen=True, kw_only=True)
class Money(Ask):
    """An amount in whole currency units with two decimals, never negative."""

    kind = "money"
    currencies: tuple[str, ...] = ("CNY", "USD", "EUR", "RUB")


@dataclass(frozen=True, kw_only=True)
class Date(Ask):
    kind = "date"
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, kw_only=True)
class Period(Ask):
    kind = "period"


@dataclass(frozen=True, kw_only=True)
class Option:
    code: str
    label: Labels


@dataclass(frozen=True, kw_only=True)
class Choice(Ask):
    kind = "choice"
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Choices(Ask):
    kind = "choices"
    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Countries(Ask):
    """Countries, or the region words a person wrote (东盟国家), kept beside the codes they stand for."""

    kind = "countries"


@dataclass(frozen=True, kw_only=True)
class Organisation(Ask):
    kind = "organisation"


@dataclass(frozen=True, kw_only=True)
class Person(Ask):
    kind = "person"


@dataclass(frozen=True, kw_only=True)
class File(Ask):
    kind = "file"
    max_bytes: int = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Rows(Ask):
    """A table: every row answers the same columns."""

    kind = "rows"
    columns: tuple[Ask, ...]
    min_rows: int = 0
    max_rows: int = 500


KINDS: dict[str, type[Ask]] = {
    kind.kind: kind
    for kind in (
        Text, LongText, Number, Money, Date, Period, Choice, Choices, Countries, Organisation, Person, File, Rows,
    )
}  # fmt: skip
