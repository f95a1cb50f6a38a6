"""From lines back to paragraphs: wrapped lines, page breaks, page numbers, and where each word stood."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.plans.reading.lines import layout_of, read_lines, read_paragraphs, sentences


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_paragraphs(text)]


def test_one_line_is_one_paragraph_where_nothing_is_wrapped() -> None:
    assert texts("第一段到此为止。\n第二段也到此为止。\n") == ["第一段到此为止。", "第二段也到此为止。"]


def test_a_page_break_inside_a_sentence_is_closed() -> None:
    before = "与沿线国家就深化科技创新合作、共同走创新驱动发展道路形成共识，重点在科技人文交流、科技园区"
    assert texts(f"{before}\n\n合作、技术转移等方面开展合作。\n") == [f"{before}合作、技术转移等方面开展合作。"]


@pytest.mark.parametrize("noise", ["12", "- 12 -", "— 12 —", "第 12 页 共 30 页", "Page 12 of 30", "-----"])
def test_page_numbers_and_rules_are_left_out(noise: str) -> None:
    before = "与沿线国家就深化科技创新合作、共同走创新驱动发展道路形成共识，重点在科技人文交流、科技园区"
    assert len(texts(f"{before}\n\n{noise}\n\n合作等方面开展合作。\n")) == 1


def test_a_comma_at_the_end_always_goes_on() -> None:
    assert texts("结合需求，\n\n支持高校建设。\n") == ["结合需求，支持高校建设。"]


def test_a_short_line_without_a_stop_is_a_title() -> None:
    assert texts("某某行动计划\n\n为推进合作，制定本计划。\n") == ["某某行动计划", "为推进合作，制定本计划。"]


@pytest.mark.parametrize(
    "opener", ["——开放", "• 开放", "附件：表", "抄送：某局", "2024年3月1日", "（一）开放", "1.开放"]
)
def test_what_always_opens_a_paragraph(opener: str) -> None:
    assert texts(f"为推进国际科技合作与交流活动的开展并且提高水平，\n{opener}\n") == [
        "为推进国际科技合作与交流活动的开展并且提高水平，",
        opener,
    ]


INDENTED = """
　　为深入推进国际科技合作，提升全省开放创新水平，结合我省
实际，制定本计划。各地要高度重视，认真组织实施，确保取得实
效。
　　坚持开放合作，立足本省优势，面向周边国家，建设区域性科
技创新中心，为全省发展提供有力支撑。
　　加强统筹协调，健全工作机制，形成工作合力，推动各项任务
落到实处。
"""


def test_an_indent_begins_a_paragraph() -> None:
    found = texts(INDENTED)
    assert len(found) == 3
    assert found[0].endswith("确保取得实效。")
    assert found[1].endswith("有力支撑。")


def test_the_layout_is_seen() -> None:
    layout = layout_of(read_lines(INDENTED))
    assert layout.indented
    assert 50 <= layout.width <= 62


def test_a_text_of_one_line_paragraphs_has_no_width() -> None:
    long = "这一段文字很长，用来说明每一段都是一行的文本没有固定的宽度。" * 6
    assert layout_of(read_lines("\n".join([long, "短句。", long * 2, "短句。"] * 3))).width == 0


ENGLISH = """
Throughout the period the government has made its work more open and more accountable, and it has taken
steps to increase the participation of citizens, the collaboration of agencies and transparency in all
that it does.

At the first meeting the ministers said that they would carry on with this work for two more years, and
that every agency would publish a plan of its own, to be renewed

12
each year and to be discussed in public.
"""


def test_english_lines_are_joined_with_blanks() -> None:
    found = texts(ENGLISH)
    assert found[0].startswith("Throughout the period the government has made")
    assert "taken steps to increase" in found[0]
    assert found[0].endswith("that it does.")


def test_an_english_sentence_goes_on_over_a_page_number() -> None:
    assert texts(ENGLISH)[1].endswith("to be renewed each year and to be discussed in public.")


def test_each_character_knows_its_line() -> None:
    paragraph = read_paragraphs("第一行没有结束，\n第二行在此结束。\n")[0]
    assert paragraph.line_at(paragraph.text.index("第一")) == 1
    assert paragraph.line_at(paragraph.text.index("第二")) == 2
    assert paragraph.line_at(len(paragraph.text) - 1) == 2


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_no_line_is_lost_or_read_twice(text: str) -> None:
    lines = [line.number for line in read_lines(text)]
    assert [number for paragraph in read_paragraphs(text) for number in paragraph.lines] == lines


@given(st.text(alphabet="合作。，； a.\n1", max_size=200))
@settings(deadline=None)
def test_sentences_put_together_are_the_text(text: str) -> None:
    joined = "".join(sentence for _, sentence in sentences(text))
    assert joined == text or not text[len(joined) :].strip()


@given(st.text(max_size=200))
@settings(deadline=None)
def test_sentences_stand_where_they_say(text: str) -> None:
    for offset, sentence in sentences(text):
        assert text[offset : offset + len(sentence)] == sentence


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("到2025年达到50家。到2030年达到80家。", 2),
        ("增长3.5%；降低1.2%。", 2),
        ("It grew by 3.5 percent. It will grow.", 2),
        ("The U.S. Government will act.", 1),
        ("没有句号", 1),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(list(sentences(text))) == count


@pytest.mark.parametrize(
    "text",
    [
        "建设联合实验室推动科技园区合作与技术转移交流活动\n" * 3_000,
        "建设50家，" * 800,
        "1" * 20_000,
        "一" * 20_000,
        "《" * 5_000,
        " " * 20_000 + "a",
        "1.\n" * 1_500,
        "a." * 5_000 + "@",
    ],
    ids=["no stop", "one clause", "digits", "numerals", "brackets", "blanks", "numbers", "mail"],
)
def test_odd_texts_are_read_without_hanging(text: str) -> None:
    paragraphs = read_paragraphs(text)
    assert sum(len(list(sentences(paragraph.text))) for paragraph in paragraphs) >= 0
    assert all(len(piece) <= 1_000 for paragraph in paragraphs for _, piece in sentences(paragraph.text))
