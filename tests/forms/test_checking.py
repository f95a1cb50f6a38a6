"""One door for all answers: what is kept, what is refused, and in which words."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.forms.shapes import EVERY_KIND
from wutong.documents.blocks import Place
from wutong.forms.checking import Filled, check, stamp_problems
from wutong.forms.definition import Form, Stamp
from wutong.forms.problems import WORDS, Problem, Spot

FORM = Form.from_dict(EVERY_KIND)
SHA = "c" * 64
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["amount", "name", "start", "x"]), inner)
    ),
    max_leaves=5,
)


def kept(code: str, answer: Any) -> Any:
    checked = check(FORM, {code: answer})
    assert checked.ok, [problem.message for problem in checked.problems]
    return checked.values.get(code)


def faults(code: str, answer: Any, **settings: Any) -> list[str]:
    stored = copy.deepcopy(EVERY_KIND)
    next(ask for ask in stored["asks"] if ask["code"] == code).update(settings)
    return [problem.code for problem in check(Form.from_dict(stored), {code: answer}).problems]


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [
        ("topic", "  a\nb ", "a b"),
        ("story", "\r\n a\r\nb \n", "a\nb"),
        ("topic", 7, "7"),
        ("count", "1,200.50", "1200.5"),
        ("count", 0.1, "0.1"),
        ("cost", "120万元", {"amount": "1200000.00", "currency": "CNY"}),
        ("cost", {"amount": 5, "currency": "美元"}, {"amount": "5.00", "currency": "USD"}),
        ("day", "2026年1月2日", "2026-01-02"),
        ("term", "2026年至2027年6月", {"start": "2026-01-01", "end": "2027-06-30"}),
        ("term", {"start": "", "end": "2027"}, {"end": "2027-12-31"}),
        ("mode", "铁路 Railway", "rail"),
        ("mode", " ＡＩＲ ", "air"),
        ("modes", "海运；铁路", ["rail", "sea"]),
        ("modes", ["air", "air"], ["air"]),
        ("where", "KZ, UZ", {"countries": ["KZ", "UZ"], "words": ""}),
        ("where", "中亚 [KZ]", {"countries": ["KZ"], "words": "中亚"}),
        ("unit", "甲大学", {"id": None, "name": "甲大学"}),
        ("unit", "甲大学 [#12]", {"id": 12, "name": "甲大学"}),
        ("head", "张三，010-12345678，z@a.cn", {"name": "张三", "phone": "010-12345678", "email": "z@a.cn"}),
        ("paper", "a.pdf", {"sha256": None, "name": "a.pdf", "size": None}),
    ],
)
def test_what_people_type_becomes_one_spelling(code: str, typed: Any, meant: Any) -> None:
    assert kept(code, typed) == meant


@pytest.mark.parametrize("nothing", [None, "", "  \n", [], {}])
def test_empty_and_missing_are_the_same(nothing: Any) -> None:
    for ask in FORM.asks:
        assert check(FORM, {ask.code: nothing}).values == check(FORM, {}).values


@pytest.mark.parametrize(
    ("code", "answer", "settings", "fault"),
    [
        ("topic", "abc", {"max_length": 2}, "too_long"),
        ("topic", ["a"], {}, "not_text"),
        ("topic", True, {}, "not_text"),
        ("count", "many", {}, "not_number"),
        ("count", float("nan"), {}, "not_number"),
        ("count", "1", {"minimum": 2}, "too_small"),
        ("count", "3", {"maximum": 2}, "too_large"),
        ("count", "0.123", {"decimals": 2}, "too_precise"),
        ("cost", "120万", {}, "no_currency"),
        ("cost", "120 XYZ", {}, "unknown_currency"),
        ("cost", {"amount": "x", "currency": "CNY"}, {}, "not_number"),
        ("cost", "-1 CNY", {}, "too_small"),
        ("cost", "0.001 CNY", {}, "too_precise"),
        ("day", "soon", {}, "not_date"),
        ("day", "2025-01-01", {"earliest": "2026-01-01"}, "too_early"),
        ("day", "2027-01-01", {"latest": "2026-12-31"}, "too_late"),
        ("term", {"start": "2027", "end": "2026"}, {}, "period_order"),
        ("mode", "walk", {}, "unknown_choice"),
        ("modes", ["rail", "walk"], {}, "unknown_choice"),
        ("where", {"countries": ["ZZ"], "words": ""}, {}, "unknown_country"),
        ("head", {"name": "a", "email": "no"}, {}, "not_email"),
        ("head", {"phone": "1"}, {"required": True}, "no_name"),
        ("paper", {"sha256": "short", "name": "a", "size": 1}, {}, "unknown_file"),
        ("paper", {"sha256": SHA, "name": "a", "size": 9}, {"max_bytes": 8}, "file_too_large"),
        ("lines", [{"topic": "a"}], {"min_rows": 2}, "few_rows"),
        ("lines", [{"topic": "a"}] * 2, {"max_rows": 1}, "many_rows"),
        ("lines", {"topic": "a"}, {}, "not_rows"),
        ("topic", "", {"required": True}, "missing"),
    ],
)
def test_each_fault_has_its_name(code: str, answer: Any, settings: dict[str, Any], fault: str) -> None:
    assert faults(code, answer, **settings) == [fault]


def test_one_currency_needs_no_naming() -> None:
    stored = copy.deepcopy(EVERY_KIND)
    stored["asks"][3]["currencies"] = ["CNY"]
    assert check(Form.from_dict(stored), {"cost": "5"}).values["cost"] == {"amount": "5.00", "currency": "CNY"}


def test_regions_become_countries_as_of_the_day() -> None:
    checked = check(FORM, {"where": "东盟国家"}, on=date(2026, 11, 24))
    assert checked.values["where"]["words"] == "东盟国家"
    assert {"VN", "TH", "LA"} <= set(checked.values["where"]["countries"])


def test_words_without_a_country_are_a_warning_and_are_kept() -> None:
    checked = check(FORM, {"where": "有关方面"}, on=date(2026, 11, 24))
    assert checked.ok
    assert [problem.code for problem in checked.problems] == ["countries_not_found"]
    assert checked.values["where"] == {"countries": [], "words": "有关方面"}


def test_a_file_nobody_sent_cannot_be_pointed_to() -> None:
    answer = {"paper": {"sha256": SHA, "name": "a.pdf", "size": 1}}
    assert [problem.code for problem in check(FORM, answer, files=[]).problems] == ["unknown_file"]
    assert check(FORM, answer, files=[SHA]).values == answer


def test_nothing_is_dropped_in_silence() -> None:
    problems = check(FORM, {"colour": "red", "lines": [{"topic": "a", "size": "big"}]}).problems
    assert {(problem.spot, problem.parameters["given"]) for problem in problems} == {
        (Spot("colour"), "red"), (Spot("lines", 1, "size"), "big"),
    }  # fmt: skip


def test_an_empty_row_is_no_row() -> None:
    checked = check(FORM, {"lines": [{}, {"topic": " "}, {"topic": "a"}]})
    assert checked.values == {"lines": [{"topic": "a"}]}


@pytest.mark.parametrize(("has_needs", "ok"), [("yes", False), ("no", True)])
def test_rows_are_needed_only_by_those_who_have_needs(needs: Form, has_needs: str, ok: bool) -> None:
    answers = {"unit": "甲大学", "contact": "张三", "has_needs": has_needs}
    assert check(needs, answers).ok is ok


@given(st.dictionaries(st.sampled_from([ask.code for ask in FORM.asks]), ANYTHING))
def test_whatever_is_sent_is_settled_or_told_never_an_exception(answers: dict[str, Any]) -> None:
    checked = check(FORM, answers)
    again = check(FORM, checked.values)
    assert again.values == checked.values


def test_messages_name_sheet_and_cell() -> None:
    filled = Filled({"count": "x"}, {Spot("count"): Place("cell", sheet="需求", row=7, column=3)})
    assert check(FORM, filled).problems[0].message == "Sheet 需求, cell C7: “x” is not a number"


def test_messages_name_table_row_and_field_in_the_readers_language() -> None:
    place = Place("cell", table=2, row=3, column=1)
    filled = Filled({"lines": [{"count": "x"}]}, {Spot("lines", 1, "count"): place})
    with translation.override("zh-hans"):
        where = check(FORM, filled).problems[0].where
    assert "数量" in where
    assert check(FORM, filled).problems[0].where == "Table 2, row 3, field Count"


def test_messages_of_a_page_name_the_field() -> None:
    problems = check(FORM, {"count": "x", "lines": [{}, {"count": "y"}]}).problems
    assert [problem.where for problem in problems] == ["Field Count", "Lines, row 2, field Count"]
    assert problems[1].spot.path() == "lines[1].count"


@pytest.mark.parametrize("code", sorted(WORDS))
def test_every_problem_can_be_said(code: str) -> None:
    parameters = dict.fromkeys(("given", "limit", "length", "start", "end"), "%s" * 60)
    text = Problem(Spot("count"), code, parameters).message
    assert text.startswith("Field count: ")
    assert len(text) < 400


@pytest.mark.parametrize(
    ("stamp", "codes"),
    [(FORM.stamp, []), (None, ["no_stamp"]), (Stamp("other", 1, ""), ["other_form"]),
     (Stamp("every", 2, ""), ["other_version"]), (Stamp("every", 3, "0"), ["changed_form"])],
)  # fmt: skip
def test_what_the_stamp_says_is_told_and_does_not_stop_reading(stamp: Stamp | None, codes: list[str]) -> None:
    problems = stamp_problems(FORM, stamp)
    assert [problem.code for problem in problems] == codes
    assert not any(problem.is_error for problem in problems)
