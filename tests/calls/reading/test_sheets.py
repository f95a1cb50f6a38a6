"""Worksheets: headers far down, several sheets, hidden ones, numbers as text, sheets turned on their side."""

from __future__ import annotations

from decimal import Decimal

from tests.calls.reading.building import document, needs, reading, table, titles

ROWS = [["序号", "需求名称", "合作内容", "国家", "经费"], ["1", "水稻联合研究", "选育", "越南", "200"]]


def sheet(rows: list[list[str]], name: str = "Sheet1", hidden: bool = False):
    width = max(len(row) for row in rows)
    return table([row + [""] * (width - len(row)) for row in rows], sheet=name, hidden=hidden)


def test_the_header_may_stand_anywhere() -> None:
    made = document(sheet([["需求汇总表"], [""], ["填报单位：青石大学"], ["单位：万元"], *ROWS]), media="xlsx")
    read = reading(made)
    assert [need.title.value for need in read.needs] == ["水稻联合研究"]
    assert read.unit and read.unit.value == "青石大学"
    money = read.needs[0].money
    assert money and (money.value.amount, money.value.unit) == (Decimal(200), "万元")


def test_the_unit_may_stand_beside_its_label() -> None:
    made = document(sheet([["填报单位", "青石大学"], *ROWS]), media="xlsx")
    unit = reading(made).unit
    assert unit and unit.value == "青石大学"


def test_every_sheet_is_read_and_lends_its_name() -> None:
    made = document(
        sheet(ROWS, "人文交流"), sheet([ROWS[0], ["1", "小麦合作", "交流", "埃及", "9"]], "联合实验室"), media="xlsx"
    )
    assert [need.action.value for need in needs(made)] == ["exchange", "joint_lab"]
    assert [need.source.sheet for need in needs(made)] == ["人文交流", "联合实验室"]


def test_a_hidden_sheet_beside_a_visible_one_is_left_over() -> None:
    read = reading(
        document(sheet(ROWS), sheet([ROWS[0], ["1", "旧的需求", "x", "埃及", "9"]], "旧", hidden=True), media="xlsx")
    )
    assert [need.title.value for need in read.needs] == ["水稻联合研究"]
    assert any("旧的需求" in left.text and left.why == "hidden" for left in read.leftover)
    assert "hidden sheet" in read.notes


def test_a_sheet_on_its_side_holds_a_need_in_each_column() -> None:
    made = document(
        sheet(
            [
                ["填报单位", "青石大学", ""],
                ["需求名称", "水稻联合研究", "光伏示范电站"],
                ["主要内容", "选育", "示范推广"],
                ["合作国家", "越南", "老挝"],
                ["经费（万元）", "100", "200"],
            ]
        ),
        media="xlsx",
    )
    first, second = needs(made)
    assert (first.title.value, second.title.value) == ("水稻联合研究", "光伏示范电站")
    assert second.countries.value == ("LA",)
    assert second.money and second.money.value.amount == 200


def test_a_need_a_sheet_as_cards() -> None:
    cards = [
        sheet([["需求名称", f"{name}合作"], ["合作国家", "越南"], ["合作内容", "联合研究"]], name)
        for name in ("水稻", "小麦")
    ]
    assert titles(document(*cards, media="xlsx")) == ["水稻合作", "小麦合作"]


def test_notes_below_the_table_are_left_over() -> None:
    read = reading(
        document(sheet([*ROWS, [""], ["备注：以上经费为三年合计"], ["联系人：甲 电话：010-1"]]), media="xlsx")
    )
    assert len(read.needs) == 1
    assert read.needs[0].contact and "甲" in read.needs[0].contact.value


def test_an_instruction_sheet_holds_no_needs() -> None:
    assert titles(
        document(sheet(ROWS), sheet([["填报说明"], ["1. 请逐条填写"], ["2. 国家写全称"]], "说明"), media="xlsx")
    ) == ["水稻联合研究"]


def test_two_tables_on_one_sheet() -> None:
    made = document(
        sheet([*ROWS, [""], ["二、第二批"], ROWS[0], ["1", "小麦联合研究", "抗旱", "埃及", "90"]]), media="xlsx"
    )
    assert titles(made) == ["水稻联合研究", "小麦联合研究"]


def test_a_list_of_options_is_no_need() -> None:
    read = reading(document(sheet(ROWS), sheet([["农业"], ["能源"], ["交通"]], "选项"), media="xlsx"))
    assert len(read.needs) == 1
