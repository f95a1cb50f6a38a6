"""What office programs and careful people do to a form without meaning harm: it is read all the same."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from wutong.forms import excel, word
from wutong.forms.checking import Checked, check
from wutong.forms.definition import Form

KEPT: dict[str, Any] = {
    "unit": {"id": None, "name": "甲大学"},
    "has_needs": "yes",
    "needs": [
        {"title": "节水灌溉", "text": "联合研究\n示范", "money": {"amount": "1200000.00", "currency": "CNY"}},
        {"title": "冷链", "text": "共建", "period": {"start": "2027-01-01", "end": "2027-12-31"}},
    ],
}


def parts_changed(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The container with each part as `change` gives it back; None leaves it out."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                box.writestr(name, content)
    return target.getvalue()


def from_excel(form: Form, edit: Callable[[Workbook], Any]) -> Checked:
    book, stream = load_workbook(io.BytesIO(excel.write(form, KEPT, blank_rows=3))), io.BytesIO()
    edit(book)
    book.save(stream)
    return check(form, excel.read(form, stream.getvalue()))


def from_word(form: Form, edit: Callable[[Document], Any]) -> Checked:
    document, stream = docx.Document(io.BytesIO(word.write(form, KEPT, blank_rows=1))), io.BytesIO()
    edit(document)
    document.save(stream)
    return check(form, word.read(form, stream.getvalue()))


def at(sheet: Worksheet, code: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == code)


def unharmed(checked: Checked) -> None:
    assert checked.values == KEPT
    assert [problem.code for problem in checked.problems if problem.is_error and problem.code != "missing"] == []


def _names_gone(book: Workbook) -> None:
    book.defined_names.clear()


def _checks_gone(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.data_validations.dataValidation = []


def _lists_gone(book: Workbook) -> None:
    del book["_lists"]


def _all_shown(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.sheet_state = "visible"
    book["需求"].row_dimensions[1].hidden = False


def _coloured(book: Workbook) -> None:
    for cell in book["需求"][3]:
        cell.fill = PatternFill("solid", fgColor="FFFF0000")


def _row_above(book: Workbook) -> None:
    book["需求"].insert_rows(1)


def _blank_rows_between(book: Workbook) -> None:
    book["需求"].insert_rows(4, amount=5)


def _renamed(book: Workbook) -> None:
    for number, sheet in enumerate(book.worksheets):
        sheet.title = f"Sheet{number}"


def _columns_swapped(book: Workbook) -> None:
    book["需求"].move_range("A1:A40", cols=30)


def _sheets_turned(book: Workbook) -> None:
    book.move_sheet("需求", -1)


def _spaces_around(book: Workbook) -> None:
    cell = book["需求"].cell(3, at(book["需求"], "needs.title"))
    cell.value = f"  {cell.value}\u3000\n"


def _carriage_returns(book: Workbook) -> None:
    cell = book["需求"].cell(3, at(book["需求"], "needs.text"))
    cell.value = cell.value.replace("\n", "\r\n")


def _amount_as_text(book: Workbook) -> None:
    book["需求"].cell(3, at(book["需求"], "needs.money.amount")).value = "1,200,000.00"


def _amount_as_float(book: Workbook) -> None:
    book["需求"].cell(3, at(book["需求"], "needs.money.amount")).value = 1200000.0


def _days_as_moments(book: Workbook) -> None:
    book["需求"].cell(4, at(book["需求"], "needs.period.start")).value = datetime(2027, 1, 1)


def _days_as_text(book: Workbook) -> None:
    book["需求"].cell(4, at(book["需求"], "needs.period.end")).value = "2027年12月31日"


def _days_as_dates(book: Workbook) -> None:
    book["需求"].cell(4, at(book["需求"], "needs.period.end")).value = date(2027, 12, 31)


def _sheet_beside(book: Workbook) -> None:
    book.create_sheet("Sheet1")


def _cells_joined(book: Workbook) -> None:
    book["需求"].merge_cells("A10:C12")


EXCEL_EDITS = [
    _names_gone, _checks_gone, _lists_gone, _all_shown, _coloured, _row_above, _blank_rows_between, _renamed,
    _columns_swapped, _sheets_turned, _spaces_around, _carriage_returns, _amount_as_text, _amount_as_float,
    _days_as_moments, _days_as_text, _days_as_dates, _sheet_beside, _cells_joined,
]  # fmt: skip


@pytest.mark.parametrize("edit", EXCEL_EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_a_workbook_after(needs: Form, edit: Callable[[Workbook], Any]) -> None:
    unharmed(from_excel(needs, edit))


def _no_styles(name: str, content: bytes) -> bytes:
    return re.sub(rb' s="\d+"', b"", content) if name.startswith("xl/worksheets/") else content


def _no_theme(name: str, content: bytes) -> bytes | None:
    return None if name.startswith("xl/theme") else content


def _no_core(name: str, content: bytes) -> bytes | None:
    return content.replace(b"<dc:creator>Wutong</dc:creator>", b"") if name == "docProps/core.xml" else content


@pytest.mark.parametrize("change", [_no_styles, _no_theme, _no_core], ids=lambda c: c.__name__)
def test_a_workbook_without(needs: Form, change: Callable[[str, bytes], bytes | None]) -> None:
    data = parts_changed(excel.write(needs, KEPT, blank_rows=3), change)
    filled = excel.read(needs, data)
    assert [row["title"] for row in filled.answers["needs"]] == ["节水灌溉", "冷链"]
    assert filled.stamp == needs.stamp


@pytest.mark.parametrize("face", [excel, word], ids=["excel", "word"])
def test_without_its_stamp_a_file_is_read_by_what_it_shows(needs: Form, face: Any) -> None:
    def emptied(name: str, content: bytes) -> bytes:
        return (
            re.sub(rb"<(\w+:)?property .*</(\w+:)?property>", b"", content) if name.endswith("custom.xml") else content
        )

    filled = face.read(needs, parts_changed(face.write(needs, KEPT, blank_rows=1), emptied))
    assert filled.stamp is None
    assert [problem.code for problem in filled.problems] == ["no_stamp"]
    assert check(needs, filled).values == KEPT


def _runs_split(document: Document) -> None:
    """Spelling and grammar marks cut every text into runs of a few letters."""
    for run in list(document.element.body.iter(qn("w:r"))):
        text = run.find(qn("w:t"))
        if text is None or len(text.text or "") < 2 or len(run.findall(qn("w:t"))) > 1:
            continue
        rest = copy.deepcopy(run)
        rest.find(qn("w:t")).text, text.text = text.text[1:], text.text[:1]
        run.addnext(rest)


def _marked_for_spelling(document: Document) -> None:
    for run in list(document.element.body.iter(qn("w:r"))):
        mark = OxmlElement("w:proofErr")
        mark.set(qn("w:type"), "spellStart")
        run.addprevious(mark)


def _bookmarked(document: Document) -> None:
    for number, paragraph in enumerate(document.element.body.iter(qn("w:p"))):
        mark = OxmlElement("w:bookmarkStart")
        mark.set(qn("w:id"), str(number))
        mark.set(qn("w:name"), f"b{number}")
        paragraph.append(mark)


def _inserted_under_tracking(document: Document) -> None:
    """Answers typed while changes were tracked stand inside w:ins."""
    for content in document.element.body.iter(qn("w:sdtContent")):
        for run in content.findall(qn("w:r")):
            inserted = OxmlElement("w:ins")
            run.addprevious(inserted)
            inserted.append(run)


def _comment_marks(document: Document) -> None:
    for run in list(document.element.body.iter(qn("w:r")))[:40]:
        mark = OxmlElement("w:commentRangeStart")
        mark.set(qn("w:id"), "0")
        run.addprevious(mark)


def _rows_blank_below(document: Document) -> None:
    row = document.tables[1].rows[-1]._tr
    for _ in range(4):
        row.addnext(copy.deepcopy(row))


def _text_around(document: Document) -> None:
    document.tables[0]._tbl.addprevious(copy.deepcopy(document.paragraphs[0]._p))
    document.add_paragraph("（盖章）")


def _titles_gone(document: Document) -> None:
    for paragraph in list(document.paragraphs):
        paragraph._p.getparent().remove(paragraph._p)


def _aliases_gone(document: Document) -> None:
    for alias in list(document.element.body.iter(qn("w:alias"))):
        alias.getparent().remove(alias)


def _lists_turned_to_text(document: Document) -> None:
    for name in ("w:dropDownList", "w:date"):
        for kind in list(document.element.body.iter(qn(name))):
            kind.getparent().replace(kind, OxmlElement("w:text"))


def _borders_gone(document: Document) -> None:
    for table in document.tables:
        table.style = None


def _fields_unwrapped(document: Document) -> None:
    for sdt in list(document.element.body.iter(qn("w:sdt"))):
        parent, content = sdt.getparent(), sdt.find(qn("w:sdtContent"))
        for child in list(content):
            parent.insert(parent.index(sdt), child)
        parent.remove(sdt)


def _bold(document: Document) -> None:
    for table in document.tables:
        for cell in table._cells:
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.bold = True


WORD_EDITS = [
    _runs_split, _marked_for_spelling, _bookmarked, _inserted_under_tracking, _comment_marks, _rows_blank_below,
    _text_around, _titles_gone, _aliases_gone, _lists_turned_to_text, _borders_gone, _fields_unwrapped, _bold,
]  # fmt: skip


@pytest.mark.parametrize("edit", WORD_EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_a_document_after(needs: Form, edit: Callable[[Document], Any]) -> None:
    unharmed(from_word(needs, edit))


@pytest.mark.parametrize("second", WORD_EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_a_document_split_by_a_spelling_check_and(needs: Form, second: Callable[[Document], Any]) -> None:
    def edit(document: Document) -> None:
        _runs_split(document)
        second(document)

    unharmed(from_word(needs, edit))


@pytest.mark.parametrize("second", EXCEL_EDITS, ids=lambda edit: edit.__name__.strip("_"))
def test_a_workbook_renamed_and(needs: Form, second: Callable[[Workbook], Any]) -> None:
    def edit(book: Workbook) -> None:
        second(book)
        _renamed(book)

    if second is _lists_gone or second is _renamed:
        unharmed(from_excel(needs, second))
        return
    checked = from_excel(needs, edit)
    assert checked.values == KEPT


@pytest.mark.parametrize(
    ("shown", "told"), [("#REF!", True), ("#DIV/0!", True), ("#N/A", True), ("REF", False), ("# 5", False)]
)
def test_errors_of_cells_are_told_and_text_that_looks_alike_is_not(needs: Form, shown: str, told: bool) -> None:
    def edit(book: Workbook) -> None:
        cell = book["需求"].cell(3, at(book["需求"], "needs.text"))
        cell.value = shown
        cell.data_type = "e" if told else "s"

    problems = from_excel(needs, edit).problems
    assert [problem.code for problem in problems if problem.code == "cell_error"] == (["cell_error"] if told else [])


@pytest.mark.parametrize(("value", "text"), [(True, "TRUE"), (5, "5"), (0.1, "0.1"), (1e15, "1000000000000000")])
def test_cells_of_any_type_are_texts_for_a_text(needs: Form, value: Any, text: str) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].cell(3, at(book["需求"], "needs.title")).value = value

    assert from_excel(needs, edit).values["needs"][0]["title"] == text
