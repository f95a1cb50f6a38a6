"""The letter that calls for needs, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from wutong.exchange.letter import CallLetter, render_letter


@pytest.fixture
def chinese(letter: CallLetter, opened: Callable[[bytes], Any]) -> Any:
    return opened(render_letter(letter, "zh-hans"))


@pytest.fixture
def english(letter: CallLetter, opened: Callable[[bytes], Any]) -> Any:
    return opened(render_letter(letter, "en"))


def test_chinese_letter_line_by_line(chinese: Any) -> None:
    assert [line for line in chinese.lines if line] == [
        "演示函〔2026〕12号",
        "关于征集“一带一路”科技创新\n需求建议的函",
        "演示第一大学、演示第二研究院、演示第三港务公司：",
        "为落实行动计划，现征集需求建议。",
        "请根据与合作国家现有基础提出具体需求。",
        "请于2026年12月20日18:00（北京时间）前将需求建议书面反馈我单位，电子版请发至邮箱needs@ministry.example。",
        "联系人：张演示　电话：010-00000000",
        "附件：1.\t需求建议表",
        "2.\t科技创新合作行动计划",
        "演示部科技司",
        "2026年11月24日",
    ]


def test_english_letter_line_by_line(english: Any) -> None:
    assert [line for line in english.lines if line] == [
        "DM (2026) 12",
        "Call for science and technology needs",
        "Demo unit 1, Demo unit 2, Demo unit 3:",
        "Under the action plan we are collecting needs.",
        "Please describe yours.",
        "Please send your needs in writing by 18:00 on 20 December 2026 (Beijing time, UTC+08:00), with an electronic "
        "copy to needs@ministry.example.",
        "Contact: 张演示    Telephone: 010-00000000",
        "Enclosures: ",
        "1.\tForm",
        "2.\tAction plan",
        "Department of Science, Demonstration Ministry",
        "24 November 2026",
    ]


@pytest.mark.parametrize(("language", "mark"), [("zh-hans", "中华人民共和国演示部"), ("en", "Demonstration Ministry")])
def test_issuer_heads_the_first_page(
    letter: CallLetter, opened: Callable[[bytes], Any], language: Any, mark: str
) -> None:
    header = opened(render_letter(letter, language)).word.sections[0].first_page_header
    assert [paragraph.text for paragraph in header.paragraphs] == [mark]


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "抄送：演示部办公厅。"), ("en", "Copies: General Office.")])
def test_copies_at_the_foot(letter: CallLetter, opened: Callable[[bytes], Any], language: Any, said: str) -> None:
    assert opened(render_letter(letter, language)).tables() == [[[said]]]


def test_a_letter_without_number_copies_or_attachments(letter: CallLetter, opened: Callable[[bytes], Any]) -> None:
    bare = replace(letter, number=None, copies=(), attachments=(), contact="", phone="", email="", signatory=None)
    made = opened(render_letter(bare, "zh-hans"))
    assert made.tables() == []
    assert made.styled("Enclosure") == []
    assert made.styled("Signature")[0] == "中华人民共和国演示部"
    assert "电子版" not in made.text
    assert "联系人" not in made.text


def test_deadline_keeps_the_zone_it_was_set_in(letter: CallLetter, opened: Callable[[bytes], Any]) -> None:
    late = replace(letter, deadline=datetime(2026, 12, 20, 10, 0, tzinfo=UTC))
    assert "2026年12月20日10:00（协调世界时）" in opened(render_letter(late, "zh-hans")).text
    assert "10:00 on 20 December 2026 (UTC)" in opened(render_letter(late, "en")).text


def test_a_deadline_without_zone_is_refused(letter: CallLetter) -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_letter(replace(letter, deadline=datetime(2026, 12, 20, 18, 0)), "zh-hans")


def test_a_missing_translation_stands_in_the_authoritative_language(
    letter: CallLetter, opened: Callable[[bytes], Any]
) -> None:
    untranslated = replace(letter, title={"zh-hans": "只有中文的标题"}, body={"zh-hans": ("只有中文的正文。",)})
    made = opened(render_letter(untranslated, "en"))
    assert made.styled("Title") == ["只有中文的标题"]
    assert "只有中文的正文。" in made.lines


def test_seal_moves_the_signature(letter: CallLetter, opened: Callable[[bytes], Any]) -> None:
    plain, sealed = (opened(render_letter(replace(letter, seal=seal), "zh-hans")) for seal in (False, True))
    assert plain.styled("Signature") == sealed.styled("Signature")
    assert plain.parts["word/document.xml"] != sealed.parts["word/document.xml"]


def test_many_addressees_are_all_named(letter: CallLetter, opened: Callable[[bytes], Any]) -> None:
    names = [f"演示单位{n}" for n in range(1, 28)]
    made = opened(render_letter(replace(letter, addressees=tuple({"zh-hans": name} for name in names)), "zh-hans"))
    assert made.styled("Addressee") == ["、".join(names) + "："]
