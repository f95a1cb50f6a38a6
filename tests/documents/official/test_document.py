"""The door itself: blocks in order, in every language, whatever they hold."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, get_args

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.documents.official import (
    Annex,
    Bars,
    Block,
    Column,
    Heading,
    Language,
    OfficialDocument,
    Paragraph,
    RedHead,
    Row,
    TableBlock,
    render,
)

plain = st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Zs", "Po"]), max_size=30)
blocks = st.lists(
    st.one_of(
        st.builds(Heading, text=plain, level=st.integers(1, 4), number=st.sampled_from(["", "一、", "（二）", "3."])),
        st.builds(Paragraph, text=plain, lead=plain, quiet=st.booleans()),
        st.builds(Bars, items=st.lists(st.tuples(plain, st.integers(0, 99)), max_size=3).map(tuple), caption=plain),
        plain.map(lambda text: TableBlock((Column("名称"),), (Row((text,)),))),
    ),
    max_size=6,
)
KIND = {Heading: "p", Paragraph: "p", Bars: "tbl", TableBlock: "tbl"}


def shown(content: bytes) -> list[str]:
    """Text of every paragraph and table of the body, in order; the title, empty lines and captions left out."""
    found = []
    for node in Document(BytesIO(content)).element.body:
        kind = node.tag.rsplit("}", 1)[1]
        style = node.pPr.style if kind == "p" and node.pPr is not None else ""
        if kind == "tbl" or (style or "").startswith(("Heading", "BodyText", "Particulars")):
            found.append(kind)
    return found


@settings(max_examples=25)
@given(blocks, st.sampled_from(get_args(Language)), st.booleans())
def test_every_block_is_there_and_in_order(made: list[Block], language: Language, sources: bool) -> None:
    document = OfficialDocument("标题", tuple(made), language)
    assert shown(render(document, sources=sources)) == [KIND[type(block)] for block in made]


@settings(max_examples=25)
@given(blocks)
def test_annexes_hold_what_a_body_holds(made: list[Block]) -> None:
    body = render(OfficialDocument("标题", tuple(made)), sources=False)
    annex = render(OfficialDocument("标题", annexes=(Annex("附表", tuple(made)),)), sources=False)
    assert shown(body) == shown(annex)


@pytest.mark.parametrize("language", get_args(Language))
def test_title_only(produce: Callable[..., Any], language: str) -> None:
    opened = produce(language=language)
    assert opened.lines == ["标题"]


def test_subtitle_and_marking(produce: Callable[..., Any]) -> None:
    opened = produce(subtitle="（征求意见稿）", marking="内部资料")
    assert opened.lines == ["内部资料", "标题", "（征求意见稿）"]
    assert (opened.texts("Marking"), opened.texts("Subtitle")) == (["内部资料"], ["（征求意见稿）"])


def test_title_leaves_two_lines_below_a_red_head_and_none_without(
    produce: Callable[..., Any], twips: Callable[..., int]
) -> None:
    [under_head] = produce(head=RedHead("演示部文件", "号")).styled("Title")
    [alone] = produce().styled("Title")
    assert twips(under_head._p, "spacing", "before") == 2 * 579
    assert twips(alone._p, "spacing", "before") is None


def test_quiet_paragraphs_are_kai(produce: Callable[..., Any]) -> None:
    opened = produce(Paragraph("（提出单位：甲）", quiet=True))
    assert opened.texts("Particulars") == ["（提出单位：甲）"]
    fonts = opened.style("Particulars").find(qn("w:rPr")).find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "楷体"


def test_values_cannot_be_changed_after_they_are_made() -> None:
    with pytest.raises(AttributeError):
        Paragraph("文").text = "改"  # type: ignore[misc]


def test_values_are_equal_by_what_they_say() -> None:
    assert Heading("甲", 1, "一、") == Heading("甲", 1, "一、")
    assert Annex("甲", (Paragraph("文"),)) != Annex("甲", (Paragraph("文"),), internal=True)


def test_rendering_twice_in_one_process_does_not_mix_documents(produce: Callable[..., Any]) -> None:
    """Tables of styles are read once and shared; no document may write into them."""
    first = produce(Paragraph("甲"), language="en", sources=True).parts["word/styles.xml"]
    produce(Paragraph("乙"), language="zh-hans")
    assert produce(Paragraph("甲"), language="en", sources=True).parts["word/styles.xml"] == first
