"""Numbers, money, periods and sentences in the words of three languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.management.demo import Demo, Money, load_demo
from wutong.management.demo.saying import chinese_number, circled, money_said, period_said, sentence, values_said

DEMO = load_demo()
WORDING = DEMO.wording
LANGUAGES = st.sampled_from(["zh", "en", "ru"])
TURNS = st.integers(0, 2**32)
NEEDS = st.sampled_from(list(DEMO.needs.values()))


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (9, "九"), (10, "十"), (12, "十二"), (20, "二十"), (25, "二十五"), (99, "九十九")]
)
def test_chinese_numbers(number: int, words: str) -> None:
    assert chinese_number(number) == words


@given(st.integers(1, 99), st.integers(1, 99))
def test_no_two_numbers_are_written_alike(one: int, other: int) -> None:
    assert (chinese_number(one) == chinese_number(other)) == (one == other)


@given(st.integers(1, 20))
def test_circled_numbers_follow_one_another(number: int) -> None:
    assert circled(number) == "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"[number - 1]


def chinese_amount(words: str) -> float:
    """In 万元, as a reader would work it out."""
    figure = float(re.sub(r"[^\d.]", "", words))
    return figure if "万" in words else figure / 10_000


@given(st.integers(1, 90_000), TURNS)
def test_chinese_money_can_be_read_back(value: int, turn: int) -> None:
    words = money_said(Money(value, "万元"), WORDING["money"], "zh", turn)
    assert chinese_amount(words) == value
    assert words.endswith("元")


@given(st.integers(1, 9_000), TURNS)
def test_dollars_in_a_chinese_reply_are_named_as_dollars(value: int, turn: int) -> None:
    words = money_said(Money(value, "万美元"), WORDING["money"], "zh", turn)
    assert words.endswith("万美元")
    assert chinese_amount(words) == value


@given(st.integers(1, 99).map(lambda thousands: thousands * 5_000), TURNS)
def test_english_money_can_be_read_back(value: int, turn: int) -> None:
    words = money_said(Money(value, "USD"), WORDING["money"], "en", turn)
    assert int(re.sub(r"\D", "", words)) == value
    assert "US" in words


@given(st.integers(1, 400).map(lambda halves: halves * 500_000), TURNS)
def test_russian_money_can_be_read_back(value: int, turn: int) -> None:
    words = money_said(Money(value, "RUB"), WORDING["money"], "ru", turn)
    figure = float(re.sub(r"[^\d,]", "", words).replace(",", "."))
    assert figure * (1_000_000 if "млн" in words else 1) == value
    assert "руб" in words


@given(LANGUAGES, TURNS)
def test_no_money_is_never_a_figure(language: str, turn: int) -> None:
    assert not re.search(r"\d", money_said(None, WORDING["money"], language, turn))


@given(st.integers(2027, 2035), st.integers(1, 5), LANGUAGES, TURNS)
def test_a_period_shows_its_years(start: int, length: int, language: str, turn: int) -> None:
    words = period_said(f"{start}-{start + length}", WORDING["periods"], language, turn)
    assert re.findall(r"20\d\d", words) == [str(start), str(start + length)]


@given(st.integers(2027, 2035), LANGUAGES, TURNS)
def test_a_period_of_one_year_shows_only_that(year: int, language: str, turn: int) -> None:
    assert re.findall(r"20\d\d", period_said(str(year), WORDING["periods"], language, turn)) == [str(year)]


@given(st.integers(2027, 2030), st.integers(1, 5))
def test_a_length_in_years_counts_both_ends(start: int, length: int) -> None:
    told = {period_said(f"{start}-{start + length}", WORDING["periods"], "zh", turn) for turn in range(8)}
    assert f"{length + 1}年（{start}—{start + length}年）" in told


@given(NEEDS, TURNS)
def test_a_sentence_tells_all_that_is_known(need: object, turn: int) -> None:
    assert need in DEMO.needs.values()
    words, said = sentence(need, WORDING, turn), values_said(need, WORDING, turn)  # type: ignore[arg-type]
    for name in ("places", "action", "period", "partner", "contact"):
        assert said[name] in words


@given(NEEDS, TURNS)
def test_a_sentence_is_silent_about_what_is_missing(need: object, turn: int) -> None:
    bare = replace(need, money=None, partner="")  # type: ignore[type-var]
    words = sentence(bare, WORDING, turn)
    assert "{" not in words
    for clause in (
        "经费",
        "概算",
        "预计需要",
        "外方单位",
        "对方机构",
        "budget",
        "funds",
        "бюджет",
        "средства",
        "партнёр:",
    ):
        assert clause not in words


@given(NEEDS, TURNS)
def test_a_sentence_ends_once(need: object, turn: int) -> None:
    words = sentence(need, WORDING, turn)  # type: ignore[arg-type]
    assert not re.search(r"[。.；;，,]{2,}$", words)
    assert "，，" not in words
    assert words.count("（") == words.count("）")


def test_every_language_has_several_voices(demo: Demo) -> None:
    for need in demo.needs.values():
        told = {sentence(need, demo.wording, turn) for turn in range(12)}
        assert len(told) >= 4


def test_every_action_has_its_own_words(demo: Demo) -> None:
    for actions in demo.wording["actions"].values():
        words = [word for wordings in actions.values() for word in wordings]
        assert len(words) == len(set(words))


def test_every_field_has_its_own_word(demo: Demo) -> None:
    for fields in demo.wording["fields"].values():
        assert len(set(fields.values())) == len(fields) == 13
