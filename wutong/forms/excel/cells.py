"""A kept text into a cell of the right type, and any cell back into a text."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment

from wutong.forms.answers import as_text
from wutong.forms.excel.layout import MOST_DIGITS, escaped, unescaped
from wutong.forms.parts import Shape

EARLIEST = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was


def put(cell: Cell, shape: Shape, text: str | None) -> None:
    """Numbers and dates become such where Excel keeps them exactly; everything else is text, never a formula."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if shape == "number":
        cell.number_format = "#,##0.##" if text and "." in text.removesuffix(".00") else "#,##0"
        if text and _fits(text):
            cell.value = Decimal(text)
            return
    if shape == "date":
        cell.number_format = "yyyy-mm-dd"
        if text and date.fromisoformat(text) >= EARLIEST:
            cell.value = date.fromisoformat(text)
            return
    if shape not in ("number", "date") or text:
        cell.number_format = "@"
    if text:
        cell.value = escaped(text)
        cell.data_type = "s"
        cell.quotePrefix = text[0] in "=+-@'"


def _fits(text: str) -> bool:
    digits = text.lstrip("-").replace(".", "").strip("0")
    return len(digits) <= MOST_DIGITS and Decimal(repr(float(text))) == Decimal(text)


def text_of(value: object) -> str:
    """What a cell holds, as a person would have typed it."""
    match value:
        case None:
            return ""
        case str():
            return unescaped(value)
        case bool():
            return str(value).upper()
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
    return as_text(value) or str(value)
