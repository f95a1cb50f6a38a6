"""Where things stand in the workbook: one sheet for single asks, one per table, codes in a hidden column or row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wutong.forms.asks import Ask, Rows
from wutong.forms.parts import Part, parts

CODES = "A"  # the hidden column of the first sheet
FIRST_ROW = 5  # of the first sheet's answers: title, instructions, intro and headings stand above
CODE_ROW, HEAD_ROW = 1, 2  # of a table's sheet; row 1 is hidden
LISTS = "_lists"
MOST_DIGITS = 15  # what an Excel number keeps


def code_of(ask: Ask, part: Part, table: Rows | None = None) -> str:
    """needs.money.amount: the ask, under its table, and the part."""
    return ".".join(filter(None, (table.code if table else "", ask.code, part.name)))


def cells(asks: Sequence[Ask]) -> Iterator[tuple[Ask, Part]]:
    """The cells that a list of asks takes, in order."""
    return ((ask, part) for ask in asks for part in parts(ask))


def sheet_name(wanted: str, taken: Sequence[str]) -> str:
    """A name Excel allows (31 characters, none of []:*?/\\) that no other sheet has."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted).strip(" '")[:31] or "Sheet"
    number = 2
    while name.casefold() in {other.casefold() for other in taken}:
        suffix = f" {number}"
        name, number = name[: 31 - len(suffix)].removesuffix(f" {number - 1}") + suffix, number + 1
    return name


def escaped(text: str) -> str:
    """Excel reads _x0041_ as a character's code: a text that happens to look so is protected."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)


def unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
