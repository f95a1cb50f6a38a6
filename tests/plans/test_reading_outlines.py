"""Outlines as plans print them: every style of number, in Chinese, English and Russian, with level, title and line."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from wutong.plans.reading import read_plan

PROSE = "加强统筹协调，完善工作机制，推动各项任务落地见效。"
TEXT = "The partners will work on this together over the coming years."
RUSSIAN = "Стороны сотрудничают в области науки и техники."


@dataclass(frozen=True)
class Head:
    """A heading as it must be read, and how it is printed."""

    level: int
    number: str
    title: str
    printed: str


Outline = list[str | Head]
H = Head
OUTLINES: dict[str, Outline] = {
    "numbers without a stop": [
        H(1, "1", "总体要求", "1 总体要求"), PROSE, H(2, "1.1", "指导思想", "1.1 指导思想"), PROSE,
        H(2, "1.2", "基本原则", "1.2　基本原则"), PROSE, H(1, "2", "重点任务", "2 重点任务"), PROSE,
        H(2, "2.1", "平台建设", "2.1 平台建设"), PROSE, H(3, "2.1.1", "国家平台", "2.1.1 国家平台"), PROSE,
        H(3, "2.1.2", "省级平台", "2.1.2　省级平台"), PROSE, H(1, "3", "保障措施", "3 保障措施"), PROSE,
    ],
    "Chinese numbers without a stop": [
        H(1, "一", "总体要求", "一　总体要求"), PROSE, H(2, "（一）", "目标", "（一）目标"), PROSE,
        H(1, "二", "任务", "二　任务"), PROSE, H(1, "三", "保障", "三　保障"), PROSE,
    ],
    "odd blanks and full-width stops": [
        H(1, "一", "总体要求", "一 、 总体要求"), PROSE, H(2, "（一）", "指导思想", "（ 一 ）指导思想"), PROSE,
        H(3, "１．", "目标", "１．目标"), PROSE, H(3, "２．", "原则", "２．原则"), PROSE,
        H(2, "（二）", "任务", "（二）　任务"), PROSE, H(3, "1", "平台", "1、平台"), PROSE, H(3, "2", "人才", "2、人才"), PROSE,
    ],
    "five levels": [
        H(1, "一", "任务", "一、任务"), PROSE, H(2, "（一）", "平台", "（一）平台"), PROSE, H(3, "1.", "实验室", "1.实验室"), PROSE,
        H(4, "（1）", "建设", "（1）建设"), PROSE, H(5, "①", "选址", "①选址"), PROSE, H(5, "②", "验收", "②验收"), PROSE,
        H(4, "（2）", "运行", "（2）运行"), PROSE,
    ],
    "chapters and sections": [
        H(1, "第一章", "总则", "第一章  总则"), H(2, "第一节", "目的", "第一节 目的"), PROSE,
        H(2, "第二节", "范围", "第二节　范围"), PROSE, H(1, "第二章", "平台", "第二章 平台"),
        H(2, "第一节", "布局", "第一节 布局"), PROSE, H(3, "一", "国家级", "一、国家级"), PROSE, H(3, "二", "省级", "二、省级"), PROSE,
    ],
    "sections under numbers": [
        H(1, "一", "要求", "一、要求"), PROSE, H(1, "二", "任务", "二、任务"), H(2, "第一节", "平台", "第一节 平台"), PROSE,
        H(2, "第二节", "人才", "第二节 人才"), PROSE, H(1, "三", "保障", "三、保障"), PROSE,
    ],
    "boxes": [
        H(1, "一", "任务", "一、任务"), PROSE, H(2, "（一）", "平台", "（一）平台"), PROSE,
        H(3, "专栏1", "平台工程", "专栏1 平台工程"), PROSE, H(2, "（二）", "人才", "（二）人才"), PROSE,
        H(3, "专栏2", "人才工程", "专栏 2  人才工程"), PROSE, H(1, "二", "保障", "二、保障"), PROSE,
    ],
    "a title over two lines": [
        H(1, "一", "任务", "一、任务"), PROSE * 3,
        H(2, "（一）", "加快建设面向共建国家的国际科技创新合作平台和联合实验室体系",
          "（一）加快建设面向共建国家的国际科技创新合作平台\n和联合实验室体系"), PROSE * 3,
        H(2, "（二）", "人才", "（二）人才"), PROSE * 3,
    ],
    "text behind the title": [
        H(1, "一", "任务", "一、任务"), H(2, "（一）", "加强平台建设", "（一）加强平台建设。围绕重点领域，建设一批平台。"),
        H(2, "（二）", "妇幼健康", "（二）妇幼健康  实施安全行动，提高服务水平。"),
        H(2, "（三）", "人才培养", "（三）人才培养：围绕需求，培养一批人才。"),
    ],
    "running numbers": [
        H(1, "一", "平台", "一、平台"), H(2, "（一）", "建设实验室", "（一）建设实验室。" + PROSE), H(2, "（二）", "建设中心", "（二）建设中心。" + PROSE),
        H(1, "二", "人才", "二、人才"), H(2, "（三）", "引进", "（三）引进。" + PROSE), H(2, "（四）", "培养", "（四）培养。" + PROSE),
    ],
    "a table of contents with pages": [
        "某市科技创新规划", "目  录", "第一章 发展环境 ......................1", "第一节 基础 …………………2", "第二章 任务\t3",
        H(1, "第一章", "发展环境", "第一章 发展环境"), H(2, "第一节", "基础", "第一节 基础"), PROSE, H(1, "第二章", "任务", "第二章 任务"), PROSE,
    ],
    "a table of contents printed twice": [
        "某市科技创新规划", "目录", "一、总体要求", "（一）指导思想", "二、任务", "目录", "一、总体要求", "（一）指导思想", "二、任务",
        H(1, "一", "总体要求", "一、总体要求"), H(2, "（一）", "指导思想", "（一）指导思想"), PROSE, H(1, "二", "任务", "二、任务"), PROSE,
    ],
    "English parts and priorities": [
        H(1, "PART I", "INTRODUCTION", "PART I: INTRODUCTION"), TEXT, H(1, "PART II", "PRIORITIES", "PART II: PRIORITIES"), TEXT,
        H(2, "Priority 1", "Skills", "Priority 1: Skills"), TEXT, H(2, "Priority 2", "Labs", "Priority 2: Labs"), TEXT,
        H(1, "Annex A", "Glossary", "Annex A: Glossary"), TEXT,
    ],
    "English numbers without a stop": [
        H(1, "1", "Introduction", "1 Introduction"), TEXT, H(2, "1.1", "Purpose", "1.1 Purpose"), TEXT, H(2, "1.2", "Scope", "1.2 Scope"), TEXT,
        H(1, "2", "Our priorities", "2 Our priorities"), TEXT, H(2, "2.1", "Skills", "2.1 Skills"), TEXT, H(3, "2.1.1", "Training", "2.1.1 Training"), TEXT,
    ],
    "Roman numbers and letters": [
        H(1, "I.", "Introduction", "I. Introduction"), TEXT, H(1, "II.", "Objectives", "II. Objectives"), TEXT,
        H(2, "A.", "Skills", "A. Skills"), TEXT, H(2, "B.", "Labs", "B. Labs"), TEXT, H(1, "III.", "Governance", "III. Governance"), TEXT,
    ],
    "letters below numbers": [
        H(1, "1.", "Aims", "1. Aims"), TEXT, H(2, "A.", "Skills", "A. Skills"), TEXT, H(2, "B.", "Labs", "B. Labs"), TEXT,
        H(1, "2.", "Means", "2. Means"), TEXT, H(2, "A.", "Money", "A. Money"), TEXT, H(2, "B.", "People", "B. People"), TEXT,
    ],
    "letters in brackets": [
        H(1, "1.", "Objectives", "1. Objectives"), TEXT, H(2, "(a)", "Mobility", "(a) Mobility"), TEXT, H(2, "(b)", "Labs", "(b) Labs"), TEXT,
        H(1, "2.", "Review", "2. Review"), TEXT,
    ],
    "articles with the title below": [
        H(1, "Article 1", "Purpose", "Article 1\nPurpose"), TEXT,
        H(1, "Article 2", "Areas of Cooperation", "Article 2\nAreas of Cooperation"),
        "The Parties cooperate in:\n(a) research;\n(b) training; and\n(c) innovation.", H(1, "Article 3", "Costs", "Article 3\nCosts"), TEXT,
    ],
    "goals, objectives and spelled numbers": [
        H(1, "Pillar One", "Research", "Pillar One: Research"), TEXT, H(2, "Objective 1.1", "Labs", "Objective 1.1: Labs"), TEXT,
        H(2, "Objective 1.2", "People", "Objective 1.2: People"), TEXT, H(1, "Pillar Two", "Firms", "Pillar Two: Firms"), TEXT,
    ],
    "Russian sections and articles": [
        H(1, "Раздел I", "Общие положения", "Раздел I. Общие положения"), RUSSIAN, H(2, "Статья 1", "Цели", "Статья 1. Цели"), RUSSIAN,
        H(2, "Статья 2", "Задачи", "Статья 2. Задачи"), RUSSIAN, H(1, "Раздел II", "Меры", "Раздел II. Меры"), RUSSIAN,
    ],
    "Russian chapters": [
        H(1, "Глава 1", "Основы", "Глава 1. Основы"), RUSSIAN, H(2, "1.1", "Цели", "1.1. Цели"), RUSSIAN, H(2, "1.2", "Задачи", "1.2. Задачи"), RUSSIAN,
        H(1, "Глава 2", "Мероприятия", "Глава 2. Мероприятия"), RUSSIAN,
    ],
}  # fmt: skip


def printed(outline: Outline, between: str = "\n") -> str:
    return between.join(part if isinstance(part, str) else part.printed for part in outline) + "\n"


def expected(outline: Outline) -> list[tuple[int, str, str, int]]:
    found, line = [], 1
    for part in outline:
        if isinstance(part, Head):
            found.append((part.level, part.number, part.title, line))
        line += (part if isinstance(part, str) else part.printed).count("\n") + 1
    return found


@pytest.mark.parametrize("name", OUTLINES)
def test_an_outline_is_read(name: str) -> None:
    outline = OUTLINES[name]
    found = [(head.level, head.number, head.title, head.line) for head in read_plan(printed(outline)).headings]
    assert found == expected(outline)


@pytest.mark.parametrize("name", [name for name in OUTLINES if "contents" not in name])
def test_blank_lines_change_no_outline(name: str) -> None:
    found = [(head.level, head.number) for head in read_plan(printed(OUTLINES[name], "\n\n")).headings]
    assert found == [(level, number) for level, number, _, _ in expected(OUTLINES[name])]


@pytest.mark.parametrize("name", OUTLINES)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(name: str, end: str) -> None:
    text = printed(OUTLINES[name])
    assert read_plan(text.replace("\n", end)).headings == read_plan(text).headings


@pytest.mark.parametrize("name", [name for name in OUTLINES if "contents" not in name])
def test_headings_and_prose_yield_no_figures(name: str) -> None:
    assert read_plan(printed(OUTLINES[name])).targets == ()


@pytest.mark.parametrize(
    "line",
    [
        "3 个国家参加了会议。", "12 家单位入选。", "2025 年工作总结。", "5 月底前完成。", "30 多名专家。", "一 个都不能少。",
        "100 Federal agencies take part.", "2 of the partners agree.", "第三条第二款规定的情形除外。",
    ],
)  # fmt: skip
def test_a_line_that_begins_with_a_count_is_no_heading(line: str) -> None:
    assert read_plan(f"一、情况\n{PROSE}\n{line}\n{PROSE}\n").headings == read_plan(f"一、情况\n{PROSE}\n").headings


def test_the_head_of_printed_pages_is_left_out() -> None:
    page = "某市科技创新“十五五”规划\n{}\n" + PROSE + "\n"
    text = "一、任务\n" + "".join(page.format(number) for number in range(1, 6)) + "二、保障\n" + PROSE
    assert [head.number for head in read_plan(text).headings] == ["一", "二"]
    wrapped = "到2030年，按照统一规划、分步实施的原则，全市建成国际联合实验室五\n某市规划文本\n12\n十家。\n某市规划文本\n13\n完。\n某市规划文本\n14\n"
    assert [target.value for target in read_plan(wrapped).targets] == [50]


def test_rows_with_bare_numbers_are_no_headings() -> None:
    rows = "\n".join(f"{number} 甲项目" for number in range(1, 6))
    assert [head.number for head in read_plan(f"一、任务\n{PROSE}\n{rows}\n").headings] == ["一"]
