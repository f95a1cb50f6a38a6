"""What single sentences commit to, by kind; and that it does not hang on where or how the sentence is printed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.plans.reading import Target, read_plan

SENTENCES: dict[str, list[list[str]]] = tomllib.loads(
    Path(__file__).with_name("policy_sentences.toml").read_text(encoding="utf-8")
)
CASES = [(group, case[0], case[1:]) for group, cases in SENTENCES.items() for case in cases]
WESTERN = ("english", "russian")
# Left out: an article would be a heading and take what follows under it; a span of years dates the whole text.
NEIGHBOURS = [
    case
    for case in CASES
    if case[0] in {"counts", "no_figures"} and not case[1].startswith("第") and not re.search(r"20\d\d—", case[1])
]
WITH_FIGURES = [case for case in CASES if case[2]]


def figure(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else f"{value:g}"


def told(target: Target) -> str:
    if target.value is not None:
        return f"{figure(target.value)} {target.unit}"
    assert target.value_low is not None and target.value_high is not None
    return f"{figure(target.value_low)}..{figure(target.value_high)} {target.unit}"


def commitments(text: str) -> list[str]:
    return [told(target) for target in read_plan(text).targets]


def placed(group: str, sentence: str) -> str:
    return sentence if group in WESTERN else f"二、任务\n{sentence}"


@pytest.mark.parametrize(("group", "sentence", "read"), CASES, ids=[case[1][:30] for case in CASES])
def test_a_sentence_commits_to_its_figures(group: str, sentence: str, read: list[str]) -> None:
    assert commitments(placed(group, sentence)) == read


@pytest.mark.parametrize(("group", "sentence", "read"), WITH_FIGURES, ids=[case[1][:30] for case in WITH_FIGURES])
def test_full_width_digits_are_digits(group: str, sentence: str, read: list[str]) -> None:
    wide = sentence.translate({ord("0") + n: ord("０") + n for n in range(10)} | {ord("%"): "％"})
    if group not in WESTERN:
        assert commitments(placed(group, wide)) == read


@pytest.mark.parametrize(("group", "sentence", "read"), WITH_FIGURES, ids=[case[1][:30] for case in WITH_FIGURES])
def test_every_figure_is_quoted_from_its_line(group: str, sentence: str, read: list[str]) -> None:
    text = placed(group, sentence)
    for target in read_plan(text).targets:
        assert target.quote in text.splitlines()[target.line - 1]
        assert target.what


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(NEIGHBOURS), min_size=2, max_size=5),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_sentences_of_a_plan_do_not_disturb_each_other(cases: list[tuple[str, str, list[str]]], between: str) -> None:
    """Each under a heading of its own; dates and marks of the past do not reach over it."""
    numbers = "一二三四五"
    text = between.join(f"{numbers[at]}、工作安排{between}{case[1]}" for at, case in enumerate(cases))
    assert commitments(text) == [value for case in cases for value in case[2]]


LOOKS_BACK = st.sampled_from(
    [
        "近三年来，我市",
        "“十二五”以来，全省",
        "过去十年，本校",
        "截至2021年底，我省",
        "去年，全区",
        "目前，全国",
        "五年来，先后",
    ]
)


@settings(max_examples=50, deadline=None)
@given(
    LOOKS_BACK,
    st.integers(11, 999),
    st.sampled_from(["建成平台{}个", "引进人才{}名", "培训学员{}人次", "获批项目{}项"]),
)
def test_a_look_back_yields_nothing(opening: str, value: int, deed: str) -> None:
    assert commitments(f"一、发展情况\n{opening}{deed.format(value)}，取得了良好成效。") == []


@settings(max_examples=50, deadline=None)
@given(
    st.integers(11, 99),
    st.integers(1, 30),
    st.sampled_from(["从{}%提高到{}%", "由{}%上升至{}%", "由目前的{}%提升到{}%"]),
)
def test_of_a_rise_only_the_end_counts(low: int, more: int, form: str) -> None:
    (target,) = read_plan("到2030年，技术自给率" + form.format(low, low + more) + "。").targets
    assert (target.value, target.unit) == (low + more, "%")


WORDS = {
    3: "三",
    5: "五",
    8: "八",
    10: "十",
    15: "十五",
    20: "二十",
    36: "三十六",
    100: "一百",
    250: "二百五十",
    300: "三百",
}


@pytest.mark.parametrize("value", WORDS)
@pytest.mark.parametrize("unit", ["个", "家", "所"])
def test_a_number_in_words_is_the_same_number(value: int, unit: str) -> None:
    in_words = commitments(f"到2029年，新建研究中心{WORDS[value]}{unit}。")
    assert in_words == commitments(f"到2029年，新建研究中心{value}{unit}。") == [f"{value} {unit}"]


@pytest.mark.parametrize(
    ("phrase", "value"), [("翻一番", 2), ("翻两番", 4), ("翻番", 2), ("翻了一番以上", 2), ("翻三番", 8), ("翻两倍", 3)]
)
def test_doublings(phrase: str, value: int) -> None:
    (target,) = read_plan(f"到2030年，专利申请量{phrase}。").targets
    assert (target.value, target.unit) == (value, "倍")


@pytest.mark.parametrize(
    "phrase",
    ["坚持一个中心", "统筹两个市场", "打造一个平台", "实现三个转变", "五位一体", "一批重点项目", "“三步走”战略"],
)
def test_small_numbers_of_set_phrases_are_none(phrase: str) -> None:
    assert commitments(f"到2030年，{phrase}，协调推进。") == []


@pytest.mark.parametrize(
    ("phrase", "bound"),
    [
        ("达到50家以上", "at_least"), ("超50家", "at_least"), ("不少于50家", "at_least"), ("达50家（含）以上", "at_least"),
        ("控制在50家以内", "at_most"), ("实现50家（含）以下", "at_most"), ("约50家", "about"), ("达到50家左右", "about"),
        ("近50家", "about"), ("达到50家", "exact"),
    ],
)  # fmt: skip
def test_bounds_in_chinese(phrase: str, bound: str) -> None:
    (target,) = read_plan(f"到2030年，企业总数{phrase}。").targets
    assert (target.value, target.bound) == (50, bound)


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("Establish 12 centres by 31 December 2027.", "31 December 2027"),
        ("Over the next decade, 40 parks will be opened.", "Over the next decade"),
        ("К 2030 году создать 50 лабораторий.", "2030 году"),
        ("未来四年新增公寓200套。", "未来四年"),
        ("2027年力争培训200人。", "2027年"),
        ("通过3年努力，建成基地200个。", "通过3年努力"),
    ],
)
def test_deadlines_as_printed(sentence: str, deadline: str) -> None:
    assert [target.deadline for target in read_plan(sentence).targets] == [deadline]
