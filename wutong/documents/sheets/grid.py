"""Scattered cells of a worksheet become even rows; merged areas are filled; runs of blank rows shrink to one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wutong.documents.blocks import Cell, Table
from wutong.documents.source import Source

Area = tuple[int, int, int, int]  # first row, first column, last row, last column, all 1-based


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell as read from the file."""

    text: str
    value: float | None = None
    merged: bool = False


BLANK = Seen("")


@dataclass(slots=True)
class Grid:
    """The filled cells of one sheet by row and column."""

    name: str
    hidden: bool = False
    cells: dict[int, dict[int, Seen]] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    filled: int = 0

    def put(self, row: int, column: int, seen: Seen) -> None:
        if seen.text.strip():
            self.cells.setdefault(row, {})[column] = seen
            self.filled += 1

    def check_size(self, source: Source) -> None:
        """Raise `too_large` while the sheet is still being read."""
        if len(self.cells) > source.limits.max_rows:
            raise source.unreadable("too_large", f"{self.name}: more than {source.limits.max_rows} rows")
        if self.filled > source.limits.max_cells:
            raise source.unreadable("too_large", f"{self.name}: more than {source.limits.max_cells} cells")

    def table(self, source: Source) -> Table | None:
        """The used area; None for a sheet without any text. `too_large` past the limits, before memory is taken."""
        rows = sorted(self.cells)
        if not rows:
            return None
        first = min(min(row) for row in self.cells.values())
        last = max(max(row) for row in self.cells.values())
        kept = list(_with_gaps(rows))
        if len(kept) > source.limits.max_rows:
            raise source.unreadable("too_large", f"{self.name}: more than {source.limits.max_rows} rows")
        source.budget.spend_cells(len(kept) * (last - first + 1))
        source.budget.spend_blocks()
        self._fill(first, last, rows[-1])
        lines = tuple(tuple(self._cell(source, row, column) for column in range(first, last + 1)) for row in kept)
        return Table(lines, lines[0][0].place, self.name or None, self.hidden)

    def _fill(self, first: int, last: int, bottom: int) -> None:
        """Repeat the text of each merged area over the rows and columns in use."""
        for top, left, low, right in self.merges:
            corner = self.cells.get(top, {}).get(left)
            if corner is None:
                continue
            repeated = Seen(corner.text, corner.value, merged=True)
            for row in range(top, min(low, bottom) + 1):
                for column in range(max(left, first), min(right, last) + 1):
                    if row in self.cells and (row, column) != (top, left):
                        self.cells[row][column] = repeated

    def _cell(self, source: Source, row: int, column: int) -> Cell:
        seen = self.cells.get(row, {}).get(column, BLANK)
        place = source.place("cell", sheet=self.name or None, row=row, column=column)
        return Cell(seen.text, place, seen.value, seen.merged)


def _with_gaps(rows: list[int]) -> Iterator[int]:
    """The filled rows, and of every run of blank rows between them the first: a gap tells two tables apart."""
    previous = rows[0]
    for row in rows:
        if row > previous + 1:
            yield previous + 1
        yield row
        previous = row
