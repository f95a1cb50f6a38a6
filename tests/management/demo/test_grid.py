"""The rows of a reply table: heads in the author's words, figures with their unit in the head or in the cell."""

from __future__ import annotations

from datetime import date

import pytest

from wutong.management.demo import Demo, FilePlan
from wutong.management.demo.grid import Grid, grid_of, sections
from wutong.management.demo.reply import Reply

DAY = date(2026, 9, 30)


def reply(demo: Demo, table: str, unit: str, count: int = 9) -> Reply:
    keys = tuple(key for key, need in demo.needs.items() if need.unit == unit and need.language == table[:2])[:count]
    return Reply(FilePlan("表.docx", unit, "word_table", DAY, needs=keys, table=table), demo)


def column(grid: Grid, name: str) -> list[str | int]:
    return [row[grid.columns.index(name)] for row in grid.rows]


UNITS = {"zh": "beiyuan", "en": "lanwan", "ru": "songbei"}


@pytest.mark.parametrize(
    "table",
    [
        "zh_plain",
        "zh_project",
        "zh_field",
        "zh_short",
        "zh_two_rows",
        "zh_form",
        "zh_form_other",
        "en_plain",
        "en_project",
        "en_form",
        "ru_plain",
        "ru_project",
    ],
)
def test_every_table_is_as_wide_as_its_heads(demo: Demo, table: str) -> None:
    grid = grid_of(reply(demo, table, UNITS[table[:2]]))
    assert len(grid.heads) == len(set(grid.heads)) == len(grid.columns)
    assert {len(row) for row in grid.rows} == {len(grid.columns)}
    assert not any("{" in head for head in grid.heads)


def test_rows_are_numbered_from_one(demo: Demo) -> None:
    grid = grid_of(reply(demo, "zh_plain", "beiyuan"))
    assert column(grid, "no") == list(range(1, 10))


def test_the_unit_stands_in_the_head_and_bare_figures_below(demo: Demo) -> None:
    source = reply(demo, "zh_plain", "beiyuan")
    grid = grid_of(source)
    assert "经费（万元）" in grid.heads
    assert column(grid, "money") == [need.money.value if need.money else "" for need in source.needs]


def test_the_total_adds_the_column_up(demo: Demo) -> None:
    grid = grid_of(reply(demo, "zh_plain", "beiyuan"))
    assert grid.total is not None
    assert grid.total[grid.columns.index("money")] == sum(int(value) for value in column(grid, "money") if value)
    assert grid.total[0] == "合计"


def test_mixed_currencies_are_told_in_each_cell_and_never_added(demo: Demo) -> None:
    source = reply(demo, "zh_plain", "zhizao", 11)
    assert {need.money.unit for need in source.needs if need.money} == {"万元", "万美元"}
    grid = grid_of(source)
    assert "经费" in grid.heads
    assert grid.total is None
    assert all(isinstance(value, str) for value in column(grid, "money"))


def test_a_head_without_room_for_the_unit_leaves_it_to_the_cells(demo: Demo) -> None:
    grid = grid_of(reply(demo, "zh_project", "beiyuan"))
    assert "预算金额" in grid.heads
    assert grid.total is None
    assert all("元" in str(value) or not any(map(str.isdigit, str(value))) for value in column(grid, "money"))


def test_the_upper_header_row_spans_all_columns(demo: Demo) -> None:
    grid = grid_of(reply(demo, "zh_two_rows", "beiyuan"))
    assert sum(span for _, span in grid.over) == len(grid.columns)
    assert any(text and span > 1 for text, span in grid.over)


def test_sections_hold_every_row_once_numbered_through(demo: Demo) -> None:
    source = reply(demo, "zh_plain", "beiyuan")
    parts = list(sections(source))
    rows = [row for _, part in parts for row in part]
    assert [row[0] for row in rows] == list(range(1, 10))
    assert {row[1] for row in rows} == {need.title for need in source.needs}
    assert len(parts) > 1


def test_a_section_holds_needs_of_one_action(demo: Demo) -> None:
    source = reply(demo, "zh_plain", "beiyuan")
    action_of = {need.title: need.action for need in source.needs}
    for heading, rows in sections(source):
        assert len({action_of[str(row[1])] for row in rows}) == 1
        assert not heading.endswith("方面")


def test_a_grid_of_some_needs_counts_them_anew(demo: Demo) -> None:
    source = reply(demo, "zh_plain", "beiyuan")
    grid = grid_of(source, source.needs[4:6])
    assert column(grid, "no") == [1, 2]
    assert column(grid, "title") == [need.title for need in source.needs[4:6]]
