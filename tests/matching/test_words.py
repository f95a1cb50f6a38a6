"""Tokens: the units search and likeness share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.matching import tokens
from wutong.matching.words import features, is_han, normal, numbers, runs, words

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("合作研究", ["合作", "作研", "研究"]),
        ("水", ["水"]),
        ("Joint Laboratory", ["joint", "laboratory"]),
        ("共建5G实验室", ["共建", "5g", "实验", "验室"]),
        ("Совместная лаборатория", ["совместная", "лаборатория"]),
        ("l'énergie solaire", ["l", "énergie", "solaire"]),
        ("مختبر مشترك", ["مختبر", "مشترك"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("一、合作；二、交流", ["一", "合作", "二", "交流"]),
        ("", []),
        ("  ——。！ ", []),
    ],
)
def test_tokens_are_han_bigrams_and_whole_words(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_a_mark_stays_with_the_letter_it_stands_on() -> None:
    assert tokens("संयुक्त प्रयोगशाला") == ["संयुक्त", "प्रयोगशाला"]
    assert len(tokens("ការស្រាវជ្រាវ")) == 1


def test_arabic_and_cyrillic_words_are_not_cut_into_letters() -> None:
    assert all(len(token) > 1 for token in tokens("التعاون العلمي научное сотрудничество"))


@given(HAN)
def test_a_han_run_of_n_characters_has_n_minus_one_bigrams(text: str) -> None:
    assert len(tokens(text)) == max(len(normal(text)) - 1, 1)


@given(HAN, HAN)
def test_a_phrase_is_found_by_the_tokens_of_its_part(whole: str, part: str) -> None:
    text = whole + part + whole
    assert set(tokens(part)) <= set(tokens(text)) or len(part) == 1


@given(st.text(max_size=60))
def test_no_letter_or_digit_is_lost(text: str) -> None:
    kept = set("".join(tokens(text)))
    assert all(char in kept for char in normal(text) if char.isalnum())


@given(st.text(max_size=60))
def test_tokens_do_not_depend_on_case_or_width(text: str) -> None:
    assert tokens(text) == tokens(normal(text))


def test_features_cut_the_endings_that_one_word_takes() -> None:
    assert features("лаборатория") == features("лабораторию")
    assert features("laboratory") == features("laboratories")
    assert features("2026") == ["2026"]


def test_features_of_different_words_stay_different() -> None:
    assert features("railway") != features("airport")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("培训2,500人次", {"2500"}),
        ("２５００ people", {"2500"}),
        ("投资3.5亿元", {"3.5"}),
        ("共3项", set()),
        ("2026—2030年", {"2026", "2030"}),
    ],
)
def test_numbers_are_read_whole(text: str, expected: set[str]) -> None:
    assert numbers(text) == expected


def test_runs_and_words_part_the_scripts() -> None:
    assert runs("研发LNG储罐") == ["研发", "lng", "储罐"]
    assert words("研发LNG储罐") == ["lng"]
    assert is_han("研发") and not is_han("lng") and not is_han("")
