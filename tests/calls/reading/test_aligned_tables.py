"""Tables set with spaces: cells that wrap over lines, indents lost in a PDF, what stands before and after the table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calls.reading.building import document, lines, needs, reading
from wutong.calls.reading.aligned_tables import with_aligned_tables
from wutong.documents.blocks import Document, Table, Text

WIDTHS = [5, 14, 13, 16, 14, 12]
HEAD = ["No.", "Title", "Country", "Description", "Budget", "Period"]
HARBOUR = [
    ["1", "Seagrass", "Kenya", "Nurseries", "USD", "2027-2029"],
    ["", "restoratio", "", "and divers", "300,000", ""],
    ["", "n joint", "", "trained", "", ""],
    ["", "laboratory", "", "", "", ""],
]
PORTS = [
    ["2", "Port noise", "Ghana,", "Sensors on", "USD 90,000", "2028"],
    ["", "mapping", "Togo", "quay walls", "", ""],
]


def typeset(rows: list[list[str]], widths: list[int] = WIDTHS, indents: bool = True) -> str:
    """The rows in columns of spaces; without indents as a PDF reader gives them."""
    made = ["".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(made if indents else [line.lstrip() for line in made])


def pdf(text: str) -> Document:
    blocks = [replace(b, place=replace(b.place, page=1)) for b in lines(text) if isinstance(b, Text)]
    return document(blocks, name="table.pdf", media="pdf")


@pytest.mark.parametrize("indents", [True, False])
def test_wrapped_cells_become_one_need_a_row(indents: bool) -> None:
    found = needs(pdf(typeset([HEAD, *HARBOUR, *PORTS], indents=indents)))
    assert [need.title.value for need in found] == ["Seagrass restoration joint laboratory", "Port noise mapping"]
    assert [need.text.value for need in found] == ["Nurseries and divers trained", "Sensors on quay walls"]
    assert [need.period.value.printed for need in found if need.period] == ["2027-2029", "2028"]
    assert [int(need.money.value.amount) for need in found if need.money] == [300_000, 90_000]


def test_a_header_may_wrap_too() -> None:
    head = [["No.", "Title of", "Partner", "Short", "Budget", "Period"], ["", "the need", "country", "summary", "", ""]]
    assert len(needs(pdf(typeset([*head, *HARBOUR, *PORTS], indents=False)))) == 2


def test_titles_and_lines_around_the_table_are_no_needs() -> None:
    text = "Lakeside Port Institute\nOur needs\n" + typeset([HEAD, *HARBOUR, *PORTS], indents=False)
    read = reading(pdf(text + "\nContact: A. Berg\nKind regards\n12 November 2026"))
    assert [need.title.value for need in read.needs] == ["Seagrass restoration joint laboratory", "Port noise mapping"]
    assert read.unit and read.unit.value == "Lakeside Port Institute"


def test_chinese_cells_are_joined_without_spaces() -> None:
    rows = [
        ["序号", "名称", "内容", "国家", "万元", "时间"],
        ["1", "柑橘黄龙", "检测试剂", "加纳、埃", "190", "2026-"],
        ["", "病快速检", "盒转让给", "及", "", "2028"],
        ["", "测技术", "苗圃", "", "", ""],
        ["2", "苔藓育苗", "为农户办", "老挝", "24", "2027"],
        ["", "培训", "班", "", "", ""],
    ]
    one, two = needs(pdf(typeset(rows, [6, 9, 9, 9, 7, 8], indents=False)))
    assert (one.title.value, two.title.value) == ("柑橘黄龙病快速检测技术", "苔藓育苗培训")
    assert one.text.value == "检测试剂盒转让给苗圃"
    assert one.period and one.period.value.start and one.period.value.end
    assert (one.period.value.start.year, one.period.value.end.year) == (2026, 2028)
    assert one.money and (one.money.value.amount, one.money.value.multiplier) == (190, 10_000)


def test_columns_of_wide_signs_in_plain_text() -> None:
    text = "项目名称        国家      内容          经费\n苔藓育苗培训    老挝      为农户办班    24万元\n海草床修复      肯尼亚    共建苗圃      90万元"
    assert [need.title.value for need in needs(document(lines(text)))] == ["苔藓育苗培训", "海草床修复"]


def test_a_row_without_numbers_begins_where_every_column_is_filled() -> None:
    rows = [[cell for at, cell in enumerate(row) if at] for row in [HEAD, *HARBOUR, *PORTS]]
    found = needs(document(lines(typeset(rows, WIDTHS[1:]))))
    assert [need.title.value for need in found] == ["Seagrass restoration joint laboratory", "Port noise mapping"]


@pytest.mark.parametrize(
    "text",
    [
        "We met in Nairobi  and  talked about noise.\nNothing was settled.",
        "Title   Budget\nSeagrass   90",
        "Name   Phone   E-mail   Room\nBerg   12   b@x.example   3",
        "No.   Title   Country   Budget\nWe will fill this in next week, once the board has met and talked it over.",
    ],
)
def test_what_is_no_table_stays_text(text: str) -> None:
    blocks = lines(text)
    assert with_aligned_tables(blocks) == blocks


words = st.text(alphabet="abc 数据1.", min_size=1, max_size=30)


@given(st.lists(st.lists(words, min_size=1, max_size=6), max_size=8))
def test_no_word_is_lost(rows: list[list[str]]) -> None:
    text = "   ".join(HEAD) + "\n" + "\n".join("   ".join(row) for row in rows)
    blocks = lines(text)
    told = ""
    for block in with_aligned_tables(blocks):
        told += "".join(c.text for row in block.rows for c in row) if isinstance(block, Table) else block.text
    before = "".join(block.text for block in blocks if isinstance(block, Text))
    assert sorted(told.replace(" ", "")) == sorted(before.replace(" ", ""))
