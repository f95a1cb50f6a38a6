"""Texts whose title says that they set rules: there only numbers with a plan's marks are commitments."""

from __future__ import annotations

import pytest

from wutong.plans.reading import read_plan
from wutong.plans.reading.rules import sets_rules

RULES = (
    "科技奖励办法",
    "专项资金管理规定（试行）",
    "研究会章程",
    "关于印发《人才公寓管理实施细则》的通知",
    "关于做好2026年度项目申报工作的通知",
    "2026年国际合作项目申报指南",
)
PLANS = (
    "科技创新“十五五”规划",
    "关于印发《国际合作行动计划（2026—2030年）》的通知",
    "关于印发科技人才专项行动方案的通知",
    "关于加快产业发展的若干意见",
    "2026年工作要点",
)
UNMARKED = ("全省设立服务站30个。", "选派教师50名赴境外研修。", "支持企业20家。")
MARKED = (
    ("到2030年，建成服务站30个。", 30),
    ("到2028年，覆盖率达到95%以上。", 95),
    ("力争培育企业20家。", 20),
    ("年内新建基地15个。", 15),
)


def values(title: str, sentence: str) -> list[float | None]:
    return [target.value for target in read_plan(f"{title}\n\n一、工作安排\n{sentence}").targets]


@pytest.mark.parametrize("title", RULES)
def test_a_title_of_rules_is_told(title: str) -> None:
    assert sets_rules(f"{title}\n\n各单位：\n为做好有关工作，现通知如下。")


@pytest.mark.parametrize("title", PLANS)
def test_a_plan_and_the_notice_that_sends_it_out_set_no_rules(title: str) -> None:
    assert not sets_rules(f"{title}\n\n各单位：\n为做好有关工作，现通知如下。")


def test_a_heading_or_a_sentence_is_no_title() -> None:
    assert not sets_rules("科技工作情况\n一、管理办法\n（一）实施细则\n各单位要遵守规定，制定办法")
    assert sets_rules("科技工作管理办法\n一、总体目标\n二、主要任务")


@pytest.mark.parametrize("title", RULES)
@pytest.mark.parametrize("sentence", UNMARKED)
def test_rules_need_the_marks_of_a_plan(title: str, sentence: str) -> None:
    assert values(title, sentence) == []


@pytest.mark.parametrize("title", PLANS)
@pytest.mark.parametrize("sentence", UNMARKED[:2])
def test_a_plan_does_not(title: str, sentence: str) -> None:
    assert len(values(title, sentence)) == 1


@pytest.mark.parametrize("title", (*RULES, *PLANS))
@pytest.mark.parametrize(("sentence", "value"), MARKED)
def test_a_marked_aim_counts_in_both(title: str, sentence: str, value: float) -> None:
    assert values(title, sentence) == [value]


@pytest.mark.parametrize("title", RULES)
def test_a_section_of_aims_counts_in_rules(title: str) -> None:
    text = f"{title}\n\n一、主要目标\n新增合作基地12个，覆盖率达到90%。"
    assert [target.value for target in read_plan(text).targets] == [12, 90]


@pytest.mark.parametrize("deed", ["执行情况", "完成情况", "实施情况"])
def test_how_the_last_plan_went_is_past(deed: str) -> None:
    text = f"体育规划\n\n一、“十五”规划{deed}\n建成健身房43个，培训教练员300名。\n二、任务\n到2030年，建成健身房90个。"
    assert [target.value for target in read_plan(text).targets] == [90]


@pytest.mark.parametrize("baseline", [2024, 2025, 2026])
def test_the_year_a_change_begins_in_does_not_make_it_past(baseline: int) -> None:
    text = f"发展规划（2026—2030年）\n\n一、主要目标\n专利拥有量由{baseline}年的310件增加到600件。"
    assert [target.value for target in read_plan(text).targets] == [600]
