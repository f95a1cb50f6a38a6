"""Countries by group, year and source; groups as of a day; the home country is nobody's partner."""

from __future__ import annotations

from datetime import date

import pytest

from wutong.directory import gazetteer
from wutong.directory.models import Country, RegionGroup
from wutong.directory.queries import agreements, countries, country, group, members, memberships, region_groups

TODAY = date(2026, 11, 24)


def codes(**asked: object) -> set[str]:
    return {one.pk for one in countries(on=TODAY, **asked)}  # type: ignore[arg-type]


def test_every_state_is_listed_once(db: None) -> None:
    assert codes(states_only=True) == set(gazetteer.states())
    assert gazetteer.home() in codes()


def test_a_group_narrows_to_its_members_of_the_day(db: None) -> None:
    assert codes(group="ASEAN") == set(gazetteer.group("ASEAN").members(TODAY))
    assert codes(group="NO_SUCH_GROUP") == set()


def test_membership_changes_with_the_day(db: None) -> None:
    before, after = members("EU", on=date(2019, 1, 1)), members("EU", on=TODAY)
    assert before - after == {"GB"}
    assert after <= before


@pytest.mark.parametrize("day", [date(2012, 1, 1), date(2018, 6, 1), TODAY])
def test_partners_follow_from_the_years(db: None, day: date) -> None:
    assert members("BRI", on=day) == gazetteer.partners(day)
    assert gazetteer.home() not in members("BRI", on=day)


def test_year_and_source_speak_of_the_same_row(db: None) -> None:
    rows = gazetteer.partnerships()
    by_any = {row.country for row in rows if row.year == 2018}
    by_one = {row.country for row in rows if row.year == 2018 and row.source == "GFDC"}
    assert codes(joined=2018) == by_any
    assert codes(joined=2018, source="GFDC") == by_one
    assert by_one < by_any
    assert codes(source="GFDC") == {row.country for row in rows if row.source == "GFDC"}


def test_a_country_brings_its_groups_of_the_day_and_all_years(db: None) -> None:
    found = country("GB", on=TODAY)
    assert "EU" not in {one.group.code for one in found.current_groups}
    assert "EU" in {one.group.code for one in memberships(found)}
    differing = country("BD", on=TODAY)
    assert len({row.since_year for row in differing.partnerships.all()}) > 1


def test_an_unknown_country_or_group_is_not_found(db: None) -> None:
    with pytest.raises(Country.DoesNotExist):
        country("XX", on=TODAY)
    with pytest.raises(RegionGroup.DoesNotExist):
        group("NOPE")


def test_group_sizes_are_those_of_the_day(db: None) -> None:
    sizes = {one.code: one.size for one in region_groups(on=TODAY)}
    assert sizes["EU"] == len(members("EU", on=TODAY))
    assert sizes["CENTRAL_ASIA"] == 5


def test_all_countries_need_few_queries(db: None, count_queries: object) -> None:
    assert count_queries(lambda: list(countries(on=TODAY))) <= 3  # type: ignore[operator]


def test_without_agreements_the_list_is_empty(db: None) -> None:
    assert not agreements().exists()
