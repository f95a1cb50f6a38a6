"""Across files: versions that replace each other, and the same file sent twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calls.reading.building import document, paragraphs, reading
from wutong.calls.reading import ReplyReading, settle

NEEDS = ("水稻育种联合实验室", "光伏示范电站", "地震台网联合观测")


def reply(
    name: str, needs: Sequence[str] = NEEDS, unit: str = "青石大学", sent: date | None = None, note: str = ""
) -> ReplyReading:
    lines = [unit, *([note] if note else []), *(f"{number}. {title}" for number, title in enumerate(needs, 1)), unit]
    return replace(reading(document(paragraphs(*lines), name=name)), sent=sent)


def kinds(*readings: ReplyReading) -> list[str]:
    return [one.kind for one in settle(readings)]


MARKED = [
    "需求（修订）.docx",
    "需求更新版.docx",
    "需求_最终版.docx",
    "needs_v2.docx",
    "needs_revised.docx",
    "Заявка исправленная.docx",
    "需求（第2版）.docx",
    "needs final.docx",
]


@pytest.mark.parametrize("name", MARKED)
def test_a_marked_version_replaces_the_earlier(name: str) -> None:
    assert kinds(reply("a.docx"), reply(name, [*NEEDS, "珊瑚礁修复"])) == ["superseded", "reply"]
    assert kinds(reply(name, [*NEEDS, "珊瑚礁修复"]), reply("a.docx")) == ["reply", "superseded"]


def test_a_later_mail_with_the_same_needs_replaces_the_earlier() -> None:
    early, late = reply("a.eml", sent=date(2026, 10, 1)), reply("b.eml", [*NEEDS, "珊瑚礁修复"], sent=date(2026, 10, 9))
    assert kinds(early, late) == ["superseded", "reply"]


def test_a_supplement_replaces_nothing() -> None:
    early, late = (
        reply("a.eml", sent=date(2026, 10, 1)),
        reply("b.eml", ["珊瑚礁修复", "红树林监测"], sent=date(2026, 10, 9)),
    )
    assert kinds(early, late) == ["reply", "reply"]


def test_words_inside_the_letter_count() -> None:
    newer = reply("b.docx", [*NEEDS, "珊瑚礁修复"], note="关于更正需求建议的函（以此为准）")
    assert kinds(reply("a.docx"), newer) == ["superseded", "reply"]


def test_versions_of_two_units_do_not_meet() -> None:
    assert kinds(reply("a.docx"), reply("b_v2.docx", [*NEEDS, "珊瑚礁修复"], unit="白河大学")) == ["reply", "reply"]


def test_the_same_content_twice_counts_once() -> None:
    first, second = settle([reply("a.docx"), reply("b.docx")])
    assert (first.kind, second.kind) == ("reply", "superseded")
    assert second.duplicate_of == first.key


def test_the_copy_is_the_one_that_calls_itself_so() -> None:
    assert kinds(reply("a（打印版）.docx"), reply("b.docx")) == ["superseded", "reply"]


def test_no_needs_is_replaced_only_by_a_marked_version() -> None:
    nothing = reading(document(paragraphs("青石大学", "我校暂无需求。", "青石大学"), name="a.docx"))
    assert kinds(nothing, reply("b_修订.docx")) == ["superseded", "reply"]
    assert kinds(nothing, reply("b.docx")) == ["no_needs", "reply"]


def test_three_versions_leave_the_last() -> None:
    versions = [reply(f"needs_v{number}.docx", [*NEEDS, f"附加需求{'甲乙丙'[number - 1]}"]) for number in (1, 2, 3)]
    assert kinds(*versions) == ["superseded", "superseded", "reply"]


def test_why_is_noted() -> None:
    older, _ = settle([reply("a.docx"), reply("a_v2.docx", [*NEEDS, "珊瑚礁修复"])])
    assert older.notes[-1] == "replaced by a_v2.docx"
    assert len(older.needs) == 3


@given(st.permutations(["a.docx", "b_v2.docx", "c_v3.docx", "d.docx"]))
def test_the_order_of_files_does_not_matter(names: list[str]) -> None:
    needs = {
        "a.docx": NEEDS,
        "b_v2.docx": (*NEEDS, "珊瑚礁修复"),
        "c_v3.docx": (*NEEDS, "红树林监测"),
        "d.docx": ("纺织产业园合作",),
    }
    settled = {one.file: one.kind for one in settle([reply(name, needs[name]) for name in names])}
    assert settled == {"a.docx": "superseded", "b_v2.docx": "superseded", "c_v3.docx": "reply", "d.docx": "reply"}
    assert len(settled) == len(names)
