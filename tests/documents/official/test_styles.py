"""Styles: the right faces and sizes, outline levels for the navigation pane, stand-ins for missing faces."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docx.oxml.ns import qn
from lxml import etree

from wutong.documents.official import Heading, Paragraph

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def looks(opened: Any, key: str) -> tuple[str, float]:
    """Chinese face and points of a style, following the styles it is based on and the document defaults."""
    chain = [opened.style(key)]
    if key != "Normal":
        chain.append(opened.style("Normal"))
    chain.append(opened.word.styles.element.find(qn("w:docDefaults")))
    face = next(fonts.get(qn("w:eastAsia")) for owner in chain for fonts in owner.iter(qn("w:rFonts")))
    size = next(int(found.get(qn("w:val"))) / 2 for owner in chain for found in owner.iter(qn("w:sz")))
    return face, size


@pytest.mark.parametrize(
    ("key", "face", "size"),
    [
        ("BodyText", "仿宋", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading1", "黑体", 16),
        ("Heading2", "楷体", 16),
        ("Heading3", "仿宋", 16),
        ("Heading4", "仿宋", 16),
        ("Addressee", "仿宋", 16),
        ("AnnexMark", "黑体", 16),
        ("AnnexTitle", "方正小标宋简体", 22),
        ("Copies", "仿宋", 14),
        ("Footer", "宋体", 14),
    ],
)
def test_faces_and_sizes_of_the_standard(produce: Callable[..., Any], key: str, face: str, size: float) -> None:
    assert looks(produce(), key) == (face, size)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_headings_are_words_own_and_have_outline_levels(
    produce: Callable[..., Any], twips: Callable[..., int], level: int, language: str
) -> None:
    opened = produce(Heading("标题文字", level, "一、"), language=language)
    assert opened.texts(f"Heading{level}") == ["一、标题文字"]
    style = opened.style(f"Heading{level}")
    assert style.find(qn("w:name")).get(qn("w:val")) == f"heading {level}"
    assert twips(style, "outlineLvl", "val") == level - 1


def test_annex_titles_are_in_the_outline_too(produce: Callable[..., Any], twips: Callable[..., int]) -> None:
    assert twips(produce().style("AnnexTitle"), "outlineLvl", "val") == 0


@pytest.mark.parametrize("key", ["BodyText", "Heading1", "Heading2", "Heading3", "Heading4"])
def test_first_line_is_two_characters_in(produce: Callable[..., Any], twips: Callable[..., int], key: str) -> None:
    style = produce().style(key)
    assert twips(style, "ind", "firstLineChars") == 200
    assert twips(style, "ind", "firstLine") == pytest.approx(2 * 156 / 28 * 56.7, abs=3)


@pytest.mark.parametrize("key", ["Heading1", "Heading2", "Heading3", "Heading4", "Title", "AnnexMark", "AnnexTitle"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_heading_is_left_behind_at_the_foot_of_a_page(produce: Callable[..., Any], key: str, language: str) -> None:
    assert produce(language=language).style(key).find(qn("w:pPr")).find(qn("w:keepNext")) is not None


def test_level_one_title_is_centred_and_body_is_justified(produce: Callable[..., Any]) -> None:
    opened = produce()
    align = {key: next(opened.style(key).iter(qn("w:jc"))).get(qn("w:val")) for key in ("Title", "Normal", "Addressee")}
    assert align == {"Title": "center", "Normal": "both", "Addressee": "left"}


def test_every_used_style_is_defined(produce: Callable[..., Any]) -> None:
    opened = produce(Paragraph("一"), Paragraph("二", quiet=True), Heading("三", 4), subtitle="副题", marking="内部")
    defined = {style.get(qn("w:styleId")) for style in opened.word.styles.element}
    used = {node.get(qn("w:val")) for node in opened.word.element.iter(qn("w:pStyle"))}
    assert used <= defined


def test_both_languages_know_the_same_styles(produce: Callable[..., Any]) -> None:
    chinese, english = (
        {style.get(qn("w:styleId")) for style in produce(language=language).word.styles.element}
        for language in ("zh-hans", "en")
    )
    assert chinese == english


def fonts(opened: Any) -> dict[str, Any]:
    root = etree.fromstring(opened.parts["word/fontTable.xml"])
    return {font.get(qn("w:name")): font for font in root}


@pytest.mark.parametrize("face", ["方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"])
def test_every_face_names_stand_ins(produce: Callable[..., Any], face: str) -> None:
    font = fonts(produce())[face]
    names = font.find("w:altName", W).get(qn("w:val")).split(",")
    assert len(names) >= 2
    assert any(name.startswith("Noto") for name in names)
    assert len(font.find("w:panose1", W).get(qn("w:val"))) == 20


def test_every_face_used_is_declared(produce: Callable[..., Any]) -> None:
    opened = produce(Paragraph("正文"))
    declared = set(fonts(opened))
    for part in ("word/document.xml", "word/styles.xml"):
        for used in etree.fromstring(opened.parts[part]).iter(qn("w:rFonts")):
            named = {value for name, value in used.attrib.items() if not name.endswith("hint")}
            assert named <= declared


def test_title_prefers_zhongsong_then_song(produce: Callable[..., Any]) -> None:
    names = fonts(produce())["方正小标宋简体"].find("w:altName", W).get(qn("w:val")).split(",")
    order = [names.index(name) for name in ("华文中宋", "宋体", "Noto Serif CJK SC")]
    assert order == sorted(order)


@pytest.mark.parametrize(("language", "tag"), [("zh-hans", "zh-CN"), ("en", "en-GB")])
def test_language_is_declared(produce: Callable[..., Any], language: str, tag: str) -> None:
    opened = produce(language=language)
    lang = next(opened.word.styles.element.iter(qn("w:lang")))
    assert lang.get(qn("w:eastAsia")) == "zh-CN"
    assert opened.word.core_properties.language == tag


def test_english_is_times_new_roman(produce: Callable[..., Any]) -> None:
    opened = produce(language="en")
    for fonts_said in opened.word.styles.element.iter(qn("w:rFonts")):
        assert fonts_said.get(qn("w:ascii")) == "Times New Roman"


def test_nothing_of_the_starting_template_is_left(produce: Callable[..., Any]) -> None:
    opened = produce()
    names = " ".join(opened.parts)
    assert "thumbnail" not in names
    assert "customXml" not in names
    assert not any("List" in style.get(qn("w:styleId")) for style in opened.word.styles.element if
                   style.get(qn("w:type")) == "paragraph")  # fmt: skip
