"""What the workspace is asked for: filters, doubts, the count of everything, and who sees it."""

from __future__ import annotations

import pytest

from tests.calls.merging_world import TEXTS, filled, grouped, need, reply_with
from wutong.calls.models import Consolidation, Membership, Need, Suggestion
from wutong.calls.queries.consolidation import (
    GroupFilter,
    choices_of,
    consolidation,
    group_numbered,
    groups,
    inquiries_above,
    last_change,
    numbers_of,
    suggestions_for,
    tally,
)
from wutong.calls.steps.workspace import decide_group, merge_groups, word_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def merging(world, call):
    reply_with(
        world,
        call,
        world.university,
        [
            need("rice", countries=["TH"], field="agriculture", action="joint_lab"),
            need("rice_again", countries=["TH"], field="agriculture", action="joint_lab"),
            need("tunnel", countries=["LA", "TH"], field="transport", action="transfer"),
        ],
    )
    reply_with(world, call, world.province, [need("port", countries=["MY"], field="transport", action="exchange")])
    return grouped(world, call)


@pytest.fixture
def officer(world):
    return {"by": world.by["programme_officer"], "at": world.at}


def titles(merging, **chosen) -> set[str]:
    return {seat.need.title for group in groups(merging, GroupFilter(**chosen)) for seat in group.members}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"field": "transport"}, {"tunnel", "port"}),
        ({"action": "joint_lab"}, {"rice", "rice_again"}),
        ({"country": "TH"}, {"rice", "rice_again", "tunnel"}),
        ({"country": "MY", "field": "transport"}, {"port"}),
        ({"several": True}, {"rice", "rice_again"}),
        ({"text": "围岩"}, {"tunnel"}),
        ({"text": "no such words"}, set()),
        ({"state": "accepted"}, set()),
        ({"unsure": True}, set()),
    ],
)
def test_filters_narrow(merging, chosen, expected):
    assert titles(merging, **chosen) == {TEXTS[key][0] for key in expected}


def test_a_group_is_found_by_unit_and_shown_with_all_its_members(merging, world):
    assert titles(merging, unit=world.province.pk) == {TEXTS["port"][0]}
    assert titles(merging, unit=world.abroad.pk) == set()


def test_a_group_is_found_by_its_number_and_its_merged_words(merging, officer):
    group = groups(merging)[1]
    word_groups(merging, versions={group.pk: group.version}, titles={"en": "Quite other words"}, **officer)
    assert [found.pk for found in groups(merging, GroupFilter(text="quite OTHER"))] == [group.pk]
    assert group.pk in {found.pk for found in groups(merging, GroupFilter(text=str(group.number)))}
    assert group_numbered(merging, group.number) == group


def test_a_group_is_listed_once_however_many_members_fit(merging):
    found = [group.pk for group in groups(merging, GroupFilter(country="TH", field="agriculture"))]
    assert len(found) == len(set(found)) == 1


def test_groups_without_members_are_not_shown(merging):
    group = groups(merging)[0]
    group.memberships.all().delete()
    assert group.pk not in {found.pk for found in groups(merging)}


def test_a_doubt_is_seen_from_both_groups_and_settled_by_merging(merging, officer):
    left, right = (Membership.objects.get(need__title=TEXTS[key][0]) for key in ("tunnel", "port"))
    doubt = Suggestion.objects.create(consolidation=merging, left=left, right=right, score=0.2, doubt="close")
    assert suggestions_for(merging, [left.group_id, right.group_id]) == {
        left.group_id: [doubt],
        right.group_id: [doubt],
    }
    assert titles(merging, unsure=True) == {TEXTS["tunnel"][0], TEXTS["port"][0]}
    merge_groups(merging, keep=left.group_id, versions={left.group_id: 1, right.group_id: 1}, **officer)
    assert suggestions_for(merging, [left.group_id]) == {}
    assert tally(merging).unsure == 0


def test_the_tally_counts_everything(merging, world, call, officer):
    group = groups(merging)[0]
    decide_group(merging, group.pk, "accept", version=group.version, **officer)
    reply_with(world, call, world.abroad, [need("solar")])
    found = tally(merging)
    assert (found.needs, found.placed, found.waiting, found.groups) == (5, 4, 1, 3)
    assert found.states == {"accepted": 1, "proposed": 2}
    assert found.balances


def test_the_tally_tells_when_something_is_astray(merging):
    seat = Membership.objects.get(need__title=TEXTS["port"][0])
    merging.groups.filter(pk=seat.group_id).update(is_dissolved=True)
    found = tally(merging)
    assert (found.astray, found.balances) == (1, False)


def test_the_tally_tells_when_a_superseded_need_still_stands(merging):
    Need.objects.filter(title=TEXTS["port"][0]).update(is_current=False)
    assert not tally(merging).balances


def test_filters_offer_what_occurs(merging, world):
    units, countries = choices_of(merging)
    assert {unit.pk for unit in units} == {world.university.pk, world.province.pk}
    assert set(countries) == {"TH", "LA", "MY"}


def test_pages_cost_the_same_for_any_number_of_groups(merging, world, call, count_queries):
    def read() -> None:
        rows = list(groups(merging))
        suggestions_for(merging, [group.pk for group in rows])
        for group in rows:
            assert [(str(seat.need.unit), seat.need.file) for seat in group.members]

    few = count_queries(read)
    reply_with(world, call, world.abroad, [need(key, countries=["PK"]) for key in TEXTS])
    grouped(world, call)
    assert count_queries(read) == few


@pytest.mark.parametrize("role", ["auditor", "administrator", "programme_leader"])
def test_the_issuers_merging_is_seen_by_its_office_and_by_those_who_watch(merging, world, call, role):
    assert consolidation(world.by[role], call) == merging


@pytest.mark.parametrize("role", ["unit_coordinator", "middle_officer", "partner_officer", "applicant"])
def test_nobody_else_sees_the_merging(merging, world, call, role):
    with pytest.raises(Consolidation.DoesNotExist):
        consolidation(world.by[role], call)


def test_ones_own_last_step_is_offered_for_undo(merging, world, officer):
    leader = {"by": world.by["programme_leader"], "at": world.at}
    first, second = list(groups(merging))[:2]
    decide_group(merging, first.pk, "accept", version=first.version, **officer)
    decide_group(merging, second.pk, "accept", version=second.version, **leader)
    mine = last_change(officer["by"], merging)
    assert numbers_of(merging, [mine]) == {mine.pk: [first.number]}


def test_the_issuing_office_has_nobody_above(merging):
    assert list(inquiries_above(merging)) == []


def test_a_call_that_helps_to_answer_another_points_above(world, call, make_call):
    """The division was asked by somebody; its own call collects what it will answer."""
    upper = call.inquiries.get(unit=world.province)
    lower = make_call(number="测函〔2026〕7号", addressees=[world.university])
    lower.answers = upper
    lower.save(update_fields=["answers"])
    merging = filled_for(world, lower)
    assert list(inquiries_above(merging)) == []  # the upper inquiry was addressed to the province, not to this office
    merging.office = world.province
    assert [inquiry.pk for inquiry in inquiries_above(merging)] == [upper.pk]


def filled_for(world, call):
    reply_with(world, call, world.university, [need("rice")])
    return grouped(world, call)


def test_a_whole_pool_can_be_filled(world, call):
    assert tally(filled(world, call)).balances
