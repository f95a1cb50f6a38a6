"""Workbooks in Office Open XML (.xlsx, .xlsm). Formulas are never computed: their stored result, else their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wutong.documents import safexml
from wutong.documents.blocks import Document
from wutong.documents.figures import plain
from wutong.documents.opc import RELATION_ID, Package
from wutong.documents.safexml import Element, local
from wutong.documents.sheets.grid import Area, Grid, Seen
from wutong.documents.sheets.printing import number_format, printed
from wutong.documents.source import Source

_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # how the format writes control characters
_ON = ("1", "true")
MAX_COLUMN = 16_384
_STRICT_RELATION_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class Book:
    """What all sheets share."""

    source: Source
    strings: list[str]
    formats: list[str]  # number pattern of each cell format
    mac: bool  # dates count from 1904


def read_xlsx(source: Source) -> Document:
    package = Package(source)
    main = package.main_part("xl/workbook.xml")
    root = package.xml(main)
    related = package.relations(main)
    parts = {relation.kind: relation.target for relation in related.values() if package.has(relation.target)}
    book = Book(
        source,
        _strings(package.bytes(parts["sharedStrings"]), source) if "sharedStrings" in parts else [],
        _formats(package.xml(parts["styles"])) if "styles" in parts else [],
        any(item.get("date1904") in ("1", "true") for item in root.iterfind("{*}workbookPr")),
    )
    document = Document(source.name, "xlsx", meta=package.meta())
    hidden: dict[str, list[str]] = {"hidden_rows": [], "hidden_columns": []}
    for sheet in root.iterfind("{*}sheets/{*}sheet"):
        relation = related.get(sheet.get(RELATION_ID) or sheet.get(_STRICT_RELATION_ID) or "")
        if relation is None or relation.kind != "worksheet":
            continue
        grid = Grid(sheet.get("name", ""), hidden=sheet.get("state", "visible") != "visible")
        columns = list(_fill(grid, package.bytes(relation.target), book))
        if table := grid.table(source):
            document.blocks.append(table)
            used = {cell.place.column for cell in table.rows[0]} & set(columns)
            _note(hidden["hidden_rows"], grid.name, grid.hidden_rows)
            _note(hidden["hidden_columns"], grid.name, sorted(column for column in used if column))
    document.meta |= {name: ";".join(noted) for name, noted in hidden.items() if noted}
    return document


def _note(noted: list[str], sheet: str, numbers: list[int]) -> None:
    if numbers:
        noted.append(f"{sheet}!{','.join(map(str, numbers))}")


def _fill(grid: Grid, data: bytes, book: Book) -> Iterator[int]:
    """Put the cells of one worksheet part into the grid; gives the numbers of hidden columns."""
    number = 0
    for element in safexml.stream(data, book.source.name, "{*}row", "{*}mergeCell", "{*}col"):
        name = local(element)
        if name == "mergeCell":
            if area := _area(element.get("ref", "")):
                grid.merges.append(area)
        elif name == "col":
            if element.get("hidden") in _ON:
                yield from range(_whole(element.get("min"), 1), min(_whole(element.get("max"), 0), MAX_COLUMN) + 1)
        else:
            number = _whole(element.get("r"), number + 1)
            _fill_row(grid, element, number, book)
            if element.get("hidden") in _ON and number in grid.cells:
                grid.hidden_rows.append(number)


def _fill_row(grid: Grid, row: Element, number: int, book: Book) -> None:
    column = 0
    for cell in row.iterchildren("{*}c"):
        at = _position(cell.get("r", ""))
        column = at[1] if at else column + 1
        grid.put(number, column, _seen(cell, book))
    grid.check_size(book.source)


def _seen(cell: Element, book: Book) -> Seen:
    kind, value, formula = cell.get("t", "n"), cell.findtext("{*}v"), cell.findtext("{*}f")
    if kind == "inlineStr":
        return Seen(_rich(cell.find("{*}is")))
    if value is None or value == "":
        return Seen(f"={formula}" if formula else "")
    if kind == "s":
        index = _whole(value, -1)
        return Seen(book.strings[index]) if 0 <= index < len(book.strings) else Seen("")
    if kind == "b":
        return Seen("TRUE" if value == "1" else "FALSE")
    if kind != "n":  # str, e (an error such as #REF!), d (an ISO date)
        return Seen(_unescaped(value))
    return _number(value, _pattern(cell, book), book.mac)


def _pattern(cell: Element, book: Book) -> str:
    style = _whole(cell.get("s"), 0)
    return book.formats[style] if 0 <= style < len(book.formats) else "General"


def _number(stored: str, pattern: str, mac: bool) -> Seen:
    try:
        value = float(stored)
        return Seen(printed(value, pattern, mac=mac) if pattern != "General" else plain(value), value)
    except (ValueError, OverflowError):  # not a number, NaN or infinity: kept as it stands
        return Seen(stored)


def _strings(data: bytes, source: Source) -> list[str]:
    return [_rich(item) for item in safexml.stream(data, source.name, "{*}si")]


def _rich(element: Element | None) -> str:
    """Text of plain or rich cell content, without the phonetic readings some keyboards add."""
    if element is None:
        return ""
    texts = (text for text in element.iter("{*}t") if local(text.getparent()) != "rPh")
    return _unescaped("".join(text.text or "" for text in texts))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: "\n" if found[1] in ("000D", "000A") else chr(int(found[1], 16)), text)


def _formats(styles: Element) -> list[str]:
    own = {
        _whole(item.get("numFmtId"), -1): item.get("formatCode", "General")
        for item in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    return [number_format(_whole(item.get("numFmtId"), 0), own) for item in styles.iterfind("{*}cellXfs/{*}xf")]


def _area(reference: str) -> Area | None:
    corners = [_position(corner) for corner in reference.split(":")]
    if len(corners) == 2 and corners[0] and corners[1]:
        return (*corners[0], *corners[1])
    return None


def _position(reference: str) -> tuple[int, int] | None:
    found = _REFERENCE.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _whole(stored: str | None, otherwise: int) -> int:
    return int(stored) if stored and stored.isascii() and stored.isdigit() and len(stored) < 10 else otherwise
