"""Workbooks: merged areas, hidden sheets and rows, dates, formats, formulas that stay text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.made import problem, replaced, rows, saved
from wutong.documents.limits import Limits
from wutong.documents.opening import open_file
from wutong.documents.sheets.printing import printed


def workbook(**cells: Any) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = "需求"
    for reference, value in cells.items():
        made.active[reference] = value
    return made


def test_cells_know_sheet_row_and_column() -> None:
    table = next(open_file("a", saved(workbook(B3="需求名称", C3="经费", B4="实验室", C4=120))).tables())
    assert table.sheet == "需求"
    cell = table.rows[1][1]
    assert (cell.text, cell.value) == ("120", 120.0)
    assert (cell.place.sheet, cell.place.row, cell.place.column) == ("需求", 4, 3)


def test_used_area_starts_at_the_first_used_column() -> None:
    assert rows(open_file("a", saved(workbook(D9="x", E10="y")))) == [["x", ""], ["", "y"]]


def test_runs_of_blank_rows_shrink_to_one_and_keep_row_numbers() -> None:
    table = next(open_file("a", saved(workbook(A1="x", A500="y"))).tables())
    assert [(row[0].text, row[0].place.row) for row in table.rows] == [("x", 1), ("", 2), ("y", 500)]


def test_merged_area_repeats_over_the_used_area() -> None:
    made = workbook(A1="汇总表", A2="a", B2="b", C2="c", A3="农业", B3="x", C3="y", B4="z")
    made.active.merge_cells("A1:Z1")
    made.active.merge_cells("A3:A4")
    table = next(open_file("a", saved(made)).tables())
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["汇总表", "汇总表", "汇总表"],
        ["a", "b", "c"],
        ["农业", "x", "y"],
        ["农业", "z", ""],
    ]
    assert [row[0].merged for row in table.rows] == [False, False, False, True]


def test_hidden_sheets_and_rows_are_marked_not_lost() -> None:
    made = workbook(A1="a", A2="b")
    made.active.row_dimensions[2].hidden = True
    for state in ("hidden", "veryHidden"):
        made.create_sheet(state)["A1"] = state
        made[state].sheet_state = state
    document = open_file("a", saved(made))
    assert [(table.sheet, table.hidden) for table in document.tables()] == [
        ("需求", False),
        ("hidden", True),
        ("veryHidden", True),
    ]
    assert document.meta["hidden_rows"] == "需求!2"


def test_hidden_columns_in_use_are_told() -> None:
    made = workbook(B1="a", C1="b", D1="c")
    for column in ("A", "C", "D", "F"):
        made.active.column_dimensions[column].hidden = True
    assert open_file("a", saved(made)).meta["hidden_columns"] == "需求!3,4"


def test_numbers_kept_as_text_keep_their_zeros() -> None:
    table = next(open_file("a", saved(workbook(A1="007", A2="00120"))).tables())
    assert [row[0].text for row in table.rows] == ["007", "00120"]


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (dt.date(2026, 3, 1), "yyyy-mm-dd", "2026-03-01"),
        (dt.date(2026, 3, 1), 'yyyy"年"m"月"d"日"', "2026-03-01"),
        (dt.date(2026, 3, 1), "[$-804]yyyy/m/d;@", "2026-03-01"),
        (dt.datetime(2026, 3, 1, 14, 30), "yyyy-mm-dd h:mm", "2026-03-01 14:30:00"),
        (dt.time(9, 5), "h:mm", "09:05:00"),
        (0.15, "0%", "15%"),
        (0.125, "0.0%", "12.5%"),
        (30, '0"万元"', "30万元"),
        (30, "0万元", "30万元"),
        (1200000, "#,##0.00", "1200000"),
        (12.5, '"¥"#,##0.00', "¥12.5"),
        (5, "[$€-407] #,##0", "5"),
        (110101199003071, "0", "110101199003071"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)
def test_numbers_read_as_seen(value: Any, pattern: str, expected: str) -> None:
    made = workbook(A1=value)
    made.active["A1"].number_format = pattern
    assert rows(open_file("a", saved(made))) == [[expected]]


def test_chinese_built_in_date_formats_are_dates() -> None:
    made = saved(workbook(A1=46082))
    styled = replaced(made, {"xl/styles.xml": lambda old: old.replace(b'numFmtId="0"', b'numFmtId="57"')})
    assert rows(open_file("a", styled)) == [["2026-03-01"]]


def test_dates_counted_from_1904() -> None:
    made = workbook(A1=dt.date(2026, 3, 1))
    made.epoch = dt.datetime(1904, 1, 1)
    assert rows(open_file("a", saved(made))) == [["2026-03-01"]]


def test_formula_without_result_stays_text_and_is_never_run() -> None:
    attack = "=cmd|' /C calc'!A0"
    assert rows(open_file("a", saved(workbook(A1=attack, B1="=1+1")))) == [[attack, "=1+1"]]


def test_formula_with_stored_result_gives_the_result() -> None:
    made = saved(workbook(A1="=SUM(B1:B9)"))
    filled = replaced(made, {"xl/worksheets/sheet1.xml": lambda old: old.replace(b"<v></v>", b"<v>42</v>")})
    cell = next(open_file("a", filled).tables()).rows[0][0]
    assert (cell.text, cell.value) == ("42", 42.0)


def test_error_and_truth_values() -> None:
    assert rows(open_file("a", saved(workbook(A1=True, B1=False, C1="#REF!")))) == [["TRUE", "FALSE", "#REF!"]]


def test_shared_rich_and_escaped_strings(book: bytes) -> None:
    """As Excel itself stores texts: once for the workbook, in runs, with readings beside them that are no text."""
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>无用</t></si>'
        "<si><r><t>联合</t></r><r><t>实验室_x000D_</t></r><rPh><t>lh</t></rPh></si></sst>"
    )
    link = b'<Relationship Id="rS" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    cell = b'<c r="A2" t="inlineStr"><is><t>&#32852;&#21512;&#23454;&#39564;&#23460;</t></is></c>'
    changes = {
        "xl/sharedStrings.xml": strings.encode(),
        "xl/_rels/workbook.xml.rels": lambda old: old.replace(b"</Relationships>", link),
        "xl/worksheets/sheet1.xml": lambda old: old.replace(
            cell, b'<c r="A2" t="s"><v>1</v></c><c t="s"><v>99</v></c>'
        ),
    }
    assert rows(open_file("a", replaced(book, changes)))[1][0] == "联合实验室\n"


def test_custom_properties_and_macros(book: bytes) -> None:
    made = workbook(A1="x")
    made.custom_doc_props.append(openpyxl.packaging.custom.StringProperty(name="wutong-hash", value="ab12"))
    assert open_file("a", saved(made)).meta["wutong-hash"] == "ab12"
    document = open_file("a.xlsm", replaced(book, {"xl/vbaProject.bin": b"x"}))
    assert document.meta["macros"] == "1"
    assert rows(document)[1] == ["联合实验室", "120"]


def test_two_distant_cells_are_refused_before_memory_is_taken() -> None:
    made = workbook(A1="x", XFD1048576="y")
    assert rows(open_file("a", saved(made)))[2][-1] == "y"  # blank rows are not stored
    for number in range(2, 40):
        made.active.cell(number * 2, 1, "x")
    assert problem("a", saved(made), limits=Limits(max_cells=100_000)).code == "too_large"


def test_too_many_rows_are_refused() -> None:
    made = workbook(**{f"A{number}": "x" for number in range(1, 30)})
    assert problem("a", saved(made), limits=Limits(max_rows=20)).code == "too_large"


def test_empty_workbook_opens_blank() -> None:
    document = open_file("a", saved(workbook()))
    assert document.blocks == []
    assert document.meta["blank"] == "1"


@settings(max_examples=60, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_printed_numbers_have_no_exponent_and_the_same_value(value: float) -> None:
    text = printed(value, "General")
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(value, rel=1e-9, abs=1e-11)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=30), st.floats(min_value=-1e6, max_value=3e6))
def test_any_format_prints_something(pattern: str, value: float) -> None:
    assert printed(value, pattern) != ""


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(1, 30), st.integers(1, 12)), st.integers(0, 9999), min_size=1, max_size=25)
)
def test_every_cell_written_is_read_at_its_place(cells: dict[tuple[int, int], int]) -> None:
    made = openpyxl.Workbook()
    for (row, column), value in cells.items():
        made.active.cell(row, column, value)
    table = next(open_file("a", saved(made)).tables())
    read = {(cell.place.row, cell.place.column): cell.value for row in table.rows for cell in row if cell.text}
    assert read == cells
    assert len({len(row) for row in table.rows}) == 1
