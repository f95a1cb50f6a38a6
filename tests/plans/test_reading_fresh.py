"""Sentences and outlines written without looking at the reader, and what must hold for every plan put together."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.plans.reading import Target, read_letter, read_plan

SENTENCES = tomllib.loads(Path(__file__).with_name("fresh_sentences.toml").read_text(encoding="utf-8"))
CASES = [(language, case["text"], case["read"]) for language, cases in SENTENCES.items() for case in cases]


def figure(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)


def told(target: Target) -> str:
    """A target as the samples print it: "50 家", "3..5 个"."""
    if target.value is not None:
        return f"{figure(target.value)} {target.unit}"
    assert target.value_low is not None and target.value_high is not None
    return f"{figure(target.value_low)}..{figure(target.value_high)} {target.unit}"


def commitments(text: str) -> list[str]:
    return [told(target) for target in read_plan(text).targets]


@pytest.mark.parametrize(("language", "text", "read"), CASES, ids=[text[:24] for _, text, _ in CASES])
def test_a_sentence_commits_to_what_it_says(language: str, text: str, read: list[str]) -> None:
    heading = "二、任务\n" if language == "zh" else ""
    assert commitments(heading + text) == read


@pytest.mark.parametrize(("language", "text", "read"), CASES, ids=[text[:24] for _, text, _ in CASES])
def test_it_does_so_in_the_middle_of_a_plan(language: str, text: str, read: list[str]) -> None:
    """Neutral paragraphs around a sentence change nothing in what it commits to."""
    around = {"zh": ("一、工作安排\n加强统筹协调。\n", "\n二、组织实施\n健全工作机制。\n"),
              "en": ("1. Measures\nPartners keep each other informed.\n", "\n2. Review\nThe office reports.\n")}  # fmt: skip
    before, after = around[language]
    assert commitments(before + text + after) == read


OUTLINES: dict[str, tuple[str, list[tuple[int, str, str]]]] = {
    "chapters and articles": (
        "第一章 总则\n第一条 为规范国际合作，制定本办法。\n第二条 本办法适用于各单位。\n第二章 申报\n第三条 申报按年度进行。\n",
        [(1, "第一章", "总则"), (2, "第一条", ""), (2, "第二条", ""), (1, "第二章", "申报"), (2, "第三条", "")],
    ),
    "chapter, section, article": (
        "第一章 总则\n第一节 目的\n第一条 为加强管理，制定本规定。\n第二节 范围\n第二条 适用于实验室。\n第二章 附则\n第三条 自发布之日起施行。\n",
        [(1, "第一章", "总则"), (2, "第一节", "目的"), (3, "第一条", ""), (2, "第二节", "范围"), (3, "第二条", ""),
         (1, "第二章", "附则"), (2, "第三条", "")],
    ),
    "parts": (
        "第一部分 形势\n一、现状\n有一定基础。\n二、挑战\n任务较重。\n第二部分 任务\n一、平台\n共建平台。\n",
        [(1, "第一部分", "形势"), (2, "一", "现状"), (2, "二", "挑战"), (1, "第二部分", "任务"), (2, "一", "平台")],
    ),
    "english articles": (
        "Article 1 Purpose\nThe Parties cooperate in science.\nArticle 2 Forms\nVisits and projects.\n"
        "Article 3 Costs\nEach Party bears its own.\n",
        [(1, "Article 1", "Purpose"), (1, "Article 2", "Forms"), (1, "Article 3", "Costs")],
    ),
    "english decimals": (
        "1. Framework\nThe plan covers all fields.\n1.1 Mobility\nVisits are supported.\n1.2 Laboratories\nSites are chosen.\n"
        "2. Review\nIt is reviewed.\n",
        [(1, "1.", "Framework"), (2, "1.1", "Mobility"), (2, "1.2", "Laboratories"), (1, "2.", "Review")],
    ),
    "four levels": (
        "一、任务\n（一）人才\n1.来华\n（1）短期\n安排短期访问。\n（2）长期\n安排长期访问。\n2.出国\n（二）平台\n二、保障\n",
        [(1, "一", "任务"), (2, "（一）", "人才"), (3, "1.", "来华"), (4, "（1）", "短期"), (4, "（2）", "长期"),
         (3, "2.", "出国"), (2, "（二）", "平台"), (1, "二", "保障")],
    ),
    "actions by word": (
        "一、重点行动\n行动一：人文交流\n互派人员。\n行动二：联合实验室\n共建实验室。\n二、保障\n落实责任。\n",
        [(1, "一", "重点行动"), (1, "二", "保障")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTLINES)
def test_an_outline_is_read_with_its_levels(name: str) -> None:
    text, expected = OUTLINES[name]
    found = [(head.level, head.number) for head in read_plan(text).headings]
    numbers = {number for _, number, _ in expected}
    assert [one for one in found if one[1] in numbers] == [(level, number) for level, number, _ in expected]


@pytest.mark.parametrize("name", OUTLINES)
def test_an_outline_is_read_with_its_titles(name: str) -> None:
    text, expected = OUTLINES[name]
    titles = [(head.number, head.title) for head in read_plan(text).headings]
    assert [pair for pair in titles if pair[0] in {number for _, number, title in expected if title}] == [
        (number, title) for _, number, title in expected if title
    ]


@pytest.mark.parametrize("name", OUTLINES)
@pytest.mark.parametrize("blank", ["", "\n", "\n\n"])
def test_blank_lines_between_paragraphs_change_no_outline(name: str, blank: str) -> None:
    text, _ = OUTLINES[name]
    spread = text.replace("\n", "\n" + blank)
    plain = [(head.level, head.number) for head in read_plan(text).headings]
    assert [(head.level, head.number) for head in read_plan(spread).headings if head.number] == [
        one for one in plain if one[1]
    ]


@pytest.mark.parametrize("name", OUTLINES)
def test_windows_line_ends_and_indents_change_no_outline(name: str) -> None:
    text, _ = OUTLINES[name]
    plain = read_plan(text).headings
    other = read_plan("".join(f"　　{line}\r\n" for line in text.splitlines())).headings
    assert [(head.level, head.line) for head in other] == [(head.level, head.line) for head in plain]


COUNTS = st.integers(11, 9000).filter(lambda value: not 1900 <= value <= 2100)
UNITS = ["家", "个", "人次", "名", "项"]
FRAMES = [
    "到2029年，新建合作平台{}{}。",
    "2028年底前，建成示范点{}{}以上。",
    "力争用五年时间，支持合作任务{}{}。",
    "“十五五”期间，累计支持{}{}。",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("frame", FRAMES)
@settings(max_examples=6, deadline=None)
@given(value=COUNTS)
def test_the_figure_and_unit_come_out_as_they_went_in(frame: str, unit: str, value: int) -> None:
    (target,) = read_plan("二、任务\n" + frame.format(value, unit)).targets
    assert (target.value, target.unit) == (value, unit)
    assert str(value) in target.quote


@pytest.mark.parametrize(("scale", "factor"), [("万", 10_000), ("亿", 100_000_000), ("千", 1000), ("百", 100)])
@settings(max_examples=12, deadline=None)
@given(value=st.integers(11, 999), tenth=st.integers(0, 9))
def test_scales_multiply(scale: str, factor: int, value: int, tenth: int) -> None:
    (target,) = read_plan(f"到2029年，投资规模达到{value}.{tenth}{scale}元。").targets
    assert target.value == pytest.approx((value + tenth / 10) * factor)


@settings(max_examples=40, deadline=None)
@given(low=st.integers(11, 400), more=st.integers(1, 300), dash=st.sampled_from(["-", "—", "–", "~", "～", "至", "到"]))
def test_a_range_has_two_ends_in_order(low: int, more: int, dash: str) -> None:
    (target,) = read_plan(f"到2029年，建成联合实验室{low}{dash}{low + more}个。").targets
    assert (target.value, target.value_low, target.value_high) == (None, low, low + more)


@settings(max_examples=40, deadline=None)
@given(year=st.integers(2026, 2040), value=COUNTS)
def test_the_deadline_is_the_year_named(year: int, value: int) -> None:
    (target,) = read_plan(f"到{year}年，联合实验室达到{value}家。").targets
    assert target.deadline == f"{year}年"


@settings(max_examples=40, deadline=None)
@given(value=COUNTS, past=st.sampled_from(["截至目前，已", "近年来，我省已累计", "“十三五”以来，先后", "过去五年，共"]))
def test_what_was_reached_is_never_a_target(value: int, past: str) -> None:
    assert read_plan(f"一、发展基础\n{past}建成联合实验室{value}家。").targets == ()


@settings(max_examples=40, deadline=None)
@given(value=COUNTS, rule=st.sampled_from(["给予最高{}万元补助", "按不超过{}万元给予奖励", "资助额度不超过{}万元"]))
def test_a_ceiling_of_payment_is_never_a_target(value: int, rule: str) -> None:
    assert read_plan(f"三、政策支持\n对新认定的实验室，{rule.format(value)}。").targets == ()


PARAGRAPHS = st.sampled_from(
    [text for _, text, _ in CASES]
    + ["一、总体要求", "二、任务", "（一）平台", "（二）人才", "1.来华", "2.出国", "第一章 总则", "第二条 为了合作，",
       "Article 4 Review", "1.2 Labs", "附件：1.表", "目  录", "——开放。", "各有关单位：", "2026年3月1日", "", "　"]
)  # fmt: skip
PLANS = st.lists(PARAGRAPHS, max_size=12).map("\n".join)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@settings(max_examples=120, deadline=None)
@given(PLANS)
def test_lines_point_to_their_words(text: str) -> None:
    lines = ["", *text.splitlines()]
    found = read_plan(text)
    for head in found.headings:
        assert bare(head.number) in bare(lines[head.line])
    for target in found.targets:
        assert bare(target.quote)[:3] in bare("".join(lines[max(target.line - 2, 0) : target.line + 2]))
        assert bare(target.quote) in bare(text)


@settings(max_examples=120, deadline=None)
@given(PLANS)
def test_headings_are_nested_and_targets_stand_under_the_last_one(text: str) -> None:
    found = read_plan(text)
    levels = [head.level for head in found.headings]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert [head.line for head in found.headings] == sorted(head.line for head in found.headings)
    for target in found.targets:
        above = [number for number, head in enumerate(found.headings) if head.line <= target.line]
        assert target.heading == (above[-1] if above else None)


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_the_json_keeps_the_contract(text: str) -> None:
    printed: dict[str, Any] = read_plan(text).to_json()
    assert json.loads(json.dumps(printed, ensure_ascii=False, allow_nan=False)) == printed
    assert all(head.keys() == {"level", "number", "title", "line"} for head in printed["headings"])
    for target in printed["targets"]:
        assert target["bound"] in ("exact", "at_least", "at_most", "about")
        assert (target["value"] is None) == (target["value_low"] is not None)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS, max_size=9).map("\n\n".join), st.integers(1, 3))
def test_words_after_a_plan_change_nothing_before_them(text: str, count: int) -> None:
    """A neutral paragraph put at the end moves no heading and no target."""
    longer = text + "\n\n" + "加强统筹协调。\n" * count
    assert [head.line for head in read_plan(longer).headings] == [head.line for head in read_plan(text).headings]
    assert len(read_plan(longer).targets) == len(read_plan(text).targets)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    read_plan(text)
    read_letter(text)


LETTERS = st.tuples(st.integers(1, 12), st.integers(1, 28), st.sampled_from(["前", "之前", "下班前", "以前"]))


@settings(max_examples=40, deadline=None)
@given(LETTERS, st.sampled_from(["", "2026年", "2027 年"]))
def test_a_letter_gives_its_deadline_as_printed(when: tuple[int, int, str], year: str) -> None:
    month, day, phrase = when
    text = f"关于征集合作需求的函\n\n各有关单位：\n\n请于{year}{month}月{day}日{phrase}将需求反馈我处。\n\n某某厅\n2026年9月1日\n"
    found = read_letter(text)
    assert found is not None and found.deadline is not None
    due = found.deadline
    assert (due.month, due.day, due.phrase) == (month, day, phrase)
    assert due.year == (int(year[:4]) if year else None)
    assert bare(due.quote) in bare(text.splitlines()[due.line - 1])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["省科技厅", "市教育局", "各高校", "某研究院", "部属单位（含中心、站）", "某集团"]),
                min_size=1, max_size=6, unique=True), st.sampled_from("、，"))  # fmt: skip
def test_no_addressee_is_lost(units: list[str], mark: str) -> None:
    found = read_letter(f"关于征集合作需求的通知\n\n{mark.join(units)}：\n\n请反馈需求。\n\n某某厅\n2026年9月1日\n")
    assert found is not None
    assert list(found.addressees) == units


def test_a_plan_of_many_pages_is_read_in_bounded_steps() -> None:
    text = "".join(f"（{'一二三四五六七八九'[n % 9]}）任务\n到2029年，建成平台{n + 11}个。\n" for n in range(400))
    assert len(read_plan(text).targets) == 400
