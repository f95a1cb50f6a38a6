"""Every shape with every unit's needs: whatever is written holds every need, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from wutong.management.demo import Demo, FilePlan, load_demo
from wutong.management.demo.reply import Reply, day_said
from wutong.management.demo.writers import write_shape
from wutong.management.demo.writers.plain import need_lines

DEMO = load_demo()
DAY = date(2026, 9, 30)
PROSE = ["prose", "prose_auto", "circled"]
WORD_TABLES = ["word_table", "word_table_merged", "word_forms", "word_cards"]
SHEETS = ["sheet", "text_numbers", "by_action", "merged", "transposed"]
TABLE = {"zh": "zh_plain", "en": "en_plain", "ru": "ru_plain"}


def speakers() -> Iterator[tuple[str, str]]:
    """Units with the languages they write."""
    yield from sorted({(need.unit, need.language) for need in DEMO.needs.values()})


def plan(unit: str, language: str, shape: str, name: str = "reply", count: int = 4) -> FilePlan:
    keys = [key for key, need in DEMO.needs.items() if (need.unit, need.language) == (unit, language)]
    return FilePlan(name, unit, shape, DAY, needs=tuple(keys[:count]), table=TABLE[language])


def word_text(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def sheet_text(data: bytes) -> str:
    return "\n".join(
        str(cell.value) for page in load_workbook(BytesIO(data)) for row in page.iter_rows() for cell in row
    )


@pytest.mark.parametrize("shape", PROSE + WORD_TABLES)
@pytest.mark.parametrize("language", TABLE)
def test_any_word_shape_works_in_any_language(shape: str, language: str) -> None:
    unit = next(unit for unit, spoken in speakers() if spoken == language)
    asked = plan(unit, language, shape)
    words = word_text(write_shape(asked, DEMO))
    for key in asked.needs:
        assert DEMO.needs[key].title in words
        assert DEMO.needs[key].places in words


@pytest.mark.parametrize("shape", SHEETS)
@pytest.mark.parametrize("language", TABLE)
def test_any_sheet_shape_works_in_any_language(shape: str, language: str) -> None:
    unit = next(unit for unit, spoken in speakers() if spoken == language)
    asked = plan(unit, language, shape)
    words = sheet_text(write_shape(asked, DEMO))
    for key in asked.needs:
        assert DEMO.needs[key].title in words
        assert DEMO.needs[key].contact in words


@pytest.mark.parametrize("language", TABLE)
def test_a_table_of_nothing_works_in_any_language(language: str) -> None:
    unit = next(unit for unit, spoken in speakers() if spoken == language)
    word, note = DEMO.wording["frames"][language]["nothing"]
    asked = replace(plan(unit, language, "nothing", count=1), kind="no_needs")
    words = sheet_text(write_shape(asked, DEMO)).splitlines()
    assert word in words
    assert note in words


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(list(speakers())), st.text("函报送abc123", min_size=1, max_size=8))
def test_a_mail_of_any_unit_holds_its_needs(speaker: tuple[str, str], name: str) -> None:
    asked = replace(plan(*speaker, "mail", name), body="needs")
    body = message_from_bytes(write_shape(asked, DEMO), policy=default).get_body(("plain",))
    assert body is not None
    assert all(DEMO.needs[key].text in body.get_content() for key in asked.needs)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(list(speakers())), st.booleans())
def test_an_html_mail_escapes_nothing_away(speaker: tuple[str, str], tabled: bool) -> None:
    asked = replace(plan(*speaker, "mail"), body="needs", format="html")
    asked = asked if tabled else replace(asked, table="")
    body = message_from_bytes(write_shape(asked, DEMO), policy=default).get_body(("html",))
    assert body is not None
    page = unescape(body.get_content())
    assert all(DEMO.needs[key].text in page for key in asked.needs)
    assert ("<table" in page) == tabled


@given(st.sampled_from(list(speakers())), st.text(min_size=1, max_size=10))
def test_lines_of_a_message_never_run_two_needs_together(speaker: tuple[str, str], name: str) -> None:
    reply = Reply(plan(*speaker, "text", name), DEMO)
    lines = need_lines(reply)
    assert lines.count("") == len(reply.needs) - 1
    assert [line for line in lines if line.endswith(tuple(need.title for need in reply.needs))]


@given(st.text(min_size=1, max_size=10))
def test_one_author_keeps_to_his_wording(name: str) -> None:
    reply = Reply(plan("beiyuan", "zh", "word_table", name, 21), DEMO)
    told = {reply.said(need)["action"] for need in reply.needs if need.action == "exchange"}
    assert len(told) == 1


def test_different_authors_word_the_same_differently() -> None:
    replies = [Reply(plan("beiyuan", "zh", "prose", f"{number}.docx"), DEMO) for number in range(40)]
    assert len({reply.phrase("opening") for reply in replies}) == 3
    assert len({reply.sentence(reply.needs[0]) for reply in replies}) >= 8


def test_every_frame_sentence_can_be_filled(demo: Demo) -> None:
    sentences = (
        "title",
        "addressee",
        "opening",
        "closing",
        "mail_opening",
        "mail_attached",
        "mail_closing",
        "notes",
        "filled",
    )
    for unit, language in speakers():
        reply = Reply(plan(unit, language, "prose"), demo)
        for name in sentences:
            words = reply.phrase(name)
            assert words
            assert "{" not in words


def test_frames_of_all_languages_say_the_same_things(demo: Demo) -> None:
    frames = demo.wording["frames"]
    assert set(frames["zh"]) == set(frames["en"]) == set(frames["ru"])
    assert all(set(frame["headings"]) == set(frames["zh"]["headings"]) for frame in frames.values())


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "2026年9月30日"), ("en", "30 September 2026"), ("ru", "30.09.2026")]
)
def test_days_are_told_in_each_language(language: str, words: str) -> None:
    assert day_said(DAY, language) == words


def test_needs_come_in_the_order_of_the_actions(demo: Demo) -> None:
    reply = Reply(plan("beiyuan", "zh", "prose", count=21), demo)
    order = [need.action for _, needs in reply.by_action() for need in needs]
    assert order == sorted(order, key=["exchange", "joint_lab", "park", "transfer"].index)
    assert len(order) == 21


def test_the_count_in_a_letter_is_the_number_of_its_needs(demo: Demo) -> None:
    for planned in demo.files:
        if planned.body == "attached" and planned.all_needs():
            assert str(len(planned.all_needs())) in Reply(planned, demo).phrase("mail_attached")


def test_a_plan_walks_through_everything_inside(plans: dict[str, FilePlan]) -> None:
    passed_on = plans["江州省报送材料（转农科院、高新区）.eml"]
    assert [part.name for part in passed_on.walk()][1:] == [
        "江州农科院需求表.docx",
        "江州高新区.zip",
        "高新区需求.xlsx",
    ]
    assert len(passed_on.all_needs()) == 18


def test_parts_inherit_sender_and_day(demo: Demo) -> None:
    for planned in demo.files:
        assert {part.sent for part in planned.walk()} == {planned.sent}
