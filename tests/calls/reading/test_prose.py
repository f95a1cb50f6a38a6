"""Needs told in running text, in the ways units number and mark them."""

from __future__ import annotations

import pytest

from tests.calls.reading.building import document, needs, paragraphs, reading, titles

TWO = ["中老热带农业联合实验室", "缅甸光伏电站运维人员培训"]

NUMBERED = {
    "一、": [
        "一、中老热带农业联合实验室",
        "共建实验室，研究热带作物。",
        "二、缅甸光伏电站运维人员培训",
        "每年培训20人。",
    ],
    "（一）": [
        "我院提出如下需求：",
        "（一）中老热带农业联合实验室",
        "共建实验室。",
        "（二）缅甸光伏电站运维人员培训",
        "每年培训20人。",
    ],
    "1.": ["1. 中老热带农业联合实验室", "共建实验室。", "2. 缅甸光伏电站运维人员培训", "每年培训20人。"],
    "1．": ["1．中老热带农业联合实验室", "共建实验室。", "2．缅甸光伏电站运维人员培训", "每年培训20人。"],
    "1、 in one line": ["1、中老热带农业联合实验室。共建实验室。", "2、缅甸光伏电站运维人员培训。每年培训20人。"],
    "1）": ["1）中老热带农业联合实验室", "2）缅甸光伏电站运维人员培训"],
    "（1）": ["（1）中老热带农业联合实验室", "共建。", "（2）缅甸光伏电站运维人员培训", "培训。"],
    "①": ["①中老热带农业联合实验室：共建。", "②缅甸光伏电站运维人员培训：培训。"],
    "需求一：": [
        "需求一：中老热带农业联合实验室",
        "共建实验室。",
        "需求二：缅甸光伏电站运维人员培训",
        "每年培训20人。",
    ],
    "项目1": ["项目1 中老热带农业联合实验室", "共建实验室。", "项目2 缅甸光伏电站运维人员培训", "每年培训20人。"],
    "需求1 and a label": [
        "需求1",
        "项目名称：中老热带农业联合实验室",
        "内容：共建。",
        "需求2",
        "项目名称：缅甸光伏电站运维人员培训",
        "内容：培训。",
    ],
    "automatic": ["1.| 中老热带农业联合实验室", "共建实验室。", "2.| 缅甸光伏电站运维人员培训", "每年培训20人。"],
    "bold": [
        "现报送需求：",
        "** 中老热带农业联合实验室",
        "共建实验室，研究热带作物。",
        "** 缅甸光伏电站运维人员培训",
        "每年培训20人。",
    ],
    "Word headings": ["# 中老热带农业联合实验室", "共建实验室。", "# 缅甸光伏电站运维人员培训", "每年培训20人。"],
    "bullets": ["我院需求如下：", "• 中老热带农业联合实验室", "• 缅甸光伏电站运维人员培训"],
    "一是 lines": ["我院需求如下：", "一是中老热带农业联合实验室；", "二是缅甸光伏电站运维人员培训。"],
    "一是 inline": ["我院提出两项需求：一是中老热带农业联合实验室；二是缅甸光伏电站运维人员培训。"],
    "第一 inline": ["我院提出两项需求：第一，中老热带农业联合实验室；第二，缅甸光伏电站运维人员培训。"],
    "① inline": ["我院建议：①中老热带农业联合实验室；②缅甸光伏电站运维人员培训。"],
    "（1） inline": ["我院建议：（1）中老热带农业联合实验室；（2）缅甸光伏电站运维人员培训。"],
    "labels": [
        "需求名称：中老热带农业联合实验室",
        "主要内容：共建。",
        "需求名称：缅甸光伏电站运维人员培训",
        "主要内容：培训。",
    ],
    "section": [
        "一、总体情况",
        "我院成立于1980年，与多国合作。",
        "二、合作需求",
        "（一）中老热带农业联合实验室",
        "（二）缅甸光伏电站运维人员培训",
        "三、联系方式",
        "张某 010-1",
    ],
    "two levels": [
        "一、共建联合实验室方面",
        "1. 中老热带农业联合实验室",
        "共建。",
        "二、科技人文交流方面",
        "1. 缅甸光伏电站运维人员培训",
        "培训。",
    ],
    "chapter": [
        "第一部分 基本情况",
        "我院概况。",
        "第二部分 需求建议",
        "一、中老热带农业联合实验室",
        "共建。",
        "二、缅甸光伏电站运维人员培训",
        "培训。",
    ],
    "parts as headings": [
        "一、中老热带农业联合实验室",
        "（一）合作内容",
        "共建。",
        "（二）合作国家",
        "老挝",
        "二、缅甸光伏电站运维人员培训",
        "（一）合作内容",
        "培训。",
        "（二）合作国家",
        "缅甸",
    ],
    "restarting labels": [
        "1. 需求名称：中老热带农业联合实验室",
        "2. 合作国家：老挝",
        "1. 需求名称：缅甸光伏电站运维人员培训",
        "2. 合作国家：缅甸",
    ],
}


