"""Tables of indicators that lost their columns: a cell a line, each row closed by 预期性 or 约束性."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wutong.plans.reading.numerals import half_width
from wutong.plans.reading.tables import IndicatorTable, Value, value_of
from wutong.plans.reading.vocabulary import words

CELL = re.compile(
    r"[-—–/]|[\[〔(（]?\s*[<>≤≥]?\s*\d[\d.,]*\s*(?:%|‰)?\s*(?:左右|以上|以下|以内)?\s*[\]〕)）]?(?:\s*[\[〔(（][\d.]+[\]〕)）])?"
)
YEAR = re.compile(r"(20\d\d)\s*年?")
HEADER_LINES = 16  # lines above the first row in which its heads stand


def find_flattened(text: str) -> list[IndicatorTable]:
    """One table a text at most: all rows that end with the nature of an indicator."""
    lines = [line.strip() for line in text.replace("\ufeff", " ").splitlines()]
    rows = [row for at, line in enumerate(lines) if line in words("tables", "nature") and (row := _row(lines, at))]
    if not rows:
        return []
    first = rows[0][0]
    years = [int(year) for line in lines[max(first - HEADER_LINES, 0) : first] for year in YEAR.findall(line)]
    deadline = f"{max(years)}年" if years else ""
    values = [value for row in rows if (value := _aimed(lines, row, deadline))]
    taken = frozenset(at + 1 for row in rows for at in range(row[0], row[-1] + 2) if at < len(lines))
    return [IndicatorTable(taken, tuple(values))] if values else []


def _row(lines: Sequence[str], end: int) -> list[int]:
    """Where the name and the values of the row stand that closes at `end`; empty where there is no such row."""
    filled = [at for at in range(max(end - 12, 0), end) if lines[at]]
    cells: list[int] = []
    while filled and CELL.fullmatch(half_width(lines[filled[-1]])):
        cells.insert(0, filled.pop())
    named = bool(filled) and len(lines[filled[-1]]) <= 40 and "。" not in lines[filled[-1]]
    return [filled[-1], *cells] if cells and named else []


def _aimed(lines: Sequence[str], row: Sequence[int], deadline: str) -> Value | None:
    """The second value where the first is where the indicator stands today, else the only one."""
    at = row[2] if len(row) > 2 else row[1]
    return value_of(lines[at], lines[row[0]], deadline, lines[at], at + 1)
