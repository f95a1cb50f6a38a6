"""Words of a deadline made a day; texts marked with the language they are written in."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.plans.steps.confirming import as_written, due_day

START = date(2017, 5, 14)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("2025年", date(2025, 12, 31)),
        ("到2025年底", date(2025, 12, 31)),
        ("by 2030", date(2030, 12, 31)),
        ("2027-06-30", date(2027, 6, 30)),
        ("2027-02-31", None),
        ("5年内", date(2022, 5, 14)),
        ("五年内", date(2022, 5, 14)),
        ("未来十年", date(2027, 5, 14)),
        ("within 3 years", date(2020, 5, 14)),
        ("within the next five years", date(2022, 5, 14)),
        ("每月", None),
        ("", None),
    ],
)
def test_a_deadline_in_words_is_a_day(words: str, due: date | None) -> None:
    assert due_day(words, START) == due


def test_a_span_without_a_start_has_no_day() -> None:
    assert due_day("5年内", None) is None
    assert due_day("到2025年", None) == date(2025, 12, 31)


def test_a_leap_day_has_its_anniversary() -> None:
    assert due_day("1年内", date(2024, 2, 29)) == date(2025, 2, 28)


@given(words=st.text(max_size=40), start=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_any_words_give_a_day_or_none(words: str, start: date) -> None:
    assert due_day(words, start) is None or due_day(words, start)


@given(years=st.integers(1, 30), start=st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_a_span_ends_so_many_years_later(years: int, start: date) -> None:
    due = due_day(f"{years}年内", start)
    assert due is not None and due.year == start.year + years and due.month == start.month


@pytest.mark.parametrize(
    ("text", "language"),
    [("行动计划", "zh-hans"), ("Action plan", "en"), ("План действий", "ru"), (" BRI 计划 ", "zh-hans")],
)
def test_a_text_is_marked_with_its_language(text: str, language: str) -> None:
    assert as_written(text) == {"authoritative": language, language: text.strip()}


def test_no_text_is_no_value() -> None:
    assert as_written("  ") == {}
