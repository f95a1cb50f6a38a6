"""Tables of indicators: a header with a column of target values, and one indicator a line below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wutong.plans.reading.model import Bound
from wutong.plans.reading.numbering import marked_numbering_of
from wutong.plans.reading.numerals import half_width
from wutong.plans.reading.quantities import Quantity, find_quantities, scaled_unit
from wutong.plans.reading.vocabulary import words

Role = Literal["name", "unit", "base", "target", "growth", "year", "other"]
# What may stand between two cells, the surest first.
SEPARATORS = (re.compile(r"\t"), re.compile(r"\s*\|\s*"), re.compile(r" {2,}|\u3000+"), re.compile(r"\s*[;；]\s*"))
SINGLE_BLANK = re.compile(r"\s+")
ROLES: tuple[Role, ...] = ("other", "unit", "base", "growth", "target", "name")  # the first whose words a cell holds
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)\s*年?")
PURE_YEAR = re.compile(r"(?:19|20)\d\d\s*年?(?:\s*[(（][^()（）]{0,6}[)）])?")
EMPTY = re.compile(r"[-—–/\\.…、\s]*")
HEADER = 200  # characters of a header line at most
HEADER_CELL = 24  # characters: a longer cell is prose, not the head of a column
AT_LEAST, AT_MOST = re.compile(r"^[^\d]*[≥>≧⩾]"), re.compile(r"^[^\d]*[≤<≦⩽]")


@dataclass(frozen=True, slots=True)
class Column:
    at: int
    role: Role
    year: str  # as printed, empty where the head names none


@dataclass(frozen=True, slots=True)
class Value:
    """One target value of an indicator."""

    quantity: Quantity
    unit: str
    bound: Bound | None  # None: the words around the number say it
    cell: str
    indicator: str
    year: str
    row: str  # the line, word for word
    line: int


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    lines: frozenset[int]  # header and rows, 1-based
    values: tuple[Value, ...]


def find_tables(text: str) -> list[IndicatorTable]:
    """Every table of indicators of a text; tables without a column of targets are none."""
    lines = text.replace("\ufeff", " ").splitlines()
    found: list[IndicatorTable] = []
    at = 0
    while at < len(lines):
        table = _table_at(lines, at)
        if table is not None:
            found.append(table)
            at = max(table.lines)
        else:
            at += 1
    return found


def _table_at(lines: Sequence[str], at: int) -> IndicatorTable | None:
    header = lines[at].strip(" ")
    if not header or len(header) > HEADER or not re.search(r"[\t|;； \u3000]", header) or not _heads().search(header):
        return None
    for separator in (*SEPARATORS, SINGLE_BLANK):
        cells = _cells(header, separator)
        columns = _columns(cells)
        if columns:
            return _with_rows(lines, at, separator, columns, len(cells))
    return None


@cache
def _heads() -> re.Pattern[str]:
    """What the header of such a table holds at least: a year or a word for targets."""
    return re.compile(rf"(?:19|20)\d\d|{'|'.join(map(re.escape, words('tables', 'target')))}", re.IGNORECASE)


def _cells(line: str, separator: re.Pattern[str]) -> list[str]:
    bare = line.strip(" ").strip("|") if "|" in separator.pattern else line.strip(" ")
    return [cell.strip() for cell in separator.split(bare)]


def _columns(cells: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a header; none where it names no indicator or no value to be reached."""
    if len(cells) < 2 or any(len(cell) > HEADER_CELL for cell in cells):
        return ()
    columns = tuple(_column(at, cell) for at, cell in enumerate(cells))
    roles = {column.role for column in columns}
    return columns if "name" in roles and _targets(columns) else ()


def _column(at: int, cell: str) -> Column:
    year = YEAR.search(half_width(cell))
    printed = year.group().strip() if year else ""
    if PURE_YEAR.fullmatch(half_width(cell)):
        return Column(at, "year", printed)
    lower = cell.lower()
    role: Role = next((role for role in ROLES if any(word in lower for word in words("tables", role))), "other")
    return Column(at, role, printed)


