"""Cities that stand for their countries, and names in traditional characters."""

from __future__ import annotations

from datetime import date

import pytest

from wutong.directory.gazetteer import find_places
from wutong.directory.gazetteer.facts import facts

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("language", ["zh", "en", "ru"])
def test_every_city_stands_for_its_country_doubtfully(language: str) -> None:
    for iso2, cities in facts("country_words/cities")[language].items():
        for city in cities:
            found = [mention for mention in find_places(f"{city}, ", TODAY) if mention.start == 0]
            assert [mention.code for mention in found] == [iso2], city
            assert found[0].confidence < 0.95, city


def test_no_city_stands_for_two_countries() -> None:
    for language, table in facts("country_words/cities").items():
        cities = [city for listed in table.values() for city in listed]
        assert len(set(cities)) == len(cities), language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("與馬來西亞、汶萊合作", ["MY", "BN"]),
        ("斯里蘭卡", ["LK"]),
        ("東盟國家", ["ASEAN"]),
        ("中華人民共和國與烏茲別克斯坦", ["CN", "UZ"]),
    ],
)
def test_traditional_names_are_read_at_their_places(text: str, expected: list[str]) -> None:
    found = find_places(text, TODAY)
    assert [mention.code for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.words for mention in found)
