"""Organisations added, changed and moved: paths, names, identifiers, who may, and the journal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from wutong.base.actors import system
from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.directory.models import Organisation, OrganisationName
from wutong.directory.queries import aliases_of, organisations
from wutong.directory.steps import add_organisation, change_organisation

ROR, OTHER_ROR = "03yrm5c26", "02mhbdp94"
USCC = "91350100M000100Y43"


def names(zh: str, en: str = "") -> dict[str, str]:
    return {"authoritative": "zh-hans", "zh-hans": zh} | ({"en": en} if en else {})


def last_change(subject: Organisation) -> dict[str, Any]:
    entry = Entry.objects.filter(subject_type="organisation", subject_id=subject.pk).order_by("-number")[0]
    return entry.changes


def test_a_new_unit_lies_under_its_parent(world: Any) -> None:
    made = add_organisation(
        names=names("丙学院"), kind="university", parent=world.province, by=world.by["middle_officer"], at=world.at
    )
    assert made.path == f"{world.province.path}{made.pk}/"
    assert made.lies_under(world.province.path)


def test_adding_is_written_in_the_journal(world: Any) -> None:
    made = add_organisation(names=names("丙学院"), kind="park", by=world.by["programme_officer"], at=world.at)
    entry = Entry.objects.get(subject_type="organisation", subject_id=made.pk)
    assert entry.verb == "organisation.add"
    assert entry.actor_id == world.people["programme_officer"].pk
    assert entry.changes["kind"] == [None, "park"]


@pytest.mark.parametrize("role", ["unit_coordinator", "unit_leader", "auditor", "applicant", "reviewer"])
def test_units_and_watchers_change_nothing(world: Any, role: str) -> None:
    with pytest.raises(Refused):
        add_organisation(names=names("丙"), kind="other", parent=world.university, by=world.by[role], at=world.at)
    with pytest.raises(Refused):
        change_organisation(world.university, email="x@y.example", by=world.by[role], at=world.at)


def test_a_middle_office_keeps_its_own_subtree_only(world: Any) -> None:
    by = world.by["middle_officer"]
    change_organisation(world.college_a, email="a@new.example", by=by, at=world.at)
    assert Organisation.objects.get(pk=world.college_a.pk).email == "a@new.example"
    with pytest.raises(Refused):
        change_organisation(world.university, email="u@new.example", by=by, at=world.at)
    with pytest.raises(Refused):
        add_organisation(names=names("根"), kind="other", by=by, at=world.at)


def test_a_change_keeps_old_and_new(world: Any) -> None:
    old = world.college_a.email
    change_organisation(world.college_a, email="b@new.example", by=world.machine, at=world.at)
    assert last_change(world.college_a)["email"] == [old, "b@new.example"]


def test_a_change_of_nothing_is_not_journaled(world: Any) -> None:
    before = Entry.objects.count()
    change_organisation(world.college_a, email=world.college_a.email, by=world.machine, at=world.at)
    assert Entry.objects.count() == before


def test_moving_takes_the_whole_subtree_along(world: Any) -> None:
    below = add_organisation(
        names=names("甲系"), kind="division", parent=world.college_a, by=world.machine, at=world.at
    )
    change_organisation(world.college_a, parent=world.university, by=world.machine, at=world.at)
    below.refresh_from_db()
    moved = Organisation.objects.get(pk=world.college_a.pk)
    assert moved.path == f"{world.university.path}{moved.pk}/"
    assert below.path == f"{moved.path}{below.pk}/"
    assert last_change(moved)["parent"] == [world.province.pk, world.university.pk]


def test_an_organisation_never_lies_under_itself(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        change_organisation(world.province, parent=world.college_a, by=world.machine, at=world.at)
    assert refused.value.place == "parent"


def test_a_middle_office_moves_nothing_out_of_its_subtree(world: Any) -> None:
    with pytest.raises(Refused):
        change_organisation(world.college_a, parent=world.university, by=world.by["middle_leader"], at=world.at)


@pytest.mark.parametrize(("field", "code"), [("ror", ROR), ("uscc", USCC)])
def test_an_identifier_is_borne_once(world: Any, field: str, code: str) -> None:
    change_organisation(world.college_a, by=world.machine, at=world.at, **{field: code})
    with pytest.raises(Refused) as refused:
        change_organisation(world.college_b, by=world.machine, at=world.at, **{field: code})
    assert refused.value.place == field
    change_organisation(world.college_a, by=world.machine, at=world.at, **{field: code})  # its own is no clash


def test_identifiers_are_brought_to_one_form(world: Any) -> None:
    change_organisation(world.college_a, ror=f"https://ror.org/{ROR}", by=world.machine, at=world.at)
    assert Organisation.objects.get(pk=world.college_a.pk).ror == ROR


def test_a_wrong_identifier_is_not_stored(world: Any) -> None:
    with pytest.raises(ValueError, match="check digits"):
        change_organisation(world.college_a, ror="03yrm5c27", by=world.machine, at=world.at)
    assert Organisation.objects.get(pk=world.college_a.pk).ror == ""


def test_a_former_name_still_finds_the_unit(world: Any) -> None:
    change_organisation(world.college_a, names=names("新名学院"), aliases=["甲院"], by=world.machine, at=world.at)
    assert {one.pk for one in organisations(world.machine, text="测试甲学院")} == {world.college_a.pk}
    assert {one.pk for one in organisations(world.machine, text="新名")} == {world.college_a.pk}
    assert "测试甲学院" in aliases_of(Organisation.objects.get(pk=world.college_a.pk))


def test_given_aliases_replace_the_old_ones_and_are_journaled(world: Any) -> None:
    change_organisation(world.college_a, aliases=["甲院", "A院"], by=world.machine, at=world.at)
    change_organisation(world.college_a, aliases=["A院"], by=world.machine, at=world.at)
    assert aliases_of(world.college_a) == ["A院"]
    old, new = last_change(world.college_a)["aliases"]
    assert set(old) == {"甲院", "A院"} and new == ["A院"]


def test_no_aliases_given_leaves_them(world: Any) -> None:
    change_organisation(world.college_a, aliases=["甲院"], by=world.machine, at=world.at)
    change_organisation(world.college_a, email="c@new.example", by=world.machine, at=world.at)
    assert aliases_of(world.college_a) == ["甲院"]


class TestTree(HypothesisTestCase):
    """However units are moved, every path is its parent's path and its own number."""

    @settings(max_examples=15, deadline=None)
    @given(moves=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=6))
    def test_paths_hold_after_any_moves(self, moves: list[tuple[int, int]]) -> None:
        from datetime import UTC, datetime

        at, by = datetime(2026, 9, 1, tzinfo=UTC), system("tests")
        made = [add_organisation(names=names(f"单位{n}"), kind="other", by=by, at=at) for n in range(6)]
        for child, parent in moves:
            unit = Organisation.objects.get(pk=made[child].pk)
            above = Organisation.objects.get(pk=made[parent].pk) if parent < 6 else None
            try:
                change_organisation(unit, parent=above, by=by, at=at)
            except Refused:
                assert above is not None and above.lies_under(unit.path or "")
        for unit in Organisation.objects.select_related("parent"):
            assert unit.path == f"{unit.parent.path if unit.parent else '/'}{unit.pk}/"
        known = set(OrganisationName.objects.values_list("organisation_id", flat=True))
        assert known == set(Organisation.objects.values_list("pk", flat=True))
