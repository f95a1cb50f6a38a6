"""Suggesting the plan item a group belongs to."""

from __future__ import annotations

import pytest

from tests.calls.merging_world import LEXICAL, filled, grouped, need, reply_with
from wutong.calls.models import NeedGroup
from wutong.calls.queries.consolidation import groups
from wutong.calls.steps.attaching import suggest_items
from wutong.calls.steps.undoing import undo
from wutong.calls.steps.workspace import decide_group, word_groups

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(world):
    return {"by": world.by["programme_officer"], "at": world.at}


@pytest.fixture
def merging(world, call):
    reply_with(world, call, world.university, [need("rice", action="joint_lab"), need("tunnel", action="transfer")])
    reply_with(world, call, world.province, [need("port", action="exchange"), need("malaria")])
    return grouped(world, call)


def test_every_open_group_gets_a_task_of_its_own_action(merging):
    assert suggest_items(merging, encoder=LEXICAL) == 4
    for group in groups(merging):
        assert group.plan_item is not None
        assert group.plan_item.kind == "task"
        assert group.action in ("", group.plan_item.action)


def test_the_nearest_words_decide_among_the_tasks_of_an_action(world, call, officer):
    training = need("port", action="exchange")
    training.title, training.text = "适用技术与科技管理培训班", "面向共建国家举办适用技术培训班，培训技术和管理人员。"
    reply_with(world, call, world.university, [training])
    merging = grouped(world, call)
    suggest_items(merging, encoder=LEXICAL)
    assert "培训" in groups(merging).get().plan_item.titles["zh-hans"]


def test_what_a_person_chose_is_not_overwritten(merging, officer):
    group = groups(merging)[0]
    chosen = merging.plan.items.filter(kind="task").last()
    word_groups(merging, versions={group.pk: group.version}, plan_item_id=chosen.pk, **officer)
    suggest_items(merging, encoder=LEXICAL)
    assert NeedGroup.objects.get(pk=group.pk).plan_item_id == chosen.pk


def test_decided_groups_are_left_alone(merging, officer):
    group = groups(merging)[0]
    decide_group(merging, group.pk, "accept", version=group.version, **officer)
    suggest_items(merging, encoder=LEXICAL)
    assert NeedGroup.objects.get(pk=group.pk).plan_item_id is None


def test_a_suggestion_does_not_stand_in_the_way_of_undo(merging, officer):
    group = groups(merging)[0]
    word_groups(merging, versions={group.pk: group.version}, priority="high", **officer)
    suggest_items(merging, encoder=LEXICAL)
    undo(merging.changes.first(), **officer)
    again = NeedGroup.objects.get(pk=group.pk)
    assert (again.priority, again.plan_item_id is not None) == ("normal", True)


def test_without_a_plan_there_is_nothing_to_suggest(world, make_call):
    merging = filled(world, make_call(plan=None, number="测函〔2026〕9号"))
    assert suggest_items(merging, encoder=LEXICAL) == 0
