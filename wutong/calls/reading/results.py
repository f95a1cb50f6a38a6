"""What reading a reply yields: values that know where they were read, needs, readings of files and of folders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from wutong.documents.blocks import Place

TELLING = ("money", "period", "countries", "partner", "priority", "action", "field")
PART = "part"  # note of a reading that speaks for a part of its unit only
ANSWERS = ("reply", "no_needs")
Kind = Literal["reply", "no_needs", "not_a_reply", "unreadable", "superseded"]


@dataclass(frozen=True, slots=True)
class Found[V]:
    """One value, the words it was read from and where they stand. `confidence` runs from 0 to 1."""

    value: V
    place: Place
    quote: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as printed: 300 with unit 万元 is three million of `currency`."""

    amount: Decimal
    unit: str
    currency: str
    multiplier: int = 1

    @property
    def total(self) -> Decimal:
        """In whole currency."""
        return self.amount * self.multiplier


@dataclass(frozen=True, slots=True)
class Period:
    """Dates where the text names them; a bare duration has only `months`."""

    printed: str
    start: date | None = None
    end: date | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the original that went into a need, and as what; the page marks their place."""

    role: str
    place: Place
    text: str
    label: str = ""  # the heading or label it stood under


@dataclass(frozen=True, slots=True)
class NeedReading:
    title: Found[str]
    text: Found[str]
    countries: Found[tuple[str, ...]]
    field: Found[str]
    action: Found[str]
    source: Place
    money: Found[Money] | None = None
    period: Found[Period] | None = None
    partner: Found[str] | None = None
    contact: Found[str] | None = None
    priority: Found[str] | None = None
    unit: Found[str] | None = None
    marks: tuple[Mark, ...] = ()
    also: tuple[Place, ...] = ()  # where the file tells the same need once more

    @property
    def confidence(self) -> float:
        """That of the weakest value a person would have to correct."""
        return min(f.confidence for f in (self.title, self.countries, self.field, self.action))


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text no value was read from, kept for the triage page. `why`: letter, section, quoted, total, note, unknown …"""

    place: Place
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ReplyReading:
    """What one file, or one part of a container, was understood to be."""

    file: str
    path: tuple[str, ...]
    kind: Kind
    unit: Found[str] | None = None
    unit_key: str | None = None
    needs: tuple[NeedReading, ...] = ()
    language: str = ""
    problem: str | None = None
    notes: tuple[str, ...] = ()
    confidence: float = 0.0
    leftover: tuple[Leftover, ...] = ()
    sent: date | None = None
    digest: str = ""
    duplicate_of: tuple[str, ...] | None = None
    superseded_by: tuple[str, ...] | None = None

    @property
    def key(self) -> tuple[str, ...]:
        return (self.file, *self.path)


@dataclass(frozen=True, slots=True)
class KnownUnit:
    key: str
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    within: str = ""  # key of the known unit it is a part of


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What the reader may know beforehand. `on`: the day for which region words are expanded (the day of the call).
    `known`: readings of parts by their path that were made elsewhere, such as those of our own form."""

    on: date
    units: tuple[KnownUnit, ...] = ()
    call_number: str = ""
    call_title: str = ""
    form_ids: tuple[str, ...] = ()
    home: str = "CN"
    known: Mapping[tuple[str, ...], ReplyReading] = field(default_factory=dict)


@dataclass(slots=True)
class Piece:
    """Words with their place; `label` is the heading or label they stood under."""

    text: str
    place: Place
    label: str = ""


@dataclass(slots=True, eq=False)
class Draft:
    """A need as gathered from the file, before its values are understood."""

    source: Place
    title: Piece | None = None
    text: list[Piece] = field(default_factory=list)
    values: dict[str, list[Piece]] = field(default_factory=dict)
    sections: tuple[Piece, ...] = ()
    strength: float = 0.5  # how sure it is that this is a need at all
    shape: str = "prose"
    also: list[Place] = field(default_factory=list)  # where the file tells it once more

    def put(self, role: str, piece: Piece) -> None:
        """Put words where their role says; roles without a value of their own stay in the text, under their label."""
        if role == "title" and self.title is None:
            self.title = piece
        elif role in ("title", "text", "extra", "note", ""):
            self.text.append(piece)
        elif all(piece.text != held.text for held in self.values.get(role, [])):
            self.values.setdefault(role, []).append(piece)

    def marks(self) -> list[Mark]:
        """Everything that went into this need, in the order title, text, values."""
        titled = [Mark("title", self.title.place, self.title.text, self.title.label)] if self.title else []
        told = [Mark("text", piece.place, piece.text, piece.label) for piece in self.text]
        values = [Mark(role, p.place, p.text, p.label) for role, pieces in self.values.items() for p in pieces]
        return titled + told + values

    def told(self) -> list[Piece]:
        """The words in which a value may stand that has no label of its own: text, title, then other values."""
        values = [piece for role, pieces in self.values.items() if role in TELLING for piece in pieces]
        return self.text + ([self.title] if self.title else []) + values

    def body(self) -> str:
        """The text as a person would copy it out: labels other than that of the content itself are kept."""
        return "\n".join(f"{p.label}：{p.text}" if p.label else p.text for p in self.text)
