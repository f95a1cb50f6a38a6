"""Tables: one need a row under any header, cards of labels and values, and what in a table is no need."""

from __future__ import annotations

import pytest

from tests.calls.reading.building import document, needs, paragraphs, reading, table, titles

HEADERS = [
    ["序号", "需求名称", "合作内容", "拟合作国家", "经费（万元）", "负责人"],
    ["编号", "项目名称", "主要内容", "国别", "预算（万元）", "联系人"],
    ["序号", "合作事项", "具体内容", "目标国家（地区）", "所需资金(万元)", "项目负责人及电话"],
    ["No.", "Title of need", "Short description", "Partner countries", "Budget (10,000 yuan)", "Contact person"],
    ["#", "Proposed project", "Scope of work", "Country / region", "Estimated cost, thousand USD", "Person in charge"],
    [
        "№ п/п",
        "Наименование проекта",
        "Краткое содержание",
        "Страна-партнёр",
        "Объём финансирования, тыс. руб.",
        "Ответственный",
    ],
    ["", "拟开展项目", "建设内容", "合作对象国", "投资估算（万元）", "牵头人"],
]


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[1])
def test_one_need_a_row_under_any_header(header: list[str]) -> None:
    made = document(
        table(
            [
                header,
                ["1", "水稻育种联合实验室", "共建实验室", "越南", "200", "甲"],
                ["2", "光伏示范电站", "推广示范", "老挝", "150", "乙"],
            ]
        )
    )
    first, second = needs(made)
    assert (first.title.value, first.text.value, first.countries.value) == ("水稻育种联合实验室", "共建实验室", ("VN",))
    assert second.money and second.money.value.amount == 150
    assert second.contact and second.contact.value == "乙"


def test_values_point_at_their_cells() -> None:
    (need,) = needs(document(table([["需求名称", "合作国家", "经费"], ["地震台网联合观测", "尼泊尔", "30万元"]])))
    assert (need.title.place.row, need.title.place.column) == (2, 1)
    assert (need.countries.place.row, need.countries.place.column) == (2, 2)
    assert need.money and need.money.place.column == 3


def test_the_unit_of_money_comes_from_the_header() -> None:
    (need,) = needs(document(table([["需求名称", "合作国家", "经费（万元）"], ["地震台网联合观测", "尼泊尔", "30"]])))
    assert need.money and (need.money.value.unit, need.money.value.currency, need.money.value.total) == (
        "万元",
        "CNY",
        300000,
    )


def test_totals_notes_samples_and_blank_rows_are_no_needs() -> None:
    read = reading(
        document(
            table(
                [
                    ["序号", "需求名称", "合作内容", "国家"],
                    ["例", "某某联合实验室", "示例内容", "某国"],
                    ["1", "水稻育种联合实验室", "共建", "越南"],
                    ["2", "", "", ""],
                    ["合计", "", "1项", ""],
                    ["注：国家请填全称，可填多个", "<", "<", "<"],
                    ["填表人：张三", "<", "<", "<"],
                ]
            )
        )
    )
    assert [need.title.value for need in read.needs] == ["水稻育种联合实验室"]
    assert {left.why for left in read.leftover} >= {"sample", "blank", "total", "note"}


def test_a_header_repeated_on_the_next_page_is_no_need() -> None:
    header = ["序号", "需求名称", "国家"]
    assert titles(document(table([header, ["1", "水稻联合研究", "越南"], header, ["2", "小麦联合研究", "埃及"]]))) == [
        "水稻联合研究",
        "小麦联合研究",
    ]


def test_a_table_that_goes_on_without_its_header() -> None:
    first = table([["序号", "需求名称", "国家"], ["1", "水稻联合研究", "越南"]])
    second = table([["2", "小麦联合研究", "埃及"], ["3", "玉米联合研究", "肯尼亚"]], number=2)
    assert titles(document(first, second)) == ["水稻联合研究", "小麦联合研究", "玉米联合研究"]


def test_a_header_in_two_rows() -> None:
    made = document(
        table(
            [
                ["序号", "需求名称", "合作方", "<", "经费（万元）", "<"],
                ["^", "^", "国家", "单位", "自筹", "申请"],
                ["1", "水稻联合研究", "越南", "越南农科院", "100", "50"],
            ]
        )
    )
    (need,) = needs(made)
    assert need.countries.value == ("VN",)
    assert need.partner and need.partner.value == "越南农科院"
    assert need.money and need.money.value.amount == 100


def test_continuation_rows_belong_to_the_need_above() -> None:
    made = document(
        table(
            [
                ["序号", "需求名称", "合作内容", "国家"],
                ["1", "水稻联合研究", "选育耐盐品种", "越南"],
                ["", "", "建设两个试验点", "柬埔寨"],
                ["2", "小麦联合研究", "抗旱", "埃及"],
            ]
        )
    )
    first, second = needs(made)
    assert "试验点" in first.text.value and first.countries.value == ("KH", "VN")
    assert second.title.value == "小麦联合研究"


def test_merged_title_over_two_rows_is_one_need() -> None:
    made = document(
        table([["需求名称", "合作内容", "国家"], ["水稻联合研究", "选育品种", "越南"], ["^", "建设试验点", "^"]])
    )
    assert titles(made) == ["水稻联合研究"]


def test_a_field_merged_over_rows_counts_for_each() -> None:
    made = document(
        table(
            [
                ["领域", "需求名称", "国家"],
                ["能源", "微网合作", "老挝"],
                ["^", "抽蓄合作", "越南"],
                ["农业", "微生物肥合作", "埃及"],
            ]
        )
    )
    assert [need.field.value for need in needs(made)] == ["energy", "energy", "agriculture"]