@pytest.mark.parametrize("shape", NUMBERED)
def test_two_needs_are_found_however_they_are_numbered(shape: str) -> None:
    assert titles(document(paragraphs(*NUMBERED[shape]))) == TWO


ENGLISH = ["Joint laboratory for tropical crops", "Training of solar plant operators"]
ENGLISH_SHAPES = {
    "1.": ["1. Joint laboratory for tropical crops", "In Laos.", "2. Training of solar plant operators", "In Myanmar."],
    "run on": [
        "1. Joint laboratory for tropical crops. In Laos we wish to build it.",
        "2. Training of solar plant operators. In Myanmar.",
    ],
    "Need 1:": [
        "Need 1: Joint laboratory for tropical crops",
        "Countries: Laos",
        "Need 2: Training of solar plant operators",
        "Countries: Myanmar",
    ],
    "Project 1 -": [
        "Project 1 - Joint laboratory for tropical crops",
        "Budget: USD 10,000",
        "Project 2 - Training of solar plant operators",
        "Budget: USD 20,000",
    ],
    "labels": [
        "Project title: Joint laboratory for tropical crops",
        "Country: Laos",
        "Project title: Training of solar plant operators",
        "Country: Myanmar",
    ],
    "section": [
        "# Background",
        "We are old.",
        "# Our needs",
        "1. Joint laboratory for tropical crops",
        "2. Training of solar plant operators",
        "# Contacts",
        "Ms Li",
    ],
    "a)": [
        "We propose the following:",
        "a) Joint laboratory for tropical crops",
        "b) Training of solar plant operators",
    ],
    "inline": [
        "We propose two projects: (1) Joint laboratory for tropical crops; (2) Training of solar plant operators."
    ],
}


@pytest.mark.parametrize("shape", ENGLISH_SHAPES)
def test_english_shapes(shape: str) -> None:
    assert titles(document(paragraphs(*ENGLISH_SHAPES[shape]))) == ENGLISH


RUSSIAN = ["Совместная лаборатория растениеводства", "Обучение операторов солнечных станций"]
RUSSIAN_SHAPES = {
    "1.": [
        "Направляем предложения:",
        "1. Совместная лаборатория растениеводства",
        "В Лаосе.",
        "2. Обучение операторов солнечных станций",
        "В Мьянме.",
    ],
    "Предложение 1.": [
        "Предложение 1. Совместная лаборатория растениеводства",
        "Страна: Лаос",
        "Предложение 2. Обучение операторов солнечных станций",
        "Страна: Мьянма",
    ],
    "labels": [
        "Название проекта: Совместная лаборатория растениеводства",
        "Срок: 2 года",
        "Название проекта: Обучение операторов солнечных станций",
        "Срок: 3 года",
    ],
    "sections": [
        "I. Общие сведения",
        "Институт основан в 1950 году.",
        "II. Предложения",
        "1) Совместная лаборатория растениеводства",
        "2) Обучение операторов солнечных станций",
    ],
}


@pytest.mark.parametrize("shape", RUSSIAN_SHAPES)
def test_russian_shapes(shape: str) -> None:
    assert titles(document(paragraphs(*RUSSIAN_SHAPES[shape]))) == RUSSIAN


