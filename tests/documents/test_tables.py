"""Tables of Word and HTML with merged cells, against independent readers."""

from __future__ import annotations

import docx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.documents.made import problem, rows, saved, word_xml
from wutong.documents.figures import number_in
from wutong.documents.limits import Limits
from wutong.documents.opening import open_file

Area = tuple[int, int, int, int]  # top, left, bottom, right, from 0


@st.composite
def grids(draw: st.DrawFn) -> tuple[int, int, list[Area]]:
    """Size of a table and areas in it that do not overlap."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    areas: list[Area] = []
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        bottom, right = draw(st.integers(top, height - 1)), draw(st.integers(left, width - 1))
        if not any(overlap((top, left, bottom, right), other) for other in areas):
            areas.append((top, left, bottom, right))
    return height, width, areas


def overlap(one: Area, two: Area) -> bool:
    apart = one[2] < two[0] or two[2] < one[0] or one[3] < two[1] or two[3] < one[1]
    return not apart


def expected(height: int, width: int, areas: list[Area]) -> tuple[list[list[str]], list[list[bool]]]:
    """What every position shows, and whether it repeats the corner of its area."""
    texts = [[f"{row}.{column}" for column in range(width)] for row in range(height)]
    merged = [[False] * width for _ in range(height)]
    for top, left, bottom, right in areas:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                texts[row][column] = f"{top}.{left}"
                merged[row][column] = (row, column) != (top, left)
    return texts, merged


@settings(max_examples=60, deadline=None)
@given(grids())
def test_word_tables_with_any_merges(grid: tuple[int, int, list[Area]]) -> None:
    height, width, areas = grid
    made = docx.Document()
    table = made.add_table(height, width)
    for top, left, bottom, right in areas:
        table.cell(top, left).merge(table.cell(bottom, right))
    texts, merged = expected(height, width, areas)
    for row in range(height):
        for column in range(width):
            if not merged[row][column]:
                table.cell(row, column).text = texts[row][column]
    read = next(open_file("a", saved(made)).tables())
    assert [[cell.text for cell in row] for row in read.rows] == texts
    assert [[cell.merged for cell in row] for row in read.rows] == merged
    assert [(cell.place.row, cell.place.column) for row in read.rows for cell in row] == [
        (row, column) for row in range(1, height + 1) for column in range(1, width + 1)
    ]


@settings(max_examples=60, deadline=None)
@given(grids())
def test_web_tables_with_any_merges(grid: tuple[int, int, list[Area]]) -> None:
    height, width, areas = grid
    assume(height * width > 1)
    texts, merged = expected(height, width, areas)
    sizes = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in areas}
    markup = "<table>"
    for row in range(height):
        markup += "<tr>"
        for column in range(width):
            if not merged[row][column]:
                down, across = sizes.get((row, column), (1, 1))
                markup += f"<td rowspan={down} colspan={across}>{texts[row][column]}</td>"
        markup += "</tr>"
    assume(markup.count("<td") > 1)
    read = next(open_file("a", f"<html>{markup}</table></html>".encode()).tables())
    assert [[cell.text for cell in row] for row in read.rows] == texts
    assert [[cell.merged for cell in row] for row in read.rows] == merged


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text("甲乙丙abc12 ", max_size=5), min_size=1, max_size=4), min_size=1, max_size=5))
def test_rows_are_always_even_and_lose_nothing(lines: list[list[str]]) -> None:
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in line) + "</w:tr>"
        for line in lines
    )
    read = rows(open_file("a", word_xml(f"<w:tbl>{body}</w:tbl>")))
    assert len({len(row) for row in read}) == 1
    assert [[text for text in row if text] for row in read] == [
        [t.strip() for t in line if t.strip()] for line in lines
    ]


def test_cells_keep_their_paragraphs_apart() -> None:
    cell = "<w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc>"
    assert rows(open_file("a", word_xml(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))) == [["一\n\n二"]]


def test_controls_around_rows_and_cells_are_opened() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = "<w:tc>" + control("<w:p>" + control("<w:r><w:t>值</w:t></w:r>") + "</w:p>") + "</w:tc>"
    body = f"<w:tbl>{control(f'<w:tr>{control(cell)}{cell}</w:tr>')}</w:tbl>"
    assert rows(open_file("a", word_xml(body))) == [["值", "值"]]


def test_vertical_merge_without_a_beginning_keeps_its_text() -> None:
    cell = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>孤</w:t></w:r></w:p></w:tc>"
    assert rows(open_file("a", word_xml(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))) == [["孤"]]


@pytest.mark.parametrize("span", ["0", "-3", "99999999", "x", ""])
def test_odd_spans_do_no_harm(span: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>'
    read = rows(open_file("a", word_xml(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>")))
    assert read[0].count("a") >= 2
    assert len(read[0]) <= 2000


def test_tables_without_rows_or_cells() -> None:
    assert list(open_file("a", word_xml("<w:tbl/>")).tables()) == []
    assert rows(open_file("a", word_xml("<w:tbl><w:tr/></w:tbl>"))) == [[]]


def test_cell_limit_counts_all_tables_together() -> None:
    table = "<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 60 + "</w:tbl>"
    assert len(list(open_file("a", word_xml(table * 3), Limits(max_cells=180)).tables())) == 3
    assert problem("a", word_xml(table * 3), limits=Limits(max_cells=179)).code == "too_large"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("120", 120.0),
        (" 1,200.50 ", 1200.5),
        ("１２０", None),
        ("-3", -3.0),
        ("+7", 7.0),
        ("3，000", 3000.0),
        ("120万元", None),
        ("1-2", None),
        ("2027.1.1", None),
        ("", None),
        (".", None),
        ("--5", None),
        ("inf", None),
        ("²", None),
        ("1" * 31, None),
    ],
)
def test_numbers_written_as_text(text: str, value: float | None) -> None:
    assert number_in(text) == value


@given(st.text(max_size=20))
def test_number_in_never_fails(text: str) -> None:
    assert number_in(text) is None or isinstance(number_in(text), float)