def test_section_rows_lend_their_action() -> None:
    made = document(
        table(
            [
                ["序号", "需求名称", "国家"],
                ["一、科技人文交流", "<", "<"],
                ["1", "水电技术合作", "老挝"],
                ["二、共建联合实验室", "<", "<"],
                ["2", "水电设备合作", "越南"],
            ]
        )
    )
    assert [need.action.value for need in needs(made)] == ["exchange", "joint_lab"]


def test_ditto_takes_the_value_above() -> None:
    made = document(
        table([["需求名称", "合作内容", "国家"], ["水稻", "联合育种", "越南"], ["小麦", "联合育种二期", "同上"]])
    )
    assert needs(made)[1].countries.value == ("VN",)


def test_explicit_field_and_action_columns_decide() -> None:
    made = document(table([["需求名称", "领域", "合作形式", "国家"], ["水稻种植合作", "信息技术", "技术转移", "越南"]]))
    (need,) = needs(made)
    assert (need.field.value, need.action.value) == ("ict", "transfer")
    assert need.field.confidence > 0.9


def test_unknown_columns_stay_with_the_text_under_their_heading() -> None:
    (need,) = needs(
        document(table([["需求名称", "合作内容", "国家", "技术成熟度"], ["水稻", "联合育种", "越南", "已中试"]]))
    )
    assert "技术成熟度：已中试" in need.text.value


def test_a_need_with_only_content_gets_a_title_from_it() -> None:
    (need,) = needs(
        document(table([["序号", "合作内容", "国家"], ["1", "共建水稻育种联合实验室。开展耐盐品种选育。", "越南"]]))
    )
    assert need.title.value == "共建水稻育种联合实验室"


CARD = [
    ["需求名称", "风电叶片回收示范"],
    ["技术领域", "新能源"],
    ["合作国家", "智利"],
    ["合作内容", "建设示范线"],
    ["经费预算", "1500万元"],
    ["实施期限", "2027年3月至2029年2月"],
]


def test_a_card_of_two_columns() -> None:
    (need,) = needs(document(table(CARD)))
    assert (need.title.value, need.text.value, need.countries.value) == ("风电叶片回收示范", "建设示范线", ("CL",))
    assert need.period and need.period.value.end and need.period.value.end.isoformat() == "2029-02-28"


def test_a_card_of_four_columns() -> None:
    made = document(
        table(
            [
                ["需求名称", "风电叶片回收示范", "合作国家", "智利"],
                ["经费", "1500万元", "期限", "2年"],
                ["合作内容", "建设示范线", "<", "<"],
            ]
        )
    )
    (need,) = needs(made)
    assert (need.countries.value, need.text.value) == (("CL",), "建设示范线")
    assert need.period and need.period.value.months == 24


def test_several_cards_in_one_table_and_in_several() -> None:
    second = [[label, value.replace("风电叶片", "光伏组件")] for label, value in CARD]
    assert titles(document(table(CARD + second))) == ["风电叶片回收示范", "光伏组件回收示范"]
    assert titles(document(table(CARD), table(second, number=2))) == ["风电叶片回收示范", "光伏组件回收示范"]


def test_a_card_takes_its_title_from_the_line_above() -> None:
    made = document(paragraphs("需求一：风电叶片回收示范"), table(CARD[1:]))
    assert titles(made) == ["风电叶片回收示范"]


def test_a_long_value_below_its_label() -> None:
    made = document(
        table(
            [
                ["需求名称", "风电叶片回收示范"],
                ["合作国家", "智利"],
                ["合作内容", "<"],
                ["建设退役叶片回收示范线，形成工艺包。", "<"],
            ]
        )
    )
    (need,) = needs(made)
    assert need.text.value == "建设退役叶片回收示范线，形成工艺包。"


def test_a_card_about_the_unit_is_no_need_but_names_it() -> None:
    made = document(table([["单位名称", "青石研究所"], ["联系人", "甲"], ["联系电话", "010-1"]]), table(CARD, number=2))
    read = reading(made)
    assert len(read.needs) == 1
    assert read.unit and read.unit.value == "青石研究所"


def test_the_same_need_in_list_and_table_counts_once() -> None:
    made = document(
        paragraphs("一、水稻育种联合实验室", "共建。"), table([["需求名称", "国家"], ["水稻育种联合实验室", "越南"]])
    )
    (need,) = needs(made)
    assert need.countries.value == ("VN",)


def test_instructions_below_a_table_are_no_needs() -> None:
    made = document(
        table([["需求名称", "国家"], ["水稻育种联合实验室", "越南"]]),
        paragraphs("填表说明：", "1. 国家请填写全称。", "2. 经费单位为万元。"),
    )
    assert titles(made) == ["水稻育种联合实验室"]


def test_none_in_the_table_is_an_answer() -> None:
    read = reading(document(table([["序号", "需求名称", "国家"], ["1", "无", "/"]])))
    assert (read.kind, read.needs) == ("no_needs", ())


def test_a_blank_form_is_not_a_reply() -> None:
    assert (
        reading(document(table([["序号", "需求名称", "合作内容", "国家"], ["1", "", "", ""], ["2", "", "", ""]]))).kind
        == "not_a_reply"
    )
    assert reading(document(table([[label, ""] for label, _ in CARD]))).kind == "not_a_reply"


def test_a_table_without_any_header_is_read_doubtfully() -> None:
    read = reading(document(table([["1", "共建水稻育种联合实验室", "越南"], ["2", "开展光伏技术培训", "老挝"]])))
    assert len(read.needs) == 2
    assert max(need.confidence for need in read.needs) < 0.6
