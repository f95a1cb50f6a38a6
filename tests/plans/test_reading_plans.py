"""Whole made-up plans, each in a shape of its own: what a careful clerk would write down from them."""

from __future__ import annotations

import json

import pytest

from wutong.plans.reading import PlanReading, read_plan


def outline(reading: PlanReading) -> list[tuple[int, str, str]]:
    return [(head.level, head.number, head.title) for head in reading.headings]


def figures(reading: PlanReading) -> list[tuple[float | None, str, str, str]]:
    return [(target.value, target.unit, target.bound, target.deadline) for target in reading.targets]


PLAN = """
MINISTRY OF SCIENCE

RESEARCH COOPERATION PLAN 2026–2030

Executive Summary

This plan builds on the past decade, during which 1,400 joint projects were funded and more than 60
agreements were signed.

1. Context

Research spending stood at 1.9% of GDP in 2024. Over 45,000 international students currently study here.

2. Strategic objectives

2.1 People

We will support 300 early-career researchers by 2030. Grants of up to €40,000 will be available.

2.2 Infrastructure

• Open 15 national facilities to foreign users by 2028;
• Connect 80 per cent of universities to the network by 2027;
• Invest €250 million in shared equipment over the next five years.

3. Governance

The steering committee has 12 members and meets four times a year. A review will take place in 2028.
"""


def test_a_whole_english_plan() -> None:
    reading = read_plan(PLAN)
    assert [(target.value, target.unit) for target in reading.targets] == [
        (300, "researchers"),
        (15, "facilities"),
        (80, "%"),
        (250_000_000, "€"),
    ]
    assert [target.deadline for target in reading.targets] == ["2030", "2028", "2027", "over the next five years"]
    assert [(head.level, head.number) for head in reading.headings] == [
        (1, ""),
        (1, "1."),
        (1, "2."),
        (2, "2.1"),
        (2, "2.2"),
        (1, "3."),
    ]


CHINESE_PLAN = """
某市科技创新“十四五”规划

第一章 发展基础
“十三五”以来，高新技术企业由500家增长到1800家。
第二章 总体要求
第一节 发展目标
到2025年，具体目标如下：
1. 创新投入。研发经费占比达到3.2%，基础研究占比提升至8%左右。
2. 创新主体。高新技术企业突破4000家，培育独角兽企业8～10家。
第三章 重点任务
第一节 平台
一、建设平台
（一）争创国家实验室。力争省级重点实验室总数达到120家。
（二）实施倍增计划。对首次认定的企业给予30万元奖励。
（三）加强国际合作。办好第12届博览会，累计与60个国家开展合作。
第四章 保障措施
成立由15个部门组成的领导小组，每半年召开1次会议。
"""


def test_a_whole_chinese_plan() -> None:
    reading = read_plan(CHINESE_PLAN)
    found = [target.value if target.value is not None else target.value_high for target in reading.targets]
    assert found == [3.2, 8, 4000, 10, 120]
    assert [target.deadline for target in reading.targets][:4] == ["2025年"] * 4
    assert [head.level for head in reading.headings] == [1, 1, 2, 3, 3, 1, 2, 3, 4, 4, 4, 1]


REGULATION = """
某省国际科技合作基地管理办法

第一章　总　则

第一条　为规范国际科技合作基地（以下简称基地）管理，根据《科技进步条例》，制定本办法。

第二条　基地分为联合实验室、合作园区和转移中心3类。

第二章　申报

第三条　申报单位应当具备下列条件：
（一）注册资本不低于500万元；
（二）专职科研人员不少于20人；
（三）近三年与国外机构合作项目5项以上。

第四条　负责人年龄一般不超过55周岁。

第三章　支持

第五条　对新认定的基地给予最高100万元补助，每家每年不超过20万元。

第四章　附　则

第六条　本办法自2025年1月1日起施行，有效期5年。
"""


def test_a_regulation_has_articles_and_sets_no_figure() -> None:
    reading = read_plan(REGULATION)
    assert [number for level, number, _ in outline(reading) if level == 1] == ["第一章", "第二章", "第三章", "第四章"]
    assert [number for level, number, _ in outline(reading) if level == 2] == [
        "第一条",
        "第二条",
        "第三条",
        "第四条",
        "第五条",
        "第六条",
    ]
    assert figures(reading) == []


