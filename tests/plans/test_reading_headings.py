"""Headings in every shape a plan is printed in. Texts here are made up for the tests."""

from __future__ import annotations

from textwrap import dedent

import pytest

from wutong.plans.reading import read_plan


def outline(text: str) -> list[str]:
    """Headings as "level number title @line", one a line."""
    found = read_plan(dedent(text).strip("\n")).headings
    return [f"{head.level} {head.number} {head.title} @{head.line}" for head in found]


def test_the_three_usual_levels() -> None:
    assert outline("""
        一、总体要求
        （一）指导思想
        坚持合作。
        （二）目标
        1.近期目标
        办好三件事。
        2.远期目标
        二、任务
        （一）平台
    """) == [
        "1 一 总体要求 @1",
        "2 （一） 指导思想 @2",
        "2 （二） 目标 @4",
        "3 1. 近期目标 @5",
        "3 2. 远期目标 @7",
        "1 二 任务 @8",
        "2 （一） 平台 @9",
    ]


def test_half_width_and_full_width_brackets_and_dots() -> None:
    assert outline("""
        一、要求
        (一) 思想
        １．第一点
        （1）第一小点
        （2）第二小点
        2．第二点
    """) == [
        "1 一 要求 @1",
        "2 (一) 思想 @2",
        "3 １． 第一点 @3",
        "4 （1） 第一小点 @4",
        "4 （2） 第二小点 @5",
        "3 2． 第二点 @6",
    ]


def test_numbers_that_run_on_through_the_parts() -> None:
    assert outline("""
        一、平台
        1.实验室
        2.研究院
        二、人才
        3.互访
        4.培养
    """) == ["1 一 平台 @1", "2 1. 实验室 @2", "2 2. 研究院 @3", "1 二 人才 @4", "2 3. 互访 @5", "2 4. 培养 @6"]


def test_bracketed_numbers_that_run_on() -> None:
    lines = outline("""
        一、环境
        （一）投资
        （二）贸易
        二、金融
        （三）账户
    """)
    assert [line.split()[0] for line in lines] == ["1", "2", "2", "1", "2"]


def test_a_level_may_be_left_out() -> None:
    assert outline("""
        一、目标
        二、任务
        （一）平台
        1.实验室
        三、保障
        1.组织
    """)[-2:] == ["1 三 保障 @5", "2 1. 组织 @6"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("（一）加强领导。各地要高度重视，抓好落实。", "加强领导"),
        ("（一）主要目标：到某年，建成体系。", "主要目标"),
        ("（一）主要目标:到某年，建成体系。", "主要目标"),
        ("（一）推进“放管服”改革。优化服务。", "推进“放管服”改革"),
        ("（一）支持企业（含外资：独资）参与。办法另定。", "支持企业（含外资：独资）参与"),
        ("（一）总  则", "总则"),
        ("（一）支持设立受理窗口。（负责部门：某局）", "支持设立受理窗口"),
        ("（一）强化统筹", "强化统筹"),
    ],
)
def test_the_title_ends_where_running_text_begins(line: str, title: str) -> None:
    assert read_plan(f"一、任务\n{line}\n").headings[1].title == title


def test_chapters_sections_and_articles() -> None:
    assert outline("""
        第一章　总　则
        第一条　为规范合作，制定本办法。
        第二条（适用范围）本办法适用于全省。
        第二章 管理
        第一节 立项
        第三条 立项由厅负责。
    """) == [
        "1 第一章 总则 @1",
        "2 第一条 为规范合作，制定本办法 @2",
        "2 第二条 适用范围 @3",
        "1 第二章 管理 @4",
        "2 第一节 立项 @5",
        "3 第三条 立项由厅负责 @6",
    ]


def test_a_chapter_number_on_a_line_of_its_own() -> None:
    assert outline("第三章\n附则\n第九条 本办法自印发之日起施行。\n")[0] == "1 第三章 附则 @1"


def test_enumerations_in_an_article_are_no_headings() -> None:
    assert outline("""
        第一条 有下列情形之一的，不予支持：
        （一）材料不实的；
        （二）逾期未报的；
        （三）其他情形。
        第二条 本办法由厅解释。
    """) == ["1 第一条 有下列情形之一的，不予支持 @1", "1 第二条 本办法由厅解释 @5"]


def test_items_that_end_with_semicolons_are_a_sentence() -> None:
    assert outline("""
        一、职责
        各单位承担：
        1.收集需求；
        2.汇总意见；
        3.按时上报。
        二、时间
    """) == ["1 一 职责 @1", "1 二 时间 @6"]


def test_english_articles() -> None:
    assert outline("""
        Chapter I. General Provisions

        Article 1. Purpose
        This plan sets out the work.

        Article 2
        Scope

        Under Section 5 of the Act the plan is public.

        Chapter II. Work
        Article 3. Funding
    """) == [
        "1 Chapter I General Provisions @1",
        "2 Article 1 Purpose @3",
        "2 Article 2 Scope @6",
        "1 Chapter II Work @11",
        "2 Article 3 Funding @12",
    ]


def test_decimal_numbers() -> None:
    assert outline("""
        1. Introduction to the work
        1.1 Aims
        1.1.1 Near aims
        1.2 Means
        2. Work
        2.1 Mobility
    """) == [
        "1 1. Introduction to the work @1",
        "2 1.1 Aims @2",
        "3 1.1.1 Near aims @3",
        "2 1.2 Means @4",
        "1 2. Work @5",
        "2 2.1 Mobility @6",
    ]


