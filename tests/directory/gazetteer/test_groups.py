"""Groups with dated membership, and who is a partner according to whom."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.gazetteer import (
    LANGUAGES,
    Membership,
    all_groups,
    find_places,
    group,
    groups,
    home,
    partners,
    partnership_sources,
    partnerships,
    states,
)

TODAY = date(2026, 11, 24)
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "countries" / "bri_countries.csv"
DAYS = st.dates(date(1940, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("code", "iso2", "first_day"),
    [
        ("ASEAN", "TL", date(2025, 10, 26)),
        ("ASEAN", "KH", date(1999, 4, 30)),
        ("CEEC", "GR", date(2019, 4, 12)),
        ("SCO", "IR", date(2023, 7, 4)),
        ("SCO", "BY", date(2024, 7, 4)),
        ("SCO", "PK", date(2017, 6, 9)),
        ("BRICS", "ET", date(2024, 1, 1)),
        ("BRICS", "ID", date(2025, 1, 6)),
        ("EAEU", "AM", date(2015, 1, 2)),
        ("SAARC", "AF", date(2007, 4, 3)),
        ("EU", "HR", date(2013, 7, 1)),
        ("AFRICA", "SS", date(2011, 7, 9)),
        ("GCC", "OM", date(1981, 5, 25)),
        ("ARAB_LEAGUE", "KM", date(1993, 11, 20)),
    ],
)
def test_a_member_counts_from_the_day_it_joined(code: str, iso2: str, first_day: date) -> None:
    assert iso2 in group(code).members(first_day)
    assert iso2 not in group(code).members(first_day - timedelta(days=1))


@pytest.mark.parametrize(
    ("code", "iso2", "first_day_out"),
    [
        ("CEEC", "LT", date(2021, 5, 22)),
        ("CEEC", "EE", date(2022, 8, 11)),
        ("CEEC", "LV", date(2022, 8, 11)),
        ("EU", "GB", date(2020, 2, 1)),
        ("CIS", "GE", date(2009, 8, 18)),
        ("CIS", "UA", date(2018, 5, 19)),
    ],
)
def test_a_member_counts_to_the_day_before_it_left(code: str, iso2: str, first_day_out: date) -> None:
    assert iso2 in group(code).members(first_day_out - timedelta(days=1))
    assert iso2 not in group(code).members(first_day_out)


@pytest.mark.parametrize(
    ("code", "on", "size"),
    [
        ("ASEAN", date(2018, 11, 7), 10),
        ("ASEAN", TODAY, 11),
        ("CEEC", date(2012, 4, 25), 0),
        ("CEEC", date(2018, 11, 7), 16),
        ("CEEC", date(2020, 1, 1), 17),
        ("CEEC", date(2021, 12, 31), 16),
        ("CEEC", TODAY, 14),
        ("CENTRAL_ASIA", TODAY, 5),
        ("ARAB_LEAGUE", TODAY, 22),
        ("GCC", TODAY, 6),
        ("SCO", date(2016, 1, 1), 6),
        ("SCO", TODAY, 10),
        ("BRICS", date(2010, 1, 1), 4),
        ("BRICS", date(2020, 1, 1), 5),
        ("BRICS", TODAY, 10),
        ("EAEU", TODAY, 5),
        ("SAARC", TODAY, 8),
        ("AFRICA", TODAY, 54),
        ("LAC", TODAY, 33),
        ("PACIFIC_ISLANDS", TODAY, 14),
        ("LANCANG_MEKONG", TODAY, 6),
        ("EU", date(2019, 1, 1), 28),
        ("EU", TODAY, 27),
        ("RCEP", TODAY, 15),
    ],
)
def test_a_group_has_its_known_size_on_a_day(code: str, on: date, size: int) -> None:
    assert len(group(code).members(on)) == size


def test_group_codes_are_unique() -> None:
    codes = [one.code for one in all_groups()]
    assert len(set(codes)) == len(codes)


def test_every_group_says_where_its_facts_come_from() -> None:
    for one in all_groups():
        assert one.source and one.checked <= TODAY
        assert {"zh-hans", "en", "ru"} <= set(one.names)
        assert one.words["zh"] and one.words["en"] and one.words["ru"]


def test_only_states_are_members_and_no_spell_overlaps_another() -> None:
    for one in all_groups():
        spells: dict[str, list[Membership]] = defaultdict(list)
        for membership in one.memberships:
            assert membership.iso2 in states(), one.code
            spells[membership.iso2].append(membership)
        for iso2, found in spells.items():
            assert len(found) == 1, (one.code, iso2)


def test_nobody_leaves_before_joining() -> None:
    for one in all_groups():
        for membership in one.memberships:
            assert membership.until is None or membership.since is None or membership.since < membership.until


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 20000), DAYS)
def test_a_membership_holds_on_its_first_day_and_not_on_its_last(since: date, days: int, on: date) -> None:
    until = since + timedelta(days=days)
    membership = Membership("TH", since, until)
    assert membership.holds(since) and not membership.holds(until)
    assert membership.holds(on) == (since <= on < until)


@given(DAYS)
def test_groups_of_a_day_are_those_with_members(on: date) -> None:
    listed = {one.code for one in groups(on)}
    assert listed == {one.code for one in all_groups() if one.members(on)}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("GCC", "ARAB_LEAGUE"),
        ("MEKONG", "LANCANG_MEKONG"),
        ("ASEAN", "SOUTHEAST_ASIA"),
        ("NORTH_AFRICA", "AFRICA"),
        ("SUB_SAHARAN_AFRICA", "AFRICA"),
        ("SOUTH_AMERICA", "LAC"),
        ("CARIBBEAN", "LAC"),
        ("CENTRAL_AMERICA", "LAC"),
        ("PACIFIC_ISLANDS", "OCEANIA"),
        ("WESTERN_BALKANS", "EUROPE"),
        ("AU", "AFRICA"),
        ("EAEU", "CIS"),
        ("VISEGRAD", "EU"),
        ("BALTIC", "EU"),
        ("EAST_ASIA", "NORTHEAST_ASIA"),
        ("WEST_ASIA", "WEST_ASIA_NORTH_AFRICA"),
    ],
)
def test_a_smaller_group_lies_within_the_larger(part: str, whole: str) -> None:
    assert group(part).members(TODAY) <= group(whole).members(TODAY)


def test_parts_of_africa_make_up_africa() -> None:
    parts = ("NORTH_AFRICA", "WEST_AFRICA", "EAST_AFRICA", "CENTRAL_AFRICA", "SOUTHERN_AFRICA")
    members = [group(code).members(TODAY) for code in parts]
    assert frozenset().union(*members) == group("AFRICA").members(TODAY)
    assert sum(map(len, members)) == 54


def test_parts_of_latin_america_make_it_up_with_mexico() -> None:
    members = [group(code).members(TODAY) for code in ("SOUTH_AMERICA", "CENTRAL_AMERICA", "CARIBBEAN")]
    assert frozenset({"MX"}).union(*members) == group("LAC").members(TODAY)


@pytest.mark.parametrize("one", all_groups(), ids=lambda one: one.code)
def test_a_group_is_found_by_every_word_it_lists(one) -> None:  # type: ignore[no-untyped-def]
    for language in LANGUAGES:
        for word in one.words.get(language.removesuffix("-hans"), ()):
            found = [mention.code for mention in find_places(f"({word})", TODAY)]
            assert found == [one.code], word


def test_partners_need_a_source_that_names_them_by_that_year() -> None:
    for row in partnerships():
        if row.until is None:
            assert row.country in partners(date(2100, 1, 1), row.source)
        assert row.country not in partners(date(row.year - 1, 12, 31), row.source)


@given(st.dates(date(2010, 1, 1), date(2023, 1, 1)), st.integers(0, 1000))
def test_partners_only_grow_before_the_first_exit(on: date, days: int) -> None:
    later = min(on + timedelta(days=days), date(2023, 1, 1))
    assert partners(on) <= partners(later)


def test_sources_differ_and_are_kept_apart() -> None:
    years = defaultdict(dict)
    for row in partnerships():
        years[row.country][row.source] = row.year
    differing = [iso2 for iso2, said in years.items() if len(set(said.values())) > 1]
    assert "BY" in differing and "PK" in differing
    assert {row.source for row in partnerships()} <= set(partnership_sources())


def test_no_source_names_a_country_twice_and_none_names_the_home_country() -> None:
    rows = [(row.country, row.source) for row in partnerships()]
    assert len(set(rows)) == len(rows)
    assert home() not in {row.country for row in partnerships()}


def test_an_announced_exit_outweighs_the_likely_date_of_a_data_set() -> None:
    between = date(2024, 1, 1)
    assert "IT" in partners(between)
    assert "IT" not in partners(between, "GFDC")
    assert "IT" not in partners(date(2024, 3, 22))
    assert "PA" in partners(date(2025, 2, 6)) and "PA" not in partners(TODAY)


def test_the_partner_group_follows_the_partnership_years() -> None:
    for year in (2012, 2016, 2020, 2026):
        assert group("BRI").members(date(year, 6, 1)) == partners(date(year, 6, 1))


@pytest.mark.skipif(not SHARED.exists(), reason="the folder beside the checkout is not there")
def test_partnership_years_are_those_of_the_list_they_came_from() -> None:
    kept = {(row.country, row.source): row for row in partnerships()}
    with SHARED.open(encoding="utf-8") as stream:
        for line in csv.DictReader(stream):
            if line["iso2"] == home():
                continue
            for source, year in (("BeeWay", line["year_beeway"]), ("GFDC", line["gfdc_likely_joined"][:4])):
                row = kept.pop((line["iso2"], source), None)
                assert str(row.year if row else "") == year, (line["iso2"], source)
    assert kept == {}
