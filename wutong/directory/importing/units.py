"""Reads a list of units from an opened file: any sheet or table whose head names its columns in known words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from wutong.directory.folding import fold
from wutong.directory.gazetteer import all_countries, find_places
from wutong.directory.gazetteer.facts import facts
from wutong.directory.identifiers import check_ror, check_uscc
from wutong.documents.blocks import Cell, Document, Place, Table

from .rows import OrganisationRow, Problem, ProblemCode

_HEAD_ROWS = 30  # a head further down is not looked for
_REMARK = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]|[*＊:：]")
_NOTE = re.compile(
    r"\s*(?:(?:注|备注|说明|附注|填表|制表)\w{0,3}\s*(?:[:：.、(（]|\d|$)|合计|总计|notes?\b|total\b|примечани)",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[;；,，、|\n]+")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]{2,}")
_NAME_COLUMNS = {"english": "en", "russian": "ru"}


@dataclass(frozen=True, slots=True)
class UnitList:
    rows: tuple[OrganisationRow, ...]
    problems: tuple[Problem, ...]


def read_units(document: Document) -> UnitList:
    """Every row of every visible sheet is a unit, a note, or a problem with its sheet and cell."""
    rows: list[OrganisationRow] = []
    problems: list[Problem] = []
    for part in document.walk():
        if part.problem:
            problems.append(Problem("damaged", part.name, part.detail or part.problem))
        for table in part.tables():
            if not table.hidden:
                _read_table(table, rows, problems)
    return UnitList(tuple(rows), tuple(problems) + tuple(_twice(rows)))


def cell_name(place: Place) -> str:
    """Sheet and cell as a spreadsheet writes them ("名单!B7"), the cell alone where there is one sheet without a name
    (a CSV file), or table, row and column in a text document."""
    cell = f"{_letters(place.column or 1)}{place.row}"
    if place.sheet is None and place.table is None:
        return cell
    if place.sheet is None:
        return f"table {place.table}, row {place.row}, column {place.column}"
    return f"{place.sheet}!{cell}"


def _table_name(table: Table) -> str:
    """Empty for a CSV file: it is one table."""
    return f"table {table.place.table}" if table.place.table is not None else ""


def _letters(column: int) -> str:
    before, last = divmod(column - 1, 26)
    return (_letters(before) if before else "") + chr(ord("A") + last)


def _read_table(table: Table, rows: list[OrganisationRow], problems: list[Problem]) -> None:
    head = _head(table)
    if head is None:
        if any(cell.text.strip() for row in table.rows for cell in row):
            problems.append(Problem("no_header", table.sheet or _table_name(table)))
        return
    below, columns = head
    for cells in table.rows[below:]:
        if not _is_aside(cells):
            row = _Reading({field: cells[at] for field, at in columns.items()}, problems).row(cells)
            rows.extend([row] if row else [])


def _head(table: Table) -> tuple[int, dict[str, int]] | None:
    """The number of the first row under the head, and the column of each field; the fullest head wins."""
    best: tuple[int, dict[str, int]] | None = None
    for number, row in enumerate(table.rows[:_HEAD_ROWS], 1):
        columns: dict[str, int] = {}
        for at, cell in enumerate(row):
            field = _column_words().get(_bare(cell.text))
            if field and not (cell.merged and field in columns):
                columns.setdefault(field, at)
        if ("name" in columns or "english" in columns) and (best is None or len(columns) > len(best[1])):
            best = number, columns
    return best


def _is_aside(cells: Sequence[Cell]) -> bool:
    """An empty row, a note under the list, or a heading merged across it."""
    filled = [cell for cell in cells if cell.text.strip()]
    across = len(filled) > 1 and all(cell.merged for cell in filled[1:]) and len({cell.text for cell in filled}) == 1
    return not filled or across or (len(filled) == 1 and bool(_NOTE.match(filled[0].text)))


class _Reading:
    """Reads the cells of one row; what does not hold is left empty and reported."""

    def __init__(self, cells: dict[str, Cell], problems: list[Problem]) -> None:
        self._cells, self._problems = cells, problems

    def row(self, whole: Sequence[Cell]) -> OrganisationRow | None:
        names = self._names()
        if not names:
            self._report("no_name", self._cells.get("name") or self._cells.get("english") or whole[0])
            return None
        kind_words = self._text("kind")
        return OrganisationRow(
            names=names,
            ror=self._checked("ror", "bad_ror", check_ror),
            uscc=self._checked("uscc", "bad_uscc", check_uscc),
            country=self._checked("country", "unknown_country", _country),
            kind=self._checked("kind", "unknown_kind", _kind),
            types=(kind_words,) if kind_words else (),
            email=self._checked("email", "bad_email", _email),
            website=self._text("website"),
            aliases=tuple(_pieces(self._text("aliases"))),
            parents=tuple(filter(None, [self._text("parent")])),
            place=cell_name(self._first_name_cell().place),
        )

    def _names(self) -> dict[str, str]:
        name = self._text("name")
        names = {_script_language(name): name} if name else {}
        return names | {code: text for field, code in _NAME_COLUMNS.items() if (text := self._text(field))}

    def _first_name_cell(self) -> Cell:
        return next(cell for field, cell in self._cells.items() if field in ("name", *_NAME_COLUMNS) and cell.text)

    def _text(self, field: str) -> str:
        cell = self._cells.get(field)
        return " ".join(cell.text.split(" ")).strip() if cell else ""

    def _checked(self, field: str, code: ProblemCode, check: Callable[[str], str]) -> str:
        text = self._text(field)
        try:
            return check(text) if text else ""
        except ValueError as error:
            self._report(code, self._cells[field], f"{text}: {error}")
            return ""

    def _report(self, code: ProblemCode, cell: Cell, detail: str = "") -> None:
        self._problems.append(Problem(code, cell_name(cell.place), detail))


def _twice(rows: Sequence[OrganisationRow]) -> Iterator[Problem]:
    """The same name under the same parent again. The rows stay: which one holds is for a person to say."""
    seen: dict[tuple[str, str], OrganisationRow] = {}
    for row in rows:
        first = seen.setdefault((fold(row.name), fold("".join(row.parents))), row)
        if first is not row:
            yield Problem("twice", row.place, first.place)


def _bare(text: str) -> str:
    return fold(_REMARK.sub("", text))


@cache
def _column_words() -> dict[str, str]:
    return {_bare(word): field for field, words in facts("unit_list")["columns"].items() for word in words}


@cache
def _kind_words() -> dict[str, str]:
    words = {fold(word): kind for kind, words in facts("unit_list")["kinds"].items() for word in words}
    return words | {fold(kind): kind for kind in facts("unit_list")["kinds"]}


def _kind(text: str) -> str:
    if kind := _kind_words().get(fold(text)):
        return kind
    raise ValueError("not a known kind of unit")


def _country(text: str) -> str:
    """A country by its name in any of the languages or by an ISO code."""
    code = text.strip().upper()
    for country in all_countries():
        if code in (country.iso2, country.iso3):
            return country.iso2
    named = {mention.code for mention in find_places(text, date.max) if mention.kind == "country"}
    if len(named) != 1:
        raise ValueError("not the name of one country")
    return named.pop()


def _email(text: str) -> str:
    if _EMAIL.fullmatch(text):
        return text
    raise ValueError("not one e-mail address")


def _pieces(text: str) -> Iterator[str]:
    return (piece.strip() for piece in _SEPARATORS.split(text) if piece.strip())


def _script_language(name: str) -> str:
    if re.search("[㐀-鿿]", name):
        return "zh-hans"
    return "ru" if re.search("[Ѐ-ӿ]", name) else "en"