def test_decimal_numbers_in_chinese() -> None:
    assert outline("1.1 总体思路\n1.2 工作目标\n1.2.1数据服务\n") == [
        "1 1.1 总体思路 @1",
        "1 1.2 工作目标 @2",
        "2 1.2.1 数据服务 @3",
    ]


def test_named_levels() -> None:
    assert outline("""
        Pillar 1: Open science
        Objective 1.1: Share data
        Action 1.1.1: Publish a catalogue
        Pillar 2: Mobility
    """) == [
        "1 Pillar 1 Open science @1",
        "2 Objective 1.1 Share data @2",
        "3 Action 1.1.1 Publish a catalogue @3",
        "1 Pillar 2 Mobility @4",
    ]


def test_roman_letters_and_numbers() -> None:
    assert outline("""
        I. Situation
        A. People
        1. Students
        II. Work
    """) == ["1 I. Situation @1", "2 A. People @2", "3 1. Students @3", "1 II. Work @4"]


def test_an_english_title_with_text_running_on() -> None:
    found = read_plan("1. Open Data to the Public. The ministry will publish its data in one place.\n")
    assert found.headings[0].title == "Open Data to the Public"


WRAPPED = """
　　一、总体要求
　　坚持开放合作，立足本省优势，面向周边国家，建设区域性科
技创新中心，为全省高质量发展提供支撑。
　　（一）实施国际科技合作平台提质增效与开放共享专项行动
计划
　　支持高校院所与国（境）外机构共建联合实验室，完善运行
机制，提升服务能力。
　　（二）推动技术转移
　　加强技术转移机构建设，培养一批懂技术、懂市场的经理人
队伍。
"""


def test_a_heading_broken_over_two_full_lines() -> None:
    assert outline(WRAPPED) == [
        "1 一 总体要求 @1",
        "2 （一） 实施国际科技合作平台提质增效与开放共享专项行动计划 @4",
        "2 （二） 推动技术转移 @8",
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("一、加强合作，\n推动发展\n正文开始了。\n", "加强合作，推动发展"),
        ("一、落实《关于开放\n合作的意见》\n正文开始了。\n", "落实《关于开放合作的意见》"),
        ("一、建设国际合作平台\n服务全省发展\n正文开始了，有一个句号。\n", "建设国际合作平台服务全省发展"),
        ("一、推动科学普及\n通过开展科普活动，树立理念，推动发展。\n", "推动科学普及"),
    ],
)
def test_where_a_broken_heading_goes_on(text: str, title: str) -> None:
    assert [head.title for head in read_plan(text).headings] == [title]


def test_a_table_of_contents_is_skipped() -> None:
    assert outline("""
        目录
        一、基础……1
        二、目标 …… 2

        一、基础
        正文。
        二、目标
        正文。
    """) == ["1 一 基础 @5", "1 二 目标 @7"]


def test_a_table_of_contents_without_page_numbers_is_skipped() -> None:
    assert outline("""
        目  录
        一、基础
        二、目标
        一、基础
        正文。
        二、目标
    """) == ["1 一 基础 @4", "1 二 目标 @6"]


def test_attachment_lists_are_no_headings() -> None:
    assert outline("""
        一、任务
        完成任务。
        附件：1.任务分工表
        2.指标表
        3.联系人表
    """) == ["1 一 任务 @1"]


@pytest.mark.parametrize(
    "line",
    [
        "——育人为本，民心相通。以交流为基础。",
        "• Establish centres",
        "2024年3月1日",
        "教技〔2018〕12号",
        "- 3 -",
        "第 2 页 共 9 页",
        "联系人：某某",
        "抄送：某厅、某局。",
    ],
)
def test_lines_that_are_no_headings(line: str) -> None:
    assert outline(f"一、任务\n正文一句。\n{line}\n二、保障\n") == ["1 一 任务 @1", "1 二 保障 @4"]


def test_page_numbers_do_not_cut_a_sentence() -> None:
    text = (
        "一、任务\n在重点领域开展联合研究并且与沿线国家的科研机构共同建设一批科技\n\n12\n\n园区，推动发展。\n1.共建\n"
    )
    assert [head.number for head in read_plan(text).headings] == ["一", "1."]


def test_plain_english_headings_frame_restarted_numbers() -> None:
    prose = "The government has worked with partners for many years and it will go on doing so. " * 4
    text = (
        f"Introduction\n{prose}\n\nServices for the Public\n1. Websites\n{prose}\n\n"
        "Better Use of Money\n1. Spending\n2. Aid\n"
    )
    assert [(head.level, head.number, head.title) for head in read_plan(text).headings] == [
        (1, "", "Introduction"),
        (1, "", "Services for the Public"),
        (2, "1.", "Websites"),
        (1, "", "Better Use of Money"),
        (2, "1.", "Spending"),
        (2, "2.", "Aid"),
    ]


def test_a_wrapped_line_that_begins_with_a_number_is_text() -> None:
    assert outline("1. Mobility\nThe number of visits rose in the year\n2014. The work goes on.\n2. Money\n") == [
        "1 1. Mobility @1",
        "1 2. Money @4",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "只有一句话。", "\ufeff", "...", "（）", "一", "第"])
def test_texts_without_headings(text: str) -> None:
    assert read_plan(text).headings == ()
