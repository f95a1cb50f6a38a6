"""Countries, their names, and the tile map."""

from __future__ import annotations

from collections import Counter

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.gazetteer import (
    LANGUAGES,
    all_countries,
    all_groups,
    country_name,
    home,
    region_of,
    states,
    tile_regions,
    tiles,
)

BY_CODE = {country.iso2: country for country in all_countries()}


def test_iso_3166_has_249_entries_of_which_193_are_members() -> None:
    assert len(all_countries()) == 249
    assert Counter(country.kind for country in all_countries())["member"] == 193


@pytest.mark.parametrize(
    ("iso2", "iso3", "numeric"),
    [
        ("CN", "CHN", "156"),
        ("DE", "DEU", "276"),
        ("CD", "COD", "180"),
        ("SD", "SDN", "729"),
        ("SS", "SSD", "728"),
        ("YE", "YEM", "887"),
        ("ET", "ETH", "231"),
        ("TL", "TLS", "626"),
        ("MM", "MMR", "104"),
        ("RS", "SRB", "688"),
        ("ME", "MNE", "499"),
        ("RO", "ROU", "642"),
        ("FR", "FRA", "250"),
        ("AF", "AFG", "004"),
    ],
)
def test_codes_of_a_country_are_todays(iso2: str, iso3: str, numeric: str) -> None:
    assert (BY_CODE[iso2].iso3, BY_CODE[iso2].numeric) == (iso3, numeric)


@pytest.mark.parametrize("field", ["iso2", "iso3", "numeric"])
def test_no_code_is_given_twice(field: str) -> None:
    codes = [getattr(country, field) for country in all_countries()]
    assert len(set(codes)) == len(codes)


def test_codes_have_their_form() -> None:
    for country in all_countries():
        assert len(country.iso2) == 2 and country.iso2.isupper()
        assert len(country.iso3) == 3 and country.iso3.isupper()
        assert len(country.numeric) == 3 and country.numeric.isdigit()


def test_neighbours_of_the_united_nations_are_told_apart() -> None:
    assert {iso2 for iso2, country in BY_CODE.items() if country.kind == "observer"} == {"PS", "VA"}
    assert BY_CODE["CK"].kind == BY_CODE["NU"].kind == "associated"
    assert not BY_CODE["GL"].is_state
    assert not {"HK", "MO", "TW"} & states()


@given(st.sampled_from(sorted(BY_CODE)), st.sampled_from(LANGUAGES))
def test_every_country_has_a_name_in_every_language(iso2: str, language: str) -> None:
    name = country_name(iso2, language)
    assert name.strip() and name != iso2


@pytest.mark.parametrize(
    ("iso2", "language", "name"),
    [
        ("TH", "zh-hans", "泰国"),
        ("TH", "ru", "Таиланд"),
        ("PS", "zh-hans", "巴勒斯坦"),
        ("MM", "en", "Myanmar"),
        ("KG", "ru", "Кыргызстан"),
        ("CI", "fr", "Côte d’Ivoire"),
        ("EG", "ar", "مصر"),
        ("TH", "es", "Tailandia"),
    ],
)
def test_names_are_those_in_use(iso2: str, language: str, name: str) -> None:
    assert country_name(iso2, language) == name


@given(st.sampled_from(sorted(states())))
def test_no_two_states_share_a_name(iso2: str) -> None:
    for language in LANGUAGES:
        same = [other for other in states() if country_name(other, language) == country_name(iso2, language)]
        assert same == [iso2]


@pytest.mark.parametrize("language", ["zh", "zh-CN", "zh_Hans", "ZH-hans"])
def test_a_language_may_be_written_in_several_ways(language: str) -> None:
    assert country_name("LA", language) == country_name("LA", "zh-hans")


@pytest.mark.parametrize("language", ["xx", "not a language", ""])
def test_an_unknown_language_falls_back_to_english(language: str) -> None:
    assert country_name("LA", language) == Locale("en").territories["LA"]


def test_an_unknown_country_is_shown_by_its_code() -> None:
    assert country_name("QQ", "en") == "QQ"


def test_every_state_has_one_tile_and_nothing_else_has_one() -> None:
    on_map = Counter(tile.iso2 for tile in tiles())
    assert set(on_map) == states()
    assert set(on_map.values()) == {1}


def test_no_two_tiles_lie_on_one_another() -> None:
    squares = Counter((tile.row, tile.column) for tile in tiles())
    assert max(squares.values()) == 1


def test_the_map_is_wider_than_high_and_not_vast() -> None:
    height, width = max(tile.row for tile in tiles()), max(tile.column for tile in tiles())
    assert height < width <= 40


def test_blocks_keep_a_gap_so_that_regions_can_be_told_apart() -> None:
    """Neighbours to the left and right of one another never belong to two regions."""
    at = {(tile.row, tile.column): tile.region for tile in tiles()}
    touching = [(row, column) for (row, column), region in at.items() if at.get((row, column + 1), region) != region]
    assert touching == []


def test_every_block_has_names_and_tiles() -> None:
    for region in tile_regions():
        assert region.names["zh-hans"] and region.names["en"]
        assert any(tile.region == region.code for tile in tiles())


@pytest.mark.parametrize(
    ("west", "east"),
    [("PT", "PL"), ("PL", "KZ"), ("KZ", "MN"), ("IN", "VN"), ("SN", "SO"), ("US", "GB"), ("PE", "BR"), ("SG", "FJ")],
)
def test_west_lies_left_of_east(west: str, east: str) -> None:
    column = {tile.iso2: tile.column for tile in tiles()}
    assert column[west] < column[east]


@pytest.mark.parametrize(
    ("north", "south"),
    [("RU", "TR"), ("KZ", "IN"), ("DZ", "ZA"), ("CA", "CL"), ("MN", "ID"), ("NO", "IT"), ("EG", "SD"), ("PW", "NZ")],
)
def test_north_lies_above_south(north: str, south: str) -> None:
    row = {tile.iso2: tile.row for tile in tiles()}
    assert row[north] < row[south]


def test_a_country_knows_its_region() -> None:
    assert region_of("KZ") == "central_asia"
    assert region_of(home()) == "east_asia"
    assert region_of("GL") is None


@pytest.mark.parametrize(
    ("code", "region"),
    [("CENTRAL_ASIA", "central_asia"), ("SOUTH_ASIA", "south_asia"), ("SOUTHEAST_ASIA", "southeast_asia")],
)
def test_blocks_of_the_map_agree_with_the_groups(code: str, region: str) -> None:
    members = {m.iso2 for one in all_groups() if one.code == code for m in one.memberships}
    assert members == {tile.iso2 for tile in tiles() if tile.region == region}
