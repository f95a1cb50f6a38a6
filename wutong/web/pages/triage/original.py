"""The original as the page shows it: blocks with the places that were read marked and linked to their values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from wutong.documents.blocks import Cell, Document, Place, Table

MOST_ROWS = 400  # of one table without anything read from it; the file itself can be downloaded
MOST_TEXTS = 3000


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the original that went into a value. `target` is the anchor of the value on the page."""

    target: str
    label: Any
    quote: str
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    marked: bool


@dataclass(slots=True)
class Shown:
    """One paragraph, line or cell."""

    anchor: str
    segments: list[Segment]
    marks: list[Mark] = field(default_factory=list)
    text: str = ""
    spot: str = ""  # number of the block, and of the row in a table: what “add a need from here” sends
    level: int | None = None
    number: str = ""
    quiet: bool = False  # quoted messages, footnotes, repeated cells: shown, but not loud


@dataclass(slots=True)
class ShownTable:
    anchor: str
    rows: list[list[Shown]]
    sheet: str = ""
    hidden: bool = False
    left_out: int = 0


@dataclass(slots=True)
class Original:
    """What the left side of the page shows; `anchors` leads from a place to its anchor."""

    blocks: list[Shown | ShownTable]
    facts: list[tuple[str, str]]
    anchors: dict[tuple[Any, ...], str]
    left_out: int = 0

    def anchor(self, place: Mapping[str, Any] | None) -> str:
        """Where a place stands on the page; the head of the file where the words came from its name or sender."""
        return self.anchors.get(key_of(place or {}), "original-facts")


def key_of(place: Mapping[str, Any]) -> tuple[Any, ...]:
    """A place within one part, comparable whichever way it was kept."""
    names = ("paragraph", "line", "table", "sheet", "row", "column", "page")
    return tuple(place.get(name) for name in names)


def anchor_of(place: Mapping[str, Any]) -> str:
    """The anchor of a place, known without opening the file: other pages link to it too."""
    letters = {"page": "g", "paragraph": "p", "line": "l", "table": "t", "sheet": "s", "row": "r", "column": "c"}
    parts = {name: place[name] for name in letters if place.get(name) is not None}
    if "sheet" in parts:
        parts["sheet"] = f"{crc32(str(parts['sheet']).encode()):x}"
    return "-".join(["at", *(f"{letters[name]}{value}" for name, value in parts.items())])


def show(document: Document, marks: Iterable[tuple[Mapping[str, Any], Mark]]) -> Original:
    """The blocks of one part. `marks`: a place as kept, and the value that was read there."""
    by_place: dict[tuple[Any, ...], list[Mark]] = defaultdict(list)
    for place, mark in marks:
        held = by_place[key_of(place)]
        if mark not in held:
            held.append(mark)
    shown = Original([], list(_facts(document)), {})
    texts = 0
    for number, block in enumerate(document.blocks, 1):
        if isinstance(block, Table):
            shown.blocks.append(_table(number, block, by_place, shown.anchors))
            continue
        texts += 1
        found = by_place.get(_key(block.place), [])
        if texts > MOST_TEXTS and not found:
            shown.left_out += 1
            continue
        one = _shown(str(number), block.text, block.place, found, shown.anchors)
        one.level, one.number = block.level, block.number
        one.quiet = block.quoted or block.role in ("footnote", "contents")
        shown.blocks.append(one)
    return shown


def _facts(document: Document) -> Iterable[tuple[str, str]]:
    for name in ("sender", "to", "date", "subject", "author", "company"):
        if document.meta.get(name):
            yield name, document.meta[name]


def _key(place: Place) -> tuple[Any, ...]:
    return key_of(place.as_dict())


def _table(
    at: int, table: Table, by_place: Mapping[tuple[Any, ...], list[Mark]], anchors: dict[tuple[Any, ...], str]
) -> ShownTable:
    shown = ShownTable(f"block-{at}", [], table.sheet or "", table.hidden)
    for number, row in enumerate(table.rows, 1):
        marked = any(_key(cell.place) in by_place for cell in row)
        if number > MOST_ROWS and not marked:
            shown.left_out += 1
        elif any(cell.text for cell in row):
            shown.rows.append([_cell(f"{at}-{number}", cell, by_place, anchors) for cell in row])
    return shown


def _cell(
    spot: str, cell: Cell, by_place: Mapping[tuple[Any, ...], list[Mark]], anchors: dict[tuple[Any, ...], str]
) -> Shown:
    found = by_place.get(_key(cell.place), [])  # of a merged cell too: each row is read by its own
    one = _shown(spot, cell.text, cell.place, found, anchors)
    one.quiet = cell.merged and not found
    return one


def _shown(spot: str, text: str, place: Place, marks: list[Mark], anchors: dict[tuple[Any, ...], str]) -> Shown:
    anchor, key = anchor_of(place.as_dict()), _key(place)
    if key in anchors:  # merged cells and boxes repeat a place: links lead to the first one
        anchor = f"{anchor}-{len(anchors)}"
        key = (*key, len(anchors))
    anchors[key] = anchor
    chips = list({mark.target: mark for mark in reversed(marks)}.values())[::-1]
    return Shown(anchor, segments(text, [mark.quote for mark in marks]), chips, text, spot)


def segments(text: str, quotes: Iterable[str]) -> list[Segment]:
    """The text cut where the quoted words begin and end; quotes that overlap are marked as one."""
    inside = bytearray(len(text))
    pieces = (piece for quote in quotes for piece in ([quote] if quote in text else quote.split("; ")))
    for quote in pieces:  # a value read from several places quotes them one after the other
        start = text.find(quote) if quote else -1
        if start >= 0:
            inside[start : start + len(quote)] = b"\1" * len(quote)
    cut: list[Segment] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or inside[at] != inside[start]:
            cut.append(Segment(text[start:at], bool(inside[start])))
            start = at
    return cut
