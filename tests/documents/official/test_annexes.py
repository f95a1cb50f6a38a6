"""Annexes: a page of their own, numbered, internal ones only in the internal version."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.documents.official import Annex, OfficialDocument, Paragraph, render

TEXT = (Paragraph("附件正文"),)


def test_a_single_annex_has_no_number(produce: Callable[..., Any]) -> None:
    opened = produce(annexes=(Annex("一览表", TEXT),))
    assert opened.texts("AnnexMark") == ["附件"]
    assert opened.texts("AnnexTitle") == ["一览表"]
    assert opened.texts("Enclosure") == ["附件：一览表"]


def test_several_annexes_are_numbered(produce: Callable[..., Any]) -> None:
    opened = produce(annexes=(Annex("甲", TEXT), Annex("乙", TEXT)))
    assert opened.texts("AnnexMark") == ["附件1", "附件2"]


def test_english_annexes(produce: Callable[..., Any]) -> None:
    opened = produce(language="en", annexes=(Annex("One", TEXT), Annex("Two", TEXT)))
    assert opened.texts("AnnexMark") == ["Annex 1", "Annex 2"]


def test_every_annex_begins_on_a_new_page(produce: Callable[..., Any]) -> None:
    opened = produce(annexes=(Annex("甲", TEXT), Annex("乙", TEXT)))
    assert next(opened.style("AnnexMark").iter(qn("w:pageBreakBefore"))) is not None
    assert len(opened.word.sections) == 1
    assert all(mark._p.pPr.find(qn("w:pageBreakBefore")) is None for mark in opened.styled("AnnexMark"))


def test_a_new_section_brings_no_empty_page(produce: Callable[..., Any]) -> None:
    """The section begins the page; the style's own page break would begin another."""
    opened = produce(annexes=(Annex("横", TEXT, landscape=True),))
    [mark] = opened.styled("AnnexMark")
    assert mark._p.pPr.find(qn("w:pageBreakBefore")).get(qn("w:val")) == "0"
    assert len(opened.word.sections) == 2


def test_turned_annexes_in_a_row_share_a_section(produce: Callable[..., Any]) -> None:
    opened = produce(annexes=tuple(Annex(name, TEXT, landscape=True) for name in "甲乙丙"))
    assert len(opened.word.sections) == 2


@pytest.mark.parametrize(("sources", "marks"), [(True, ["附件1", "附件2", "附件3"]), (False, ["附件1", "附件2"])])
def test_internal_annexes_are_only_in_the_internal_version(
    produce: Callable[..., Any], sources: bool, marks: list[str]
) -> None:
    annexes = (Annex("甲", TEXT), Annex("登记", (Paragraph("只供内部"),), internal=True), Annex("乙", TEXT))
    opened = produce(annexes=annexes, sources=sources)
    assert opened.texts("AnnexMark") == marks
    assert len(opened.texts("Enclosure")) == len(marks)
    assert opened.holds("只供内部") is sources
    assert opened.holds("登记") is sources


def test_numbering_falls_away_with_the_second_annex(produce: Callable[..., Any]) -> None:
    annexes = (Annex("甲", TEXT), Annex("登记", TEXT, internal=True))
    assert produce(annexes=annexes).texts("AnnexMark") == ["附件"]
    assert produce(annexes=annexes, sources=True).texts("AnnexMark") == ["附件1", "附件2"]


@settings(max_examples=25)
@given(st.lists(st.booleans(), max_size=6))
def test_a_section_begins_just_where_the_page_turns(turned: list[bool]) -> None:
    annexes = tuple(Annex("表", TEXT, landscape=wide) for wide in turned)
    content = render(OfficialDocument("题", annexes=annexes), sources=False)
    turns = sum(one != other for one, other in zip([False, *turned], turned, strict=False))
    assert count_sections(content) == turns + 1


def count_sections(content: bytes) -> int:
    return len(Document(BytesIO(content)).sections)
