"""Readings kept as plain values, and back; what a person changes of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.calls import understanding
from wutong.calls.reading import read_reply
from wutong.calls.reading.results import KnownUnit, ReadingContext
from wutong.calls.statement import StatedNeed
from wutong.documents.opening import open_file

CONTEXT = ReadingContext(on=date(2026, 9, 1), units=(KnownUnit("7", ("测试大学",)),))
LETTER = """关于报送需求的复函
一、光伏组件可靠性联合研究
与哈萨克斯坦共建联合实验室，经费300万元，2027-2028年。
测试大学
2026年9月8日
"""

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
days = st.none() | st.dates(date(2000, 1, 1), date(2099, 1, 1))


@st.composite
def needs(draw) -> StatedNeed:
    amount = draw(st.none() | st.decimals(0, 10**12, places=2))
    return StatedNeed(
        title=draw(words),
        text=draw(words),
        field=draw(st.sampled_from(["", "energy", "ocean"])),
        action=draw(st.sampled_from(["", "exchange"])),
        countries=sorted(draw(st.sets(st.sampled_from(["KZ", "VN", "EG"])))),
        amount=amount,
        currency="CNY" if amount is not None else "",
        starts_on=draw(days),
        ends_on=draw(days),
        period_words=draw(words),
        partner=draw(words),
        contact=draw(words),
        priority=draw(st.sampled_from(["high", "normal", "low"])),
    )


def columns(need: StatedNeed) -> dict:
    return {name: understanding.as_column(name, getattr(need, name)) for name in understanding.COLUMNS}


def readings():
    return read_reply(open_file("复函.txt", LETTER.encode()), CONTEXT)


def test_a_kept_reading_settles_as_the_fresh_one_does():
    fresh = readings()[0]
    kept = understanding.as_plain(fresh)
    back = understanding.revive(kept)
    assert understanding.is_kept(kept) and not understanding.is_kept({"begun": 1})
    for name in ("kind", "unit_key", "digest", "sent", "notes", "confidence", "leftover", "path", "problem"):
        assert getattr(back, name) == getattr(fresh, name), name
    assert [need.title.value for need in back.needs] == [need.title.value for need in fresh.needs]


def test_a_read_need_becomes_a_stated_one_with_places():
    plain = understanding.as_plain(readings()[0])
    need = understanding.stated(plain["needs"][0], language="zh")
    assert need.countries == ["KZ"]
    assert (need.amount, need.currency) == (Decimal("3000000.00"), "CNY")
    assert need.places["countries"]["quote"] and need.places["need"]


@given(needs())
def test_a_stated_need_in_the_shape_of_a_read_one_says_the_same(need):
    assert columns(understanding.stated(understanding.as_read(need))) == columns(need)


@given(needs(), needs())
def test_correcting_makes_the_need_what_the_person_said_and_keeps_what_was_read(read, typed):
    corrected = understanding.correct(read, {name: getattr(typed, name) for name in understanding.COLUMNS})
    assert columns(corrected) == columns(typed)
    restored = {name: change["was"] for name, change in corrected.corrections.items()}
    assert columns(corrected) | restored == columns(read)


@given(needs())
def test_saying_the_same_corrects_nothing(need):
    assert understanding.correct(need, {n: getattr(need, n) for n in understanding.COLUMNS}).corrections == {}


@given(needs())
def test_columns_come_back_from_json(need):
    for name, plain in columns(need).items():
        again = understanding.from_column(name, plain)
        assert understanding.as_column(name, again) == plain


@given(st.recursive(words | st.none() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(words, inner)))
def test_plain_values_stay_as_they_are(value):
    assert understanding.as_plain(value) == value


def test_a_character_no_database_keeps_is_left_out():
    assert understanding.as_plain({"a": ["x\x00y"]}) == {"a": ["xy"]}


@pytest.mark.parametrize(
    "one, other, same",
    [
        (["a", "b"], ["a", "b", "c"], True),
        (["a", "b"], ["a", "c"], False),
        (["a"], ["a"], True),
        ([], ["a"], False),
        (["A （1）"], ["a(1)"], True),
    ],
)
def test_two_answers_say_the_same_when_most_titles_are_shared(one, other, same):
    def answer(titles):
        form = understanding.of_form(
            "f",
            unit_id=7,
            unit_name="u",
            needs=[StatedNeed(t) for t in titles],
            no_needs=False,
            answers={},
            problems=[],
        )
        return understanding.revive(form)

    assert understanding.say_the_same(answer(one), answer(other)) is same
    assert understanding.say_the_same(answer(other), answer(one)) is same


@pytest.mark.parametrize(
    "currency, amount, total", [("CNY", "300", Decimal("3000000.00")), ("", "300", None), ("USD", "1e30", None)]
)
def test_a_sum_is_whole_currency_or_left_to_the_words(currency, amount, total):
    money = {"value": {"amount": amount, "currency": currency, "unit": "万元", "multiplier": 10000}}
    assert understanding.stated({"money": money}).amount == total


@pytest.mark.parametrize(
    "line, words",
    [
        ("与哈萨克斯坦共建光伏联合实验室，经费300万元。", "哈萨克斯坦"),
        ("与东盟国家和尼泊尔开展水稻育种合作。", "东盟国家、尼泊尔"),
        ("Train engineers of Kenya and Egypt in China.", "Kenya、Egypt"),
    ],
)
def test_countries_found_in_a_sentence_are_named_by_their_names_alone(line, words):
    (reading,) = read_reply(
        open_file("需求.txt", f"需求如下：\n1. {line}\n".encode()), ReadingContext(on=date(2026, 9, 1))
    )
    plain = understanding.as_plain(reading)
    assert [understanding.stated(need).country_words for need in plain["needs"]] == [words]
