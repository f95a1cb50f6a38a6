"""The demo's officer accepts what is surely one need and leaves the doubtful to the visitor."""

from __future__ import annotations

import pytest

from tests.calls.merging_world import filled, need, reply_with
from wutong.calls.models import Membership, NeedGroup
from wutong.calls.steps.grouping import propose_groups
from wutong.management.demo import deciding
from wutong.management.demo.deciding import SURE, decide
from wutong.matching.encoders import LexicalEncoder
from wutong.plans.models import PlanItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def merging(world, call):
    made = filled(world, call)
    made.groups.update(plan_item=PlanItem.objects.filter(plan=call.plan).first())
    return made


@pytest.fixture
def by(world):
    return world.by["programme_officer"]


@pytest.fixture
def pair(merging) -> NeedGroup:
    return Membership.objects.exclude(likeness=None).get().group


def likened(group: NeedGroup, score: float) -> None:
    group.memberships.exclude(likeness=None).update(likeness=score)


@pytest.mark.parametrize(("score", "state"), [(SURE + 0.01, "accepted"), (SURE - 0.01, "proposed")])
def test_only_a_sure_group_is_accepted(merging, pair, by, score, state):
    likened(pair, score)
    decide(merging, by=by)
    pair.refresh_from_db()
    assert pair.state == state


def test_the_weakest_member_decides(merging, pair, world, call, by):
    reply_with(world, call, world.abroad, [need("rice")])
    propose_groups(merging, encoder=LexicalEncoder(), by=by, at=world.at)
    assert pair.memberships.count() == 3
    likened(pair, 0.9)
    weakest = pair.memberships.exclude(likeness=None).first()
    Membership.objects.filter(pk=weakest.pk).update(likeness=SURE - 0.1)
    decide(merging, by=by)
    pair.refresh_from_db()
    assert pair.state == "proposed"


def test_single_needs_are_decided_and_counted(merging, pair, by):
    likened(pair, SURE / 2)
    counted = decide(merging, by=by)
    assert counted["proposed"] == 1
    assert counted["accepted"] == merging.groups.filter(is_dissolved=False).count() - 1


def test_a_group_without_a_plan_item_waits(merging, pair, by):
    merging.groups.update(plan_item=None)
    assert decide(merging, by=by).keys() == {"proposed"}


def test_some_rows_are_left_and_a_few_declined_with_a_reason(merging, pair, by, monkeypatch):
    likened(pair, 1.0)
    monkeypatch.setattr(deciding, "LEFT_OPEN", 2)
    monkeypatch.setattr(deciding, "DECLINED", 3)
    decide(merging, by=by)
    rows = {group.number: group for group in merging.groups.all()}
    assert {number for number, group in rows.items() if group.state == "proposed"} == {n for n in rows if n % 2 == 0}
    declined = [group for group in rows.values() if group.state == "declined"]
    assert declined
    assert all(group.reason and group.number % 3 == 0 for group in declined)