def test_labelled_values_go_where_they_belong() -> None:
    (need,) = needs(
        document(
            paragraphs(
                "一、中老热带农业联合实验室",
                "围绕木薯开展研究。",
                "合作国家：老挝、柬埔寨；合作单位：老挝农林院；经费：约200万元；期限：2027-2029年；联系人：钱某",
            )
        )
    )
    assert need.countries.value == ("KH", "LA")
    assert need.partner and need.partner.value == "老挝农林院"
    assert need.money and (need.money.value.amount, need.money.value.unit) == (200, "万元")
    assert need.period and need.period.value.start and need.period.value.start.year == 2027
    assert need.contact and need.contact.value == "钱某"
    assert need.text.value == "围绕木薯开展研究。"


def test_each_value_knows_its_paragraph() -> None:
    (need,) = needs(
        document(paragraphs("需求如下", "1. 水稻联合实验室", "共建实验室。", "合作国家：越南", "经费：50万美元"))
    )
    assert need.source.paragraph == 2
    assert need.countries.place.paragraph == 4
    assert need.money and need.money.place.paragraph == 5


def test_several_paragraphs_belong_to_one_need() -> None:
    (first, second) = needs(
        document(
            paragraphs(
                "一、荒漠化防治联合实验室",
                "第一段说明固沙材料。",
                "第二段说明植被恢复。",
                "预期成果：发布数据集",
                "二、湿地监测培训班",
                "培训。",
            )
        )
    )
    assert "第二段" in first.text.value and "预期成果：发布数据集" in first.text.value
    assert second.title.value == "湿地监测培训班"


def test_sub_points_of_a_need_are_not_needs() -> None:
    found = titles(
        document(
            paragraphs(
                "一、与泰国共建轨道交通联合研究中心",
                "拟开展以下工作：",
                "1. 编制研究计划",
                "2. 采购设备",
                "3. 互派人员",
                "二、与印尼开展地震预警技术示范",
                "建设台站。",
            )
        )
    )
    assert found == ["与泰国共建轨道交通联合研究中心", "与印尼开展地震预警技术示范"]


def test_background_and_contacts_are_left_for_the_triage_page() -> None:
    read = reading(
        document(
            paragraphs("一、基本情况", "我校与德国高校合作多年。", "二、需求建议", "（一）中德氢能联合实验室", "共建。")
        )
    )
    assert [need.title.value for need in read.needs] == ["中德氢能联合实验室"]
    assert any("合作多年" in left.text and left.why == "section" for left in read.leftover)


def test_closing_and_signature_do_not_run_into_the_last_need() -> None:
    (need,) = needs(
        document(
            paragraphs(
                "1. 水稻种质联合研究", "与越南共建。", "以上需求，请予支持。", "特此函复。", "青石大学", "2026年10月1日"
            )
        )
    )
    assert need.text.value == "与越南共建。"


def test_plain_paragraphs_that_ask_are_needs_of_low_confidence() -> None:
    read = reading(
        document(
            paragraphs(
                "您好：",
                "我所希望与蒙古国共建草原生态观测站。",
                "另外，我所计划邀请哈萨克斯坦青年学者来华访学。",
                "青石研究所",
            )
        )
    )
    assert len(read.needs) == 2
    assert read.confidence < 0.7 and all(need.title.confidence < 0.7 for need in read.needs)


def test_sections_lend_action_and_field_to_what_stands_under_them() -> None:
    lab, visit = needs(
        document(
            paragraphs(
                "一、共建联合实验室",
                "（一）新型疫苗合作",
                "与埃及合作。",
                "二、科技人文交流",
                "（一）结核病防治合作",
                "与肯尼亚合作。",
            )
        )
    )
    assert (lab.action.value, visit.action.value) == ("joint_lab", "exchange")


def test_a_section_that_says_none_is_no_need() -> None:
    read = reading(
        document(
            paragraphs(
                "一、科技人文交流",
                "（一）青年学者来华访学",
                "邀请蒙古学者。",
                "二、科技园区合作：无",
                "三、技术转移",
                "暂无需求。",
            )
        )
    )
    assert [need.title.value for need in read.needs] == ["青年学者来华访学"]
