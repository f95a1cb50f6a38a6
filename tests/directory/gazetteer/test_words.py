"""The machinery under the search: one pattern for many words, folding letter for letter, word forms."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.gazetteer.folding import fold, lower
from wutong.directory.gazetteer.inflection import (
    FORMS,
    arabic,
    chinese_country,
    chinese_group,
    english_group,
    russian,
)
from wutong.directory.gazetteer.trie import WordPattern

WORDS = st.lists(st.text("ab.", min_size=1, max_size=5), min_size=1, max_size=12, unique=True)


def plain_search(words: list[str], text: str, start: int) -> tuple[int, int, str] | None:
    """The same answer the slow way."""
    for at in range(start, len(text)):
        fitting = [word for word in words if text.startswith(word, at)]
        if fitting:
            longest = max(fitting, key=len)
            return at, at + len(longest), longest
    return None


@given(WORDS, st.text("ab.c", max_size=30), st.integers(0, 10))
def test_the_leftmost_longest_word_is_found(words: list[str], text: str, start: int) -> None:
    pattern = WordPattern({word: word for word in words})
    assert pattern.search(text, start) == plain_search(words, text, start)


@given(WORDS, st.text("abc ", max_size=20))
def test_with_boundaries_only_whole_words_are_found(words: list[str], text: str) -> None:
    letters = [word for word in words if word.isalpha()] or ["a"]
    pattern = WordPattern({word: word for word in letters}, before=r"(?<!\w)", after=r"(?!\w)")
    found, at = [], 0
    while hit := pattern.search(text, at):
        found.append(hit[2])
        at = hit[1]
    assert found == [word for word in text.split() if word in letters]


def test_no_words_find_nothing() -> None:
    assert WordPattern({}).search("anything", 0) is None


def test_a_word_with_a_special_letter_gives_way_to_a_longer_plain_one() -> None:
    pattern = WordPattern({"a#": "short", "abc": "long"}, special={"#": "(?:bc|b)?"})
    found = pattern.search("abc", 0)
    assert found is not None and found[2] == "long"


@given(st.text(max_size=60))
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(lower(folded)) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("“一带一路”", '"一带一路"'),
        ("「一带一路」", '"一带一路"'),
        ("ＡＳＥＡＮ（东盟）", "ASEAN(东盟)"),
        ("澜沧江—湄公河", "澜沧江-湄公河"),
        ("Türkiye", "Turkiye"),
        ("партнёры", "партнеры"),
        ("泰　国", "泰 国"),
        ("الأردن", "الاردن"),
    ],
)
def test_spellings_of_one_word_fold_together(written: str, plain: str) -> None:
    assert fold(written) == plain


def fits(word: str, form: str) -> bool:
    pattern = "".join(FORMS.get(letter) or re.escape(letter) for letter in russian(word))
    return re.fullmatch(pattern, form) is not None


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Таиланд", "Таиланд Таиланда Таиланду Таиландом Таиланде"),
        ("Россия", "Россия России Россию Россией"),
        ("Китай", "Китай Китая Китаю Китаем Китае"),
        ("Беларусь", "Беларусь Беларуси Беларусью"),
        ("Польша", "Польша Польши Польше Польшу Польшей"),
        ("Нидерланды", "Нидерланды Нидерландов Нидерландам Нидерландами Нидерландах"),
        ("Филиппины", "Филиппины Филиппин Филиппинам"),
        ("Маврикий", "Маврикий Маврикия Маврикию Маврикием Маврикии"),
        ("таиландский", "таиландский таиландского таиландскому таиландским таиландском таиландская таиландские"),
        ("Израиль", "Израиль Израиля Израилю Израилем Израиле"),
        ("страны", "страны стран странам странами странах"),
        ("государства", "государства государств государствам"),
    ],
)
def test_a_russian_word_takes_the_endings_of_its_cases(word: str, forms: str) -> None:
    assert [form for form in forms.split() if not fits(word, form)] == []


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("Россия", "Росс"),
        ("Куба", "Куб"),
        ("Индия", "Индийский"),
        ("Чили", "Чил"),
        ("РФ", "РФа"),
        ("Перу", "Пера"),
        ("Иран", "Иранский"),
    ],
)
def test_other_words_do_not_pass_for_a_case(word: str, other: str) -> None:
    assert not fits(word, other)


@pytest.mark.parametrize("word", ["Чили", "Марокко", "Перу", "Мали", "Зимбабве", "США", "СНГ", "Никарагуа"])
def test_what_does_not_decline_stays_as_it_is(word: str) -> None:
    assert russian(word) == word


def test_every_word_of_a_russian_name_declines() -> None:
    assert fits("Саудовская Аравия", "Саудовской Аравии")
    assert fits("Папуа - Новая Гвинея", "Папуа - Новой Гвинеей")
    assert fits("Гвинея-Бисау", "Гвинее-Бисау")


def test_arabic_particles_are_written_as_one_with_the_word() -> None:
    assert {"الأردن", "والأردن", "بالأردن", "للأردن"} <= set(arabic("الأردن"))
    assert "للمصر" not in set(arabic("مصر"))


@given(st.sampled_from(["东盟", "南美", "拉美国家", "太平洋岛国"]))
def test_a_chinese_group_is_closed_by_one_word_for_states(word: str) -> None:
    forms = list(chinese_group(word))
    assert word in forms
    assert all(form.startswith(word) and "国家国" not in form and "国国" not in form for form in forms)


def test_names_of_two_characters_may_be_set_apart() -> None:
    assert list(chinese_country("泰国")) == ["泰国", "泰 国"]
    assert list(chinese_country("柬埔寨")) == ["柬埔寨"]


def test_an_english_group_may_name_its_states() -> None:
    assert {"asean", "asean countries", "asean member states"} <= set(english_group("asean"))
