"""Periods as printed, in three languages."""

from __future__ import annotations

import pytest

from wutong.calls.reading.periods import find_period, period_of
from wutong.calls.reading.results import Draft, Piece
from wutong.documents.blocks import Place

HERE = Place("paragraph", paragraph=1)
RANGES = [
    ("2026年1月—2028年12月", "2026-01-01", "2028-12-31"),
    ("2026年1月至2028年6月", "2026-01-01", "2028-06-30"),
    ("2026-2028年", "2026-01-01", "2028-12-31"),
    ("2026—2028", "2026-01-01", "2028-12-31"),
    ("2026.01-2028.02", "2026-01-01", "2028-02-29"),
    ("2026/3-2027/4", "2026-03-01", "2027-04-30"),
    ("2027年3月至11月", "2027-03-01", "2027-11-30"),
    ("2026年到2028年", "2026-01-01", "2028-12-31"),
    ("from 2026 to 2028", "2026-01-01", "2028-12-31"),
    ("January 2027 – June 2028", "2027-01-01", "2028-06-30"),
    ("2027-29", "2027-01-01", "2029-12-31"),
    ("с 2026 по 2028 год", "2026-01-01", "2028-12-31"),
    ("2026–2028 гг.", "2026-01-01", "2028-12-31"),
    ("январь 2027 – март 2028", "2027-01-01", "2028-03-31"),
    ("2027年", "2027-01-01", "2027-12-31"),
    ("2027", "2027-01-01", "2027-12-31"),
    ("2027年5月", "2027-05-01", "2027-05-31"),
]
DURATIONS = [
    ("3年", 36),
    ("三年", 36),
    ("为期两年", 24),
    ("18个月", 18),
    ("半年", 6),
    ("24 months", 24),
    ("3 years", 36),
    ("three-year" if False else "3-year", 36),
    ("2 года", 24),
    ("5 лет", 60),
    ("18 месяцев", 18),
    ("十年", 120),
    ("1.5年", 18),
]


@pytest.mark.parametrize(("words", "start", "end"), RANGES, ids=[row[0] for row in RANGES])
def test_a_printed_range(words: str, start: str, end: str) -> None:
    period = period_of(words)
    assert period is not None and period.start and period.end
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(("words", "months"), DURATIONS, ids=[row[0] for row in DURATIONS])
def test_a_duration(words: str, months: int) -> None:
    period = period_of(words)
    assert period is not None and period.months == months


def test_a_limit_has_only_an_end() -> None:
    period = period_of("2028年底前")
    assert period is not None and period.start is None and period.end and period.end.year == 2028


@pytest.mark.parametrize("words", ["长期", "待定", "tbd", ""])
def test_words_without_a_period(words: str) -> None:
    assert period_of(words) is None


def found(text: str) -> str | None:
    period = find_period(Draft(HERE, text=[Piece(text, HERE)]))
    return period.value.printed if period else None


def test_in_a_text_a_duration_counts_after_a_word_for_it() -> None:
    assert found("开展为期三年的联合研究。") == "三年"
    assert found("The work runs for 2 years.") == "2 years"
    assert found("我校已有30年历史。") is None


def test_a_range_of_years_in_a_text_counts() -> None:
    assert found("拟于2027—2029年实施。") == "2027—2029年"


def test_an_unreadable_value_of_the_column_is_kept_as_printed() -> None:
    made = Draft(HERE)
    made.put("period", Piece("长期合作", HERE, "期限"))
    period = find_period(made)
    assert period is not None and period.value.printed == "长期合作" and period.confidence <= 0.5
