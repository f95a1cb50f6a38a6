"""Tables set with spaces, as a PDF or a plain text gives them: cells that wrap over lines are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from wutong.documents.blocks import Block, Cell, Place, Table, Text

from .grid import label_role
from .headers import NEED_ROLES
from .labels import split_labels
from .letter import DATE_LINE
from .vocabulary import HAN, listed, says

PIECE = re.compile(r"\S+(?:\s\S+)*")
NUMBER = re.compile(r"\d{1,3}[.、)]?")
GAP = "  "
LEAST_COLUMNS, SLACK, WIDEST, SHARE_OF_LABELS = 3, 2, 30, 0.6


@dataclass(slots=True)
class _Piece:
    """Words between two gaps, and the column of letters at which they begin."""

    text: str
    at: int


@dataclass(slots=True)
class _Row:
    place: Place
    cells: list[list[str]]


@dataclass(slots=True)
class _Open:
    """A table being read: where its columns begin, its rows so far (the header first), the blocks it took."""

    starts: list[int]
    numbered: bool
    rows: list[_Row]
    taken: list[Block] = field(default_factory=list)
    first: int = 0  # column in which the last line began

    def takes(self, block: Text) -> bool:
        """Put the line into the table; False where it is no line of it."""
        pieces = _pieces(block)
        if self._begins_row(pieces):
            columns = self._columns(pieces, [0])
            self.rows.append(_Row(block.place, [[] for _ in self.starts])) if columns else None
        else:
            columns = self._continued(block, pieces)
        if not columns:
            return False
        for column, piece in zip(columns, pieces, strict=True):
            self.rows[-1].cells[column].append(piece.text)
        self.first = columns[0]
        self.taken.append(block)
        return True

    def _begins_row(self, pieces: list[_Piece]) -> bool:
        if self.numbered:
            return len(pieces) >= 2 and NUMBER.fullmatch(pieces[0].text) is not None
        return len(pieces) == len(self.starts)

    def _continued(self, block: Text, pieces: list[_Piece]) -> list[int]:
        """Columns of a line that goes on with the row. Where its indent was lost, the other columns tell it."""
        if says("closing", block.text) or DATE_LINE.match(block.text.strip()) or split_labels(block.text)[1]:
            return []
        if block.text.startswith(" "):
            return self._columns(pieces, [0])
        own = self.starts[int(self.numbered) :]
        if len(pieces) > 1:
            return self._columns(pieces, own)
        width = [*self.starts, self.starts[-1] + WIDEST][self.first + 1] - self.starts[self.first]
        return [self.first] if len(pieces[0].text) < width + SLACK else []

    def _columns(self, pieces: list[_Piece], shifts: list[int]) -> list[int]:
        for shift in shifts:
            columns = [self._column(piece.at + shift) for piece in pieces]
            if -1 not in columns and len(set(columns)) == len(columns):
                return columns
        return []

    def _column(self, at: int) -> int:
        return next((n for n, start in enumerate(self.starts) if abs(start - at) <= SLACK), -1)

    def closed(self) -> list[Block]:
        if len(self.rows) < 2:
            return self.taken
        rows = tuple(tuple(Cell(_joined(cell), row.place) for cell in row.cells) for row in self.rows)
        return [Table(rows, self.rows[0].place)]


def with_aligned_tables(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, with each table whose columns are held apart by spaces as a table."""
    found: list[Block] = []
    table: _Open | None = None
    for block in blocks:
        if table is not None:
            if isinstance(block, Text) and block.text.strip() and table.takes(block):
                continue
            found += table.closed()
            table = None
        if isinstance(block, Text) and GAP in block.text and (table := _opened(block)):
            continue
        found.append(block)
    return found + (table.closed() if table else [])


def _opened(block: Text) -> _Open | None:
    """The table a line begins, if it is a header of columns."""
    pieces = _pieces(block) if "\n" not in block.text.strip() else []
    if len(pieces) < LEAST_COLUMNS:
        return None
    roles = [label_role(piece.text) for piece in pieces]
    told = [role for role in roles if role]
    if len(told) < SHARE_OF_LABELS * len(roles) or len(set(told) & NEED_ROLES) < LEAST_COLUMNS - 1:
        return None
    header = _Row(block.place, [[piece.text] for piece in pieces])
    return _Open([piece.at for piece in pieces], roles[0] == "number", [header], [block])


def _pieces(block: Text) -> list[_Piece]:
    wide = block.place.page is None  # a PDF gives places, and not how many letters stand before them
    return [_Piece(one.group(), _width(block.text[: one.start()], wide)) for one in PIECE.finditer(block.text)]


def _width(text: str, wide: bool) -> int:
    return sum(2 if wide and east_asian_width(sign) in "WF" else 1 for sign in text)


def _joined(words: list[str]) -> str:
    """Lines of a cell as one: without a space between Chinese signs, nor where the end of a word was broken off."""
    text = ""
    for part in words:
        close = not text or HAN.match(part) is not None or HAN.match(text[-1]) is not None or _is_broken_off(part)
        text += part if close else f" {part}"
    return text


def _is_broken_off(part: str) -> bool:
    first = part.split()[0].casefold()
    return part[0].islower() and first in listed("lists", "broken_ends")
