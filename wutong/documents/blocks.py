"""What any file becomes once opened: blocks of text and tables that know the place they were read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

PlaceKind = Literal["paragraph", "cell", "line", "field"]
TextRole = Literal["body", "title", "textbox", "footnote", "contents"]  # contents: an entry of a table of contents
ProblemCode = Literal[
    "empty",
    "encrypted",
    "damaged",
    "unknown_type",
    "macro",
    "too_large",
    "too_many_files",
    "bomb",
    "no_converter",
    "no_text",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of text stands. Numbers are 1-based, as a person counts them.

    path: containers inside the file, outermost first (zip member, mail part, attachment); empty for the file itself.
    """

    kind: PlaceKind
    path: tuple[str, ...] = ()
    paragraph: int | None = None  # running number of the paragraph in the body
    line: int | None = None  # for plain text and mail bodies
    table: int | None = None  # running number of the table in a Word or HTML file
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None  # of a PDF

    def as_dict(self) -> dict[str, Any]:
        """The parts that are set, ready for JSON."""
        found = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) not in (None, ())}
        return found | ({"path": list(self.path)} if self.path else {})

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Place:
        return cls(**(stored | {"path": tuple(stored.get("path", ()))}))


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, heading, list item or line."""

    text: str
    place: Place
    level: int | None = None  # heading level when the file itself says so (Word style, HTML h1..h6)
    bold: bool = False
    number: str = ""  # a number the word processor computes (automatic numbering), as printed
    quoted: bool = False  # part of a quoted or forwarded older message
    role: TextRole = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    place: Place
    value: float | None = None  # when the cell holds a number
    merged: bool = False  # True where the text is repeated from the merged area's first cell


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a Word, HTML or mail file, or the used area of one worksheet. Rows are of equal length."""

    rows: tuple[tuple[Cell, ...], ...]
    place: Place
    sheet: str | None = None
    hidden: bool = False
    quoted: bool = False  # part of a quoted or forwarded older message


Block = Text | Table


@dataclass(slots=True)
class Document:
    """One opened file. A zip or mail holds its members in `parts`; a part that could not be opened has a `problem`."""

    name: str
    media: str  # docx, doc, xlsx, xls, txt, html, eml, zip, json, pdf, csv …: what it is, not what its name says
    blocks: list[Block] = field(default_factory=list)
    parts: list[Document] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)  # sender, to, subject, date, author, template id …
    problem: ProblemCode | None = None
    detail: str = ""

    def walk(self) -> Iterator[Document]:
        yield self
        for part in self.parts:
            yield from part.walk()

    def texts(self) -> Iterator[Text]:
        return (block for block in self.blocks if isinstance(block, Text))

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))


class Unreadable(Exception):
    """The file cannot be read; `code` says why, `detail` what was seen. Words for people are made higher up."""

    def __init__(self, code: ProblemCode, name: str, detail: str = "") -> None:
        self.code, self.name, self.detail = code, name, detail
        super().__init__(f"{name}: {code} {detail}".strip())
