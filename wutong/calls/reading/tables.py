"""Any table: which shape it has, and the needs it holds."""

from __future__ import annotations

import re
from collections import Counter
from statistics import mean

from wutong.documents.blocks import Table

from .cards import is_card, read_across, read_card
from .grid import Columns, TableReading, distinct, find_header, label_columns, label_role, row_piece
from .results import Piece
from .rows import read_rows
from .vocabulary import is_none, says

LONG_ENOUGH = 8  # mean characters of a column that may hold titles


def read_table(grid: Table, sections: tuple[Piece, ...] = (), carried: Columns | None = None) -> TableReading:
    """`carried`: the columns of the table before, for one that goes on over the page without a header of its own."""
    labels = label_columns(grid)
    columns = find_header(grid)
    if columns and not _reads_down(grid, labels, columns):
        return read_rows(grid, columns, sections)
    if labels and is_card(grid, labels):
        if len(labels) == 1 and _value_columns(grid, labels[0]) >= 2:
            return read_across(grid, labels[0], sections)
        return read_card(grid, labels, sections)
    if carried and grid.rows and len(grid.rows[0]) == carried.width:
        return read_rows(grid, Columns(carried.roles, carried.labels, 0, carried.width), sections)
    return _without_header(grid, sections)


def _reads_down(grid: Table, labels: list[int], columns: Columns) -> bool:
    """Both a row and a column look like labels: the one with more of them is the header."""
    if not labels:
        return False
    across = len({role for role in columns.roles.values() if role != "extra"})
    down = max(len({label_role(row[at].text) for row in grid.rows} - {""}) for at in labels)
    return down > across


def _value_columns(grid: Table, labels: int) -> int:
    """How many columns hold values of their own; an area merged over several counts once."""
    columns: Counter[tuple[str, ...]] = Counter()
    for at in range(labels + 1, len(grid.rows[0])):
        column = tuple(row[at].text.strip() for row in grid.rows if label_role(row[labels].text))
        if sum(bool(text) for text in column) >= 2:
            columns[column] += 1
    return len(columns)


def _without_header(grid: Table, sections: tuple[Piece, ...]) -> TableReading:
    """No heading anywhere. Where one column reads like titles, its rows are taken as needs, doubtfully."""
    found = TableReading()
    rows = [row for row in grid.rows if distinct(row)]
    columns = _guess(grid) if len(rows) >= 2 else None
    if columns:
        found = read_rows(grid, columns, sections)
        for draft in found.drafts:
            draft.strength = 0.4
        found.columns = None
        return found
    for row in rows:
        piece = row_piece(row)
        nothing = any(
            (is_none(cell.text) and len(cell.text) > 1) or says("no_needs", cell.text) for cell in distinct(row)
        )
        if nothing:
            found.none.append(piece)
        else:
            found.aside.append((piece, "table"))
    return found


def _guess(grid: Table) -> Columns | None:
    width = len(grid.rows[0])
    if width < 2:
        return None
    texts = [[row[at].text.strip() for row in grid.rows if row[at].text.strip()] for at in range(width)]
    lengths = [mean(map(len, column)) if column else 0.0 for column in texts]
    asking = [sum(says("need_verb", text) for text in column) / max(1, len(column)) for column in texts]
    wordy = [at for at in range(width) if lengths[at] >= LONG_ENOUGH and asking[at] >= 0.5 and not _figures(texts[at])]
    if not wordy:
        return None
    roles = dict.fromkeys(range(width), "extra") | {wordy[0]: "title"}
    longest = max(wordy, key=lambda at: lengths[at])
    if longest != wordy[0]:
        roles[longest] = "text"
    if _figures(texts[0]):
        roles[0] = "number"
    return Columns(roles, dict.fromkeys(range(width), ""), 0, width)


def _figures(column: list[str]) -> bool:
    return bool(column) and all(re.fullmatch(r"[\d.,\s]+", text) for text in column)
