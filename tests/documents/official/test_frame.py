"""The parts around the body: head, title, addressees, enclosures, signature, copies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from wutong.documents.official import Annex, Copies, OfficialDocument, Paragraph, RedHead, Signature
from wutong.documents.official.frame import date_line, enclosures, signature
from wutong.documents.official.styles import table
from wutong.documents.official.writing import measure

WORDS = {language: table(f"words/{language}") for language in ("zh-hans", "en")}
DAY = date(2026, 11, 24)
issuers = st.text("部科技司国际合作局", min_size=1, max_size=23)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_order_of_the_parts(produce: Callable[..., Any]) -> None:
    opened = produce(
        Paragraph("正文。"), title="标题", marking="内部", head=RedHead("演示部文件", "演示科〔2026〕1号"),
        addressees="各单位", signature=Signature(("演示部",), DAY, note="联系人：甲"), enclosures=("表",),
        copies=Copies(("办公厅",), "办公厅", DAY),
    )  # fmt: skip
    said = [line for line in opened.lines if line]
    assert said == [
        "内部", "演示部文件", "演示科〔2026〕1号", "标题", "各单位：", "正文。", "附件：表", "演示部", "2026年11月24日",
        "（联系人：甲）",
    ]  # fmt: skip


@pytest.mark.parametrize("written", ["各有关单位", "各有关单位：", "各有关单位:"])
def test_addressees_end_in_one_full_width_colon_flush_left(produce: Callable[..., Any], written: str) -> None:
    opened = produce(addressees=written)
    [line] = opened.styled("Addressee")
    assert line.text == "各有关单位："
    assert line._p.pPr.find(qn("w:ind")) is None


def test_title_keeps_its_line_breaks(produce: Callable[..., Any]) -> None:
    opened = produce(title="关于征集需求建议\n的函")
    assert opened.texts("Title") == ["关于征集需求建议\n的函"]
    assert opened.word.core_properties.title == "关于征集需求建议的函"


def test_red_line_under_the_number(produce: Callable[..., Any]) -> None:
    opened = produce(head=RedHead("演示部文件", "演示科〔2026〕12号"))
    [number] = opened.styled("Number")
    rule = number._p.pPr.find(qn("w:pBdr")).find(qn("w:bottom"))
    assert rule.get(qn("w:color")) == "FF0000"
    assert "〔2026〕" in number.text


def test_mark_is_red(produce: Callable[..., Any]) -> None:
    assert next(produce().style("RedMark").iter(qn("w:color"))).get(qn("w:val")) == "FF0000"


def mark_size(opened: Any) -> int | None:
    found = [int(node.get(qn("w:val"))) for node in opened.styled("RedMark")[0]._p.iter(qn("w:sz"))]
    return found[0] if found else None


@pytest.mark.parametrize("length", [5, 12, 13, 20, 28])
def test_mark_always_fits_one_line(produce: Callable[..., Any], length: int) -> None:
    size = mark_size(produce(head=RedHead("部" * length))) or 72
    assert size / 2 * length <= 156 / 25.4 * 72


def test_document_without_head_begins_with_its_title(produce: Callable[..., Any]) -> None:
    assert produce().lines[0] == "标题"


class TestLetterForm:
    """A 函 (10.1): mark and red lines in header and footer of the first page, number at the right."""

    @pytest.fixture
    def opened(self, produce: Callable[..., Any]) -> Any:
        return produce(head=RedHead("中华人民共和国演示部", "演示函〔2026〕12号", form="letter"),
                       copies=Copies(("办公厅",), "办公厅", DAY))  # fmt: skip

    def test_mark_is_in_the_first_header_only(self, opened: Any) -> None:
        section = opened.word.sections[0]
        assert section.different_first_page_header_footer
        assert [p.text for p in section.first_page_header.paragraphs] == ["中华人民共和国演示部"]
        assert opened.texts("RedMark") == []

    @pytest.mark.parametrize(("part", "side"), [("first_page_header", "bottom"), ("first_page_footer", "bottom")])
    def test_double_red_lines(self, opened: Any, part: str, side: str) -> None:
        paragraph = getattr(opened.word.sections[0], part).paragraphs[0]._p
        rule = paragraph.pPr.find(qn("w:pBdr")).find(qn(f"w:{side}"))
        assert rule.get(qn("w:color")) == "FF0000"
        assert rule.get(qn("w:val")).startswith(("thick", "thin"))

    @pytest.mark.parametrize("part", ["first_page_header", "first_page_footer"])
    def test_red_lines_are_170_mm_long(self, opened: Any, twips: Callable[..., int], part: str) -> None:
        paragraph = getattr(opened.word.sections[0], part).paragraphs[0]._p
        over = -twips(paragraph, "ind", "left") - twips(paragraph, "ind", "right")
        assert 156 + over / 1440 * 25.4 == pytest.approx(170, abs=0.3)

    def test_first_page_has_no_number(self, opened: Any) -> None:
        footer = opened.word.sections[0].first_page_footer._element
        assert not list(footer.iter(qn("w:instrText")))

    def test_number_is_at_the_right(self, opened: Any) -> None:
        [number] = opened.styled("Number")
        assert number._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "right"

    def test_copies_have_neither_lines_nor_printer(self, opened: Any) -> None:
        [foot] = opened.word.tables
        assert [cell.text for row in foot.rows for cell in row.cells] == ["抄送：办公厅。"]
        assert foot._tbl.tblPr.find(qn("w:tblBorders")) is None


class TestEnclosures:
    def test_one_has_no_number(self, produce: Callable[..., Any]) -> None:
        assert produce(enclosures=("需求表",)).texts("Enclosure") == ["附件：需求表"]

    def test_several_are_numbered_under_one_another(
        self, produce: Callable[..., Any], twips: Callable[..., int]
    ) -> None:
        lines = produce(enclosures=("甲表", "乙表", "丙表")).styled("Enclosure")
        assert [line.text for line in lines] == ["附件：1.\t甲表", "2.\t乙表", "3.\t丙表"]
        assert len({twips(line._p, "ind", "left") for line in lines}) == 1
        starts = [twips(line._p, "ind", "leftChars") - twips(line._p, "ind", "hangingChars") for line in lines]
        assert starts == [200, 500, 500]

    def test_one_line_is_left_free_above(self, produce: Callable[..., Any], twips: Callable[..., int]) -> None:
        first, second = produce(enclosures=("甲", "乙")).styled("Enclosure")
        assert twips(first._p, "spacing", "before") == 579
        assert twips(second._p, "spacing", "before") is None

    def test_annexes_are_named_after_enclosures(self, produce: Callable[..., Any]) -> None:
        opened = produce(enclosures=("信",), annexes=(Annex("一览\n表", (Paragraph("文"),)),))
        assert opened.texts("Enclosure") == ["附件：1.\t信", "2.\t一览表"]
        assert opened.texts("AnnexMark") == ["附件2"]

    def test_english_stands_under_its_own_line(self, produce: Callable[..., Any]) -> None:
        lines = produce(language="en", enclosures=("Form", "Plan")).texts("Enclosure")
        assert lines == ["Enclosures: ", "1.\tForm", "2.\tPlan"]

    @given(st.lists(st.text("表格一览", min_size=1, max_size=40), min_size=1, max_size=15))
    def test_every_name_is_there_once(self, names: list[str]) -> None:
        made = enclosures(names, WORDS["zh-hans"])
        text = ["".join(node.text or "" for node in line.iter(qn("w:t"))) for line in made]
        assert len(made) == len(names)
        assert all(line.endswith(name) for line, name in zip(text, names, strict=True))


def start(line: Any) -> float:
    """Characters from the left edge to where a line of the signature begins."""
    return int(line.pPr.find(qn("w:ind")).get(qn("w:leftChars"))) / 100


class TestSignature:
    @given(issuers, days)
    def test_unsealed_date_begins_two_right_of_the_issuer(self, issuer: str, day: date) -> None:
        name, dated = signature(Signature((issuer,), day), WORDS["zh-hans"], chinese=True)
        assert start(dated) - start(name) == 2

    @given(issuers, days)
    def test_unsealed_lines_end_at_least_two_characters_in(self, issuer: str, day: date) -> None:
        name, dated = signature(Signature((issuer,), day), WORDS["zh-hans"], chinese=True)
        ends = [start(name) + measure(issuer), start(dated) + measure(date_line(day, WORDS["zh-hans"]))]
        assert max(ends) == 26

    @given(issuers, days)
    def test_sealed_issuer_is_centred_on_the_date(self, issuer: str, day: date) -> None:
        name, dated = signature(Signature((issuer,), day, seal=True), WORDS["zh-hans"], chinese=True)
        assert start(name) == start(dated)
        assert {line.pPr.find(qn("w:jc")).get(qn("w:val")) for line in (name, dated)} == {"center"}

    @given(st.text("部司", min_size=1, max_size=10), days)
    def test_sealed_date_ends_four_characters_in(self, issuer: str, day: date) -> None:
        _, dated = signature(Signature((issuer,), day, seal=True), WORDS["zh-hans"], chinese=True)
        width = measure(date_line(day, WORDS["zh-hans"]))
        middle = (start(dated) + 28) / 2
        assert 28 - middle - width / 2 == pytest.approx(4, abs=0.01)

    def test_a_joint_document_names_every_issuer(self, produce: Callable[..., Any]) -> None:
        opened = produce(signature=Signature(("演示部", "演示委员会"), DAY))
        assert opened.texts("Signature") == ["演示部", "演示委员会", "2026年11月24日"]

    def test_date_has_no_leading_zeros(self, produce: Callable[..., Any]) -> None:
        assert produce(signature=Signature(("部",), date(2027, 1, 5))).texts("Signature")[-1] == "2027年1月5日"

    def test_english_date(self, produce: Callable[..., Any]) -> None:
        opened = produce(language="en", signature=Signature(("Ministry",), date(2027, 1, 5)))
        assert opened.texts("Signature") == ["Ministry", "5 January 2027"]

    def test_it_never_stands_alone_on_a_page(self, produce: Callable[..., Any], signed: OfficialDocument) -> None:
        opened = produce(*signed.blocks, signature=signed.signature)
        last = opened.styled("BodyText")[-1]
        assert last._p.pPr.find(qn("w:keepNext")) is not None

    def test_a_long_last_paragraph_flows_freely(self, produce: Callable[..., Any], signed: OfficialDocument) -> None:
        """Kept with the signature it would move whole to the next page and leave this one empty."""
        opened = produce(Paragraph("正文。" * 200), signature=signed.signature)
        assert opened.styled("BodyText")[-1]._p.pPr.find(qn("w:keepNext")) is None

    def test_a_body_without_signature_flows_freely(self, produce: Callable[..., Any]) -> None:
        assert produce(Paragraph("文")).styled("BodyText")[-1]._p.pPr.find(qn("w:keepNext")) is None


class TestCopies:
    @pytest.fixture
    def foot(self, produce: Callable[..., Any]) -> Any:
        return produce(copies=Copies(("办公厅", "各司局"), "演示部办公厅", date(2026, 12, 1))).word.tables[-1]

    def test_who_gets_a_copy_and_who_printed(self, foot: Any) -> None:
        assert [row.cells[0].text for row in foot.rows] == [
            "抄送：办公厅，各司局。", "演示部办公厅\t2026年12月1日印发",
        ]  # fmt: skip

    def test_it_stands_at_the_foot_of_the_page(self, foot: Any) -> None:
        place = foot._tbl.tblPr.find(qn("w:tblpPr"))
        assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")

    def test_outer_lines_are_thicker_than_the_inner(self, foot: Any) -> None:
        borders = foot._tbl.tblPr.find(qn("w:tblBorders"))
        top, bottom, inner = (int(borders.find(qn(f"w:{side}")).get(qn("w:sz"))) for side in
                              ("top", "bottom", "insideH"))  # fmt: skip
        assert top == bottom > inner

    def test_nothing_to_say_leaves_nothing(self, produce: Callable[..., Any]) -> None:
        assert produce(copies=Copies()).word.tables == []

    def test_after_a_turned_annex_the_page_is_upright_and_even(self, produce: Callable[..., Any]) -> None:
        opened = produce(annexes=(Annex("表", (Paragraph("文"),), landscape=True),), copies=Copies(("办公厅",)))
        last = opened.word.sections[-1]
        assert last.page_height > last.page_width
        assert last._sectPr.find(qn("w:type")).get(qn("w:val")) == "evenPage"


@given(st.text("中国科技", max_size=30), st.text("0123456789ab", max_size=30))
def test_measure_counts_chinese_whole_and_latin_half(chinese: str, latin: str) -> None:
    assert measure(chinese + latin) == len(chinese) + len(latin) / 2
