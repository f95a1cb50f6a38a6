"""Writing a form as a workbook, blank or filled in."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from wutong.forms import stamps
from wutong.forms.asks import Ask, Rows
from wutong.forms.definition import Form
from wutong.forms.excel.cells import put
from wutong.forms.excel.layout import CODE_ROW, CODES, FIRST_ROW, HEAD_ROW, LISTS, cells, code_of, sheet_name
from wutong.forms.excel.style import ANSWER, HEAD, LINE, NAME, QUIET, TITLE, TYPED, height_for, wide, width_of
from wutong.forms.excel.validation import Checks
from wutong.forms.labels import printed
from wutong.forms.parts import Part, spread, word


def write(
    form: Form,
    answers: Mapping[str, Any] | None = None,
    *,
    languages: Sequence[str] = ("zh-hans", "en"),
    blank_rows: int = 30,
) -> bytes:
    """The workbook with labels in `languages`; `answers` are checked values. Tables get `blank_rows` rows to fill."""
    book = Workbook()
    writing = _Writing(form, answers or {}, languages, book)
    writing.singles(book.active)
    for table in form.tables:
        writing.table(table, blank_rows)
    writing.checks.finish()
    for name, value in stamps.properties(form).items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    book.properties.title = printed(form.titles, languages[:1])
    book.properties.creator = "Wutong"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Writing:
    def __init__(self, form: Form, answers: Mapping[str, Any], languages: Sequence[str], book: Workbook) -> None:
        self.form, self.answers, self.languages, self.book = form, answers, languages, book
        self.checks = Checks(book, languages)

    def singles(self, sheet: Worksheet) -> None:
        sheet.title = sheet_name(word("sheet", self.languages[:1]), [LISTS])
        self._heading(sheet)
        row = FIRST_ROW
        for ask in self.form.singles:
            texts = spread(ask, self.answers.get(ask.code), self.languages)
            for _, part in cells([ask]):
                self._single(sheet, row, ask, part, texts.get(part.name))
                row += 1
        for column, width in zip("ABCD", (12, 34, 60, 46), strict=True):
            sheet.column_dimensions[column].width = width
        sheet.column_dimensions[CODES].hidden = True
        _print_on(sheet, "portrait")
        # No password: the labels are kept from slips of the hand, not from the person.
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False

    def _heading(self, sheet: Worksheet) -> None:
        how = word("how_excel", self.languages, "\n")
        intro = printed(self.form.intro, self.languages, "\n")
        lines = [(printed(self.form.titles, self.languages, "\n"), TITLE), (how, QUIET), (intro, LINE)]
        for row, (text, font) in enumerate(lines, start=1):
            sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
            _label(sheet, row, 2, text, font)
            sheet.row_dimensions[row].height = max(18, sum(18 * (1 + wide(line) // 130) for line in text.split("\n")))
        sheet.row_dimensions[1].height = 24 * len(lines[0][0].split("\n"))
        for column, name in ((2, "question"), (3, "answer"), (4, "note")):
            _head(sheet, FIRST_ROW - 1, column, word(name, self.languages))
        sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)

    def _single(self, sheet: Worksheet, row: int, ask: Ask, part: Part, text: str | None) -> None:
        sheet[f"{CODES}{row}"] = code_of(ask, part)
        help_text = printed(ask.help, self.languages, "\n")
        _label(sheet, row, 2, self._name(ask, part, " · "), NAME)
        _label(sheet, row, 4, help_text, QUIET)
        cell = sheet.cell(row, 3)
        put(cell, part.shape, text)
        _as_answer(cell)
        cell.protection = Protection(locked=False)
        least = 110 if part.shape == "lines" else 24
        sheet.row_dimensions[row].height = height_for([(help_text, 46), (text or "", 60)], least)
        self.checks.add(sheet, cell.coordinate, ask, part, help_text)
        self._define(code_of(ask, part), sheet, f"$C${row}")

    def table(self, table: Rows, blank_rows: int) -> None:
        wanted = printed(table.label, self.languages[:1])
        sheet = self.book.create_sheet(sheet_name(wanted, [*self.book.sheetnames, LISTS]))
        rows = self.answers.get(table.code) or []
        last = HEAD_ROW + max(len(rows) + 5, blank_rows)
        for column, (ask, part) in enumerate(cells(table.columns), start=1):
            self._column_head(sheet, column, table, ask, part)
            letter = get_column_letter(column)
            help_text = printed(ask.help, self.languages, "\n")
            self.checks.add(sheet, f"{letter}{HEAD_ROW + 1}:{letter}{last}", ask, part, help_text)
        for number in range(HEAD_ROW + 1, last + 1):
            at = number - HEAD_ROW - 1
            self._row(sheet, number, table, rows[at] if at < len(rows) else {})
        sheet.row_dimensions[CODE_ROW].hidden = True
        sheet.row_dimensions[HEAD_ROW].height = 16 * (2 * len(self.languages)) + 4
        sheet.freeze_panes = sheet.cell(HEAD_ROW + 1, 2)
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        _print_on(sheet, "landscape")
        self._define(table.code, sheet, f"$A${HEAD_ROW}:${letter}${last}")

    def _row(self, sheet: Worksheet, number: int, table: Rows, given: Mapping[str, Any]) -> None:
        written: list[tuple[str, int]] = []
        for column, (ask, part) in enumerate(cells(table.columns), start=1):
            text = spread(ask, given.get(ask.code), self.languages).get(part.name)
            cell = sheet.cell(number, column)
            put(cell, part.shape, text)
            _as_answer(cell)
            written.append((text or "", width_of(ask, part)))
        sheet.row_dimensions[number].height = height_for(written)

    def _column_head(self, sheet: Worksheet, column: int, table: Rows, ask: Ask, part: Part) -> None:
        sheet.cell(CODE_ROW, column, code_of(ask, part, table))
        _head(sheet, HEAD_ROW, column, self._name(ask, part, "\n"))
        sheet.column_dimensions[get_column_letter(column)].width = width_of(ask, part)

    def _name(self, ask: Ask, part: Part, separator: str) -> str:
        """Label, part and the star of what must be answered."""
        label = printed(ask.label, self.languages) + (" *" if ask.required else "")
        return label + (separator + printed(part.label, self.languages) if part.label else "")

    def _define(self, code: str, sheet: Worksheet, area: str) -> None:
        name = f"ask.{code}"
        self.book.defined_names[name] = DefinedName(name, attr_text=f"{quote_sheetname(sheet.title)}!{area}")


def _as_answer(cell: Cell) -> None:
    cell.font, cell.fill, cell.border = TYPED, ANSWER, HEAD.border


def _label(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> None:
    cell = sheet.cell(row, column)
    put(cell, "lines", text)
    cell.font, cell.alignment = font, Alignment(wrap_text=True, vertical="center")


def _head(sheet: Worksheet, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    put(cell, "lines", text)
    cell.font, cell.border = HEAD.font, HEAD.border
    cell.fill = PatternFill("solid", fgColor=HEAD.fill)
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")


def _print_on(sheet: Worksheet, orientation: str) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = orientation, sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_view.showGridLines = False
