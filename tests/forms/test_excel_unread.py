"""What a workbook holds that cannot be read is told with its cell: formulas never computed, rows far below."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from wutong.forms import excel
from wutong.forms.checking import Checked, Filled, check
from wutong.forms.definition import Form
from wutong.forms.excel.extent import MOST_COLUMNS, MOST_ROWS, formulas_in

NEED = {"title": "节水灌溉", "text": "联合研究"}


def edited(form: Form, edit: Callable[[Workbook], Any], answers: dict[str, Any] | None = None) -> bytes:
    book, stream = load_workbook(io.BytesIO(excel.write(form, answers, blank_rows=3))), io.BytesIO()
    edit(book)
    book.save(stream)
    return stream.getvalue()


def read(form: Form, edit: Callable[[Workbook], Any], answers: dict[str, Any] | None = None) -> Filled:
    return excel.read(form, edited(form, edit, answers))


def told(filled: Filled | Checked, code: str) -> list[str]:
    return [problem.where for problem in filled.problems if problem.code == code]


def column(sheet: Worksheet, code: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == code)


def computed(data: bytes, formula: str, value: str) -> bytes:
    """The file as a program with a calculator saves it: the value beside the formula."""
    source, target = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(target, "w") as box:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                whole = f"<f>{formula}</f>".encode()
                for empty in (b"<v></v>", b"<v/>", b"<v />"):
                    content = content.replace(whole + empty, whole + f"<v>{value}</v>".encode())
            box.writestr(name, content)
    return target.getvalue()


def test_a_formula_never_computed_is_told_with_its_cell(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].cell(3, column(book["需求"], "needs.money.amount")).value = "=SUM(1,2)"

    filled = read(needs, edit, {"needs": [NEED]})
    amount = "ABCDEFGHIJ"[column(load_workbook(io.BytesIO(excel.write(needs)))["需求"], "needs.money.amount") - 1]
    assert told(filled, "formula_blank") == [f"Sheet 需求, cell {amount}3"]
    assert not check(needs, filled).ok


def test_a_formula_with_its_value_is_read_by_the_value(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["需求"]
        sheet.cell(3, column(sheet, "needs.money.amount")).value = "=1000+200"
        sheet.cell(3, column(sheet, "needs.money.currency")).value = "CNY"

    data = computed(edited(needs, edit, {"needs": [NEED]}), "1000+200", "1200")
    filled = excel.read(needs, data)
    assert not told(filled, "formula_blank")
    (row,) = check(needs, filled).values["needs"]
    assert row["money"] == {"amount": "1200.00", "currency": "CNY"}


def test_a_formula_in_a_single_answer_is_told(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["基本信息"]["C5"] = '=CONCATENATE("甲","大学")'

    assert told(read(needs, edit), "formula_blank") == ["Sheet 基本信息, cell C5"]


def test_a_row_of_nothing_but_a_formula_is_told_too(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].cell(4, column(book["需求"], "needs.title")).value = '="a"'

    filled = read(needs, edit, {"needs": [NEED]})
    assert told(filled, "formula_blank") == ["Sheet 需求, cell A4"]
    assert len(filled.answers["needs"]) == 1


def test_every_formula_is_told_once(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        for row in range(3, 9):
            book["需求"].cell(row, 1).value = f"=A{row + 20}"

    assert told(read(needs, edit), "formula_blank") == [f"Sheet 需求, cell A{row}" for row in range(3, 9)]


def test_formulas_beside_the_fields_are_nobodys_answer(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"]["Z3"] = "=COUNTA(A:A)"

    assert not told(read(needs, edit, {"needs": [NEED]}), "formula_blank")


def test_text_that_looks_like_a_formula_is_text(needs: Form) -> None:
    kept = {"needs": [NEED | {"title": "=1+1"}]}
    data = excel.write(needs, kept)
    assert formulas_in(data) == {}
    assert check(needs, excel.read(needs, data)).values == kept


def test_the_second_look_happens_only_for_formulas(needs: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: Any, **__: Any) -> None:
        raise AssertionError("opened twice")

    data = excel.write(needs, {"needs": [NEED]})
    monkeypatch.setattr("wutong.forms.excel.extent.load_workbook", never)
    assert excel.read(needs, data).answers["needs"]


def test_formulas_are_found_by_sheet_and_cell(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"]["B3"] = "=1"
        book["基本信息"]["C6"] = "=2"

    found = formulas_in(edited(needs, edit))
    assert found["需求"] == {(3, 2)}
    assert found["基本信息"] == {(6, 3)}


@pytest.mark.parametrize("row", [MOST_ROWS + 1, MOST_ROWS + 7])
def test_rows_beyond_reading_are_told(needs: Form, row: int) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].cell(row, 1).value = "late"

    filled = read(needs, edit, {"needs": [NEED]})
    assert told(filled, "beyond_reading") == [f"Sheet 需求, cell A{row}"]
    assert not check(needs, filled).ok
    assert len(filled.answers["needs"]) == 1


def test_columns_beyond_reading_are_told(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].cell(3, MOST_COLUMNS + 1).value = "far"

    assert told(read(needs, edit, {"needs": [NEED]}), "beyond_reading") == ["Sheet 需求, cell GS3"]


def test_how_many_cells_were_not_read_is_said_once(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        for row in range(MOST_ROWS + 1, MOST_ROWS + 6):
            book["需求"].cell(row, 1).value = "late"

    (problem,) = [each for each in read(needs, edit).problems if each.code == "beyond_reading"]
    assert problem.text.startswith("5 filled cells")


def test_the_last_cell_that_is_read_is_read(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].cell(MOST_ROWS, 1).value = "last"
        book["需求"].cell(3, MOST_COLUMNS).value = "outside"

    filled = read(needs, edit)
    assert not told(filled, "beyond_reading")
    assert [row["title"] for row in filled.answers["needs"]] == ["last"]
    assert told(filled, "outside_field") == ["Sheet 需求, cell GR3"]


def test_a_stray_format_far_below_costs_nothing_and_is_not_told(needs: Form) -> None:
    def edit(book: Workbook) -> None:
        book["需求"].cell(1_048_576, 300).number_format = "0.00"
        book["需求"].cell(40_000, 150).number_format = "0.00"

    data = edited(needs, edit, {"needs": [NEED]})
    began = time.process_time()
    filled = excel.read(needs, data)
    assert time.process_time() - began < 2
    assert not told(filled, "beyond_reading")
    assert check(needs, filled).values["needs"] == [NEED]


def test_an_empty_sheet_is_no_trouble(needs: Form) -> None:
    filled = read(needs, lambda book: book.create_sheet("空白"), {"needs": [NEED]})
    assert check(needs, filled).values["needs"] == [NEED]
    assert not filled.problems


def test_a_single_answer_left_empty_at_the_edge_is_no_outside_text(every_kind: Form) -> None:
    def edit(book: Workbook) -> None:
        book.worksheets[0].delete_cols(4)

    filled = read(every_kind, edit)
    assert not told(filled, "outside_field")
