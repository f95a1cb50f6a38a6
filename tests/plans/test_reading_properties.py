"""What must hold for any text: no crash, lines that point to their words, nothing out of nothing."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.plans.reading import read_letter, read_plan
from wutong.plans.reading.numerals import HAN

PIECES = st.sampled_from(
    [
        "一、总体要求",
        "（一）主要目标。到2027年，",
        "建成国际合作基地50家以上，",
        "1.建设平台",
        "第一章 总则",
        "第一条 为了规范合作，",
        "Article 1. Purpose",
        "1.1 Mobility",
        "The ministry will train 500 researchers by 2030.",
        "近年来，已建成12家。",
        "附件：1.表一",
        "目录",
        "——开放合作。",
        "人才占比从5%提高到8%，",
        "在科技人文交流、共建联合实验室等方面开展合作与交流，推动科技园区",
        "。",
        "",
        "\n",
        "　　",
        "\n\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=14).map(lambda pieces: "\n".join(pieces)) | st.text(max_size=300)
NUMBERLESS = st.text(max_size=300).map(lambda text: re.sub(rf"[\d{HAN}万亿]", "", text))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_quote_ends_or_begins_on_the_line_of_its_target(text: str) -> None:
    """The line is the one the number stands on; the quote is found there, with the line before and behind it."""
    lines = text.splitlines()
    for target in read_plan(text).targets:
        assert target.quote
        at = target.line - 1
        assert squeezed(target.quote) in squeezed("".join(lines[max(at - 3, 0) : at + 4]))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_heading_line_holds_its_number(text: str) -> None:
    lines = text.splitlines()
    for head in read_plan(text).headings:
        assert squeezed(head.number) in squeezed(lines[head.line - 1])


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_headings_stand_in_order_and_levels_do_not_jump(text: str) -> None:
    headings = read_plan(text).headings
    assert [head.line for head in headings] == sorted(head.line for head in headings)
    before = 0
    for head in headings:
        assert 1 <= head.level <= before + 1
        before = head.level


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_target_points_to_a_heading_above_it(text: str) -> None:
    reading = read_plan(text)
    for target in reading.targets:
        if target.heading is not None:
            assert reading.headings[target.heading].line <= target.line


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_values_are_either_single_or_a_range(text: str) -> None:
    for target in read_plan(text).targets:
        if target.value is None:
            assert target.value_low is not None and target.value_high is not None
            assert target.value_low < target.value_high
        else:
            assert (target.value_low, target.value_high) == (None, None)


@given(NUMBERLESS)
@settings(deadline=None)
def test_a_text_without_numbers_sets_no_target(text: str) -> None:
    assert read_plan(text).targets == ()


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_plan(text) == read_plan(text)
    assert read_letter(text) == read_letter(text)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_blank_lines_before_a_text_only_shift_its_lines(text: str) -> None:
    plain, shifted = read_plan(text), read_plan("\n\n\n" + text)
    assert [head.line + 3 for head in plain.headings] == [head.line for head in shifted.headings]
    assert [target.line + 3 for target in plain.targets] == [target.line for target in shifted.targets]


@given(st.integers(min_value=2, max_value=9_999_999))
@settings(max_examples=60)
def test_any_figure_is_read_as_printed(value: int) -> None:
    text = f"二、目标\n到2027年，新增企业达到{value:,}家，培训人员{value}人次。\n"
    found = [target.value for target in read_plan(text).targets]
    assert found == [value, value]


@given(st.integers(min_value=1, max_value=38))
def test_any_count_of_headings_is_found(count: int) -> None:
    text = "".join(f"{number}.建设平台\n加强统筹，推动发展。\n" for number in range(1, count + 1))
    assert [head.number for head in read_plan(text).headings] == [f"{number}." for number in range(1, count + 1)]
