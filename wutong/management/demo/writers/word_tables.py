"""Replies as Word tables: one need a row, a two-column table a need, a four-column card a need."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from ..content import Need
from ..grid import Grid, grid_of, sections
from ..reply import Reply
from ..saying import chinese_number
from .page import Page

WIDTHS = {"no": 1.2, "title": 3.6, "text": 7.4, "places": 2.7, "action": 2.8, "period": 2.4, "money": 2.4, "field": 1.8}
PAGE_WIDTH = 26.0  # centimetres between the margins of a page on its side


def word_table(reply: Reply) -> bytes:
    page, grid = _sheet(reply, wide=True), grid_of(reply)
    table = _empty(page, len(grid.columns))
    _header(table, grid)
    for row in grid.rows:
        _fill(table.add_row(), row)
    _finish(page, table, grid)
    return page.save()


def word_table_merged(reply: Reply) -> bytes:
    """The needs sorted by action, whose name stands once in a merged cell at the left."""
    page, grid = _sheet(reply, wide=True), grid_of(reply)
    table = _empty(page, len(grid.columns) + 1)
    _fill(table.add_row(), [reply.frame["group"], *grid.heads], bold=True)
    for heading, values in sections(reply):
        rows = [table.add_row() for _ in values]
        for row, value in zip(rows, values, strict=True):
            _fill(row, ["", *value])
        rows[0].cells[0].merge(rows[-1].cells[0]).text = heading
    _finish(page, table, grid, extra=1)
    return page.save()


def word_forms(reply: Reply) -> bytes:
    """For each need a heading and a table of two columns: label, value."""
    page = _sheet(reply)
    for number, need in enumerate(reply.needs, 1):
        counted = chinese_number(number) if reply.language == "zh" else number
        page.text(reply.frame["which"].format(number=counted), bold=True, indent=False)
        table = _empty(page, 2)
        for label, value in _labelled(reply, need):
            _fill(table.add_row(), [label, value])
        _widths(table, [3.8, 11.8])
        page.text("", indent=False)
    return page.save()


def word_cards(reply: Reply) -> bytes:
    """For each need a card: two labels and two values a row; long text runs across."""
    page = _sheet(reply)
    for need in reply.needs:
        table, waiting = _empty(page, 4), []
        for label, value in _labelled(reply, need):
            if len(value) > 24:
                row = table.add_row()
                row.cells[1].merge(row.cells[3])
                _write(row.cells[0], label)
                _write(row.cells[1], value)
                continue
            waiting += [label, value]
            if len(waiting) == 4:
                _fill(table.add_row(), waiting)
                waiting = []
        if waiting:
            _fill(table.add_row(), [*waiting, reply.frame["remarks"], ""])
        _widths(table, [2.6, 5.2, 2.6, 5.2])
        page.text("", indent=False)
    return page.save()


def _sheet(reply: Reply, wide: bool = False) -> Page:
    """A page that begins as a table does: title, then who filled it in and when."""
    page = Page(reply, wide=wide, tables=True)
    page.title(reply.title)
    page.text(reply.phrase("filled"), indent=False)
    return page


def _labelled(reply: Reply, need: Need) -> list[tuple[str, str]]:
    grid = grid_of(reply, [need])
    return [(head, str(value)) for head, value in zip(grid.heads, grid.rows[0], strict=True)]


def _empty(page: Page, columns: int) -> Any:
    table = page.document.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    return table


def _header(table: Any, grid: Grid) -> None:
    """One row of heads, or two: where nothing stands above a head, its cell covers both rows."""
    if not grid.over:
        _fill(table.add_row(), grid.heads, bold=True)
        return
    upper, lower = table.add_row(), table.add_row()
    _fill(lower, grid.heads, bold=True)
    start = 0
    for text, span in grid.over:
        if text:
            _write(upper.cells[start].merge(upper.cells[start + span - 1]), text, bold=True)
        else:
            _write(upper.cells[start].merge(lower.cells[start]), grid.heads[start], bold=True)
        start += span


def _finish(page: Page, table: Any, grid: Grid, extra: int = 0) -> None:
    """Total, column widths and a note below, as far as the author gave them."""
    if grid.total:
        _fill(table.add_row(), [""] * extra + grid.total)
    widths = [2.0] * extra + [WIDTHS.get(name, 2.8) for name in grid.columns]
    _widths(table, [width * PAGE_WIDTH / sum(widths) for width in widths])
    page.text(page.reply.phrase("notes"), indent=False)


def _fill(row: Any, values: list[Any], bold: bool = False) -> None:
    for cell, value in zip(row.cells, values, strict=True):
        _write(cell, str(value), bold)
        if bold:
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="E7ECF2"/>'))


def _write(cell: Any, words: str, bold: bool = False) -> None:
    cell.text = words
    for run in cell.paragraphs[0].runs:
        run.bold, run.font.size = bold or None, Pt(9.5)


def _widths(table: Any, widths: list[float]) -> None:
    """Word reads the width of each cell, other programs that of the column."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
