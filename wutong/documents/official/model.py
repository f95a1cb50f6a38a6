"""What an official document is made of, as plain values: no fonts, no XML, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["zh-hans", "en"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、) to 4 (（1）). `number` is printed as given: a plan keeps its own numbers."""

    text: str
    level: int = 1
    number: str = ""
    sources: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """Number and text: “一、” and “（一）” carry their own gap, “1.” and “1.1” need one."""
        gap = " " if self.number and not self.number.endswith(("、", "）", "．")) else ""
        return f"{self.number}{gap}{self.text}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body. `lead` opens it in bold (a run-in title); `quiet` sets it apart in 楷体."""

    text: str
    lead: str = ""
    quiet: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    weight: float = 1.0  # share of the table's width
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[str, ...]
    sources: tuple[str, ...] = ()
    strong: bool = False  # a total row
    across: bool = False  # one cell as wide as the table: the name of the group that follows


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table whose header repeats on every page. With sources shown it grows a last column of its own.

    `dense` sets it in 六号: for annexes of hundreds of rows.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: str = ""
    dense: bool = False

    def __post_init__(self) -> None:
        if any(len(row.cells) != (1 if row.across else len(self.columns)) for row in self.rows):
            raise ValueError(f"table {self.caption!r}: every row needs {len(self.columns)} cells")

    @property
    def has_sources(self) -> bool:
        return any(row.sources for row in self.rows)


@dataclass(frozen=True, slots=True)
class Bars:
    """A small bar picture drawn as a table: label, bar, figure."""

    items: tuple[tuple[str, int], ...]
    caption: str = ""
    unit: str = ""


Block = Heading | Paragraph | TableBlock | Bars


@dataclass(frozen=True, slots=True)
class Annex:
    """Begins on a new page. An `internal` annex exists only in the version that shows sources."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    internal: bool = False


@dataclass(frozen=True, slots=True)
class RedHead:
    """发文机关标志 and 发文字号. `letter` is the frame of a 函 (GB/T 9704-2012, 10.1), `document` of a 文件 (7.2)."""

    mark: str
    number: str = ""
    form: Literal["document", "letter"] = "document"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs and when. `seal` leaves the room a stamp needs (7.3.5.1); without it 7.3.5.2 applies."""

    issuers: tuple[str, ...]
    signed: date
    seal: bool = False
    note: str = ""  # 附注: printed in brackets below the date


@dataclass(frozen=True, slots=True)
class Copies:
    """版记: who gets a copy, which office printed it and when (a 函 prints only the copies)."""

    to: tuple[str, ...] = ()
    printer: str = ""
    printed: date | None = None


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    title: str  # a line break in it is kept: titles are set as a trapezium or a lozenge
    blocks: tuple[Block, ...] = ()
    language: Language = "zh-hans"
    subtitle: str = ""
    marking: str = ""  # 密级 or a handling note, top left
    head: RedHead | None = None
    addressees: str = ""
    enclosures: tuple[str, ...] = ()  # named under the body but sent as files of their own, before the annexes
    annexes: tuple[Annex, ...] = ()
    signature: Signature | None = None
    copies: Copies | None = None
    subject: str = ""  # file properties
    keywords: tuple[str, ...] = ()
