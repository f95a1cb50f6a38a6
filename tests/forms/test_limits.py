"""Limits at their edges: what just fits is kept, what just does not is told with the limit."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.shapes import EVERY_KIND
from wutong.forms import asks
from wutong.forms.checking import Checked, check
from wutong.forms.definition import Form, FormError
from wutong.forms.problems import Problem

TODAY = date(2026, 11, 24)


def form(code: str, **settings: Any) -> Form:
    stored = json.loads(json.dumps(EVERY_KIND))  # columns and asks no longer share one object
    next(ask for ask in stored["asks"] if ask["code"] == code).update(settings)
    return Form.from_dict(stored)


def checked(code: str, answer: Any, **settings: Any) -> Checked:
    return check(form(code, **settings), {code: answer})


def fault(code: str, answer: Any, **settings: Any) -> Problem:
    (problem,) = checked(code, answer, **settings).problems
    return problem


@pytest.mark.parametrize("code", ["topic", "story"])
@pytest.mark.parametrize("limit", [1, 7, asks.LONGEST_TEXT])
def test_a_text_as_long_as_allowed_fits(code: str, limit: int) -> None:
    assert checked(code, "字" * limit, max_length=limit).ok
    problem = fault(code, "字" * (limit + 1), max_length=limit)
    assert problem.code == "too_long"
    assert problem.text == f"{limit + 1} characters, at most {limit} are allowed"


def test_blanks_at_the_ends_do_not_count() -> None:
    assert checked("topic", "  ab \n", max_length=2).values["topic"] == "ab"


def test_a_text_too_long_is_kept_for_its_writer_to_cut() -> None:
    assert checked("topic", "abc", max_length=2).values["topic"] == "abc"


@pytest.mark.parametrize("limit", [0, -1, asks.LONGEST_TEXT + 1])
def test_a_text_limit_no_cell_could_hold_is_refused(limit: int) -> None:
    with pytest.raises(FormError, match="max_length"):
        form("topic", max_length=limit)


@pytest.mark.parametrize(("minimum", "maximum"), [(0, 10), ("-0.5", "0.5"), (1, 1), (-(10**20), 10**20)])
def test_a_number_at_either_limit_fits(minimum: Any, maximum: Any) -> None:
    for edge in (minimum, maximum):
        assert checked("count", str(edge), minimum=minimum, maximum=maximum).ok


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_a_number_beyond_a_limit_is_told_with_it(limit: int, step: int) -> None:
    below = fault("count", str(limit - step), minimum=limit)
    above = fault("count", str(limit + step), maximum=limit)
    assert (below.code, above.code) == ("too_small", "too_large")
    assert below.text.endswith(str(limit)) and above.text.endswith(str(limit))


@pytest.mark.parametrize(
    ("decimals", "fits", "not_so"), [(0, "12", "12.5"), (1, "0.5", "0.55"), (3, "1.125", "1.1255")]
)
def test_digits_after_the_point(decimals: int, fits: str, not_so: str) -> None:
    assert checked("count", fits, decimals=decimals).ok
    assert fault("count", not_so, decimals=decimals).code == "too_precise"


def test_zeros_behind_the_point_are_no_digits() -> None:
    assert checked("count", "12.000", decimals=0).values["count"] == "12"


@pytest.mark.parametrize("amount", ["0", "0.01", "0.10", "9" * 28, "1e3"])
def test_amounts_that_are_money(amount: str) -> None:
    kept = checked("cost", {"amount": amount, "currency": "CNY"}).values["cost"]["amount"]
    assert Decimal(kept) == Decimal(amount)
    assert len(kept.partition(".")[2]) == 2


@pytest.mark.parametrize(
    ("amount", "code"),
    [("-0.01", "too_small"), ("0.001", "too_precise"), ("9" * 31, "not_number"), ("1,2,3", "not_number")],
)
def test_amounts_that_are_not(amount: str, code: str) -> None:
    assert fault("cost", {"amount": amount, "currency": "CNY"}).code == code


@pytest.mark.parametrize("currencies", [["CNY"], ["KZT", "USD"], ["EUR", "GBP", "JPY"]])
def test_currencies_are_those_of_the_form(currencies: list[str]) -> None:
    for code in currencies:
        assert checked("cost", f"5 {code}", currencies=currencies).values["cost"]["currency"] == code
    problem = fault("cost", "5 XAU", currencies=currencies)
    assert problem.code == "unknown_currency"
    assert all(code in problem.text for code in currencies)


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-01-31", None), ("2026-12-31", None), ("2026-01-30", "too_early"), ("2027-01-01", "too_late")],
)
def test_days_at_and_beyond_their_limits(day: str, code: str | None) -> None:
    problems = checked("day", day, earliest="2026-01-31", latest="2026-12-31").problems
    assert [problem.code for problem in problems] == ([code] if code else [])


def test_a_day_out_of_bounds_is_told_with_the_bound() -> None:
    assert fault("day", "2025-01-01", earliest="2026-01-31").text == "2025-01-01 is before 2026-01-31"
    assert fault("day", "2028-01-01", latest="2026-12-31").text == "2028-01-01 is after 2026-12-31"


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_a_period_may_not_end_before_it_starts(one: date, other: date) -> None:
    given_period = {"start": one.isoformat(), "end": other.isoformat()}
    problems = checked("term", given_period).problems
    assert [problem.code for problem in problems] == (["period_order"] if other < one else [])


@pytest.mark.parametrize("rows", range(6))
def test_rows_between_least_and_most(rows: int) -> None:
    found = checked("lines", [{"topic": "a"}] * rows, min_rows=2, max_rows=4)
    codes = {0: [], 1: ["few_rows"], 5: ["many_rows"]}
    assert [problem.code for problem in found.problems] == codes.get(rows, [])
    assert len(found.values.get("lines", [])) == rows


def test_empty_rows_do_not_count() -> None:
    assert checked("lines", [{"topic": "a"}, {}, {"story": " "}, {"topic": "b"}], max_rows=2).ok
    assert fault("lines", [{"topic": "a"}, {}, {}], min_rows=2).text == "1 rows, at least 2 are needed"


@pytest.mark.parametrize(("size", "fits"), [(0, True), (10, True), (11, False)])
def test_files_by_their_size(size: int, fits: bool) -> None:
    answer = {"sha256": "c" * 64, "name": "a.pdf", "size": size}
    found = checked("paper", answer, max_bytes=10)
    assert found.ok is fits
    assert found.values["paper"] == answer


@pytest.mark.parametrize("size", [-1, "10", 1.5, True, None])
def test_a_size_that_is_none_is_not_kept(size: Any) -> None:
    assert checked("paper", {"sha256": "c" * 64, "name": "a", "size": size}).values["paper"]["size"] is None


@pytest.mark.parametrize("digest", ["", "C" * 64, "c" * 63, "c" * 65, "g" * 64, 5])
def test_a_digest_is_64_small_hexadecimal_digits(digest: Any) -> None:
    kept = checked("paper", {"sha256": digest, "name": "a.pdf", "size": 1}).values.get("paper")
    assert kept is None or kept["sha256"] is None


@pytest.mark.parametrize("answer", ["a", 5, True, {"a": 1}, [5], [["a"]], [{"topic": "a"}, "b"]])
def test_a_table_is_a_list_of_rows(answer: Any) -> None:
    assert fault("lines", answer).code == "not_rows"


@pytest.mark.parametrize("code", ["topic", "count", "cost", "day", "term", "mode", "where", "unit", "head", "paper"])
def test_a_required_ask_is_missed_once(code: str) -> None:
    for nothing in ("", None, {}, []):
        problems = checked(code, nothing, required=True).problems
        assert [(problem.code, problem.ask) for problem in problems] == [("missing", code)]


@pytest.mark.parametrize("code", ["count", "day", "mode"])
def test_a_wrong_answer_is_not_missing_too(code: str) -> None:
    problem = fault(code, "no such answer", required=True)
    assert problem.code != "missing"


@pytest.mark.parametrize(("mode", "codes"), [("rail", ["missing"]), ("sea", []), (None, [])])
def test_required_if_looks_at_the_other_answer(mode: str | None, codes: list[str]) -> None:
    asked = form("topic", required_if={"mode": "rail"})
    answers = {"mode": mode} if mode else {}
    assert [problem.code for problem in check(asked, answers).problems] == codes


def test_required_if_is_met_by_an_answer() -> None:
    assert check(form("topic", required_if={"mode": "rail"}), {"mode": "rail", "topic": "a"}).ok


@pytest.mark.parametrize(
    ("words", "least"), [("东盟国家", 10), ("中亚五国", 5), ("Казахстан", 1), ("ASEAN and Mongolia", 11)]
)
def test_countries_are_recognised_only_with_a_day(words: str, least: int) -> None:
    without = check(form("where"), {"where": words}).values["where"]
    on_the_day = check(form("where"), {"where": words}, on=TODAY).values["where"]
    assert without == {"countries": [], "words": words}
    assert on_the_day["words"] == words
    assert len(on_the_day["countries"]) >= least


@pytest.mark.parametrize("codes", [["ZZ"], ["kz", "XX"], ["KZ", 5]])
def test_codes_of_no_country_are_told_each(codes: list[Any]) -> None:
    found = checked("where", {"countries": codes, "words": "w"})
    wrong = [str(code).upper() for code in codes if str(code).upper() != "KZ"]
    assert [problem.parameters["given"] for problem in found.problems] == wrong


@pytest.mark.parametrize("files", [(), ["d" * 64]])
def test_a_file_from_outside_may_not_name_a_stored_one(files: list[str]) -> None:
    answer = {"paper": {"sha256": "c" * 64, "name": "a.pdf", "size": 1}}
    found = check(form("paper"), answer, files=files)
    assert [problem.code for problem in found.problems] == ["unknown_file"]
    assert "paper" not in found.values


def test_a_file_named_without_digest_is_only_a_name() -> None:
    assert check(form("paper"), {"paper": "a.pdf"}, files=()).ok
