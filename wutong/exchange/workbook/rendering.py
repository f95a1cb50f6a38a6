"""Writes the workbook: data as data, text as text, bilingual headers, ready to filter and print."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl import Workbook as Spreadsheet
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from wutong.documents.official import Language
from wutong.documents.official.writing import measure
from wutong.exchange.wording import Words
from wutong.exchange.workbook.model import Workbook
from wutong.exchange.workbook.sheets import Sheet, SheetColumn, sheets

CELL_LIMIT = 32_767  # characters an Excel cell can hold
LINE_HEIGHT, TALLEST = 14.5, 409.0  # points
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
FORMATS = {"amount": "#,##0.00", "count": "0", "moment": "yyyy-mm-dd hh:mm"}
ALIGN = {"text": "left", "centre": "center", "count": "center", "amount": "right", "moment": "center"}
LINE = Side("thin", color="BFBFBF")
BORDER = Border(LINE, LINE, LINE, LINE)
HEAD_FONT, HEAD_FILL = Font(name="黑体", size=10.5, color="FFFFFF", bold=True), PatternFill("solid", "7A1F22")
BODY_FONT = Font(name="宋体", size=10.5)


def render_workbook(book: Workbook, language: Language = "zh-hans", *, internal: bool) -> bytes:
    """The .xlsx. `language` is that of values said by the frame (outcomes, places); headers carry both languages.

    The public version has no contacts, no sources and no sheet of files.
    """
    return _Writing(book, language, internal=internal).written()


class _Writing:
    def __init__(self, book: Workbook, language: Language, *, internal: bool) -> None:
        self.book, self.internal = book, internal
        self.words = Words(language)
        self.both = (Words("zh-hans"), Words("en"))
        self.spreadsheet = Spreadsheet()
        self.spreadsheet.remove(self.spreadsheet.active)

    def written(self) -> bytes:
        for sheet in sheets(self.book, self.words, internal=self.internal):
            self._sheet(sheet)
        self._notes()
        properties = self.spreadsheet.properties
        properties.title, properties.creator = ILLEGAL_CHARACTERS_RE.sub("", self.book.title), ""
        properties.created = properties.modified = self.book.made.replace(tzinfo=None)
        out = BytesIO()
        self.spreadsheet.save(out)
        return out.getvalue()

    def _said(self, key: str, mark: str) -> str:
        return mark.join(words.say(f"workbook.{key}") for words in self.both)

    def _sheet(self, sheet: Sheet) -> None:
        page = self.spreadsheet.create_sheet(self._said(sheet.key, " "))
        for number, column in enumerate(sheet.columns, 1):
            _head(page.cell(1, number), self._said(f"column.{column.key}", "\n"))
            page.column_dimensions[get_column_letter(number)].width = column.width
        for row, values in enumerate(sheet.rows, 2):
            shown = [column.value(values) for column in sheet.columns]
            page.row_dimensions[row].height = _height(shown, sheet.columns)
            for number, (column, value) in enumerate(zip(sheet.columns, shown, strict=True), 1):
                self._write(page.cell(row, number), column, value)
        page.row_dimensions[1].height = 32
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
        _printed(page, landscape=True)

    def _write(self, cell: Cell, column: SheetColumn, value: Any) -> None:
        cell.font, cell.border = BODY_FONT, BORDER
        cell.alignment = Alignment(ALIGN[column.kind], "top", wrap_text=column.kind in ("text", "centre"))
        if isinstance(value, str):
            self._text(cell, value)
        elif value is not None:
            cell.value = self._number(value)
            cell.number_format = FORMATS[column.kind]

    def _number(self, value: Decimal | int | datetime) -> Decimal | int | datetime:
        """Excel knows no zones: moments are shown on the clock of the workbook."""
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(self.book.made.tzinfo).replace(tzinfo=None)
        return value

    def _text(self, cell: Cell, text: str) -> None:
        """Text stays text: no formula, and none after someone has edited the cell either."""
        text = ILLEGAL_CHARACTERS_RE.sub("", text)
        if len(text) > CELL_LIMIT:
            cut = self.words.say("workbook.cut")
            text = text[: CELL_LIMIT - len(cut)] + cut
        if not text:
            return
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"
        if text.startswith(FORMULA_STARTS):
            cell.quotePrefix = True

    def _notes(self) -> None:
        page = self.spreadsheet.create_sheet(self._said("notes", " "))
        column = SheetColumn("", 0, str)
        for row, (label, value) in enumerate(self._about(), 1):
            page.row_dimensions[row].height = 32 if "\n" in value else 18
            self._write(page.cell(row, 1), column, label)
            self._write(page.cell(row, 2), column, value)
            page.cell(row, 1).font = Font(name="黑体", size=10.5, bold=True)
        page.column_dimensions["A"].width, page.column_dimensions["B"].width = 26, 90
        _printed(page, landscape=False)
        page.freeze_panes = None

    def _about(self) -> list[tuple[str, Any]]:
        book = self.book
        counts = [(key, len(getattr(book, key))) for key in ("merged", "needs", "units")]
        rows: list[tuple[str, Any]] = [
            ("title", book.title), ("issuer", book.issuer), ("made", self.words.moment(book.made)),
            ("version", self._said("internal" if self.internal else "public", "\n")),
            *((key, str(count)) for key, count in counts),
            *([("files", str(len(book.files)))] if self.internal else []),
            *((key, self._said(f"note.{key}_text", "\n")) for key in ("money", "formula")),
        ]  # fmt: skip
        return [(self._said(f"note.{key}", " "), value) for key, value in rows]


def _height(shown: list[Any], columns: tuple[SheetColumn, ...]) -> float:
    """Room for the longest cell of a row, in points: not every program works it out when it opens a file."""
    lines = 1
    for value, column in zip(shown, columns, strict=True):
        if isinstance(value, str):
            needed = sum(ceil(2 * measure(line) / (column.width - 2)) or 1 for line in value[:CELL_LIMIT].split("\n"))
            lines = max(lines, needed)
    return min(LINE_HEIGHT * lines + 4, TALLEST)


def _head(cell: Cell, text: str) -> None:
    cell.value = text
    cell.font, cell.fill, cell.border = HEAD_FONT, HEAD_FILL, BORDER
    cell.alignment = Alignment("center", "center", wrap_text=True)


def _printed(page: Worksheet, *, landscape: bool) -> None:
    """Header stays in sight on screen and on every printed page; one page wide (A3 for the wide ones)."""
    page.freeze_panes = "B2"
    page.page_setup.orientation = "landscape" if landscape else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A3 if landscape else page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    if landscape:
        page.print_title_rows = "1:1"
    page.oddFooter.center.text = "— &P —"
