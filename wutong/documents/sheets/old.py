"""Old binary workbooks (.xls) read directly; no number formats there beyond dates."""

from __future__ import annotations

import datetime as dt
import io

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from wutong.documents.blocks import Document
from wutong.documents.sheets.grid import Grid, Seen
from wutong.documents.sheets.printing import iso, plain
from wutong.documents.source import Source


def read_xls(source: Source) -> Document:
    """`encrypted` with a password, `damaged` when the workbook stream cannot be followed."""
    try:
        book = load_workbook(io.BytesIO(source.data))
        grids = [_grid(book, sheet.name, sheet.visible) for sheet in book.sheets_metadata if _is_sheet(sheet.typ)]
    except PasswordError as error:
        raise source.unreadable("encrypted", "the workbook asks for a password") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise source.unreadable("damaged", str(error)) from error
    except BaseException as error:  # a panic inside the reader is no ordinary exception
        if type(error).__name__ != "PanicException":
            raise
        raise source.unreadable("damaged", "the workbook's structure contradicts itself") from error
    tables = (grid.table(source) for grid in grids)
    return Document(source.name, "xls", [table for table in tables if table])


def _is_sheet(kind: SheetTypeEnum) -> bool:
    return kind == SheetTypeEnum.WorkSheet


def _grid(book: CalamineWorkbook, name: str, visible: SheetVisibleEnum) -> Grid:
    sheet: CalamineSheet = book.get_sheet_by_name(name)
    grid = Grid(name, hidden=visible != SheetVisibleEnum.Visible)
    top, left = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            grid.put(row, column, _seen(value))
    for (first, start), (last, end) in sheet.merged_cell_ranges or []:
        grid.merges.append((first + 1, start + 1, last + 1, end + 1))
    return grid


def _seen(value: object) -> Seen:
    if isinstance(value, bool):
        return Seen("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Seen(plain(value), float(value))
    if isinstance(value, dt.date | dt.time):
        return Seen(iso(value))
    return Seen(str(value))
