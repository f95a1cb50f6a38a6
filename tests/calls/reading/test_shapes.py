"""Shapes that clerks send are read wholly right: kind, needs, countries, field and action."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.calls.reading.building import CONTEXT, document, needs, paragraphs, reading, table, titles
from tests.calls.reading.samples_label import Sample, score, write
from tests.calls.reading.samples_shapes import SAMPLES as FIRST
from tests.calls.reading.samples_shapes_last import SAMPLES as LAST
from tests.calls.reading.samples_shapes_more import SAMPLES as MORE
from wutong.calls.reading import folder_json, read_folder
from wutong.calls.reading.cells import items_in
from wutong.calls.reading.checkboxes import chosen
from wutong.calls.reading.typed_tables import with_typed_tables
from wutong.documents.blocks import Place, Table, Text


@pytest.mark.parametrize("sample", FIRST + MORE + LAST, ids=lambda sample: sample.name)
def test_a_shape_is_read_right(sample: Sample, tmp_path: Path) -> None:
    write((sample,), tmp_path)
    assert score(folder_json(read_folder(tmp_path, CONTEXT)), (sample,)).faults == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. 建设实验室；\n2. 培训人员。", ["建设实验室", "培训人员"]),
        ("（1）建设实验室（2）培训人员", ["建设实验室", "培训人员"]),
        ("一、建设实验室\n续行\n二、培训人员", ["建设实验室\n续行", "培训人员"]),
        ("建设实验室", []),
        ("共两项：1. 建设实验室；2. 培训人员", []),
        ("2. 建设实验室\n3. 培训人员", []),
        ("2026年\n2027年", []),
    ],
)
def test_a_cell_is_a_list_only_when_nothing_else_stands_in_it(text: str, items: list[str]) -> None:
    assert items_in(text) == items


def test_lists_of_one_length_go_together_and_what_is_said_once_is_said_of_all() -> None:
    made = document(
        table(
            [
                ["需求", "国家", "单位", "经费（万元）"],
                ["1.共建水稻实验室\n2.培训水文人员", "1.越南\n2.老挝", "甲大学", "1. 200\n2. 80"],
            ]
        )
    )
    told = [
        (n.title.value, n.countries.value, n.unit and n.unit.value, n.money and n.money.value.amount)
        for n in needs(made)
    ]
    assert told == [("共建水稻实验室", ("VN",), "甲大学", 200), ("培训水文人员", ("LA",), "甲大学", 80)]


def test_tasks_under_a_title_are_no_needs_of_their_own() -> None:
    rows = [["需求名称", "主要内容", "国家"], ["水稻联合实验室", "1.共建实验室\n2.联合培训人员", "越南"]]
    assert titles(document(table(rows))) == ["水稻联合实验室"]


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("□有 ☑无", "无"),
        ("☑有 □无", "有"),
        ("[ ] yes  [x] no", "no"),
        ("农业□ 能源☑", "能源"),
        ("□农业 ☑能源 ☑交通", "能源\n交通"),
        ("□农业 □能源", ""),
        ("能源", "能源"),
        ("√ 能源", "能源"),
        ("光伏（a）电站", "光伏（a）电站"),
    ],
)
def test_what_is_ticked_on_paper(text: str, ticked: str) -> None:
    assert chosen(text) == ticked


def test_a_field_and_an_action_in_the_column_of_the_other() -> None:
    rows = [["Наименование", "Страна", "Направление"], ["Единая накладная", "Казахстан", "Передача технологий"]]
    (need,) = needs(document(table(rows)))
    assert (need.action.value, need.action.quote) == ("transfer", "Передача технологий")
    rows = [["需求名称", "国家", "合作形式"], ["联合研究", "越南", "农业"]]
    (need,) = needs(document(table(rows)))
    assert (need.field.value, need.field.quote) == ("agriculture", "农业")


@pytest.mark.parametrize("status", ["已完成", "已撤销", "已满足", "withdrawn", "done", "отозвана"])
def test_a_need_that_is_met_or_withdrawn_is_asked_for_no_more(status: str) -> None:
    rows = [["需求名称", "国家", "状态"], ["水稻联合实验室", "越南", "新提出"], ["小麦联合实验室", "埃及", status]]
    read = reading(document(table(rows)))
    assert [need.title.value for need in read.needs] == ["水稻联合实验室"]
    assert "withdrawn" in {left.why for left in read.leftover}


@pytest.mark.parametrize("heading", ["一、已完成的合作", "一、以往合作项目", "一、已解决的需求", "一、往年需求"])
def test_what_was_done_before_is_no_need(heading: str) -> None:
    made = document(paragraphs(heading, "1. 为越南培训技术人员", "二、本次需求", "1. 与泰国共建橡胶实验室"))
    assert titles(made) == ["与泰国共建橡胶实验室"]


def test_a_heading_that_names_places_lends_them_to_what_is_under_it() -> None:
    made = document(
        paragraphs("一、与老挝合作", "1. 水文站网共建", "2. 铁路人员培训", "二、面向埃及", "1. 光伏制氢示范")
    )
    assert [need.countries.value for need in needs(made)] == [("LA",), ("LA",), ("EG",)]
    assert all(need.countries.place.paragraph in (1, 4) for need in needs(made))


def test_a_region_before_its_countries_only_says_where_they_lie() -> None:
    (need,) = needs(document(paragraphs("需求1：道路安全培训", "为东非肯尼亚、乌干达两国举办培训班。")))
    assert need.countries.value == ("KE", "UG")


def test_a_typed_table_keeps_its_lines() -> None:
    lines = ["Dear all,", "No\tTitle\tCountry", "1\tReef survey\tFiji", "| a | b |", "Regards"]
    blocks = with_typed_tables(Text(line, Place("line", line=at)) for at, line in enumerate(lines, 1))
    assert [type(block).__name__ for block in blocks] == ["Text", "Table", "Text", "Text"]
    grid = blocks[1]
    assert isinstance(grid, Table)
    assert [[cell.text for cell in row] for row in grid.rows][1] == ["1", "Reef survey", "Fiji"]
    assert [row[0].place.line for row in grid.rows] == [2, 3]


def test_traditional_characters_are_read_and_kept() -> None:
    made = document(
        paragraphs(
            "一、斜坡安全聯合研究中心：與斯里蘭卡共建，為期三年，經費約400萬元。", "二、填海監測技術交流：馬來西亞。"
        )
    )
    first, second = needs(made)
    assert first.title.value == "斜坡安全聯合研究中心"
    assert (first.countries.value, second.countries.value) == (("LK",), ("MY",))
    assert first.money and first.money.value.total == 4_000_000 and first.money.quote in made.blocks[0].text  # type: ignore[union-attr]
    assert first.period and first.period.value.months == 36
    assert (first.action.value, second.action.value) == ("joint_lab", "exchange")
