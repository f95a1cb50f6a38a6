"""Automatic numbering against independent readers of the same rules."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.documents.made import W
from wutong.documents.word.counting import chinese, letters, printed, roman
from wutong.documents.word.numbering import Numbering

FIGURES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def value_of_chinese(text: str) -> int:
    """A reader of Chinese numbers written the other way round, for comparison."""
    total = figure = 0
    for sign in text:
        if sign in UNITS:
            total += (figure or 1) * UNITS[sign]
            figure = 0
        else:
            figure = FIGURES[sign]
    return total + figure


def value_of_roman(text: str) -> int:
    values = [ROMAN[sign] for sign in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def numbering(*levels: tuple[str, str, int], more: str = "") -> Numbering:
    """One list (number 1) of levels given as (format, pattern, start)."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (number_format, pattern, start) in enumerate(levels)
    )
    xml = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>'
    )
    return Numbering(etree.fromstring(xml))


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(number: int) -> None:
    assert value_of_chinese(chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百〇一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1000, "一千"),
        (1001, "一千〇一"),
        (1010, "一千〇一十"),
        (2026, "二千〇二十六"),
        (10000, "一〇〇〇〇"),
        (0, "〇"),
    ],
)
def test_chinese_numbers_as_printed(number: int, expected: str) -> None:
    assert chinese(number) == expected


@given(st.integers(1, 3999))
def test_roman_numbers_read_back(number: int) -> None:
    assert value_of_roman(roman(number)) == number


def test_roman_numbers_have_no_four_in_a_row() -> None:
    assert all(sign * 4 not in roman(number) for number in range(1, 1000) for sign in "ivxlc")


@pytest.mark.parametrize(("number", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa"), (0, "")])
def test_letters_repeat_as_in_word(number: int, expected: str) -> None:
    assert letters(number) == expected


@given(
    st.integers(-5, 10**9), st.sampled_from(["decimal", "upperRoman", "chineseCounting", "decimalEnclosedCircle", "x"])
)
def test_every_number_prints_in_bounded_length(number: int, number_format: str) -> None:
    assert len(printed(number, number_format)) < 30


@pytest.mark.parametrize(
    ("number_format", "first"),
    [
        ("decimalEnclosedParen", "⑴"),
        ("decimalEnclosedFullstop", "⒈"),
        ("ideographEnclosedCircle", "㊀"),
        ("ideographZodiac", "子"),
        ("ideographTraditional", "甲"),
        ("decimalHalfWidth", "1"),
        ("taiwaneseCountingThousand", "一"),
        ("japaneseDigitalTenThousand", "一"),
        ("russianUpper", "А"),
        ("upperLetter", "A"),
        ("none", ""),
        ("someFutureFormat", "1"),
    ],
)
def test_first_number_of_each_format(number_format: str, first: str) -> None:
    assert printed(1, number_format) == first


def test_enclosed_numbers_end_in_plain_digits() -> None:
    assert [printed(number, "decimalEnclosedCircle") for number in (20, 21)] == ["⑳", "21"]


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_nested_decimal_numbers_follow_the_outline(depths: list[int]) -> None:
    """Against a plain outline counter: each item counts up its own level and clears the deeper ones."""
    levels = [("decimal", ".".join(f"%{upto + 1}" for upto in range(depth + 1)), 1) for depth in range(4)]
    read = numbering(*levels)
    counters: dict[int, int] = {}
    for depth in depths:
        counters = {level: count for level, count in counters.items() if level <= depth}
        counters[depth] = counters.get(depth, 0) + 1
        expected = ".".join(str(counters.get(level, 1)) for level in range(depth + 1))
        assert read.next(1, depth) == expected


@given(st.integers(0, 50), st.integers(1, 20))
def test_numbers_start_where_the_list_says(start: int, count: int) -> None:
    read = numbering(("decimal", "%1.", start))
    assert [read.next(1, 0) for _ in range(count)] == [f"{number}." for number in range(start, start + count)]


def test_unknown_lists_and_levels_print_nothing() -> None:
    read = numbering(("decimal", "%1.", 1))
    assert [read.next(99, 0), read.next(1, 8), read.next(1, -1)] == ["", "", ""]


def test_text_around_the_number_is_kept() -> None:
    read = numbering(("chineseCounting", "第%1条 ", 1), ("decimal", "（%2）", 1), ("none", "附注：", 1))
    assert [read.next(1, 0), read.next(1, 1), read.next(1, 2)] == ["第一条", "（1）", "附注："]


def test_pattern_naming_a_level_that_does_not_exist() -> None:
    assert numbering(("decimal", "%1.%7", 1)).next(1, 0) == "1."


def test_list_linked_to_a_list_style() -> None:
    xml = (
        f'<w:numbering xmlns:w="{W}">'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="公文"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="公文"/></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )
    assert Numbering(etree.fromstring(xml)).next(5, 0) == "一、"


def test_override_of_a_whole_level() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride></w:num>'
    )
    read = numbering(("decimal", "%1.", 1), more=more)
    assert read.next(2, 0) == "C)"


def test_no_numbering_part_at_all() -> None:
    assert Numbering(None).next(1, 0) == ""


@pytest.mark.parametrize("broken", ['w:numId="x"', 'w:numId=""', ""])
def test_broken_list_definitions_are_skipped(broken: str) -> None:
    xml = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum/><w:num {broken}><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    assert Numbering(etree.fromstring(xml)).next(0, 0) == ""
