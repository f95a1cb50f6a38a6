"""Numerals as policy texts print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.plans.reading.numbering import numbering_of
from wutong.plans.reading.numerals import half_width, parse_han, parse_number, parse_roman, to_han


@given(st.integers(min_value=0, max_value=99_999_999))
def test_a_chinese_numeral_comes_back_as_the_same_number(value: int) -> None:
    assert parse_han(to_han(value)) == value


@given(st.integers(min_value=1, max_value=9_999), st.integers(min_value=0, max_value=9_999))
def test_millions_of_ten_thousands_are_read(high: int, low: int) -> None:
    text = to_han(high) + "亿" + (to_han(low) + "万" if low else "")
    assert parse_han(text) == high * 100_000_000 + low * 10_000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零三", 103),
        ("一百一十", 110),
        ("两千五百", 2500),
        ("三万", 30_000),
        ("二〇二五", 2025),
        ("一亿两千万", 120_000_000),
        ("零", 0),
    ],
)
def test_usual_numerals(text: str, value: int) -> None:
    assert parse_han(text) == value


@pytest.mark.parametrize("text", ["", "十百", "百千", "甲", "第一", "一二百"])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    assert parse_han(text) is None


@pytest.mark.parametrize("value", [-1, 100_000_000])
def test_numbers_without_a_usual_numeral_are_refused(value: int) -> None:
    with pytest.raises(ValueError, match=str(value)):
        to_han(value)


@pytest.mark.parametrize(("text", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("CX", 110)])
def test_roman_numerals(text: str, value: int) -> None:
    assert parse_roman(text) == value


@pytest.mark.parametrize(("text", "value"), [("1,200", 1200), ("3.5", 3.5), ("２５", 25), ("五十", 50), ("V", 5)])
def test_any_number(text: str, value: float) -> None:
    assert parse_number(text) == value


@given(st.text())
def test_half_width_keeps_every_offset(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert parse_number(text) is None or parse_number(text) >= 0


@pytest.mark.parametrize(
    ("line", "style", "printed", "ordinals"),
    [
        ("一、总体要求", "han", "一", (1,)),
        ("十一、附则", "han", "十一", (11,)),
        ("（一）指导思想", "han_paren", "（一）", (1,)),
        ("(二) 基本原则", "han_paren", "(二)", (2,)),
        ("1.坚持开放", "arab", "1.", (1,)),
        ("１．坚持开放", "arab", "１．", (1,)),
        ("12、坚持开放", "arab", "12", (12,)),
        ("（3）建立机制", "arab_paren", "（3）", (3,)),
        ("3) 建立机制", "arab_paren", "3)", (3,)),
        ("第一章 总则", "chapter", "第一章", (1,)),
        ("第 二 章　目标", "chapter", "第二章", (2,)),
        ("第十二条 本办法", "article", "第十二条", (12,)),
        ("第三节 人才", "section", "第三节", (3,)),
        ("第一部分 背景", "part", "第一部分", (1,)),
        ("1.1 Mobility", "dotted", "1.1", (1, 1)),
        ("2.3.1 数据服务", "dotted", "2.3.1", (2, 3, 1)),
        ("Article 5. Scope", "Article", "Article 5", (5,)),
        ("Chapter IV: Funding", "Chapter", "Chapter IV", (4,)),
        ("ARTICLE 2", "Article", "ARTICLE 2", (2,)),
        ("Goal 3 – Better links", "Goal", "Goal 3", (3,)),
        ("II. Priorities", "roman", "II.", (2,)),
        ("B. People", "letter", "B.", (2,)),
        ("任务一：建站", "任务", "任务一", (1,)),
    ],
)
def test_numbering_styles(line: str, style: str, printed: str, ordinals: tuple[int, ...]) -> None:
    found = numbering_of(line)
    assert found is not None
    assert (found.style, found.printed, found.ordinals) == (style, printed, ordinals)


@pytest.mark.parametrize(
    "line",
    [
        "2.5万人次来华",
        "3.5%以上",
        "2025年，建成基地",
        "第三条规定的情形",
        "一二三产业融合",
        "一、二、三产业融合发展",
        "Section 5 of the Act applies",
        "Articles of association",
        "5年内，夯实基础",
        "——育人为本",
        "U.S. agencies will",
        "",
    ],
)
def test_what_begins_with_a_number_but_is_no_heading(line: str) -> None:
    assert numbering_of(line) is None


@pytest.mark.parametrize(
    "line", ["一、总体要求", "（二） 目标", "1.  任务", "第一条　为了", "Article 1. Purpose", "1.1 Aim"]
)
def test_the_title_begins_behind_the_number(line: str) -> None:
    found = numbering_of(line)
    assert found is not None
    assert line[found.length :] in {"总体要求", "目标", "任务", "为了", "Purpose", "Aim"}
