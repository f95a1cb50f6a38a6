"""The unit a mail told beside the one its content names; and the words in which a unit reads what became of a file."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from wutong.calls.notices.understood import UNREADABLE, WAITS, account_of
from wutong.calls.reading.results import Found, ReplyReading
from wutong.calls.told_unit import PROPOSED, TOLD, ToldUnit, as_told, form_as_told
from wutong.documents.blocks import Place

UNIT = ToldUnit("7", "测试大学", "a@unit.example")


def reading(key: str | None = None, sure: float = 0.0, kind: str = "reply") -> ReplyReading:
    unit = Found("甲所", Place("field"), "甲所", sure) if sure else None
    return ReplyReading("f", (), kind, unit, key)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("own", "key", "sure"),
    [
        (reading(), "7", TOLD),  # nothing said
        (reading(sure=0.81), "7", TOLD),  # a name on no list in a signature
        (reading(sure=0.86), "7", PROPOSED),  # a name on no list behind a label: a person looks
        (reading("7", 0.6), "7", TOLD),  # both say the same
        (reading("7", 1.0), "7", 1.0),
        (reading("8", 0.4), "7", TOLD),  # a doubtful sign of another
        (reading("8", 0.9), "8", 0.9),  # another unit: its own words stand
        (reading(kind="unreadable"), "7", TOLD),
    ],
)
def test_the_unit_of_a_mail_and_the_unit_of_its_words(own: ReplyReading, key: str, sure: float) -> None:
    told = as_told(own, UNIT)
    assert told.unit is not None and (told.unit_key, told.unit.confidence) == (key, sure)


def test_what_is_no_reply_gets_no_unit() -> None:
    assert as_told(reading(kind="not_a_reply"), UNIT).unit is None
    assert as_told(reading(), None) == reading()


def test_a_form_that_names_no_unit_comes_from_the_unit_of_its_mail() -> None:
    assert form_as_told({"unit": None, "unit_key": None}, UNIT)["unit_key"] == "7"
    named = {"unit": {"value": "乙所"}, "unit_key": None}
    assert form_as_told(named, UNIT) == named
    assert form_as_told({"unit_key": "8"}, UNIT) == {"unit_key": "8"}


def file(state: str, **fields: Any) -> Any:
    known: dict[str, Any] = {"path": ["甲.docx"], "problem": "", "reasons": [], "reading": {}, "duplicate_of": None}
    known |= {"superseded_by": None, "reply": None, "supersedes": SimpleNamespace(all=list)}
    return SimpleNamespace(state=state, **(known | fields))


def need(number: int, **places: Any) -> Any:
    return SimpleNamespace(number=number, title=f"需求{number}", places=places)


@pytest.mark.parametrize("problem", UNREADABLE)
def test_every_unreadable_file_says_how_to_mend_it(problem: str) -> None:
    told = account_of(3, file("unreadable", problem=problem), [])
    assert told == f"3. 甲.docx — could not be read: {UNREADABLE[problem]}"
    assert "Please" in told


@pytest.mark.parametrize("reason", WAITS)
def test_every_doubt_is_told(reason: str) -> None:
    assert account_of(1, file("triage", reasons=[reason]), []).endswith(
        f"waits for a person of the office: {WAITS[reason]}."
    )


def test_a_doubt_without_words_is_still_told() -> None:
    assert "it is not sure that it is an answer" in account_of(1, file("triage", reasons=["kind"]), [])


def test_the_list_of_needs_is_bounded() -> None:
    told = account_of(1, file("accepted"), [need(number) for number in range(1, 201)])
    assert "taken as your answer: 200 needs." in told and "(20) 需求20" in told
    assert "(21)" not in told and "… and 180 more" in told


def test_what_is_not_sure_is_told_with_its_cell() -> None:
    spot = {"kind": "cell", "sheet": "需求表", "row": 5, "column": 3}
    unsure = need(1, countries={"confidence": 0.2, "place": spot}, title={"confidence": 0.9})
    told = account_of(1, file("accepted"), [unsure, need(2, field={"confidence": 0.9})])
    assert "! Need 1: not sure: countries (sheet “需求表”, row 5, column 3)" in told and "Need 2" not in told


def test_what_was_not_understood_is_told_with_its_paragraph() -> None:
    left = [
        {"why": "unread", "text": "另有  一事", "place": {"kind": "paragraph", "paragraph": 12}},
        {"why": "letter", "text": "此致", "place": {"kind": "paragraph", "paragraph": 13}},
    ]
    told = account_of(1, file("accepted", reading={"leftover": left}), [need(1)])
    assert "! Not understood: “另有 一事” (paragraph 12)" in told and "此致" not in told


def test_mistakes_in_our_form_are_told_in_the_readers_language() -> None:
    problems = [{"zh-hans": "第3行缺国家", "en": "Row 3: no country"}]
    told = account_of(1, file("triage", reasons=["form"], reading={"problems": problems}), [])
    assert "! Row 3: no country" in told


def test_the_mails_own_text_and_a_part_of_an_archive_are_named() -> None:
    assert (
        account_of(1, file("set_aside", path=[]), []) == "1. the text of your mail — kept, and not taken for an answer."
    )
    assert account_of(2, file("no_needs", path=["a.zip", "b.docx"]), []).startswith(
        "2. a.zip/b.docx — taken as your answer: no"
    )


def test_what_replaces_what() -> None:
    old = SimpleNamespace(name="旧.docx")
    new = file("accepted", reply=SimpleNamespace(version=3), supersedes=SimpleNamespace(all=lambda: [old]))
    assert "Your answer is now version 3. It replaces “旧.docx”." in account_of(1, new, [need(1)])
    assert "replaced by a newer version: 旧.docx" in account_of(1, file("superseded", superseded_by=old), [])
