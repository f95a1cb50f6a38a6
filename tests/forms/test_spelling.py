"""Numbers, dates, periods and money in the spellings people use."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from wutong.forms import spelling

LANGUAGES = ["en", "ru", "fr", "es", "zh"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,200,000", 1_200_000),
        ("1 200 000,50", "1200000.5"),
        ("１２０", 120),
        ("120万", 1_200_000),
        ("1.2亿", 120_000_000),
        ("3 млн", 3_000_000),
        ("1.5 million", 1_500_000),
        ("12,5", "12.5"),
        ("1,234", 1234),
        ("1'000'000", 1_000_000),
        ("-0.50", "-0.5"),
        (".5", "0.5"),
        ("1.2E+06", 1_200_000),
        ("٣٤", 34),
        ("500 тыс.", 500_000),
        ("  7 ", 7),
    ],
)
def test_numbers_as_people_write_them(typed: str, meant: int | str) -> None:
    assert spelling.number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1,2,3", "12 34", "1-2", "万", "1.2.3", "about 5", "nan", "inf", "1e99", "9" * 31]
)
def test_what_is_no_number_is_not_guessed(typed: str) -> None:
    assert spelling.number(typed) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_a_plain_number_is_read_exactly(number: Decimal) -> None:
    text = spelling.plain(number)
    assert spelling.number(text) == number
    assert "E" not in text
    assert not ("." in text and text.endswith("0"))


@given(st.integers(-(10**12), 10**12))
def test_grouping_does_not_change_a_number(number: int) -> None:
    assert spelling.number(f"{number:,}") == number


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-02",
        "2026/1/2",
        "2026.01.02",
        "2026年1月2日",
        "2026 年 1 月 2 日",
        "二〇二六年一月二日",
        "20260102",
        "02.01.2026",
        "2 января 2026 г.",
        "January 2, 2026",
        "2 Jan 2026",
        "2 janvier 2026",
        "2 de enero de 2026",
        "2026-01-02 00:00:00",
        "２０２６年１月２日",
        "2026-01-02T00:00:00Z",
    ],
)
def test_one_day_in_many_spellings(typed: str) -> None:
    assert spelling.day(typed) == date(2026, 1, 2)


def test_han_tens() -> None:
    assert spelling.day("二〇二六年十二月三十一日") == date(2026, 12, 31)
    assert spelling.day("二〇二六年十月二十日") == date(2026, 10, 20)


@pytest.mark.parametrize(
    "typed", ["05/06/2026", "2026-02-30", "2026年", "2026年5月", "May 2026", "soon", "31.13.2026", "", "12"]
)
def test_what_names_no_single_day_is_refused(typed: str) -> None:
    assert spelling.day(typed) is None


def test_slashes_are_read_when_only_one_reading_is_possible() -> None:
    assert spelling.day("25/06/2026") == spelling.day("06/25/2026") == date(2026, 6, 25)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(LANGUAGES))
def test_any_day_as_each_language_writes_it_out(day: date, language: str) -> None:
    assert spelling.day(format_date(day, "long", locale=language)) == day


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_month_alone_stands_for_its_edges(day: date) -> None:
    first, last = spelling.day(f"{day.year}年{day.month}月", "first"), spelling.day(f"{day.year}-{day.month}", "last")
    assert first and last
    assert first.day == 1
    assert first <= day <= last
    assert (last.year, last.month) == (day.year, day.month)


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("2026年1月至2027年12月", ("2026年1月", "2027年12月")),
        ("2026-2028", ("2026", "2028")),
        ("2026", ("2026", "2026")),
        ("2026-01-01 - 2026-06-30", ("2026-01-01", "2026-06-30")),
        ("2026.1——2027.6", ("2026.1", "2027.6")),
        ("January 2026 to May 2027", ("January 2026", "May 2027")),
        ("2026～2028", ("2026", "2028")),
    ],
)
def test_the_two_ends_of_a_period(typed: str, ends: tuple[str, str]) -> None:
    assert spelling.ends_of_period(typed) == ends


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("120万元", ("120万", "CNY")),
        ("$5 million", ("5 million", "USD")),
        ("EUR 20,000", ("20,000", "EUR")),
        ("300 000 руб.", ("300 000", "RUB")),
        ("人民币50万元", ("50万", "CNY")),
        ("5万美元", ("5万", "USD")),
        ("12", ("12", "")),
    ],
)
def test_amount_and_currency_in_one_text(typed: str, parts: tuple[str, str]) -> None:
    assert spelling.amount_and_currency(typed) == parts


@given(st.text())
def test_kept_text_has_no_edges_and_nothing_a_file_cannot_carry(text: str) -> None:
    kept = spelling.clean(text)
    assert kept == spelling.clean(kept) == kept.strip()
    assert not set(kept) & {"\r", "\x00", "\x0b", "\x0c", "\u2028", "\ufffe"}
    assert "\n" not in spelling.one_line(text)
