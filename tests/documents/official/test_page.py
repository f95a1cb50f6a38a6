"""The page of GB/T 9704-2012: paper, margins, grid, page numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from wutong.documents.official import Annex, Paragraph

TWIPS_PER_MM = 1440 / 25.4


def grid(section: Any) -> dict[str, str]:
    found = section.find(qn("w:docGrid"))
    return {name.rsplit("}", 1)[1]: value for name, value in found.attrib.items()}


def test_paper_is_a4_upright(produce: Callable[..., Any]) -> None:
    section = produce().word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.orientation == WD_ORIENT.PORTRAIT


@pytest.mark.parametrize(("edge", "millimetres"), [("top", 37), ("left", 28), ("right", 26), ("bottom", 35)])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_margins(produce: Callable[..., Any], edge: str, millimetres: int, language: str) -> None:
    margin = getattr(produce(language=language).word.sections[0], f"{edge}_margin")
    assert margin.mm == pytest.approx(millimetres, abs=0.05)


def test_type_area_is_156_by_225(produce: Callable[..., Any]) -> None:
    section = produce().word.sections[0]
    assert (section.page_width - section.left_margin - section.right_margin) / 36_000 == pytest.approx(156, abs=0.1)
    assert (section.page_height - section.top_margin - section.bottom_margin) / 36_000 == pytest.approx(225, abs=0.1)


def test_grid_holds_just_22_lines(produce: Callable[..., Any]) -> None:
    pitch = int(grid(produce().section())["linePitch"])
    height = 225 * TWIPS_PER_MM
    assert 22 * pitch <= height < 22 * (pitch + 1)


def test_grid_holds_just_28_characters(produce: Callable[..., Any]) -> None:
    """w:charSpace is what is added to the 16 points of the body, in 1/4096 point."""
    found = grid(produce().section())
    character = 16 + int(found["charSpace"]) / 4096
    width = 156 * TWIPS_PER_MM / 20
    assert found["type"] == "linesAndChars"
    assert 28 * character <= width < 28.05 * character


def test_lines_and_characters_agree_with_the_grid(produce: Callable[..., Any], twips: Callable[..., int]) -> None:
    """The style itself holds 28 × 22 where a program does not keep to the grid, or counts it twice."""
    opened = produce()
    normal, area = opened.style("Normal"), 156 * TWIPS_PER_MM
    assert twips(normal, "spacing", "line") == int(grid(opened.section())["linePitch"])
    tight = int(normal.find(qn("w:rPr")).find(qn("w:spacing")).get(qn("w:val")))
    both = int(grid(opened.section())["charSpace"]) / 4096 * 20
    for character in (320 + tight, 320 + both, 320 + tight + both):
        assert 28 <= area / character < 29


def test_english_page_has_no_character_grid(produce: Callable[..., Any]) -> None:
    assert "charSpace" not in grid(produce(language="en").section())


def footer(opened: Any, kind: str) -> Any:
    return getattr(opened.word.sections[0], kind).paragraphs[0]._p


@pytest.mark.parametrize(("kind", "edge"), [("footer", "right"), ("even_page_footer", "left")])
def test_page_number_stands_at_the_outer_edge(
    produce: Callable[..., Any], twips: Callable[..., int], kind: str, edge: str
) -> None:
    paragraph = footer(produce(), kind)
    assert paragraph.pPr.find(qn("w:jc")).get(qn("w:val")) == edge
    assert twips(paragraph, "ind", f"{edge}Chars") == 100


def test_odd_and_even_pages_differ(produce: Callable[..., Any]) -> None:
    assert produce().word.settings.odd_and_even_pages_header_footer


def test_page_number_is_a_field_between_dashes(produce: Callable[..., Any]) -> None:
    paragraph = footer(produce(), "footer")
    assert [node.text.strip() for node in paragraph.iter(qn("w:instrText"))] == ["PAGE"]
    assert "".join(node.text for node in paragraph.iter(qn("w:t"))) == "— 1 —"


def test_page_number_is_song_14(produce: Callable[..., Any], twips: Callable[..., int]) -> None:
    style = produce().style("Footer")
    assert twips(style, "sz", "val") == 28
    fonts = style.find(qn("w:rPr")).find(qn("w:rFonts"))
    assert fonts.get(qn("w:ascii")) == fonts.get(qn("w:eastAsia")) == "宋体"


@pytest.fixture
def turned(produce: Callable[..., Any]) -> Any:
    annexes = (Annex("横表", (Paragraph("甲"),), landscape=True), Annex("竖文", (Paragraph("乙"),)))
    return produce(Paragraph("正文"), annexes=annexes)


def test_landscape_annex_is_the_page_turned(turned: Any) -> None:
    upright, wide, again = turned.word.sections
    assert (wide.page_width, wide.page_height) == (upright.page_height, upright.page_width)
    assert wide.orientation == WD_ORIENT.LANDSCAPE
    assert again.orientation == WD_ORIENT.PORTRAIT


def test_type_area_of_a_turned_page_is_the_same_area(turned: Any) -> None:
    wide = turned.word.sections[1]
    width = (wide.page_width - wide.left_margin - wide.right_margin) / 36_000
    height = (wide.page_height - wide.top_margin - wide.bottom_margin) / 36_000
    assert (round(width), round(height)) == (225, 156)


def test_page_numbers_go_on_through_sections(turned: Any) -> None:
    assert all(section.footer.is_linked_to_previous for section in list(turned.word.sections)[1:])
    assert all(section.find(qn("w:pgNumType")) is None for section in (turned.section(1), turned.section(2)))


def test_footer_of_a_turned_page_stays_on_the_paper(turned: Any) -> None:
    assert 0 < turned.word.sections[1].footer_distance.mm < turned.word.sections[1].bottom_margin.mm


def test_sections_keep_the_grid(turned: Any) -> None:
    kinds = [grid(turned.section(number))["type"] for number in range(3)]
    assert kinds == ["linesAndChars", "lines", "linesAndChars"]
