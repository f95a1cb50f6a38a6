"""The workspace: nothing is lost whatever officers do, undo restores exactly, nobody overwrites anybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.calls.merging_world import (
    LEXICAL,
    TEXTS,
    assert_nothing_lost,
    filled,
    grouped,
    need,
    reply_with,
    resend,
    seats,
    state_of,
)
from wutong.base import journal
from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.calls.models import Change, Need, NeedGroup
from wutong.calls.queries.consolidation import groups, last_change, tally
from wutong.calls.steps.grouping import propose_groups
from wutong.calls.steps.undoing import undo
from wutong.calls.steps.workspace import (
    decide_group,
    decide_groups,
    merge_groups,
    move_needs,
    split_group,
    word_groups,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def merging(world, call):
    return filled(world, call)


@pytest.fixture
def officer(world):
    return {"by": world.by["programme_officer"], "at": world.at}


@pytest.fixture
def leader(world):
    return {"by": world.by["programme_leader"], "at": world.at + timedelta(minutes=1)}


def shown(merging) -> list[NeedGroup]:
    return list(groups(merging))


def versions(*some: NeedGroup) -> dict[int, int]:
    return {group.pk: NeedGroup.objects.get(pk=group.pk).version for group in some}


def last(merging) -> Change:
    return merging.changes.first()


# --- single steps -----------------------------------------------------------------------------------------------------


def test_merging_brings_all_needs_into_the_kept_group(merging, officer):
    first, second, third, *_ = shown(merging)
    merge_groups(merging, keep=second.pk, versions=versions(first, second, third), **officer)
    assert {group.pk for group in shown(merging)} & {first.pk, second.pk, third.pk} == {second.pk}
    assert_nothing_lost(merging)


def test_one_group_alone_is_not_merged(merging, officer):
    first = shown(merging)[0]
    with pytest.raises(Refused, match="at least two"):
        merge_groups(merging, keep=first.pk, versions=versions(first), **officer)


def test_accepted_and_declined_do_not_mix(merging, officer):
    first, second, *_ = shown(merging)
    decide_group(merging, first.pk, "accept", version=first.version, **officer)
    decide_group(merging, second.pk, "decline", version=second.version, reason="elsewhere", **officer)
    with pytest.raises(Refused, match="accepted and another declined"):
        merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    assert_nothing_lost(merging)


def test_a_split_group_keeps_its_plan_item_for_the_same_action(merging, officer):
    group = next(group for group in shown(merging) if len(group.members) == 2)
    item = merging.plan.items.filter(kind="task").first()
    word_groups(merging, versions=versions(group), plan_item_id=item.pk, **officer)
    leaving = group.members[1].need_id
    made = split_group(merging, group.pk, version=group.version + 1, needs=[leaving], **officer)
    assert made.plan_item_id == item.pk
    assert made.titles["zh-hans"] == Need.objects.get(pk=leaving).title
    assert seats(merging)[leaving] == made.pk


def test_at_least_one_need_stays_behind(merging, officer):
    group = next(group for group in shown(merging) if len(group.members) == 2)
    everybody = [seat.need_id for seat in group.members]
    with pytest.raises(Refused, match="stays"):
        split_group(merging, group.pk, version=group.version, needs=everybody, **officer)
    with pytest.raises(Refused, match="Choose"):
        split_group(merging, group.pk, version=group.version, needs=[], **officer)
    assert not merging.changes.exists()


def test_a_group_left_empty_by_a_move_is_gone(merging, officer):
    source, target = [group for group in shown(merging) if len(group.members) == 1][:2]
    move_needs(merging, [source.members[0].need_id], to=target.pk, versions=versions(source, target), **officer)
    assert source.pk not in {group.pk for group in shown(merging)}
    assert_nothing_lost(merging)


def test_a_need_of_another_group_is_not_moved(merging, officer):
    source, target, other = shown(merging)[:3]
    stranger = other.members[0].need_id
    with pytest.raises(Refused, match="no longer"):
        move_needs(merging, [stranger], to=target.pk, versions=versions(source, target), **officer)
    assert seats(merging)[stranger] == other.pk


def test_declining_needs_a_reason(merging, officer):
    group = shown(merging)[0]
    with pytest.raises(Refused) as refusal:
        decide_group(merging, group.pk, "decline", version=group.version, reason="  ", **officer)
    assert refusal.value.place == "reason"


def test_one_decision_for_several_groups_holds_for_all_or_none(merging, officer):
    first, second, *_ = shown(merging)
    decide_group(merging, first.pk, "accept", version=first.version, **officer)
    with pytest.raises(Refused):
        decide_groups(merging, "accept", versions=versions(first, second), **officer)
    assert NeedGroup.objects.get(pk=second.pk).state == "proposed"


def test_opening_again_forgets_the_decision(merging, officer):
    group = shown(merging)[0]
    decide_group(merging, group.pk, "decline", version=group.version, reason="elsewhere", **officer)
    decide_group(merging, group.pk, "reopen", version=group.version + 1, **officer)
    again = NeedGroup.objects.get(pk=group.pk)
    assert (again.state, again.reason, again.decided_at, again.decided_by_id) == ("proposed", "", None, None)


def test_a_group_keeps_a_title(merging, officer):
    group = shown(merging)[0]
    with pytest.raises(Refused, match="title"):
        word_groups(merging, versions=versions(group), titles={"zh-hans": " "}, **officer)


def test_only_words_are_written_as_words(merging, officer):
    group = shown(merging)[0]
    with pytest.raises(TypeError, match="state"):
        word_groups(merging, versions=versions(group), state="accepted", **officer)


@pytest.mark.parametrize("role", ["middle_officer", "unit_coordinator", "auditor", "administrator", "partner_officer"])
def test_nobody_else_works_in_the_workspace(merging, world, role):
    group = shown(merging)[0]
    with pytest.raises(Refused):
        decide_group(merging, group.pk, "accept", version=group.version, by=world.by[role], at=world.at)


# --- two officers -----------------------------------------------------------------------------------------------------


def test_the_second_officer_is_told_what_the_first_did(merging, officer, leader):
    group = shown(merging)[0]
    decide_group(merging, group.pk, "accept", version=group.version, **officer)
    with pytest.raises(Refused) as refusal:
        decide_group(merging, group.pk, "decline", version=group.version, reason="no", **leader)
    assert "programme_officer" in str(refusal.value.reason)
    assert f"Group {group.number} " in str(refusal.value.reason)
    assert NeedGroup.objects.get(pk=group.pk).state == "accepted"


def test_a_merge_over_a_group_that_changed_changes_nothing(merging, officer, leader):
    first, second, *_ = shown(merging)
    seen = versions(first, second)
    word_groups(merging, versions={second.pk: second.version}, priority="high", **leader)
    before = state_of(merging)
    with pytest.raises(Refused):
        merge_groups(merging, keep=first.pk, versions=seen, **officer)
    assert state_of(merging) == before
    assert NeedGroup.objects.get(pk=first.pk).version == seen[first.pk]


def test_a_group_merged_away_meanwhile_is_told(merging, officer, leader):
    first, second, *_ = shown(merging)
    seen = second.version
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    with pytest.raises(Refused, match="groups merged"):
        decide_group(merging, second.pk, "accept", version=seen, **leader)


# --- undo -------------------------------------------------------------------------------------------------------------


def test_undo_goes_back_step_by_step(merging, officer):
    """The second undo is not stopped by the first one."""
    before = state_of(merging)
    first, second, *_ = shown(merging)
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    decide_group(merging, first.pk, "accept", version=NeedGroup.objects.get(pk=first.pk).version, **officer)
    undo(last_change(officer["by"], merging), **officer)
    undo(last_change(officer["by"], merging), **officer)
    assert state_of(merging) == before


def test_an_earlier_step_waits_for_the_later_one(merging, officer):
    first, second, *_ = shown(merging)
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    earlier = last(merging)
    decide_group(merging, first.pk, "accept", version=NeedGroup.objects.get(pk=first.pk).version, **officer)
    with pytest.raises(Refused, match="later step"):
        undo(earlier, **officer)


def test_a_step_elsewhere_does_not_stand_in_the_way(merging, officer):
    first, second, third, *_ = shown(merging)
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    earlier = last(merging)
    decide_group(merging, third.pk, "accept", version=third.version, **officer)
    undo(earlier, **officer)
    assert NeedGroup.objects.get(pk=third.pk).state == "accepted"
    assert {first.pk, second.pk} <= {group.pk for group in shown(merging)}


def test_nothing_is_undone_twice(merging, officer):
    group = shown(merging)[0]
    decide_group(merging, group.pk, "accept", version=group.version, **officer)
    change = last(merging)
    undo(change, **officer)
    with pytest.raises(Refused, match="already"):
        undo(change, **officer)


def test_a_leader_may_take_back_what_an_officer_did_but_not_the_other_way(merging, officer, leader):
    first, second, *_ = shown(merging)
    decide_group(merging, first.pk, "accept", version=first.version, **leader)
    with pytest.raises(Refused, match="somebody else"):
        undo(last(merging), **officer)
    decide_group(merging, second.pk, "accept", version=second.version, **officer)
    undo(last(merging), **leader)
    assert NeedGroup.objects.get(pk=second.pk).state == "proposed"


def test_undo_after_a_member_was_superseded_follows_the_new_version(merging, world, call, officer):
    """The unit sends a new version between merge and undo: its need goes back to its own group all the same."""
    first = next(group for group in shown(merging) if group.members[0].need.unit == world.province)
    second = next(group for group in shown(merging) if group.members[0].need.title == TEXTS["tunnel"][0])
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    resend(world, call, [replace(need(key), text="修订后的正文") for key in ("rice", "rice_again", "tunnel")])
    undo(last(merging), **officer)
    heir = Need.objects.get(unit=world.university, is_current=True, title=TEXTS["tunnel"][0])
    assert heir.text == "修订后的正文"
    assert seats(merging)[heir.pk] == second.pk
    assert_nothing_lost(merging)


def test_a_need_left_out_of_the_new_version_does_not_come_back_by_undo(merging, world, call, officer):
    first, second, *_ = [group for group in shown(merging) if group.members[0].need.unit == world.university]
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    resend(world, call, [need("rice"), need("rice_again")])
    undo(last(merging), **officer)
    assert tally(merging).balances
    assert tally(merging).needs == 5


def test_undo_after_a_need_was_withdrawn_loses_nothing_else(merging, officer):
    first, second, *_ = [group for group in shown(merging) if len(group.members) == 1]
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    gone = second.members[0]
    gone.delete()
    Need.objects.filter(pk=gone.need_id).update(is_current=False)
    undo(last(merging), **officer)
    assert first.pk in {group.pk for group in shown(merging)}
    assert second.pk not in {group.pk for group in shown(merging)}
    assert tally(merging).balances


def test_a_newcomer_in_a_split_off_group_is_not_lost_by_undo(merging, world, call, officer):
    group = next(group for group in shown(merging) if len(group.members) == 2)
    leaving = group.members[1].need
    split_group(merging, group.pk, version=group.version, needs=[leaving.pk], **officer)
    split = last(merging)
    made = NeedGroup.objects.get(pk=seats(merging)[leaving.pk])
    reply_with(world, call, world.abroad, [need("rice")])
    propose_groups(merging, encoder=LEXICAL, **officer)
    newcomer = Need.objects.get(unit=world.abroad)
    merging.memberships.filter(need=newcomer).update(group=made)
    with pytest.raises(Refused, match="New needs joined"):
        undo(split, **officer)
    assert_nothing_lost(merging)


def test_every_step_is_in_the_journal_and_the_journal_verifies(merging, officer):
    first, second, *_ = shown(merging)
    merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    undo(last(merging), **officer)
    verbs = list(Entry.objects.filter(subject_type="consolidation").order_by("number").values_list("verb", flat=True))
    assert verbs[-2:] == ["consolidation.merge", "consolidation.undo"]
    assert list(journal.verify()) == []


# --- any sequence of steps --------------------------------------------------------------------------------------------

STEPS = st.tuples(
    st.sampled_from(["merge", "split", "move", "accept", "decline", "reopen", "word", "undo", "newcomers", "resend"]),
    st.integers(0, 50),
    st.integers(0, 50),
)


def take(world, merging, step: str, a: int, b: int, officer) -> None:
    """One step on groups picked by a and b; refusals are part of the game."""
    found = shown(merging)
    first, second = found[a % len(found)], found[b % len(found)]
    members = [seat.need_id for seat in first.members]
    if step == "merge":
        merge_groups(merging, keep=first.pk, versions=versions(first, second), **officer)
    elif step == "split":
        split_group(merging, first.pk, version=first.version, needs=members[: b % 3], **officer)
    elif step == "move":
        move_needs(merging, members[: 1 + b % 2], to=second.pk, versions=versions(first, second), **officer)
    elif step == "word":
        word_groups(merging, versions=versions(first), priority=["high", "low"][b % 2], **officer)
    elif step == "undo":
        undo(list(merging.changes.all())[b % max(merging.changes.count(), 1)], **officer)
    elif step == "newcomers":
        propose_groups(merging, encoder=LEXICAL, **officer)
    elif step == "resend":
        keys = ["rice", "rice_again", "tunnel"][: 1 + a % 3]
        resend(world, merging.call, [replace(need(key), text=f"{TEXTS[key][1]}{b}") for key in keys])
        propose_groups(merging, encoder=LEXICAL, **officer)
    else:
        decide_group(merging, first.pk, step, version=first.version, reason="reason", **officer)


@given(st.lists(STEPS, min_size=1, max_size=9))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_steps_leaves_every_need_in_exactly_one_group(world, merging, officer, steps):
    for step, a, b in steps:
        try:
            take(world, merging, step, a, b, officer)
        except (Refused, IndexError):
            continue
        assert_nothing_lost(merging)
    assert tally(merging).balances


@given(st.lists(STEPS.filter(lambda step: step[0] not in ("undo", "newcomers", "resend")), min_size=1, max_size=7))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_all_steps_in_turn_restores_exactly(world, merging, officer, steps):
    taken = [state_of(merging)]
    for step, a, b in steps:
        try:
            take(world, merging, step, a, b, officer)
        except Refused:
            continue
        taken.append(state_of(merging))
    for before in reversed(taken[:-1]):
        undo(last_change(officer["by"], merging), **officer)
        assert state_of(merging) == before


def test_grouping_again_changes_nothing_that_stands(merging, world, call):
    before = state_of(merging)
    grouped(world, call)
    assert state_of(merging) == before
