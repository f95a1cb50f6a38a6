"""The letter that tells a unit what became of its needs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from wutong.exchange.feedback_letter import Feedback, render_feedback
from wutong.exchange.values import OriginalNeed


@pytest.fixture
def made(feedback: Feedback, opened: Callable[[bytes], Any]) -> Any:
    return opened(render_feedback(feedback))


def body(made: Any) -> list[str]:
    return [text for style in ("BodyText",) for text in made.styled(style)]


def test_letter_line_by_line(made: Any) -> None:
    assert [line for line in made.lines if line] == [
        "演示函〔2026〕30号",
        "关于“一带一路”科技创新需求征集所提需求\n办理情况的反馈函",
        "演示第二研究院：",
        "你单位在“一带一路”科技创新需求征集中提出的需求建议共3项，已办理2项（采纳1项、未采纳1项），另有1项尚待研究。",
        "一、采纳（1项）",
        "1. 青年科学家研修。已采纳，纳入《演示部实施方案》“2 青年科学家来华研修”。",
        "二、未采纳（1项）",
        "1. 购置办公车辆。未予采纳。理由：不属于征集范围。",
        "三、待研究（1项）",
        "1. 海水淡化技术转移。尚待进一步研究，有结果后另行告知。",
        "感谢你单位的支持。对办理结果如有不同意见，请与我们联系。",
        "联系人：张演示　电话：010-00000000　电子邮箱：needs@ministry.example",
        "演示部科技司",
        "2026年11月24日",
    ]


def need(number: int, **parts: Any) -> OriginalNeed:
    return OriginalNeed(f"N{number}", "演示大学", f"需求{number}", **parts)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"outcome": "merged", "group": "3", "group_title": "实验室", "others": ("甲大学", "乙公司")},
         "已与甲大学、乙公司提出的同类需求合并，纳入实施方案“3 实验室”。"),
        ({"outcome": "merged", "group": "3", "group_title": "实验室"}, "已纳入实施方案“3 实验室”。"),
        ({"outcome": "accepted", "group": "4", "group_title": "培训"}, "已采纳，纳入实施方案“4 培训”。"),
        ({"outcome": "accepted"}, "已采纳。"),
        ({"outcome": "declined", "reason": "重复。"}, "未予采纳。理由：重复。"),
        ({"outcome": "waiting"}, "尚待进一步研究，有结果后另行告知。"),
    ],
)  # fmt: skip
def test_what_became_of_a_need(
    feedback: Feedback, opened: Callable[[bytes], Any], parts: dict[str, Any], said: str
) -> None:
    made = opened(render_feedback(replace(feedback, plan="", needs=(need(1, **parts),))))
    assert f"1. 需求1。{said}" in body(made)


def test_every_need_is_answered_once(feedback: Feedback, opened: Callable[[bytes], Any]) -> None:
    outcomes = ("merged", "accepted", "declined", "waiting")
    needs = tuple(need(n, outcome=outcomes[n % 4]) for n in range(20))
    lines = body(opened(render_feedback(replace(feedback, needs=needs))))
    for asked in needs:
        assert sum(f". {asked.title}。" in line for line in lines) == 1


def test_long_letters_carry_a_table(feedback: Feedback, opened: Callable[[bytes], Any]) -> None:
    short, long = (
        opened(render_feedback(replace(feedback, needs=tuple(need(n) for n in range(count))))) for count in (4, 5)
    )
    assert short.tables() == []
    [rows] = long.tables()
    assert [row[0] for row in rows] == ["编号", "N0", "N1", "N2", "N3", "N4"]


def test_a_unit_without_needs_is_told_so(feedback: Feedback, opened: Callable[[bytes], Any]) -> None:
    made = opened(render_feedback(replace(feedback, needs=())))
    assert "你单位在“一带一路”科技创新需求征集中未提出需求，特此告知。" in body(made)
    assert made.styled("Heading1") == []


def test_nothing_internal_goes_out(feedback: Feedback, made: Any) -> None:
    for asked in feedback.needs:
        assert all(source.file not in made.text for source in asked.sources)
        assert asked.contact == "" or asked.contact not in made.text


def test_issuer_signs_where_no_other_does(feedback: Feedback, opened: Callable[[bytes], Any]) -> None:
    made = opened(render_feedback(replace(feedback, signatory="")))
    assert made.styled("Signature")[0] == "中华人民共和国演示部"


def test_english_frame(feedback: Feedback, opened: Callable[[bytes], Any]) -> None:
    made = opened(render_feedback(replace(feedback, language="en", call="the call for needs", plan="")))
    assert made.styled("Heading1") == ["1. Accepted (1)", "2. Declined (1)", "3. Under study (1)"]
    assert "1. 购置办公车辆. Not accepted. Reason: 不属于征集范围." in body(made)
    assert "to the call for needs: 3; dealt with 2 (Accepted 1, Declined 1), still under study 1." in made.text


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (("merged", "accepted", "accepted"), "共3项，均已办理：合并纳入1项、采纳2项。"),
        (("declined",), "共1项，均已办理：未采纳1项。"),
        (("accepted", "waiting"), "共2项，已办理1项（采纳1项），另有1项尚待研究。"),
        (("waiting", "waiting"), "共2项，尚待研究。"),
    ],
)
def test_the_letter_says_that_all_is_settled_only_where_it_is(
    feedback: Feedback, opened: Callable[[bytes], Any], outcomes: tuple[Any, ...], said: str
) -> None:
    needs = tuple(need(n, outcome=outcome) for n, outcome in enumerate(outcomes))
    assert body(opened(render_feedback(replace(feedback, needs=needs))))[0].endswith(said)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_counts_of_the_opening_add_up_to_the_needs(
    feedback: Feedback, opened: Callable[[bytes], Any], language: Any
) -> None:
    needs = tuple(need(n, outcome=("merged", "waiting", "declined")[n % 3]) for n in range(8))
    opening = body(opened(render_feedback(replace(feedback, needs=needs, call="X", language=language))))[0]
    total, done, merged, declined, waiting = (int(part) for part in re.findall(r"[0-9]+", opening))
    assert (total, done, merged + declined, waiting) == (8, 5, 5, 3)
