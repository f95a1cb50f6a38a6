"""The workbook as Excel sees it, and as it comes back from people."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from wutong.forms import excel
from wutong.forms.checking import Checked, check
from wutong.forms.definition import Form

UNIT = {"unit": {"id": None, "name": "甲大学"}, "has_needs": "yes"}
NEED = {"title": "节水灌溉", "text": "联合研究\n示范", "money": {"amount": "1200000.00", "currency": "CNY"}}


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def edited(data: bytes, edit: Callable[[Workbook], Any]) -> bytes:
    """The file after a person changed and saved it."""
    book, stream = opened(data), io.BytesIO()
    edit(book)
    book.save(stream)
    return stream.getvalue()


def back(form: Form, edit: Callable[[Workbook], Any], answers: dict[str, Any] | None = None) -> Checked:
    return check(form, excel.read(form, edited(excel.write(form, answers), edit)))


def column(sheet: Worksheet, code: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == code)


def fill(sheet: Worksheet, row: int, **texts: Any) -> None:
    for code, value in texts.items():
        sheet.cell(row, column(sheet, f"needs.{code.replace('__', '.')}")).value = value


def test_one_sheet_for_single_asks_one_for_each_table_and_a_hidden_one_for_lists(needs: Form) -> None:
    book = opened(excel.write(needs, languages=["zh-hans"]))
    assert book.sheetnames == ["基本信息", "需求", "_lists"]
    assert book["_lists"].sheet_state == "hidden"
    assert book["需求"].row_dimensions[1].hidden
    assert book["基本信息"].column_dimensions["A"].hidden


def test_the_file_knows_its_form(needs: Form) -> None:
    assert excel.read(needs, excel.write(needs)).stamp == needs.stamp


def test_choices_have_a_dropdown_that_holds_every_label(needs: Form) -> None:
    book = opened(excel.write(needs, languages=["en"], blank_rows=4))
    sheet = book["Needs"]
    lists = {check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"}
    labels = {str(cell.value) for line in book["_lists"].iter_rows() for cell in line if cell.value}
    assert len(lists) == 4  # field, action, currency, priority
    assert {"Agriculture", "Joint laboratory", "CNY", "High"} <= labels


def test_numbers_and_dates_are_checked_in_every_row_to_fill(needs: Form) -> None:
    sheet = opened(excel.write(needs, blank_rows=4))["需求"]
    checks = {check.type: str(check.sqref) for check in sheet.data_validations.dataValidation}
    assert checks["decimal"].endswith("7")
    assert {"decimal", "date", "list"} == set(checks)


def test_answers_can_be_typed_and_labels_are_kept_from_slips(needs: Form) -> None:
    sheet = opened(excel.write(needs))["基本信息"]
    assert sheet.protection.sheet
    assert sheet["B5"].protection.locked
    assert not sheet["C5"].protection.locked


def test_answer_cells_have_names(needs: Form) -> None:
    book = opened(excel.write(needs))
    assert book.defined_names["ask.unit"].attr_text == "'基本信息'!$C$5"
    assert book.defined_names["ask.needs"].attr_text.startswith("'需求'!$A$2:")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", '=HYPERLINK("x")', "'quoted"])
def test_no_text_becomes_a_formula(needs: Form, text: str) -> None:
    data = excel.write(needs, {"remarks": text, "needs": [{"title": text}]})
    cells = [cell for sheet in opened(data) for line in sheet.iter_rows() for cell in line if cell.value == text]
    assert len(cells) == 2
    assert all(cell.data_type == "s" and cell.quotePrefix and cell.number_format == "@" for cell in cells)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml")


def test_amounts_are_numbers_so_that_people_can_sum_them(needs: Form) -> None:
    sheet = opened(excel.write(needs, {"needs": [NEED]}))["需求"]
    assert sheet.cell(3, column(sheet, "needs.money.amount")).value == 1_200_000


def test_what_people_type_in_cells_is_understood(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        fill(book["需求"], 3, title="灌溉", text=2026, money__amount="120万", money__currency="人民币", field="农业",
             period__start=datetime(2026, 1, 2), period__end="2027年底".removesuffix("底"), priority="High",
             contact__phone=13800000000)  # fmt: skip

    (row,) = back(needs, edit, UNIT).values["needs"]
    assert row["money"] == {"amount": "1200000.00", "currency": "CNY"}
    assert row["period"] == {"start": "2026-01-02", "end": "2027-12-31"}
    assert (row["field"], row["priority"], row["text"]) == ("agriculture", "high", "2026")
    assert row["contact"]["phone"] == "13800000000"


def test_problems_name_sheet_and_cell(needs: Form) -> None:
    checked = back(needs, lambda book: fill(book["需求"], 9, title="a", text="b", money__amount="much"), UNIT)
    wrong = next(problem for problem in checked.problems if problem.code == "not_number")
    amount = column(opened(excel.write(needs))["需求"], "needs.money.amount")
    assert wrong.where == f"Sheet 需求, cell {'ABCDEFGHIJ'[amount - 1]}9"


def test_rows_far_below_the_prepared_ones_are_read(needs: Form) -> None:
    checked = back(needs, lambda book: fill(book["需求"], 400, title="late", text="row"), UNIT)
    assert [row["title"] for row in checked.values["needs"]] == ["late"]


def test_columns_moved_and_sheets_renamed_are_still_read(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].insert_cols(1)
        book["需求"].title = "Sheet9"
        book.move_sheet("Sheet9", -1)

    assert back(needs, edit, {"needs": [NEED]}).values["needs"] == [NEED]


@pytest.mark.parametrize("languages", [("zh-hans",), ("ru",), ("zh-hans", "en")])
def test_without_codes_the_labels_are_read(needs: Form, languages: tuple[str, ...]) -> None:
    kept = UNIT | {"needs": [NEED]}

    def edit(book: Workbook) -> None:
        book.worksheets[0].delete_cols(1)
        book.worksheets[1].delete_rows(1)

    data = edited(excel.write(needs, kept, languages=languages), edit)
    assert check(needs, excel.read(needs, data)).values == kept


def test_text_beside_the_form_is_told(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"]["Z3"] = "另见附件"
        book["基本信息"]["B40"] = "一句说明"
        book.create_sheet("补充")["A1"] = "第二项需求"

    told = {problem.parameters["given"] for problem in back(needs, edit, {"needs": [NEED]}).problems
            if problem.code == "outside_field"}  # fmt: skip
    assert told == {"另见附件", "一句说明", "第二项需求"}


def test_a_broken_formula_is_a_problem_with_its_cell(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        fill(book["需求"], 3, title="#NAME?")
        book["需求"]["A3"].data_type = "e"

    problem = next(each for each in back(needs, edit, UNIT).problems if each.code == "cell_error")
    assert problem.where == "Sheet 需求, cell A3"


def test_another_version_is_told_and_read(needs: Form, every_kind: Form) -> None:
    newer = Form.from_dict(needs.to_dict() | {"version": 2})
    filled = excel.read(newer, excel.write(needs, UNIT))
    assert [problem.code for problem in filled.problems] == ["other_version"]
    assert check(newer, filled).values == UNIT
    assert excel.read(every_kind, excel.write(needs)).problems[0].code == "other_form"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no workbook"])
def test_what_is_no_workbook_is_a_problem(needs: Form, data: bytes) -> None:
    filled = excel.read(needs, data)
    assert [problem.code for problem in filled.problems] == ["unreadable"]
    assert not filled.answers


def test_a_zip_bomb_is_not_unpacked(needs: Form) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box, box.open("xl/workbook.xml", "w") as member:
        for _ in range(220):
            member.write(bytes(1_000_000))
    assert [problem.code for problem in excel.read(needs, stream.getvalue()).problems] == ["unreadable"]
