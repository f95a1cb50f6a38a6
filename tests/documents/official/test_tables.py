"""Tables and bar pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from wutong.documents.official import Annex, Bars, Column, Row, TableBlock
from wutong.documents.official.page import TYPE_WIDTH
from wutong.documents.official.styles import table as words_of
from wutong.documents.official.tables import bars, table

WORDS = words_of("words/zh-hans")
AREA = TYPE_WIDTH // 635


def block(rows: int = 3, **parts: Any) -> TableBlock:
    columns = (Column("序号", 1, "center"), Column("名称", 4), Column("经费", 2, "right"))
    given_rows = tuple(Row((str(n), f"需求{n}", "300万元"), sources=(f"来源{n}",)) for n in range(rows))
    return TableBlock(columns, parts.pop("rows_given", given_rows), **parts)


def made(opened: Any) -> Any:
    return opened.word.tables[0]


def test_header_repeats_on_every_page(produce: Callable[..., Any]) -> None:
    head, *rest = made(produce(block())).rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rest)


def split_rows(opened: Any) -> list[bool]:
    return [row._tr.trPr.find(qn("w:cantSplit")) is None for row in made(opened).rows]


@pytest.mark.parametrize("dense", [False, True])
def test_only_a_row_taller_than_half_a_page_may_split(produce: Callable[..., Any], dense: bool) -> None:
    rows = tuple(Row((str(n), "字" * count, "")) for n, count in enumerate((10, 200, 6000)))
    assert split_rows(produce(block(rows_given=rows, dense=dense))) == [False, False, False, True]


def test_line_breaks_make_a_row_tall_too(produce: Callable[..., Any]) -> None:
    assert split_rows(produce(block(rows_given=(Row(("1", "行\n" * 80, "")),)))) == [False, True]


def test_a_dense_table_is_set_small_with_narrow_edges(produce: Callable[..., Any]) -> None:
    rows = (Row(("组",), across=True), Row(("1", "名", "钱"), ("来源",)))
    opened = produce(block(rows_given=rows, dense=True), sources=True)
    assert {p.style.style_id for row in made(opened).rows for cell in row.cells for p in cell.paragraphs} == {
        "DenseHead", "DenseText",
    }  # fmt: skip
    left = made(opened)._tbl.tblPr.find(qn("w:tblCellMar")).find(qn("w:left"))
    assert int(left.get(qn("w:w"))) < 85
    assert made(produce(block()))._tbl.tblPr.find(qn("w:tblCellMar")) is None


def test_ordinary_rows_are_not_split_over_pages(produce: Callable[..., Any]) -> None:
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in made(produce(block())).rows)


def test_cells_in_their_places(produce: Callable[..., Any]) -> None:
    rows = [[cell.text for cell in row.cells] for row in made(produce(block(2))).rows]
    assert rows == [["序号", "名称", "经费"], ["0", "需求0", "300万元"], ["1", "需求1", "300万元"]]


def test_columns_align_as_asked(produce: Callable[..., Any]) -> None:
    cells = made(produce(block(1))).rows[1].cells
    aligned = [cell.paragraphs[0]._p.pPr.find(qn("w:jc")) for cell in cells]
    assert [None if a is None else a.get(qn("w:val")) for a in aligned] == ["center", None, "right"]


def test_caption_above_and_note_below(produce: Callable[..., Any]) -> None:
    opened = produce(block(caption="表1 汇总", note="注：略"))
    kinds = [node.tag.rsplit("}", 1)[1] for node in opened.body]
    at = kinds.index("tbl")
    assert opened.texts("TableCaption") == ["表1 汇总"]
    assert opened.texts("TableNote") == ["注：略"]
    assert kinds[at - 1] == kinds[at + 1] == "p"


def test_a_table_wider_on_a_turned_page(produce: Callable[..., Any]) -> None:
    opened = produce(block(), annexes=(Annex("横", (block(),), landscape=True),))
    upright, wide = (sum(column.width for column in t.columns) for t in opened.word.tables)
    assert (round(upright / 36_000), round(wide / 36_000)) == (156, 225)


@given(st.lists(st.floats(0.1, 50), min_size=1, max_size=12))
def test_widths_fill_the_type_area_exactly(weights: list[float]) -> None:
    columns = tuple(Column(str(n), weight) for n, weight in enumerate(weights))
    _, *_ = parts = table(TableBlock(columns, (Row(("甲",) * len(weights)),)), TYPE_WIDTH, WORDS, sources=False)
    grid = [int(node.get(qn("w:w"))) for node in parts[0].find(qn("w:tblGrid"))]
    assert sum(grid) == AREA
    assert all(width > 0 for width in grid)


@given(st.lists(st.booleans(), max_size=8), st.booleans())
def test_every_row_spans_the_whole_grid(across: list[bool], sources: bool) -> None:
    rows = tuple(Row(("组",), across=True) if wide else Row(("1", "名", "钱"), ("来源",)) for wide in across)
    made_table = next(part for part in table(block(rows_given=rows), TYPE_WIDTH, WORDS, sources=sources)
                      if part.tag == qn("w:tbl"))  # fmt: skip
    columns = len(made_table.find(qn("w:tblGrid")))
    for row in made_table.iter(qn("w:tr")):
        spans = [cell.find(qn("w:tcPr")).find(qn("w:gridSpan")) for cell in row.iter(qn("w:tc"))]
        assert sum(1 if span is None else int(span.get(qn("w:val"))) for span in spans) == columns


def test_sources_grow_a_column(produce: Callable[..., Any]) -> None:
    rows = [[cell.text for cell in row.cells] for row in made(produce(block(1), sources=True)).rows]
    assert rows == [["序号", "名称", "经费", "来源"], ["0", "需求0", "300万元", "来源0"]]


def test_public_table_has_no_column_of_sources(produce: Callable[..., Any]) -> None:
    opened = produce(block(1))
    assert not opened.holds("来源")
    assert len(made(opened).columns) == 3


def test_a_table_without_sources_keeps_its_columns(produce: Callable[..., Any]) -> None:
    opened = produce(block(rows_given=(Row(("1", "名", "钱")),)), sources=True)
    assert len(made(opened).columns) == 3


def test_group_row_is_bold_and_stays_with_what_follows(produce: Callable[..., Any]) -> None:
    opened = produce(block(rows_given=(Row(("第一组\n补充",), across=True), Row(("1", "名", "钱")))))
    name = made(opened).rows[1].cells[0].paragraphs[0]
    assert name.text == "第一组\n补充"
    assert [bool(run.bold) for run in name.runs] == [True, False]
    assert name._p.pPr.find(qn("w:keepNext")) is not None


def test_total_row_is_bold(produce: Callable[..., Any]) -> None:
    opened = produce(block(rows_given=(Row(("", "合计", "9"), strong=True),)))
    assert all(run.bold for cell in made(opened).rows[1].cells for run in cell.paragraphs[0].runs)


@pytest.mark.parametrize("row", [Row(("1", "2")), Row(("1", "2", "3", "4")), Row(("1", "2", "3"), across=True)])
def test_a_row_of_the_wrong_length_is_refused(row: Row) -> None:
    with pytest.raises(ValueError, match="cells"):
        block(rows_given=(row,))


def lengths(items: tuple[tuple[str, int], ...]) -> list[int]:
    """Filled steps of every bar, out of a hundred."""
    picture = next(part for part in bars(Bars(items), TYPE_WIDTH) if part.tag == qn("w:tbl"))
    found = []
    for row in picture.iter(qn("w:tr")):
        filled = [cell for cell in row.iter(qn("w:tc")) if cell.find(qn("w:tcPr")).find(qn("w:shd")) is not None]
        found.append(int(filled[0].find(qn("w:tcPr")).find(qn("w:gridSpan")).get(qn("w:val"))) if filled else 0)
    return found


counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=12)


@given(counts)
def test_bars_are_as_long_as_their_figures(numbers: list[int]) -> None:
    drawn = lengths(tuple((str(n), number) for n, number in enumerate(numbers)))
    most = max(numbers)
    for number, length in zip(numbers, drawn, strict=True):
        assert (length == 0) == (number == 0)
        if number:
            assert abs(length - number / most * 100) <= 1


@given(counts)
def test_bars_keep_the_order_of_size(numbers: list[int]) -> None:
    drawn = lengths(tuple((str(n), number) for n, number in enumerate(numbers)))
    assert [length for _, length in sorted(zip(numbers, drawn, strict=True))] == sorted(drawn)


def test_bars_say_label_and_figure(produce: Callable[..., Any]) -> None:
    opened = produce(Bars((("科技人文交流", 12), ("技术转移", 0)), "各行动", "项"))
    rows = [[cell.text for cell in dict.fromkeys(row.cells) if cell.text] for row in made(opened).rows]
    assert rows == [["科技人文交流", "12项"], ["技术转移", "0项"]]
    assert opened.texts("TableCaption") == ["各行动"]
