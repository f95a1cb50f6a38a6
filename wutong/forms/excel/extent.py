"""How far a sheet is filled, and which of its cells are formulas."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

MOST_COLUMNS, MOST_ROWS = 200, 50_000  # a stray format in the last row must not cost minutes

_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")

Spot2D = tuple[int, int]  # row and column, from 1


def used_cells(sheet: Worksheet, formulas: set[Spot2D]) -> set[Spot2D]:
    """Cells that hold something. Walking the whole area would make every empty cell of it."""
    return {spot for spot, cell in sheet._cells.items() if cell.value is not None} | formulas


def formulas_in(data: bytes) -> dict[str, set[Spot2D]]:
    """The formulas of each sheet by its title. The workbook is opened a second time only where there are any."""
    if not _has_formulas(data):
        return {}
    try:
        book = load_workbook(io.BytesIO(data))
    except Exception:  # it was opened for its values: what a broken formula makes openpyxl stumble over is no answer
        return {}
    return {
        sheet.title: {spot for spot, cell in sheet._cells.items() if cell.data_type == "f"} for sheet in book.worksheets
    }


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        names = [name for name in container.namelist() if "worksheets/" in name]
        return any(_FORMULA.search(container.read(name)) for name in names)
