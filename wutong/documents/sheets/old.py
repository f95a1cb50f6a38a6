"""Old binary workbooks (.xls) read directly, in a process of their own; no number formats there beyond dates."""

from __future__ import annotations

import json
import math
from typing import Any

from wutong.documents.blocks import Document
from wutong.documents.figures import plain
from wutong.documents.limits import MEGABYTE
from wutong.documents.programs import own_module, run
from wutong.documents.sheets import binary
from wutong.documents.sheets.grid import Grid, Seen
from wutong.documents.source import Source

_MEMORY = 1_500 * MEGABYTE


def read_xls(source: Source) -> Document:
    """`encrypted` with a password, `damaged` when the workbook stream cannot be followed."""
    command, environment = own_module(binary.__name__)
    code, printed, complaint = run(source, command, environment, given=source.data, memory=_MEMORY)
    if code != 0:
        raise source.unreadable("damaged", f"the reader ended with {code}: {complaint.strip()[:200]}")
    answer = json.loads(printed)
    if "sheets" not in answer:
        raise source.unreadable(answer["problem"], answer["detail"])
    tables = (_grid(sheet).table(source) for sheet in answer["sheets"])
    return Document(source.name, "xls", [table for table in tables if table])


def _grid(sheet: dict[str, Any]) -> Grid:
    grid = Grid(sheet["name"], hidden=sheet["hidden"])
    top, left = sheet["start"]
    for row, values in enumerate(sheet["rows"], start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            grid.put(row, column, _seen(value))
    grid.merges += [(first + 1, start + 1, last + 1, end + 1) for first, start, last, end in sheet["merges"]]
    return grid


def _seen(value: str | float | bool) -> Seen:
    if isinstance(value, bool):
        return Seen("TRUE" if value else "FALSE")
    if isinstance(value, str) or not math.isfinite(value):
        return Seen(str(value))
    return Seen(plain(value), float(value))
