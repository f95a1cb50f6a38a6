"""Replies as workbooks: notes around the table, several sheets, merged, transposed, hidden, numbers as text."""

from __future__ import annotations

import io
from datetime import datetime
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..grid import Grid, grid_of, sections
from ..reply import Reply
from .steady import steady

WIDTHS = {"no": 7, "title": 34, "text": 62, "contact": 30, "partner": 28}
LINE = Side(style="thin", color="808080")
GRID = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
WRAP = Alignment(wrap_text=True, vertical="center")


def sheet(reply: Reply) -> bytes:
    """Title merged across row 1, the unit in row 2, an empty row, then the heads; a total and a note below."""
    book, page = _book(reply)
    _table(page, grid_of(reply), _above(page, reply, len(grid_of(reply).columns)))
    _below(page, reply)
    return _saved(book, reply)


def text_numbers(reply: Reply) -> bytes:
    """Every cell is text, also the running numbers and the amounts."""
    book, page = _book(reply)
    grid = grid_of(reply)
    rows: list[list[str | int]] = [[str(value) for value in row] for row in grid.rows]
    _table(page, Grid(grid.columns, grid.heads, rows, [], None), 1)
    for cell in (cell for row in page.iter_rows() for cell in row):
        cell.number_format = "@"
    return _saved(book, reply)


def by_action(reply: Reply) -> bytes:
    """A sheet with explanations first, then one sheet for each action."""
    book, page = _book(reply)
    page.title = reply.frame["sheets"]["notes"]
    page["A1"], page["A3"] = reply.title, reply.phrase("filled")
    page["A4"] = reply.phrase("notes")
    for heading, needs in reply.by_action():
        grid = grid_of(reply, needs)
        inner = book.create_sheet(heading[:28])
        inner["A1"] = heading
        _table(inner, grid, 3)
    return _saved(book, reply)


def merged(reply: Reply) -> bytes:
    """The action stands once, in a cell merged down over all its needs."""
    book, page = _book(reply)
    grid = grid_of(reply)
    row = _above(page, reply, len(grid.columns) + 1)
    _row(page, row, [reply.frame["group"], *grid.heads], head=True)
    for heading, rows in sections(reply):
        first = row + 1
        for values in rows:
            row += 1
            _row(page, row, [heading, *values])
        if row > first:
            page.merge_cells(start_row=first, end_row=row, start_column=1, end_column=1)
    _widths(page, ["action", *grid.columns])
    _below(page, reply)
    return _saved(book, reply)


def transposed(reply: Reply) -> bytes:
    """Labels down the first column, one need in each column beside them."""
    book, page = _book(reply)
    grid = grid_of(reply)
    page["A1"] = reply.title
    for index, head in enumerate(grid.heads):
        _row(page, index + 3, [head, *(row[index] for row in grid.rows)])
        page.cell(index + 3, 1).font = Font(bold=True)
    _widths(page, ["action", *("title" for _ in grid.rows)])
    return _saved(book, reply)


def hidden(reply: Reply) -> bytes:
    """A drop-down list takes its choices from a hidden sheet, which holds no needs."""
    book, page = _book(reply)
    grid = grid_of(reply)
    start = _above(page, reply, len(grid.columns))
    _table(page, grid, start)
    choices = book.create_sheet(reply.frame["sheets"]["choices"])
    words = [said[0] for said in reply.demo.wording["actions"][reply.language].values()]
    for row, word in enumerate([*words, *reply.demo.wording["fields"][reply.language].values()], 1):
        choices.cell(row, 1, word)
    choices.sheet_state = "hidden"
    column = get_column_letter(1 + grid.columns.index("action" if "action" in grid.columns else "field"))
    listed = DataValidation(
        type="list", formula1=f"'{choices.title}'!$A$1:$A${choices.max_row}", showErrorMessage=False
    )
    listed.add(f"{column}{start + 1}:{column}{start + len(grid.rows)}")
    page.add_data_validation(listed)
    return _saved(book, reply)


def nothing(reply: Reply) -> bytes:
    """The table filled in with “none”."""
    book, page = _book(reply)
    grid = grid_of(reply)
    word, note = reply.frame["nothing"]
    row = _above(page, reply, len(grid.columns))
    _row(page, row, grid.heads, head=True)
    _row(page, row + 1, [1, word, *["" for _ in grid.columns[2:]]])
    _widths(page, grid.columns)
    page.cell(row + 3, 1, note)
    return _saved(book, reply)


def _book(reply: Reply) -> tuple[Any, Any]:
    book = Workbook()
    book.active.title = reply.frame["sheets"]["needs"] if reply.turn % 3 else "Sheet1"
    book.properties.creator = reply.unit_name
    return book, book.active


def _above(page: Any, reply: Reply, width: int) -> int:
    """Writes title and unit; the row where the table may begin."""
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    page["A1"] = reply.title
    page["A1"].font, page["A1"].alignment = Font(bold=True, size=16), Alignment(horizontal="center")
    page["A2"] = reply.phrase("filled")
    return 4 if reply.turn % 2 else 3


def _table(page: Any, grid: Grid, row: int) -> None:
    _row(page, row, grid.heads, head=True)
    for values in grid.rows:
        row += 1
        _row(page, row, values)
    if grid.total:
        _row(page, row + 1, grid.total)
    _widths(page, grid.columns)


def _below(page: Any, reply: Reply) -> None:
    page.cell(page.max_row + 2, 1, reply.phrase("notes"))


def _row(page: Any, row: int, values: list[Any], head: bool = False) -> None:
    for column, value in enumerate(values, 1):
        cell = page.cell(row, column, value if value != "" else None)
        cell.border, cell.alignment = GRID, WRAP
        if head:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE5EE")


def _widths(page: Any, columns: list[str]) -> None:
    for index, name in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(index)].width = WIDTHS.get(name, 17)


def _raise_rows(page: Any) -> None:
    """Rows high enough for their wrapped text; a Chinese character takes the room of two Latin letters."""
    widths = {letter: dimension.width for letter, dimension in page.column_dimensions.items()}
    for row in page.iter_rows(min_row=3):
        bordered = [cell for cell in row if cell.value is not None and cell.has_style]
        lines = [_room(str(cell.value)) / widths.get(cell.column_letter, 10) for cell in bordered]
        page.row_dimensions[row[0].row].height = 16 * ceil(max(lines, default=1))


def _room(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _saved(book: Any, reply: Reply) -> bytes:
    target = io.BytesIO()
    for page in book:
        _raise_rows(page)
        page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
    book.properties.created = datetime(reply.plan.sent.year, reply.plan.sent.month, reply.plan.sent.day)
    book.save(target)
    return steady(target.getvalue(), reply.plan.sent)
