"""Sources: shown in the internal version, without a trace in the public one."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.documents.official import Annex, Column, Heading, OfficialDocument, Paragraph, Row, TableBlock, render

SECRET = "演示大学《秘密回函.docx》第3段"


@pytest.fixture(params=["heading", "paragraph", "quiet", "table", "annex"])
def block(request: pytest.FixtureRequest) -> Any:
    return {
        "heading": Heading("标题", 1, "一、", (SECRET,)),
        "paragraph": Paragraph("正文", sources=(SECRET,)),
        "quiet": Paragraph("正文", quiet=True, sources=(SECRET,)),
        "table": TableBlock((Column("名称"),), (Row(("甲",), (SECRET,)),)),
        "annex": Annex("附表", (Paragraph("正文", sources=(SECRET,)),)),
    }[request.param]


def render_with(produce: Callable[..., Any], block: Any, *, sources: bool) -> Any:
    if isinstance(block, Annex):
        return produce(annexes=(block,), sources=sources)
    return produce(block, sources=sources)


def test_internal_version_says_where_it_comes_from(produce: Callable[..., Any], block: Any) -> None:
    assert render_with(produce, block, sources=True).holds(SECRET)


def test_public_version_holds_no_trace(produce: Callable[..., Any], block: Any) -> None:
    opened = render_with(produce, block, sources=False)
    assert not opened.holds(SECRET)
    assert not opened.holds("秘密")


def test_public_version_is_the_same_as_if_there_were_no_sources(produce: Callable[..., Any]) -> None:
    """Not even the layout may tell that something was left out."""
    told = produce(Paragraph("正文", sources=(SECRET,)), Heading("标题", 2, "（一）", (SECRET,)))
    untold = produce(Paragraph("正文"), Heading("标题", 2, "（一）"))
    assert told.parts["word/document.xml"] == untold.parts["word/document.xml"]


def test_source_line_is_small_grey_and_follows_its_paragraph(
    produce: Callable[..., Any], twips: Callable[..., int]
) -> None:
    opened = produce(Paragraph("正文", sources=("甲", "乙")), sources=True)
    assert opened.lines[-1] == "来源：甲；乙"
    style = opened.style("SourceNote")
    assert twips(style, "sz", "val") < 20
    assert next(style.iter(qn("w:color"))).get(qn("w:val")) not in ("000000", "auto")
    assert opened.styled("BodyText")[-1]._p.pPr.find(qn("w:keepNext")) is not None


def test_english_source_line(produce: Callable[..., Any]) -> None:
    opened = produce(Paragraph("Text", sources=("a", "b")), language="en", sources=True)
    assert opened.texts("SourceNote") == ["Sources: a; b"]


def test_no_source_no_line(produce: Callable[..., Any]) -> None:
    assert produce(Paragraph("正文"), sources=True).texts("SourceNote") == []


tokens = st.text("QXZ", min_size=8, max_size=12)


@settings(max_examples=15)
@given(st.lists(tokens, min_size=1, max_size=5))
def test_no_source_ever_reaches_a_public_file(secrets: list[str]) -> None:
    blocks = tuple(Paragraph("正文", sources=tuple(secrets)) for _ in secrets)
    annex = Annex("登记", (Paragraph(" ".join(secrets)),), internal=True)
    public = document_xml(render(OfficialDocument("题", blocks, annexes=(annex,)), sources=False))
    internal = document_xml(render(OfficialDocument("题", blocks, annexes=(annex,)), sources=True))
    assert not any(secret in public for secret in secrets)
    assert all(secret in internal for secret in secrets)


def document_xml(content: bytes) -> str:
    archive = ZipFile(BytesIO(content))
    return "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
