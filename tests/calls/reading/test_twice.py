"""A need told in a mail and in its table, or in two tables of one file, counts once and keeps both places."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.calls.reading.building import CONTEXT, document, mail, paragraphs, table
from wutong.calls.reading import ReplyReading, read_reply
from wutong.documents.blocks import Document, Place

HEAD = ["需求名称", "主要内容", "合作国家", "经费（万元）"]
ROWS = [
    ["杂交水稻示范推广", "在老挝建设三个示范点", "老挝", "200"],
    ["光伏微电网联合实验室", "与埃及共建", "埃及", "500"],
    ["疫苗冷链培训班", "培训技术人员", "肯尼亚", "80"],
]
BODY = "我校需求如下：\n1. 杂交水稻示范推广。在老挝建设示范点。\n2. 光伏微电网联合实验室。与埃及共建。\n详见附件。"


def annex(rows: list[list[str]], name: str = "附件.xlsx", head: list[str] = HEAD) -> Document:
    """An attachment whose places say in which part they stand, as those of opened files do."""
    made = table([head, *rows])
    moved = tuple(
        tuple(
            type(cell)(cell.text, Place("cell", (name,), row=cell.place.row, column=cell.place.column)) for cell in row
        )
        for row in made.rows
    )
    return Document(name, "xlsx", [type(made)(moved, moved[0][0].place)])


def read(made: Document) -> tuple[ReplyReading, ...]:
    return read_reply(made, CONTEXT)


def told(readings: tuple[ReplyReading, ...]) -> list[str]:
    return [need.title.value for reading in readings for need in reading.needs]


def test_the_table_tells_more_and_stands() -> None:
    body, attached = read(mail(BODY, parts=[annex(ROWS[:2])]))
    assert (body.kind, body.needs, attached.kind) == ("not_a_reply", (), "reply")
    assert [need.title.value for need in attached.needs] == [row[0] for row in ROWS[:2]]
    assert "told twice" in body.notes


def test_both_places_are_kept_and_no_word_is_lost() -> None:
    body, attached = read(mail(BODY, parts=[annex(ROWS[:2])]))
    for need in attached.needs:
        assert [place.kind for place in need.also] == ["line"] and need.source.kind == "cell"
        assert {mark.place.kind for mark in need.marks} == {"line", "cell"}
    assert "光伏微电网联合实验室" in "".join(left.text for left in body.leftover)


def test_what_only_the_body_says_stays_there() -> None:
    body, attached = read(mail(BODY, parts=[annex([ROWS[0], ROWS[2]])]))
    assert told((body,)) == ["光伏微电网联合实验室"]
    assert told((attached,)) == [ROWS[0][0], ROWS[2][0]]


def test_a_value_only_the_poorer_telling_has_comes_with_its_place() -> None:
    text = "需求：\n1. 杂交水稻示范推广。经费200万元。\n2. 光伏微电网联合实验室。经费500万元。"
    short = annex([[r[0], r[1], r[2]] for r in ROWS[:2]], head=HEAD[:3])
    _, attached = read(mail(text, parts=[short]))
    assert [need.money and need.money.value.total for need in attached.needs] == [2_000_000, 5_000_000]
    assert all(need.money and need.money.place.kind == "line" for need in attached.needs)


def test_other_countries_make_another_need() -> None:
    rows = [["杂交水稻示范推广", "建设示范点", "缅甸", "200"]]
    assert told(read(mail("需求：\n1. 杂交水稻示范推广。面向老挝。", parts=[annex(rows)]))) == ["杂交水稻示范推广"] * 2


def test_other_sums_make_another_need() -> None:
    text = "需求：\n1. 杂交水稻示范推广。面向老挝，经费90万元。"
    assert len(told(read(mail(text, parts=[annex(ROWS[:1])])))) == 2


def test_two_units_in_one_archive_keep_their_own() -> None:
    letter = document(paragraphs("青岚大学", "一、杂交水稻示范推广", "在老挝建设。", "青岚大学"), name="青岚大学.docx")
    other = document(paragraphs("白石学院", "一、杂交水稻示范推广", "在老挝建设。", "白石学院"), name="白石学院.docx")
    assert len(told(read(Document("all.zip", "zip", parts=[letter, other])))) == 2


def test_a_letter_and_its_table_in_one_archive_come_from_one_unit() -> None:
    letter = document(
        paragraphs("青岚大学", "一、杂交水稻示范推广", "在老挝建设示范点。", "青岚大学"), name="复函.docx"
    )
    readings = read(Document("all.zip", "zip", parts=[letter, annex(ROWS[:1], "表.xlsx")]))
    assert told(readings) == ["杂交水稻示范推广"]
    assert {reading.unit.value for reading in readings if reading.unit} == {"青岚大学"}
    assert all(reading.unit for reading in readings)


def test_a_summary_sheet_and_its_parts_tell_each_need_once() -> None:
    first = table([["需求名称", "国家"], [ROWS[0][0], "老挝"], [ROWS[1][0], "埃及"]], sheet="汇总")
    parts = [table([HEAD, row], sheet=f"分表{at}") for at, row in enumerate(ROWS[:2])]
    (reading,) = read(document(first, *parts))
    assert [need.title.value for need in reading.needs] == [row[0] for row in ROWS[:2]]
    assert all(need.also and need.money for need in reading.needs)


def test_the_same_title_for_another_country_in_another_sheet_is_another_need() -> None:
    grids = [table([HEAD, ["农技培训", "培训", land, "10"]], sheet=land) for land in ("老挝", "埃及")]
    (reading,) = read(document(*grids))
    assert [need.countries.value for need in reading.needs] == [("LA",), ("EG",)]


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_the_order_of_parts_does_not_matter(order: tuple[int, ...]) -> None:
    letter = document(paragraphs("一、杂交水稻示范推广", "在老挝建设示范点。"), name="a.docx")
    parts = [letter, annex(ROWS[:1], "表.xlsx")]
    readings = read(Document("all.zip", "zip", parts=[parts[at] for at in order]))
    assert told(readings) == ["杂交水稻示范推广"]
    assert next(r for r in readings if r.needs).path == ("表.xlsx",)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(range(3)), unique=True), st.lists(st.sampled_from(range(3)), unique=True))
def test_nothing_is_told_twice_and_nothing_is_missing(above: list[int], below: list[int]) -> None:
    text = "需求：\n" + "\n".join(f"{n}. {ROWS[at][0]}。面向{ROWS[at][2]}。" for n, at in enumerate(above, 1))
    readings = read(mail(text, parts=[annex([ROWS[at] for at in below])] if below else []))
    assert sorted(told(readings)) == sorted(ROWS[at][0] for at in {*above, *below})
