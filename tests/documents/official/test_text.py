"""Text as it is written into runs: scripts, quotes, line breaks, characters XML cannot hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from wutong.documents.official import Heading, Paragraph
from wutong.documents.official.writing import clean, paragraph, write


def runs(made: Any) -> list[tuple[str, bool]]:
    """Text of every run and whether ambiguous characters in it are set wide."""
    found = []
    for run in made.r_lst:
        fonts = run.rPr.find(qn("w:rFonts")) if run.rPr is not None else None
        found.append((run.text, fonts is not None and fonts.get(qn("w:hint")) == "eastAsia"))
    return found


def test_quotes_in_chinese_are_wide() -> None:
    assert runs(paragraph("BodyText", "“一带一路”")) == [("“一带一路”", True)]


@pytest.mark.parametrize("text", ["the “bridges” — see 3.2", "ГУ «Демо» — “мосты”", "l’accord “vert”"])
def test_quotes_in_other_languages_are_narrow(text: str) -> None:
    assert runs(paragraph("BodyText", text)) == [(text, False)]


def test_cyrillic_within_chinese_keeps_its_own_face() -> None:
    found = runs(paragraph("BodyText", "与Кыргызстан合作"))
    assert found == [("与", True), ("Кыргызстан", False), ("合作", True)]


def test_accented_latin_within_chinese_keeps_its_own_face() -> None:
    assert ("Élysée", False) in runs(paragraph("BodyText", "与Élysée大学"))


@given(st.text(max_size=200))
def test_no_text_breaks_the_file_and_none_is_lost(text: str) -> None:
    made = paragraph("BodyText")
    write(made, text)
    assert made.text == clean(text).replace("\t", " ")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=100))
def test_printable_text_is_kept_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "￾", "\ud800"])
def test_characters_xml_has_no_place_for_are_dropped(produce: Callable[..., Any], character: str) -> None:
    opened = produce(Paragraph(f"甲{character}乙"))
    assert opened.texts("BodyText") == ["甲乙"]


def test_line_breaks_stay_in_the_paragraph(produce: Callable[..., Any]) -> None:
    [line] = produce(Paragraph("甲\n乙")).styled("BodyText")
    assert line.text == "甲\n乙"


def test_leading_spaces_are_kept(produce: Callable[..., Any]) -> None:
    assert produce(Paragraph("  甲  ")).texts("BodyText") == ["  甲  "]


def test_lead_is_bold_and_the_rest_is_not(produce: Callable[..., Any]) -> None:
    [line] = produce(Paragraph("内容。", "需求1。")).styled("BodyText")
    assert [(run.text, bool(run.bold)) for run in line.runs] == [("需求1。", True), ("内容。", False)]


def test_a_long_address_does_not_stretch_the_line(produce: Callable[..., Any]) -> None:
    with_address, plain = produce(Paragraph("请发至needs@ministry.example。"), Paragraph("请发至我司。")).styled(
        "BodyText"
    )
    assert with_address._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "left"
    assert plain._p.pPr.find(qn("w:jc")) is None


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("一、", "一、总体思路"),
        ("（一）", "（一）总体思路"),
        ("1.", "1. 总体思路"),
        ("2.3", "2.3 总体思路"),
        ("", "总体思路"),
    ],
)
def test_number_and_heading(number: str, printed: str) -> None:
    assert Heading("总体思路", 1, number).printed == printed