WRAPPED = """
　　　　　　某省科技合作三年行动方案

　　为深入推进国际科技合作，提升全省开放创新水平，结合我省
实际，制定本方案。
　　一、总体要求
　　（一）指导思想。坚持开放合作，立足本省优势，面向周边国
家，建设区域性科技创新中心。
　　（二）主要目标。到2027年，全省国际科技合作基地达到50家
以上，年均引进海外人才不少于300人次，技术合同成交额从12
0亿元提高到200亿元，研发经费投入年均增长6%左右，建成国际
联合实验室10—15个。
　　二、重点任务
　　（一）实施国际科技合作平台提质增效与开放共享专项行动
计划
　　1．建设联合实验室。支持高校院所与国（境）外机构共建，
对新认定的联合实验室给予最高200万元补助。
　　2．引进海外人才。申请人年龄不超过45周岁，具有5年以上海
外工作经历。
　　（二）推动技术转移
　　三、保障措施
　　各地要加强领导。2023年，全省共有国际合作基地32家，近年
来累计引进人才2000人次。
　　附件：1．任务分工表
　　　　　2．指标表
"""


def test_a_wrapped_plan_gives_its_outline() -> None:
    assert outline(read_plan(WRAPPED)) == [
        (1, "一", "总体要求"),
        (2, "（一）", "指导思想"),
        (2, "（二）", "主要目标"),
        (1, "二", "重点任务"),
        (2, "（一）", "实施国际科技合作平台提质增效与开放共享专项行动计划"),
        (3, "1．", "建设联合实验室"),
        (3, "2．", "引进海外人才"),
        (2, "（二）", "推动技术转移"),
        (1, "三", "保障措施"),
    ]


def test_a_wrapped_plan_gives_its_figures() -> None:
    assert figures(read_plan(WRAPPED)) == [
        (50, "家", "at_least", "2027年"),
        (300, "人次", "at_least", "2027年"),
        (20_000_000_000, "元", "exact", "2027年"),
        (6, "%", "about", "2027年"),
        (None, "个", "exact", "2027年"),
    ]


def test_a_number_cut_by_a_line_break_is_put_together() -> None:
    found = next(target for target in read_plan(WRAPPED).targets if target.unit == "元")
    assert found.quote == "技术合同成交额从120亿元提高到200亿元"
    assert found.line == 11  # the number stands there; its clause begins on line 10


GOALS = """
目录
一、发展基础……1
二、主要目标……2
三、重点任务……5

一、发展基础
“十三五”期间，全市共建成实验室120家，培养人才3万人次。
二、主要目标：到2025年，实现以下目标：
——平台建设。新建国家级平台5个、省级平台20个，引进机构三十家。
——人才集聚。每年培训技术人员1.2万人次，高端人才总量突破5000人。
三年内，单位能耗降低13.5%，办理时限压缩至3个工作日。
三、重点任务
(一)强化平台。建设2至3个大科学装置，举办科技论坛等5项活动，落实“1+3”计划。
(二)完善服务。设立24小时热线12345，第3届大会于2024年9月8日召开。
"""


def test_a_plan_with_contents_and_bulleted_goals() -> None:
    reading = read_plan(GOALS)
    assert [number for _, number, _ in outline(reading)] == ["一", "二", "三", "(一)", "(二)"]
    assert [(target.value, target.unit) for target in reading.targets] == [
        (5, "个"),
        (20, "个"),
        (30, "家"),
        (12_000, "人次"),
        (5_000, "人"),
        (13.5, "%"),
        (3, "个工作日"),
        (None, "个"),
    ]


def test_bulleted_goals_take_the_date_of_their_opening() -> None:
    deadlines = [target.deadline for target in read_plan(GOALS).targets]
    assert deadlines == ["2025年"] * 5 + ["三年内"] * 2 + [""]


@pytest.mark.parametrize("text", [PLAN, CHINESE_PLAN, REGULATION, WRAPPED, GOALS])
def test_every_reading_prints_as_json(text: str) -> None:
    printed = json.loads(json.dumps(read_plan(text).to_json(), allow_nan=False))
    assert set(printed) == {"headings", "targets"}
    lines = text.splitlines()
    assert all(1 <= entry["line"] <= len(lines) for entry in [*printed["headings"], *printed["targets"]])


@pytest.mark.parametrize("text", [PLAN, CHINESE_PLAN, REGULATION, WRAPPED, GOALS])
def test_a_text_with_windows_line_ends_reads_the_same(text: str) -> None:
    assert read_plan(text.replace("\n", "\r\n")) == read_plan(text)


@pytest.mark.parametrize("text", [PLAN, CHINESE_PLAN, REGULATION, WRAPPED, GOALS])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_truncated_text_keeps_what_stands_before_the_cut(text: str, share: float) -> None:
    cut = text[: int(len(text) * share)]
    whole, part = read_plan(text), read_plan(cut)
    sure = cut.count("\n") - 3
    assert [head for head in part.headings if head.line < sure] == [head for head in whole.headings if head.line < sure]
