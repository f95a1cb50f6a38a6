"""Workbooks in their shapes: where the header is, what is merged, hidden, text or on its side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from wutong.management.demo import Demo, DemoIndex

SHEET = "附件2：需求汇总表（演示华江大学）.xlsx"
TEXT = "云桥需求(数字为文本).xlsx"
SHEETS = "needs final FINAL.xlsx"
MERGED = "需求表（更新版）.xlsx"
TRANSPOSED = "海洋类需求（横向表）.xlsx"
HIDDEN = "材料所需求（含参数）.xlsx"
NOTHING = "质检院需求表.xlsx"


@pytest.fixture(scope="session")
def opened(replies: Path) -> Any:
    return lambda name: load_workbook(replies / name)


def header_row(sheet: Any, head: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == head)


def column_of(sheet: Any, head: str) -> list[Any]:
    row = header_row(sheet, head)
    column = next(cell.column for cell in sheet[row] if cell.value == head)
    return [sheet.cell(number, column).value for number in range(row + 1, sheet.max_row + 1)]


def test_the_header_is_not_in_the_first_row(opened: Any) -> None:
    sheet = opened(SHEET).active
    assert header_row(sheet, "需求名称") >= 3
    assert sheet["A1"].value and sheet["A2"].value


def test_the_title_is_merged_across_the_table(opened: Any) -> None:
    sheet = opened(SHEET).active
    across = next(area for area in sheet.merged_cells.ranges if area.min_row == 1)
    assert across.max_col == max(cell.column for cell in sheet[header_row(sheet, "需求名称")] if cell.value)


def test_amounts_are_numbers_under_a_head_with_the_unit(opened: Any, demo: Demo) -> None:
    sheet = opened(SHEET).active
    written = column_of(sheet, "经费（万元）")[:10]
    needs = [demo.needs[f"huajiang-{number}"] for number in range(12, 22)]
    assert written == [need.money.value if need.money else None for need in needs]


def test_a_total_and_a_note_stand_below(opened: Any) -> None:
    sheet = opened(SHEET).active
    first = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    assert "合计" in first
    assert str(first[-1]).startswith(("注：", "填表说明"))
    assert first.index("合计") < len(first) - 1


def test_every_cell_of_the_text_sheet_is_text(opened: Any) -> None:
    sheet = opened(TEXT).active
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(isinstance(value, str) for value in values)
    assert "1" in values
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}


def test_there_is_a_sheet_for_each_action(opened: Any, demo: Demo) -> None:
    book = opened(SHEETS)
    actions = {demo.needs[f"lanwan-{number:02d}"].action for number in range(1, 13)}
    assert len(book.sheetnames) == 1 + len(actions)
    assert book.sheetnames[0] == "Read me"


def test_each_sheet_holds_the_needs_of_its_action(opened: Any, demo: Demo) -> None:
    book = opened(SHEETS)
    by_title = {need.title: need for need in demo.needs.values()}
    for sheet in book.worksheets[1:]:
        titles = [value for value in column_of(sheet, "Need") if value]
        assert titles
        assert len({by_title[title].action for title in titles}) == 1
    told = [title for sheet in book.worksheets[1:] for title in column_of(sheet, "Need") if title]
    assert len(told) == 12


def test_the_first_of_several_sheets_has_no_table(opened: Any) -> None:
    sheet = opened(SHEETS).worksheets[0]
    assert max(cell.column for row in sheet.iter_rows() for cell in row if cell.value) == 1


def test_a_group_name_is_merged_down_over_its_needs(opened: Any) -> None:
    sheet = opened(MERGED).active
    down = [area for area in sheet.merged_cells.ranges if area.min_col == area.max_col == 1 and area.min_row > 1]
    assert down
    for area in down:
        assert sheet.cell(area.min_row, 1).value
        assert sheet.cell(area.min_row + 1, 1).value is None


def test_the_updated_table_has_rows_the_older_lacks(opened: Any, demo: Demo) -> None:
    older, newer = (set(column_of(opened(name).active, "合作意向")) for name in ("需求表.xlsx", MERGED))
    assert {demo.needs[key].title for key in ("damo-17", "damo-18")} == newer - older - {None}


def test_labels_run_down_and_needs_across(opened: Any, demo: Demo) -> None:
    sheet = opened(TRANSPOSED).active
    row = header_row(sheet, "需求名称")
    titles = [cell.value for cell in sheet[row]][1:]
    assert titles == [demo.needs[f"donghai-{number:02d}"].title for number in range(9, 13)]
    assert "合作国家或地区" in [sheet.cell(number, 1).value for number in range(1, sheet.max_row + 1)]


def test_the_hidden_sheet_holds_choices_but_no_need(opened: Any, demo: Demo) -> None:
    book = opened(HIDDEN)
    concealed = [sheet for sheet in book if sheet.sheet_state == "hidden"]
    assert len(concealed) == 1
    words = {cell.value for row in concealed[0].iter_rows() for cell in row}
    assert "新材料" in words
    assert not words & {need.title for need in demo.needs.values()}


def test_the_visible_sheet_takes_its_choices_from_there(opened: Any) -> None:
    book = opened(HIDDEN)
    rules = book.active.data_validations.dataValidation
    assert len(rules) == 1
    assert "参数" in rules[0].formula1


def test_the_table_of_no_needs_says_none(opened: Any) -> None:
    sheet = opened(NOTHING).active
    assert [value for value in column_of(sheet, "需求名称") if value] == ["无"]


def test_every_workbook_belongs_to_its_unit(opened: Any, index: DemoIndex, demo: Demo) -> None:
    for entry in index.files:
        if entry.file.endswith(".xlsx") and entry.kind != "unreadable":
            assert opened(entry.file).properties.creator in demo.units[entry.unit].names.values()


@pytest.mark.office
def test_old_workbooks_are_really_old_and_keep_their_rows(replies: Path, index: DemoIndex, demo: Demo) -> None:
    old = [entry for entry in index.files if entry.file.endswith(".xls")]
    if not old:
        pytest.skip("no office suite")
    for entry in old:
        assert (replies / entry.file).read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
        rows = CalamineWorkbook.from_path(replies / entry.file).get_sheet_by_index(0).to_python()
        cells = {str(cell) for row in rows for cell in row}
        assert {need.title for need in entry.needs} <= cells


@pytest.mark.parametrize("name", [SHEET, TEXT, MERGED, HIDDEN])
def test_rows_are_high_enough_for_wrapped_text(opened: Any, name: str) -> None:
    sheet = opened(name).active
    longest = max(
        (cell for row in sheet.iter_rows(min_row=3) for cell in row), key=lambda cell: len(str(cell.value or ""))
    )
    assert sheet.row_dimensions[longest.row].height >= 16
