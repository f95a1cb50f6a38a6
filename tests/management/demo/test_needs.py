"""The needs themselves: complete, varied, in the language they claim, and grouped as a reader would group them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from rapidfuzz.fuzz import ratio

from wutong.directory.gazetteer import countries_in
from wutong.management.demo import Demo, Need

FIELDS = {
    "agriculture",
    "energy",
    "transport",
    "ict",
    "resources",
    "environment",
    "ocean",
    "manufacturing",
    "materials",
    "aerospace",
    "health",
    "disaster",
    "other",
}
ACTIONS = {"exchange", "joint_lab", "park", "transfer"}
HAN, CYRILLIC, LATIN = re.compile(r"[一-鿿]"), re.compile(r"[а-яё]", re.I), re.compile(r"[a-z]", re.I)
LETTERS = {"zh": HAN, "en": LATIN, "ru": CYRILLIC}
MONEY_UNITS = {"万元", "万美元", "USD", "RUB"}


def grouped(demo: Demo) -> list[list[Need]]:
    return [[demo.needs[key] for key in keys] for keys in demo.groups().values()]


def test_there_are_about_four_hundred_needs(demo: Demo) -> None:
    assert 390 <= len(demo.needs) <= 450


def test_languages_are_mixed_as_in_a_real_call(demo: Demo) -> None:
    counted = Counter(need.language for need in demo.needs.values())
    assert counted["zh"] >= 270
    assert counted["en"] >= 70
    assert counted["ru"] >= 35


def test_every_field_and_every_action_occurs_often(demo: Demo) -> None:
    fields = Counter(need.field for need in demo.needs.values())
    actions = Counter(need.action for need in demo.needs.values())
    assert set(fields) == FIELDS
    assert set(actions) == ACTIONS
    assert min(fields.values()) >= 10
    assert min(actions.values()) >= 25


def test_a_key_says_whose_need_it_is(demo: Demo) -> None:
    for key, need in demo.needs.items():
        assert key.rsplit("-", 1)[0] == need.unit
        assert need.unit in demo.units


@pytest.mark.parametrize("language", LETTERS)
def test_words_are_in_the_language_of_the_need(demo: Demo, language: str) -> None:
    own = LETTERS[language]
    others = [letters for other, letters in LETTERS.items() if other not in (language, "en")]
    for need in demo.needs.values():
        if need.language == language:
            words = need.title + need.text + need.places
            assert len(own.findall(words)) > 25, need.key
            assert not any(letters.search(words) for letters in others), need.key


def test_texts_are_whole_sentences(demo: Demo) -> None:
    for need in demo.needs.values():
        assert need.text.endswith("。" if need.language == "zh" else "."), need.key
        assert not need.title.endswith(("。", ".")), need.key
        assert len(need.text) >= (20 if need.language == "zh" else 60), need.key


def test_titles_and_texts_are_never_repeated(demo: Demo) -> None:
    titles = Counter(need.title for need in demo.needs.values())
    texts = Counter(need.text for need in demo.needs.values())
    assert [title for title, count in titles.items() if count > 1] == []
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_sentence_opens_more_than_a_few_texts(demo: Demo) -> None:
    """Wording from a template would show in equal beginnings."""
    openings = Counter((need.language, need.text[: 4 if need.language == "zh" else 14]) for need in demo.needs.values())
    assert max(openings.values()) <= 8, openings.most_common(3)


def test_the_same_need_is_told_differently_by_each_unit(demo: Demo) -> None:
    for group in grouped(demo):
        for one, other in combinations(group, 2):
            assert ratio(one.text, other.text) < 88, (one.key, other.key)


def test_no_two_needs_outside_a_group_are_copies(demo: Demo) -> None:
    chinese = [need for need in demo.needs.values() if need.language == "zh"]
    alike = [
        (one.key, other.key)
        for one, other in combinations(chinese, 2)
        if not (one.same_as and one.same_as == other.same_as) and ratio(one.text, other.text, score_cutoff=75)
    ]
    assert alike == []


def test_there_are_about_seventy_groups_of_two_to_four(demo: Demo) -> None:
    sizes = [len(group) for group in grouped(demo)]
    assert 65 <= len(sizes) <= 85
    assert set(sizes) <= {2, 3, 4}
    assert {2, 3, 4} <= set(sizes)


def test_members_of_a_group_agree_on_what_must_agree(demo: Demo) -> None:
    for group in grouped(demo):
        assert len({(need.field, need.action, need.countries) for need in group}) == 1, [need.key for need in group]


def test_every_group_joins_different_units(demo: Demo) -> None:
    for group in grouped(demo):
        assert len({need.unit for need in group}) >= 2, [need.key for need in group]


def test_many_groups_cross_languages(demo: Demo) -> None:
    crossing = [group for group in grouped(demo) if len({need.language for need in group}) > 1]
    assert len(crossing) >= 25
    pairs = {frozenset(need.language for need in group) for group in crossing}
    assert frozenset({"zh", "en"}) in pairs
    assert frozenset({"zh", "ru"}) in pairs


def test_near_misses_stay_outside_the_group_they_resemble(demo: Demo) -> None:
    near = [need for need in demo.needs.values() if need.near_miss_of]
    groups = demo.groups()
    assert len(near) >= 30
    for need in near:
        assert not need.same_as
        assert need.key not in groups[need.near_miss_of]


def test_a_near_miss_differs_in_country_field_or_action(demo: Demo) -> None:
    groups = demo.groups()
    for need in demo.needs.values():
        if not need.near_miss_of:
            continue
        for key in groups[need.near_miss_of]:
            other = demo.needs[key]
            same = (need.countries, need.field, need.action) == (other.countries, other.field, other.action)
            assert not same or ratio(need.title, other.title) < 80, (need.key, key)


def test_money_is_positive_and_in_a_known_unit(demo: Demo) -> None:
    known = [need.money for need in demo.needs.values() if need.money]
    assert {money.unit for money in known} == MONEY_UNITS
    assert all(money.value > 0 for money in known)
    assert any(need.money is None for need in demo.needs.values())


def test_periods_begin_after_the_call_and_do_not_run_backwards(demo: Demo) -> None:
    issued: date = demo.call["issued"]
    for need in demo.needs.values():
        start, _, end = need.period.partition("-")
        assert issued.year < int(start) <= int(end or start) <= issued.year + 5, need.key


def test_contacts_and_partners_are_plainly_invented(demo: Demo) -> None:
    for need in demo.needs.values():
        assert re.match(r"演示联系人·|Demo contact |Демо-контакт ", need.contact), need.key
        assert not need.partner or re.search("演示|Demo|Демо", need.partner), need.key


def test_telephones_cannot_be_called_and_addresses_cannot_be_written_to(demo: Demo) -> None:
    for need in demo.needs.values():
        if need.language == "zh":
            assert re.search(r" 000-555\d{4}$", need.contact), need.key
        else:
            assert need.contact.endswith(".example"), need.key


def test_most_needs_name_a_partner_and_some_do_not(demo: Demo) -> None:
    named = sum(bool(need.partner) for need in demo.needs.values())
    assert 0.6 < named / len(demo.needs) < 0.95


def test_countries_are_sorted_codes(demo: Demo) -> None:
    for need in demo.needs.values():
        assert list(need.countries) == sorted(set(need.countries)), need.key
        assert all(re.fullmatch("[A-Z]{2}", code) for code in need.countries), need.key
        assert "CN" not in need.countries


def test_the_named_places_mean_these_countries_on_the_base_date(demo: Demo) -> None:
    """Region words hold the members they had when the call was issued."""
    on = demo.call["issued"]
    wrong = {
        need.key: need.places
        for need in demo.needs.values()
        if sorted(countries_in(need.places, on)[0]) != list(need.countries)
    }
    assert wrong == {}


def test_regions_and_single_countries_both_occur(demo: Demo) -> None:
    sizes = Counter(len(need.countries) for need in demo.needs.values())
    assert sizes[1] > 250
    assert sum(count for size, count in sizes.items() if size >= 5) >= 20


def test_needs_without_their_country_in_the_text_are_found_through_the_place(demo: Demo) -> None:
    """A reader that looks only at the title would miss most countries: the place is told apart from it."""
    silent = [need for need in demo.needs.values() if need.places not in need.title + need.text]
    assert len(silent) > len(demo.needs) / 2