def _targets(columns: Sequence[Column]) -> list[Column]:
    """Columns whose values are to be reached: all years but the first, where no column is called a target."""
    named = [column for column in columns if column.role in {"target", "growth"}]
    years = [column for column in columns if column.role == "year"]
    based = any(column.role == "base" for column in columns)
    if years and not based and not any(column.role == "target" for column in named):
        first = min(column.year for column in years)
        ahead = [column for column in years if column.year > first]
        return sorted(ahead + named, key=lambda column: column.at) if ahead else []
    if years and not any(column.role == "target" for column in named):
        return sorted(years + named, key=lambda column: column.at)
    return named if any(column.role == "target" for column in named) else []


def _with_rows(
    lines: Sequence[str], at: int, separator: re.Pattern[str], columns: Sequence[Column], width: int
) -> IndicatorTable | None:
    taken, values, pending = {at + 1}, list[Value](), list[int]()
    for number in range(at + 2, len(lines) + 1):
        raw = lines[number - 1]
        cells = _cells(raw, separator)
        if separator is SINGLE_BLANK and len(cells) > width:  # the name may hold blanks itself
            cells = [" ".join(cells[: len(cells) - width + 1]), *cells[len(cells) - width + 1 :]]
        if not raw.strip():
            continue
        if len(cells) < min(width, 3) or (separator is SINGLE_BLANK and len(cells) != width):
            pending.append(number)  # a label broken over two lines, or the end
            if len(pending) > 1 or re.search("[。：]", raw) or marked_numbering_of(raw):
                break
            continue
        taken |= {number, *pending}
        pending = []
        values += _values(cells, columns, width, raw.strip(), number)
    return IndicatorTable(frozenset(taken), tuple(values)) if values else None


def _values(cells: Sequence[str], columns: Sequence[Column], width: int, row: str, line: int) -> Iterator[Value]:
    shift = len(cells) - width  # a cell merged over several rows is missing on the left
    name = next(column.at for column in columns if column.role == "name")
    indicator = cells[max(name + shift, 0)]
    unit_at = next((column.at + shift for column in columns if column.role == "unit"), None)
    said = cells[unit_at] if unit_at is not None and 0 <= unit_at < len(cells) else ""
    for column in _targets(columns):
        where = column.at + shift
        cell = cells[where] if 0 <= where < len(cells) else ""
        if value := value_of(cell, indicator, column.year, row, line, said):
            yield value


def value_of(cell: str, indicator: str, year: str, row: str, line: int, unit: str = "") -> Value | None:
    """What a cell says an indicator is to reach; None where it holds no number. Without `unit` the name tells it."""
    quantity = _quantity(cell)
    if quantity is None:
        return None
    said = unit or _unit_in(indicator)
    factor, unit = scaled_unit(said) if quantity.kind == "bare" else (1.0, quantity.unit)
    return Value(quantity.times(factor), unit, _bound(cell), cell, _without_unit(indicator), year, row, line)


def _quantity(cell: str) -> Quantity | None:
    plain = half_width(cell)
    if EMPTY.fullmatch(plain) or len(plain) > 60:
        return None
    bare = re.sub(r"^[\[〔(（【]\s*([^\[\]〔〕()（）【】]+)[\]〕)）】]$", r"\1", plain)
    found = [one for one in find_quantities(re.sub(r"[≥>≧⩾≤<≦⩽±＋+]", " ", bare)) if not _is_year(one)]
    with_unit = [one for one in found if one.kind != "bare"]
    rises = re.search(r"[到至为]|\bto\b", plain)
    return next(iter((with_unit or found)[:: -1 if rises else 1]), None)


def _is_year(quantity: Quantity) -> bool:
    return quantity.unit == "年" and 1900 <= quantity.low <= 2100


def _bound(cell: str) -> Bound | None:
    plain = half_width(cell)
    return "at_least" if AT_LEAST.match(plain) else "at_most" if AT_MOST.match(plain) else None


def _unit_in(indicator: str) -> str:
    """The unit in the last brackets of a name: 人均预期寿命（岁）."""
    named = re.findall(r"[(（]([^()（）]{1,12})[)）]", indicator)
    return str(named[-1]) if named else ""


def _without_unit(indicator: str) -> str:
    return re.sub(r"\s*[(（][^()（）]{1,12}[)）]\s*$", "", indicator).strip(" *　")
