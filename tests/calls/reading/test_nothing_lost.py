"""Whatever the file holds, every word of it is in a need, in the unit or contact, or left over with its place."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.calls.reading.building import CONTEXT, document, paragraphs, table
from tests.calls.reading.samples_held import SAMPLES as HELD
from tests.calls.reading.samples_open import SAMPLES as OPEN
from wutong.calls.reading import ReplyReading, read_reply
from wutong.calls.reading.markers import marker_of
from wutong.documents.blocks import Document, Table, Text, Unreadable
from wutong.documents.opening import open_file

WORDS = [
    "水稻育种联合实验室",
    "与越南共建",
    "合作国家：老挝；经费：200万元",
    "一、",
    "（一）",
    "1. ",
    "需求一：",
    "项目名称：光伏示范",
    "基本情况",
    "特此函复。",
    "此致",
    "敬礼",
    "青石大学",
    "2026年10月1日",
    "无",
    "一是培训；二是示范",
    "联系人：甲",
    "Joint laboratory",
    "We propose",
    "Страна: Лаос",
    "预期成果：论文",
    "科技园区合作方面，共建孵化器等园区载体",
    "？",
    "附件：1份",
    "注：",
    "合计",
    "• ",
]
LINE = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join)
CELL = st.one_of(
    st.just(""),
    st.sampled_from(
        ["序号", "需求名称", "合作内容", "合作国家", "经费（万元）", "1", "2", "越南", "30", "合计", "无", "同上"]
    ),
    LINE,
)
GRID = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
)


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def accounted(reading: ReplyReading) -> str:
    """All words that went somewhere."""
    told = [mark.label + mark.text for need in reading.needs for mark in need.marks]
    told += [found.quote for need in reading.needs for found in (need.title, need.text, need.countries)]
    told += [need.text.value for need in reading.needs] + [need.contact.quote for need in reading.needs if need.contact]
    told += [left.text for left in reading.leftover]
    return letters(" ".join(told))


def lost(made: Document, reading: ReplyReading) -> list[str]:
    """Pieces of the file that are nowhere: of a line cut into labels and values, every value must be somewhere."""
    known = accounted(reading)
    pieces = []
    for block in made.blocks:
        texts = (
            [block.text]
            if isinstance(block, Text)
            else [cell.text for row in block.rows for cell in row]
            if isinstance(block, Table)
            else []
        )
        pieces += [piece for text in texts for piece in re.split(r"[^\w]+", text) if len(piece) >= 4]
    pieces = [marker.rest if (marker := marker_of(piece)) else piece for piece in pieces]
    return [piece for piece in pieces if letters(piece) not in known and not piece.isdigit()]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINE, min_size=1, max_size=9))
def test_no_word_of_a_text_is_lost(lines: list[str]) -> None:
    made = document(paragraphs(*lines))
    (reading,) = read_reply(made, CONTEXT)
    assert [piece for piece in lost(made, reading) if piece not in LABELS] == []


LABELS = {
    "合作国家",
    "项目名称",
    "预期成果",
    "需求名称",
    "合作内容",
    "Страна",
}  # a label read as such is known by its role


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRID)
def test_no_word_of_a_table_is_lost(rows: list[list[str]]) -> None:
    made = document(table(rows))
    (reading,) = read_reply(made, CONTEXT)
    assert [piece for piece in lost(made, reading) if piece not in LABELS] == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINE, min_size=1, max_size=4), GRID, st.lists(LINE, max_size=4))
def test_reading_any_file_gives_one_sound_reading(before: list[str], rows: list[list[str]], after: list[str]) -> None:
    (reading,) = read_reply(document(paragraphs(*before), table(rows), paragraphs(*after, start=50)), CONTEXT)
    assert reading.kind in ("reply", "no_needs", "not_a_reply")
    assert 0 <= reading.confidence <= 1
    assert all(need.title.value and 0 <= need.confidence <= 1 for need in reading.needs)
    assert reading.kind == "reply" or not reading.needs


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["reply", "broken", "none", "letter"]), min_size=1, max_size=6))
def test_every_part_of_a_container_has_a_reading(kinds: list[str]) -> None:
    parts = {
        "reply": document(paragraphs("一、水稻联合实验室", "共建。"), name="a.docx"),
        "broken": Document("b.docx", "unknown", problem="damaged"),
        "none": document(paragraphs("暂无需求"), name="c.docx"),
        "letter": document(paragraphs("请问如何填报？"), name="d.docx"),
    }
    readings = read_reply(Document("all.zip", "zip", parts=[parts[kind] for kind in kinds]), CONTEXT)
    assert [reading.path for reading in readings] == [(parts[kind].name,) for kind in kinds]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(OPEN + HELD), st.data())
def test_a_damaged_file_is_read_or_refused_but_never_fails(sample: object, data: st.DataObject) -> None:
    good = bytearray(sample.data)  # type: ignore[attr-defined]
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(good)))
    try:
        made = open_file(sample.name, bytes(good[:cut]))  # type: ignore[attr-defined]
    except Unreadable:
        return
    assert len(read_reply(made, CONTEXT)) >= 1
