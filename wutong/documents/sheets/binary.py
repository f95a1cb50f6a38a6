"""Run as a program: an old workbook on standard input, its cells as JSON on standard output.

A program of its own, because the reading library ends the whole process when a damaged file asks it for more memory
than there is; imports are few, so that it starts fast.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from wutong.documents.figures import iso


def cells(data: bytes) -> dict[str, Any]:
    """{"sheets": […]}, or {"problem": "encrypted" or "damaged", "detail": …}."""
    try:
        book = load_workbook(io.BytesIO(data))
        sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        return {"sheets": [_sheet(book, sheet) for sheet in sheets]}
    except PasswordError:
        return {"problem": "encrypted", "detail": "the workbook asks for a password"}
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        return {"problem": "damaged", "detail": str(error)}


def _sheet(book: CalamineWorkbook, told: SheetMetadata) -> dict[str, Any]:
    sheet = book.get_sheet_by_name(told.name)
    return {
        "name": told.name,
        "hidden": told.visible != SheetVisibleEnum.Visible,
        "start": sheet.start or (0, 0),
        "rows": [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=True)],
        "merges": [(*first, *last) for first, last in sheet.merged_cell_ranges or []],
    }


def _plain(value: object) -> str | float | bool:
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return iso(value)
    return value if isinstance(value, bool | int | float) else str(value)


if __name__ == "__main__":
    json.dump(cells(sys.stdin.buffer.read()), sys.stdout)
