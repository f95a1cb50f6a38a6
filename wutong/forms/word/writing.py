"""Writing a form as a Word document, blank or filled in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from wutong.forms import stamps
from wutong.forms.asks import Ask, Rows
from wutong.forms.definition import Form
from wutong.forms.labels import printed
from wutong.forms.parts import parts, spread, word
from wutong.forms.word.controls import control, tag_of
from wutong.forms.word.properties import put_properties

FACE, HAN_FACE = "Arial", "微软雅黑"
DEEP, QUIET, PALE = "1F3A5F", "5B6673", "E8EEF5"
_WIDE_TABLE = 5  # columns from which the page is turned
_WEIGHTS = {"long_text": 5.0, "text": 3.2, "countries": 2.7, "person": 3.0, "money": 2.7, "period": 2.7, "file": 2.6}


def write(
    form: Form,
    answers: Mapping[str, Any] | None = None,
    *,
    languages: Sequence[str] = ("zh-hans", "en"),
    blank_rows: int = 3,
) -> bytes:
    """The document with labels in `languages`; `answers` are checked values. Tables get `blank_rows` rows to fill."""
    document = docx.Document()
    writing = _Writing(form, answers or {}, languages, document)
    writing.page()
    writing.heading()
    writing.singles()
    for table in form.tables:
        writing.table(table, blank_rows)
    put_properties(document, stamps.properties(form))
    document.core_properties.title = printed(form.titles, languages[:1])
    document.core_properties.author = "Wutong"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Writing:
    def __init__(self, form: Form, answers: Mapping[str, Any], languages: Sequence[str], document: Document) -> None:
        self.form, self.answers, self.languages, self.document = form, answers, languages, document

    def page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if any(len(table.columns) > _WIDE_TABLE for table in self.form.tables):
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.5)
        section.top_margin = section.bottom_margin = Cm(1.6)
        self.width = (section.page_width - section.left_margin - section.right_margin) / Cm(1)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FACE, Pt(10)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), HAN_FACE)
        normal.paragraph_format.space_after = Pt(2)
        foot = section.footer.paragraphs[0]
        _say(foot, f"{self.form.id} · v{self.form.version} · {self.form.digest[:8]}", size=8, colour=QUIET)
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def heading(self) -> None:
        for number, line in enumerate(dict.fromkeys(printed(self.form.titles, [code]) for code in self.languages)):
            title = self.document.add_paragraph()
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _say(title, line, size=13 if number else 18, bold=not number, colour=DEEP)
        for code in self.languages:
            lines = (printed(self.form.intro, [code]), word("how_word", [code]) + " " + word("required", [code]))
            for line in filter(None, lines):
                _say(self.document.add_paragraph(), line, size=9, colour=QUIET)
        if self.answers:
            _say(self.document.add_paragraph(), word("codes", self.languages), size=9, colour=QUIET)

    def singles(self) -> None:
        """One table of two columns: label, answer."""
        if not self.form.singles:
            return
        grid = self.document.add_table(rows=0, cols=2)
        for ask in self.form.singles:
            label, answer = grid.add_row().cells
            _shade(label, PALE)
            self._name(label.paragraphs[0], ask)
            if ask.help:
                _say(label.add_paragraph(), printed(ask.help, self.languages, "\n"), size=8, colour=QUIET)
            self._fields(answer, ask, self.answers.get(ask.code))
        _finish(grid, [self.width * 0.28, self.width * 0.72])

    def table(self, table: Rows, blank_rows: int) -> None:
        title = self.document.add_paragraph()
        title.paragraph_format.space_before, title.paragraph_format.keep_with_next = Pt(14), True
        _say(title, printed(table.label, self.languages), size=13, bold=True, colour=DEEP)
        for code in self.languages:
            line = " ".join(filter(None, (printed(table.help, [code]), word("repeat", [code]))))
            _say(self.document.add_paragraph(), line, size=9, colour=QUIET)
        grid = self.document.add_table(rows=1, cols=len(table.columns))
        for cell, ask in zip(grid.rows[0].cells, table.columns, strict=True):
            _shade(cell, PALE)
            self._name(cell.paragraphs[0], ask, size=8 if len(table.columns) > _WIDE_TABLE else 10)
        for row in [*(self.answers.get(table.code) or []), *({} for _ in range(blank_rows))]:
            for cell, ask in zip(grid.add_row().cells, table.columns, strict=True):
                self._fields(cell, ask, row.get(ask.code), table)
        grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        weights = [_WEIGHTS.get(ask.kind, 2.2) for ask in table.columns]
        _finish(grid, [self.width * weight / sum(weights) for weight in weights])
        self.document.add_paragraph()

    def _name(self, paragraph: Paragraph, ask: Ask, size: int = 10) -> None:
        _say(paragraph, printed(ask.label, self.languages), size=size, bold=True)
        if ask.required:
            _say(paragraph, " *", size=size, bold=True, colour="B42318")

    def _fields(self, cell: _Cell, ask: Ask, value: Any, table: Rows | None = None) -> None:
        """One paragraph a part, its label before it when there are several."""
        texts = spread(ask, value, self.languages)
        paragraphs = _paragraphs(cell)
        for part in parts(ask):
            paragraph = next(paragraphs)
            if part.label:
                label = printed(part.label, self.languages[:1] if table else self.languages)
                _say(paragraph, f"{label}：", size=8 if table else 9, colour=QUIET)
            title = printed(ask.label, self.languages[:1])
            text = texts.get(part.name)
            paragraph._p.append(control(tag_of(ask, part, table), title, part, text, self.languages[:1]))


def _paragraphs(cell: _Cell) -> Iterator[Paragraph]:
    yield cell.paragraphs[0]
    while True:
        yield cell.add_paragraph()


def _say(paragraph: Paragraph, text: str, *, size: int, bold: bool = False, colour: str = "") -> None:
    run = paragraph.add_run(text)
    run.font.size, run.bold = Pt(size), bold
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)


def _shade(cell: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _finish(grid: Table, widths: Sequence[float]) -> None:
    """Fixed widths in cm: both Word and LibreOffice want them on the grid and on every cell."""
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
