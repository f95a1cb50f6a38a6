"""What LibreOffice makes of the documents: 28 × 22, and every part where the standard puts it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wutong.documents.official import (
    Annex,
    Column,
    Copies,
    Heading,
    OfficialDocument,
    Paragraph,
    RedHead,
    Row,
    Signature,
    TableBlock,
    render,
)

pytestmark = pytest.mark.office

MM = 72 / 25.4
DAY = date(2026, 11, 24)
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, 37 * MM, (297 - 35) * MM
ROWS = tuple(Row((str(n), f"共建联合实验室第{n}项", "三百万元")) for n in range(1, 61))
TABLE = TableBlock((Column("序号", 1, "center"), Column("需求名称", 4), Column("经费", 2)), ROWS)


def documents() -> dict[str, OfficialDocument]:
    return {
        "full": OfficialDocument("题", (Paragraph("桥" * 28 * 66),)),
        "mixed": OfficialDocument("题", (Paragraph("提出2026年在“一带一路”方面的need建议，汇总，" * 60),)),
        "whole": OfficialDocument(
            "实施方案", (Heading("总体思路", 1, "一、"), Paragraph("正文。")),
            head=RedHead("演示部文件", "演示科〔2026〕12号"),
            addressees="各有关单位", signature=Signature(("演示部科技司",), DAY),
            annexes=(Annex("横表一览", (TABLE,), landscape=True), Annex("竖表一览", (TABLE,))),
            copies=Copies(("办公厅",), "演示部办公厅", DAY),
        ),
        "letter": OfficialDocument(
            "征集需求建议的函", (Paragraph("正文。" * 200),), head=RedHead("演示部门", "演示函〔2026〕12号", "letter"),
            signature=Signature(("演示部科技司",), DAY, seal=True), enclosures=("需求建议表",),
        ),
        "english": OfficialDocument(
            "Implementation plan", (Heading("Aims", 1, "1."), Paragraph("Text of the plan. " * 40)), language="en",
            head=RedHead("Demonstration Ministry", "DM (2026) 12"), signature=Signature(("Ministry",), DAY),
        ),
    }  # fmt: skip


@pytest.fixture(scope="module")
def looked(look: Callable[[dict[str, bytes]], dict[str, Any]]) -> dict[str, Any]:
    return look({name: render(document, sources=False) for name, document in documents().items()})


def body_rows(looked: Any, page: int) -> dict[float, str]:
    return {top: text for top, text in looked.rows(page).items() if TOP - 5 < top < BOTTOM - 5}


@pytest.mark.parametrize("page", [2, 3])
def test_a_full_page_has_22_lines_of_28_characters(looked: dict[str, Any], page: int) -> None:
    rows = body_rows(looked["full"], page)
    assert [len(text) for text in rows.values()][:20] == [28] * 20
    if page == 2:
        assert len(rows) == 22


def test_lines_stand_225_mm_over_22_apart(looked: dict[str, Any]) -> None:
    tops = sorted(body_rows(looked["full"], 2))
    assert (tops[-1] - tops[0]) / 21 == pytest.approx(225 / 22 * MM, abs=0.05)


def test_text_fills_the_type_area_and_stays_in_it(looked: dict[str, Any]) -> None:
    words = [word for word in looked["full"].on(2) if "桥" in word.text]
    assert min(word.left for word in words) == pytest.approx(LEFT, abs=1)
    assert RIGHT - 8 < max(word.right for word in words) <= RIGHT + 0.5


def test_first_line_is_two_characters_in(looked: dict[str, Any]) -> None:
    first, second = [word for word in looked["full"].on(1) if "桥" in word.text][:2]
    assert first.left - second.left == pytest.approx(2 * 156 / 28 * MM, abs=1)


def test_mixed_text_keeps_22_lines(looked: dict[str, Any]) -> None:
    """Digits, letters and quotes must neither open the lines nor scatter the characters."""
    assert len({round(top / 3) for top in body_rows(looked["mixed"], 2)}) == 22


def page_number(looked: Any, page: int) -> tuple[float, float, float]:
    """Left, right and middle height of “— n —”."""
    words = [word for word in looked.on(page) if word.top > looked.pages[page - 1][1] - 35 * MM + 5]
    height = (words[0].top + words[0].bottom) / 2
    return min(word.left for word in words), max(word.right for word in words), height


def test_odd_page_number_ends_one_character_from_the_right(looked: dict[str, Any]) -> None:
    assert page_number(looked["full"], 1)[1] == pytest.approx(RIGHT - 156 / 28 * MM, abs=2.5)


def test_even_page_number_begins_one_character_from_the_left(looked: dict[str, Any]) -> None:
    assert page_number(looked["full"], 2)[0] == pytest.approx(LEFT + 156 / 28 * MM, abs=2.5)


def test_page_number_is_7_mm_below_the_type_area(looked: dict[str, Any]) -> None:
    assert page_number(looked["full"], 1)[2] - BOTTOM == pytest.approx(7 * MM, abs=3)


def test_mark_begins_35_mm_below_the_type_area_s_top(looked: dict[str, Any]) -> None:
    mark = looked["whole"].find("演示部文件")
    middle = (mark.top + mark.bottom) / 2
    assert middle - 18 - TOP == pytest.approx(35 * MM, abs=6)


def test_title_is_centred(looked: dict[str, Any]) -> None:
    title = looked["whole"].find("实施方案")
    assert (title.left + title.right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_addressee_is_flush_left(looked: dict[str, Any]) -> None:
    assert looked["whole"].find("各有关单位").left == pytest.approx(LEFT, abs=1)


def test_unsealed_date_begins_two_characters_right_of_the_issuer(looked: dict[str, Any]) -> None:
    whole = looked["whole"]
    issuer = whole.find("演示部科技司")
    day = next(word for word in whole.on(issuer.page) if word.top > issuer.bottom and "2026" in word.text)
    assert day.left - issuer.left == pytest.approx(2 * 156 / 28 * MM, abs=1)


def test_sealed_issuer_is_centred_on_the_date(looked: dict[str, Any]) -> None:
    letter = looked["letter"]
    issuer = letter.find("演示部科技司")
    day = [word for word in letter.on(issuer.page) if issuer.bottom - 5 < word.top < issuer.bottom + 40]
    middle = (min(word.left for word in day) + max(word.right for word in day)) / 2
    assert middle == pytest.approx((issuer.left + issuer.right) / 2, abs=2)


def test_turned_annex_is_a_turned_page(looked: dict[str, Any]) -> None:
    page = looked["whole"].find("横表一览")
    titles = [word for word in looked["whole"].words if "横表一览" in word.text and word.page > 1]
    width, height = looked["whole"].pages[titles[0].page - 1]
    assert width > height
    assert page.page == 1  # the enclosure list names it first


def test_table_header_repeats(looked: dict[str, Any]) -> None:
    whole = looked["whole"]
    pages = {word.page for word in whole.words if "联合实验室" in word.text}
    assert len(pages) >= 3
    assert all(any("需求名称" in word.text for word in whole.on(page)) for page in pages)


def test_every_row_of_a_table_is_there_once(looked: dict[str, Any]) -> None:
    text = "".join(word.text for word in looked["whole"].words)
    assert all(text.count(f"第{n}项") == 2 for n in range(1, 61))  # two annexes


def test_annex_opens_a_page(looked: dict[str, Any]) -> None:
    whole = looked["whole"]
    marks = [word for word in whole.words if word.text.startswith("附件") and "：" not in word.text]
    assert len(marks) == 2
    assert all(word.top == min(other.top for other in whole.on(word.page)) for word in marks)


def test_copies_stand_at_the_foot_of_the_last_page(looked: dict[str, Any]) -> None:
    whole = looked["whole"]
    printer = whole.find("印发")
    assert printer.page == len(whole.pages)
    assert BOTTOM - 30 < printer.bottom <= BOTTOM + 2


def test_no_page_is_empty(looked: dict[str, Any]) -> None:
    for document in looked.values():
        assert all(len(document.on(page)) > 1 for page in range(1, len(document.pages) + 1))


def test_no_page_is_left_half_empty_by_a_long_paragraph(looked: dict[str, Any]) -> None:
    assert max(word.bottom for word in looked["letter"].on(1)) > BOTTOM - 40


def test_first_page_of_a_letter_has_no_number_and_the_second_has(looked: dict[str, Any]) -> None:
    letter = looked["letter"]
    assert not any(word.top > BOTTOM for word in letter.on(1))
    assert any(word.top > BOTTOM and "2" in word.text for word in letter.on(2))


def test_mark_of_a_letter_begins_30_mm_from_the_edge(looked: dict[str, Any]) -> None:
    mark = looked["letter"].find("演示部门")
    assert (mark.top + mark.bottom) / 2 - 18 == pytest.approx(30 * MM, abs=6)


def test_letter_number_ends_at_the_right_edge(looked: dict[str, Any]) -> None:
    letter = looked["letter"]
    line = letter.find("演示函")
    assert max(word.right for word in letter.on(1) if abs(word.top - line.top) < 2) == pytest.approx(RIGHT, abs=3)


def test_english_has_the_same_type_area(looked: dict[str, Any]) -> None:
    words = [word for word in looked["english"].words if word.text in ("Text", "plan.", "the")]
    assert min(word.left for word in words) == pytest.approx(LEFT, abs=1)
    assert max(word.right for word in looked["english"].on(1)) <= RIGHT + 1


def test_stand_in_faces_are_song_and_black(looked: dict[str, Any]) -> None:
    """Body in a serif, level-one headings in a sans-serif face, all embedded."""
    fonts = looked["whole"].fonts
    if "Noto" not in fonts:
        pytest.skip("the official typefaces or other stand-ins are installed")
    assert "Serif" in fonts
    assert "Sans" in fonts
