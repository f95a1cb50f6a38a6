"""The file itself: children in schema order, properties, nothing made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from wutong.documents.official import (
    Annex,
    Bars,
    Column,
    Copies,
    Heading,
    Paragraph,
    RedHead,
    Row,
    Signature,
    TableBlock,
)

# The order ISO/IEC 29500 gives the children we write.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs snapToGrid spacing ind "
           "jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing w sz szCs lang",
    "tblPr": "tblStyle tblpPr tblW jc tblInd tblBorders shd tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tbl": "tblPr tblGrid tr",
    "sectPr": "headerReference|footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "pBdr": "top left bottom right between",
    "tblBorders": "top left bottom right insideH insideV",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "font": "altName panose1 charset family pitch",
    "compat": "useFELayout compatSetting",
}  # fmt: skip


def misplaced(root: Any) -> list[str]:
    """Elements whose children stand in another order than the schema's, or are not known here."""
    found = []
    for parent, order in ORDER.items():
        places = {name: place for place, names in enumerate(order.split()) for name in names.split("|")}
        for node in root.iter(qn(f"w:{parent}")):
            children = [child.tag.rsplit("}", 1)[1] for child in node]
            if unknown := set(children) - set(places):
                found.append(f"{parent}: unknown {unknown}")
            elif children != sorted(children, key=places.__getitem__):
                found.append(f"{parent}: {children}")
    return found


@pytest.fixture(params=["document", "letter", "english"])
def everything(request: pytest.FixtureRequest, produce: Callable[..., Any]) -> Any:
    table = TableBlock((Column("甲", 1, "right"), Column("乙")), (Row(("组",), across=True), Row(("1", "2"), ("源",))))
    return produce(
        Heading("一级", 1, "一、", ("源",)), Paragraph("needs@ministry.example", "导", sources=("源",)),
        Paragraph("要素", quiet=True), Bars((("甲", 2), ("乙", 0)), "图"), table, Paragraph("末"),
        sources=True, marking="内部", subtitle="副题", addressees="各单位", enclosures=("表", "图"),
        head=RedHead("部" * 30, "号", form="letter" if request.param == "letter" else "document"),
        annexes=(Annex("横", (table,), landscape=True), Annex("竖", (table,)), Annex("横二", (table,), landscape=True)),
        signature=Signature(("演示部",), date(2026, 11, 24), seal=True, note="附注"),
        copies=Copies(("办公厅",), "办公厅", date(2026, 11, 25)),
        language="en" if request.param == "english" else "zh-hans",
    )  # fmt: skip


def test_children_stand_in_schema_order(everything: Any) -> None:
    for name, blob in everything.parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            assert misplaced(etree.fromstring(blob)) == [], name


def test_every_cell_ends_in_a_paragraph(everything: Any) -> None:
    """A cell without one is a damaged file to a word processor."""
    for cell in everything.word.element.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")


def test_tables_never_touch(everything: Any) -> None:
    """Two tables without a paragraph between them are read as one."""
    kinds = [node.tag for node in everything.body]
    assert (qn("w:tbl"), qn("w:tbl")) not in list(pairwise(kinds))


def test_every_part_has_a_content_type(everything: Any) -> None:
    types = etree.fromstring(everything.parts["[Content_Types].xml"])
    named = {node.get("PartName") for node in types} | {f".{node.get('Extension')}" for node in types}
    for name in everything.parts:
        assert f"/{name}" in named or f".{name.rsplit('.', 1)[1]}" in named


def test_relations_lead_to_parts_that_exist(everything: Any) -> None:
    relations = etree.fromstring(everything.parts["word/_rels/document.xml.rels"])
    assert all(f"word/{node.get('Target')}" in everything.parts for node in relations)


def test_present_day_layout_rules(everything: Any) -> None:
    settings = etree.fromstring(everything.parts["word/settings.xml"])
    mode = next(node for node in settings.iter(qn("w:compatSetting")))
    assert (mode.get(qn("w:name")), mode.get(qn("w:val"))) == ("compatibilityMode", "15")


def test_properties_say_what_is_known_and_no_more(produce: Callable[..., Any]) -> None:
    said = produce(title="实施\n方案", subject="方案", keywords=("科技", "合作"),
                   signature=Signature(("部",), date(2026, 11, 24))).word.core_properties  # fmt: skip
    assert (said.title, said.subject, said.keywords) == ("实施方案", "方案", "科技; 合作")
    assert (said.author, said.last_modified_by, said.comments) == ("", "", "")
    assert said.created.date() == date(2026, 11, 24)


def test_the_same_values_give_the_same_document(produce: Callable[..., Any]) -> None:
    first, second = (produce(Paragraph("正文"), signature=Signature(("部",), date(2026, 11, 24))) for _ in range(2))
    assert first.parts == second.parts


@pytest.mark.parametrize("blocks", [(), (Paragraph(""),), (Heading("", 1),), (Bars(()),)])
def test_an_almost_empty_document_is_a_document(produce: Callable[..., Any], blocks: tuple[Any, ...]) -> None:
    assert produce(*blocks).lines[0] == "标题"
