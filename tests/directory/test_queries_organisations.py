"""Finding organisations, and who sees inside them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from wutong.directory.models import Seat
from wutong.directory.queries import (
    aliases_of,
    colleagues,
    history_of,
    holders,
    line_above,
    organisations,
    places_for,
    seat,
    seats_of,
    sub_units,
)
from wutong.directory.steps import change_organisation


def found(world: Any, **asked: str) -> set[int]:
    return {one.pk for one in organisations(world.by["reviewer"], **asked)}


@pytest.mark.parametrize("text", ["测试甲", "alpha", "ALPHA  college", "甲学院", "Ａlpha"])
def test_any_part_of_any_name_finds_the_unit(world: Any, text: str) -> None:
    assert found(world, text=text) == {world.college_a.pk}


def test_an_alias_and_an_identifier_find_the_unit(world: Any) -> None:
    change_organisation(
        world.college_a, aliases=["Альфа"], ror="03yrm5c26", uscc="91350100M000100Y43", by=world.machine, at=world.at
    )
    for text in ("альфа", "03yrm5c26", "https://ror.org/03YRM5C26", "91350100m000100y43"):
        assert found(world, text=text) == {world.college_a.pk}, text


def test_marks_alone_find_nothing(world: Any) -> None:
    assert found(world, text="（ ）") == set()


def test_a_unit_with_many_matching_names_comes_once(world: Any) -> None:
    change_organisation(world.college_a, aliases=["甲学院一", "甲学院二"], by=world.machine, at=world.at)
    assert organisations(world.machine, text="甲学院").count() == 1


def test_kind_country_and_subtree_narrow_the_list(world: Any) -> None:
    assert found(world, kind="abroad") == found(world, country="KZ") == {world.abroad.pk}
    assert found(world, under=world.province.path) == {world.province.pk, world.college_a.pk, world.college_b.pk}
    assert found(world, text="测试", kind="province") == {world.province.pk}


def test_the_tree_is_listed_parents_first(world: Any) -> None:
    listed = [one.pk for one in organisations(world.machine)]
    assert listed.index(world.province.pk) + 1 == listed.index(world.college_a.pk)
    units = {one.pk: one.units for one in organisations(world.machine)}  # type: ignore[attr-defined]
    assert units[world.province.pk] == 2 and units[world.university.pk] == 0


def test_the_line_above_begins_at_the_top(world: Any) -> None:
    assert line_above(world.machine, world.college_a) == [world.province]
    assert line_above(world.machine, world.province) == []
    assert [one.pk for one in sub_units(world.machine, world.province)] == [world.college_a.pk, world.college_b.pk]


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("administrator", True),
        ("auditor", True),
        ("programme_officer", True),
        ("unit_leader", True),
        ("unit_coordinator", True),
        ("middle_leader", False),
        ("partner_officer", False),
    ],
)
def test_seats_and_history_are_seen_from_above_and_within(world: Any, role: str, sees: bool) -> None:
    by = world.by[role]
    assert seats_of(by, world.university).exists() is sees
    assert history_of(by, world.university).exists() is sees


def test_one_seat_is_fetched_by_who_may_see_it(world: Any) -> None:
    held = Seat.objects.get(user=world.people["unit_leader"])
    assert seat(world.by["unit_coordinator"], held.pk) == held
    for role in ("middle_leader", "partner_officer"):
        with pytest.raises(Seat.DoesNotExist):
            seat(world.by[role], held.pk)


def test_a_middle_office_hangs_units_in_its_own_subtree(world: Any) -> None:
    mine = set(places_for(world.by["middle_officer"]))
    assert mine == {world.province, world.college_a, world.college_b}
    assert world.university in places_for(world.by["programme_officer"])
    assert not places_for(world.by["unit_leader"]).exists()


def test_official_and_short_names_are_no_aliases(world: Any) -> None:
    change_organisation(world.college_a, short_name="甲院", aliases=["A院"], by=world.machine, at=world.at)
    assert aliases_of(world.college_a) == ["A院"]


def test_mails_go_to_who_sits_there_that_day(world: Any) -> None:
    day = world.at.date()
    roles = ("unit_leader", "unit_coordinator")
    assert len(holders(world.university.pk, *roles, on=day)) == 2
    assert holders(world.university.pk, *roles, on=day - timedelta(days=1)) == []


def test_colleagues_sit_under_the_same_office_and_are_not_oneself(world: Any) -> None:
    others = set(colleagues(world.by["unit_leader"]))
    assert others == {world.people[role] for role in ("unit_coordinator", "applicant", "reviewer")}


def test_the_list_needs_the_same_queries_for_few_and_many(world: Any, count_queries: Any) -> None:
    def run() -> None:
        for one in organisations(world.machine, text="测试"):
            str(one.parent)

    few = count_queries(run)
    from wutong.directory.steps import add_organisation

    for number in range(20):
        names = {"zh-hans": f"测试单位{number}"}
        add_organisation(names=names, kind="other", parent=world.province, by=world.machine, at=world.at)
    assert count_queries(run) == few
