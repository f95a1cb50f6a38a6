"""Lists of units as offices keep them in Excel: heads anywhere, notes below, cells that do not hold."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from wutong.directory.gazetteer import country_name, states
from wutong.directory.importing import UnitList, read_units
from wutong.documents.opening import open_file

USCC = "91110000600037341L"
HEAD = ("序号", "单位名称", "英文名称", "上级单位", "单位类型", "统一社会信用代码", "联系邮箱", "别名", "国家")
ROW = (1, "演示大学", "Demo University", "演示部", "高校", USCC, "a@demo.example", "演大；DU", "中国")


def workbook(sheets: dict[str, Sequence[Sequence[Any]]], merged: Sequence[str] = ()) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def read(*rows: Sequence[Any], merged: Sequence[str] = ()) -> UnitList:
    return read_units(open_file("list.xlsx", workbook({"名单": rows}, merged)))


def test_a_row_becomes_an_organisation() -> None:
    found = read(HEAD, ROW)
    (row,) = found.rows
    assert found.problems == ()
    assert row.names == {"zh-hans": "演示大学", "en": "Demo University"}
    assert (row.uscc, row.email, row.kind, row.country) == (USCC, "a@demo.example", "university", "CN")
    assert (row.parents, row.aliases, row.types) == (("演示部",), ("演大", "DU"), ("高校",))
    assert row.place == "名单!B2"


def test_english_heads_are_known_too() -> None:
    head = (
        "Name of unit",
        "Parent organisation",
        "Type",
        "Credit code",
        "Contact e-mail",
        "Aliases",
        "Country",
        "ROR ID",
    )
    (row,) = read(
        head,
        (
            "Demo Institute",
            "Demo Ministry",
            "Research Institute",
            USCC,
            "b@demo.example",
            "DI",
            "Thailand",
            "03cve4549",
        ),
    ).rows
    assert row.names == {"en": "Demo Institute"}
    assert (row.kind, row.country, row.ror, row.parents) == ("institute", "TH", "03cve4549", ("Demo Ministry",))


def test_russian_heads_are_known_too() -> None:
    (row,) = read(("Наименование организации", "Страна"), ("Демо-институт", "Казахстан")).rows
    assert (row.names, row.country) == ({"ru": "Демо-институт"}, "KZ")


@pytest.mark.parametrize("before", [0, 1, 3, 12])
def test_the_head_need_not_stand_in_row_one(before: int) -> None:
    rows = [("演示单位名单",)] * min(before, 1) + [()] * max(before - 1, 0)
    found = read(*rows, HEAD, ROW)
    assert [row.place for row in found.rows] == [f"名单!B{before + 2}"]


@pytest.mark.parametrize(
    "wording",
    ["单位名称", " 单位 名称 ", "单位名称（全称）", "*单位名称", "单位名称：", "机构名称", "学校名称", "UNIT NAME"],
)
def test_heads_are_known_in_other_wordings(wording: str) -> None:
    assert [row.name for row in read((wording, "备用"), ("演示大学", "x")).rows] == ["演示大学"]


def test_a_sheet_without_known_columns_is_reported_by_name() -> None:
    found = read(("甲", "乙"), ("丙", "丁"))
    assert found.rows == ()
    assert [(problem.code, problem.place) for problem in found.problems] == [("no_header", "名单")]


def test_every_sheet_is_read() -> None:
    document = open_file("list.xlsx", workbook({"一": [HEAD, ROW], "二": [HEAD, (2, "演示二院"), ()]}))
    assert [row.place for row in read_units(document).rows] == ["一!B2", "二!B2"]


def test_notes_and_empty_rows_are_passed_over() -> None:
    found = read(HEAD, ROW, (), ("注：以上为演示数据",), ("", "说明：不含附属单位"))
    assert len(found.rows) == 1
    assert found.problems == ()


def test_a_heading_merged_across_the_list_is_no_unit() -> None:
    found = read(HEAD, ("一、高校",), ROW, merged=["A2:I2"])
    assert [row.name for row in found.rows] == ["演示大学"]
    assert found.problems == ()


def test_a_parent_merged_over_several_rows_holds_for_each() -> None:
    head = ("上级单位", "单位名称")
    found = read(head, ("演示部", "甲院"), (None, "乙院"), merged=["A2:A3"])
    assert [row.parents for row in found.rows] == [("演示部",), ("演示部",)]


def test_a_row_without_a_name_is_reported_with_its_cell() -> None:
    found = read(HEAD, (1, None, None, "演示部", "高校"), ROW)
    assert [(problem.code, problem.place) for problem in found.problems] == [("no_name", "名单!B2")]
    assert len(found.rows) == 1


@pytest.mark.parametrize(
    ("column", "wrong", "code", "cell"),
    [
        ("统一社会信用代码", "91110000600037342L", "bad_uscc", "名单!F2"),
        ("统一社会信用代码", "123", "bad_uscc", "名单!F2"),
        ("联系邮箱", "not an address", "bad_email", "名单!G2"),
        ("联系邮箱", "a@b", "bad_email", "名单!G2"),
        ("国家", "亚特兰蒂斯", "unknown_country", "名单!I2"),
        ("国家", "泰国、老挝", "unknown_country", "名单!I2"),
        ("单位类型", "马戏团", "unknown_kind", "名单!E2"),
    ],
)
def test_a_cell_that_does_not_hold_is_named_and_left_empty(column: str, wrong: str, code: str, cell: str) -> None:
    row = list(ROW)
    row[HEAD.index(column)] = wrong
    found = read(HEAD, row)
    assert [(problem.code, problem.place) for problem in found.problems] == [(code, cell)]
    assert wrong in found.problems[0].detail
    (kept,) = found.rows
    assert kept.name == "演示大学"
    assert "" in (kept.uscc, kept.email, kept.country, kept.kind)


def test_a_wrong_ror_is_named() -> None:
    found = read(("单位名称", "ROR"), ("演示大学", "03cve4548"))
    assert [(problem.code, problem.place) for problem in found.problems] == [("bad_ror", "名单!B2")]


def test_columns_beyond_z_are_named_as_a_spreadsheet_does() -> None:
    head = ["单位名称", *[f"列{number}" for number in range(26)], "联系邮箱"]
    found = read(head, ["演示大学", *[""] * 26, "wrong"])
    assert [problem.place for problem in found.problems] == ["名单!AB2"]


@given(st.sampled_from(sorted(states())), st.sampled_from(["zh-hans", "en", "ru"]))
@settings(max_examples=20, deadline=None)
def test_a_country_is_known_by_name_or_code(iso2: str, language: str) -> None:
    found = read(("单位名称", "国家"), ("甲", country_name(iso2, language)), ("乙", iso2.lower()))
    assert [row.country for row in found.rows] == [iso2, iso2]


def test_the_same_unit_twice_is_pointed_out_with_both_places() -> None:
    found = read(HEAD, ROW, (2, "演示 大学", "", "演示部"))
    assert len(found.rows) == 2
    assert [(p.code, p.place, p.detail) for p in found.problems] == [("twice", "名单!B3", "名单!B2")]


def test_namesakes_under_different_parents_are_two_units() -> None:
    head = ("单位名称", "上级单位")
    assert read(head, ("科技处", "甲大学"), ("科技处", "乙大学")).problems == ()


NAMES = st.text("甲乙丙丁戊己庚辛ABC研究院大学", min_size=2, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=8, unique_by=lambda name: name.casefold()))
@settings(max_examples=25, deadline=None)
def test_no_unit_of_a_list_is_lost(names: list[str]) -> None:
    found = read(("标题",), ("序号", "单位名称", "备注"), *[(at, name, "x") for at, name in enumerate(names)])
    assert [row.name for row in found.rows] == names
    assert found.problems == ()


def test_a_list_in_text_form_is_read_the_same_way() -> None:
    data = "单位名称,国家\n演示大学,泰国\n".encode()
    (row,) = read_units(open_file("list.csv", data)).rows
    assert (row.name, row.country) == ("演示大学", "TH")
