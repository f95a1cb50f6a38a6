"""Columns and labels under wordings no vocabulary was looked up for: which of them are told, in which shapes."""

from __future__ import annotations

import pytest

from tests.calls.reading.building import document, needs, paragraphs, table
from wutong.calls.reading import NeedReading

# Wordings per role, all invented as a clerk might print them.
HEADS: dict[str, dict[str, list[str]]] = {
    "title": {
        "zh": ["拟合作项目名称", "合作需求名称", "需求项目名称", "建议开展的合作项目", "合作项目（名称）", "需求标题", "项目/需求名称", "具体需求名称"],
        "en": ["Title of the need", "Name of proposed project", "Proposed cooperation", "Project title", "Topic of cooperation"],
        "ru": ["Название проекта", "Наименование предложения", "Тема сотрудничества", "Название потребности"],
    },
    "text": {
        "zh": ["合作内容及方式", "拟开展的主要工作", "需求具体内容", "项目主要内容", "内容概述", "主要建设内容", "需求情况说明", "合作内容（300字以内）"],
        "en": ["Brief summary", "Description of the need", "Main content", "What will be done", "Scope of cooperation"],
        "ru": ["Краткое содержание", "Описание предложения", "Содержание проекта", "Суть проекта"],
    },
    "countries": {
        "zh": ["目标国别", "拟合作国家（地区）", "对象国家", "合作国家/地区", "涉及国别", "合作方所在国", "国家（地区）", "面向国别"],
        "en": ["Target countries", "Partner country", "Country or region", "With which country", "Country(ies)"],
        "ru": ["Страна партнёра", "Страны", "Страна сотрудничества", "Целевая страна"],
    },
    "money": {
        "zh": ["经费（万元）", "预计经费（万元）", "总投资（万元）", "所需资金（万元）", "经费概算（万元）", "资金需求/万元", "投资估算（万元）", "拟投入经费（万元）"],
        "en": ["Budget (USD)", "Estimated cost (USD)", "Funding needed (USD)", "Total budget, USD", "Funds required (USD)"],
        "ru": ["Бюджет (млн руб.)", "Стоимость, млн руб.", "Объём финансирования, млн руб.", "Сумма (млн руб.)"],
    },
    "period": {
        "zh": ["实施期限", "起止年份", "计划执行时间", "合作周期", "项目起止时间", "执行年限", "拟实施年度", "建设周期"],
        "en": ["Time frame", "Project duration", "Start and end", "Implementation period", "Planned dates"],
        "ru": ["Сроки реализации", "Период выполнения", "Срок проекта", "Годы реализации"],
    },
}  # fmt: skip
ROWS = {
    "zh": [("滇池蓝藻治理技术示范", "推广除藻船与曝气装置", "老挝", "120", "2027—2029年"),
           ("中越甘蔗育种联合实验室", "共建种质资源圃", "越南", "260", "2027—2028年")],
    "en": [("Joint laboratory for sugar cane", "shared germplasm garden", "Viet Nam", "90000", "2027-2029"),
           ("Training of lake managers", "two courses a year", "Laos", "40000", "2027-2028")],
    "ru": [("Совместная лаборатория почв", "полевые опыты и анализы", "Казахстан", "12", "2027–2029"),
           ("Обучение агрономов", "курсы по три недели", "Монголия", "3", "2027–2028")],
}  # fmt: skip
CODES = {"zh": ["LA", "VN"], "en": ["VN", "LA"], "ru": ["KZ", "MN"]}
FIRST = {"zh": "序号", "en": "No.", "ru": "№"}
USUAL = {language: [HEADS[role][language][0] for role in HEADS] for language in ROWS}
CASES = [(role, language, wording) for role in HEADS for language in ROWS for wording in HEADS[role][language]]
LANGUAGES = sorted(ROWS)


def heads_with(role: str, language: str, wording: str) -> list[str]:
    return [wording if name == role else usual for name, usual in zip(HEADS, USUAL[language], strict=True)]


def check(found: tuple[NeedReading, ...], language: str) -> None:
    assert [need.title.value for need in found] == [row[0] for row in ROWS[language]]
    for need, row in zip(
        found, ROWS[language], strict=True
    ):  # a label that says more than 内容 is kept before its value
        assert need.text.value.endswith(row[1]) and "\n" not in need.text.value
    assert [list(need.countries.value) for need in found] == [[code] for code in CODES[language]]
    assert [need.money and str(need.money.value.amount) for need in found] == [row[3] for row in ROWS[language]]
    assert [need.period and need.period.value.printed for need in found] == [row[4] for row in ROWS[language]]


@pytest.mark.parametrize(("role", "language", "wording"), CASES)
def test_a_column_is_told_by_its_wording(role: str, language: str, wording: str) -> None:
    rows = [[FIRST[language], *heads_with(role, language, wording)]]
    rows += [[str(number), *row] for number, row in enumerate(ROWS[language], 1)]
    check(needs(document(table(rows))), language)


@pytest.mark.parametrize(("role", "language", "wording"), CASES)
def test_a_label_beside_its_value_is_told_too(role: str, language: str, wording: str) -> None:
    heads = heads_with(role, language, wording)
    cards = [table(list(zip(heads, row, strict=True)), number) for number, row in enumerate(ROWS[language], 1)]
    check(needs(document(*cards)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("turn", range(5))
def test_the_order_of_columns_does_not_matter(language: str, turn: int) -> None:
    order = [(at + turn) % 5 for at in range(5)]
    rows = [[USUAL[language][at] for at in order]] + [[row[at] for at in order] for row in ROWS[language]]
    check(needs(document(table(rows))), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_on_its_side_is_the_same(language: str) -> None:
    rows = [[head, *values] for head, *values in zip(USUAL[language], *ROWS[language], strict=True)]
    check(needs(document(table(rows, sheet="表", number=1))), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_before_colons_are_the_same(language: str) -> None:
    lines = [f"{head}：{value}" for row in ROWS[language] for head, value in zip(USUAL[language], row, strict=True)]
    found = needs(document(paragraphs(*lines)))
    assert [need.title.value for need in found] == [row[0] for row in ROWS[language]]
    assert [list(need.countries.value) for need in found] == [[code] for code in CODES[language]]
    assert all(need.money and need.period for need in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("empty", ["", "—", "/", "待定"])
def test_a_cell_without_a_value_gives_none(language: str, empty: str) -> None:
    rows = [USUAL[language], *[[*row[:3], empty, empty] for row in ROWS[language]]]
    found = needs(document(table(rows)))
    assert len(found) == 2
    assert all(need.money is None for need in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_points_to_its_own_cell(language: str) -> None:
    found = needs(document(table([USUAL[language], *ROWS[language]])))
    for number, need in enumerate(found, 2):
        values = (need.title, need.text, need.countries, need.money, need.period)
        assert [(value.place.row, value.place.column) for value in values if value] == [
            (number, at) for at in range(1, 6)
        ]
