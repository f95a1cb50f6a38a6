"""Sums of money as printed, in three languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wutong.calls.reading.money import find_money, money_of, unit_of
from wutong.calls.reading.results import Draft, Piece
from wutong.documents.blocks import Place

HERE = Place("paragraph", paragraph=1)
PRINTED = [
    ("200万元", "200", "万元", "CNY", 2_000_000),
    ("约300 万元", "300", "万元", "CNY", 3_000_000),
    ("人民币500万元", "500", "万元", "CNY", 5_000_000),
    ("1.2亿元", "1.2", "亿元", "CNY", 120_000_000),
    ("50万美元", "50", "万美元", "USD", 500_000),
    ("80万欧元", "80", "万欧元", "EUR", 800_000),
    ("3000元", "3000", "元", "CNY", 3000),
    ("1,200,000元", "1200000", "元", "CNY", 1_200_000),
    ("三百万元", "300", "万元", "CNY", 3_000_000),
    ("二十五万元", "25", "万元", "CNY", 250_000),
    ("￥5000", "5000", "￥", "CNY", 5000),
    ("USD 1.2 million", "1.2", "million USD", "USD", 1_200_000),
    ("$300,000", "300000", "$", "USD", 300_000),
    ("EUR 450 thousand", "450", "thousand EUR", "EUR", 450_000),
    ("90 thousand US dollars", "90", "thousand US dollars", "USD", 90_000),
    ("2 million yuan", "2", "million yuan", "CNY", 2_000_000),
    ("RMB 600,000", "600000", "RMB", "CNY", 600_000),
    ("12 млн руб.", "12", "млн руб.", "RUB", 12_000_000),
    ("8,5 млн рублей", "8.5", "млн рублей", "RUB", 8_500_000),
    ("500 тыс. долларов США", "500", "тыс. долларов США", "USD", 500_000),
    ("1 200 000 рублей", "1200000", "рублей", "RUB", 1_200_000),
    ("3 млн юаней", "3", "млн юаней", "CNY", 3_000_000),
    ("2 млн тенге", "2", "млн тенге", "KZT", 2_000_000),
]


@pytest.mark.parametrize(("words", "amount", "unit", "currency", "total"), PRINTED, ids=[row[0] for row in PRINTED])
def test_a_printed_sum(words: str, amount: str, unit: str, currency: str, total: int) -> None:
    money = money_of(words)
    assert money is not None
    assert (money.amount, money.unit, money.currency, money.total) == (Decimal(amount), unit, currency, total)


@pytest.mark.parametrize("words", ["", "待定", "面议", "tbd", "по согласованию", "双方协商"])
def test_words_without_a_sum(words: str) -> None:
    assert money_of(words) is None


HEADINGS = [
    ("经费（万元）", "万元", 10_000),
    ("预算(万美元)", "万美元", 10_000),
    ("Budget (thousand USD)", "thousand USD", 1000),
    ("Estimated cost, million yuan", "million yuan", 1_000_000),
    ("Бюджет (тыс. руб.)", "тыс. руб.", 1000),
    ("Бюджет, млн руб.", "млн руб.", 1_000_000),
    ("经费", "", 1),
]


@pytest.mark.parametrize(("label", "unit", "times"), HEADINGS, ids=[row[0] for row in HEADINGS])
def test_the_unit_in_a_heading(label: str, unit: str, times: int) -> None:
    printed, _, multiplier = unit_of(label)
    assert (printed, multiplier) == (unit, times)
    money = money_of("120", label)
    assert money is not None and money.total == 120 * times


def test_a_range_counts_with_its_upper_end() -> None:
    money = money_of("200-300万元")
    assert money is not None and money.amount == 300


def draft(*texts: str) -> Draft:
    return Draft(HERE, text=[Piece(text, HERE) for text in texts])


def test_in_a_text_the_sum_beside_a_word_for_money_counts() -> None:
    found = find_money(draft("该产业年产值5亿元。", "项目经费约200万元，分三年投入。"))
    assert found is not None and found.value.amount == 200
    assert found.quote == "200万元"


def test_the_only_sum_of_a_text_counts_doubtfully() -> None:
    found = find_money(draft("建设示范站（老挝，2027年，60万元）。"))
    assert found is not None and found.value.amount == 60 and found.confidence <= 0.5


def test_several_sums_without_a_word_for_money_count_for_nothing() -> None:
    assert find_money(draft("年产值从3亿元增加到5亿元。")) is None


@pytest.mark.parametrize(
    "text", ["培训200人。", "建设50家实验室。", "2027年启动。", "耕地三千亩。", "第3期", "5G基站20座"]
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert find_money(draft(text)) is None


def test_the_column_goes_before_the_text() -> None:
    made = draft("预算80万元。")
    made.put("money", Piece("120", HERE, "经费（万元）"))
    found = find_money(made)
    assert found is not None and found.value.amount == 120
