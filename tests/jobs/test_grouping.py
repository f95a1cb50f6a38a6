"""Grouping as background work: progress on the page, can be run again, suggests plan items."""

from __future__ import annotations

import pytest

from tests.calls.merging_world import TEXTS, assert_nothing_lost, need, reply_with
from wutong.base.work import Work
from wutong.calls.queries.consolidation import groups, tally
from wutong.calls.steps.grouping import open_consolidation
from wutong.jobs import grouping
from wutong.matching.encoders import LexicalEncoder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _light(monkeypatch):
    """Without the packaged weights: what they find is measured elsewhere."""
    monkeypatch.setattr(grouping, "load_encoder", lambda name: LexicalEncoder())


@pytest.fixture
def officer(world):
    return {"by": world.by["programme_officer"], "at": world.at}


@pytest.fixture
def merging(world, call, officer):
    reply_with(world, call, world.university, [need(key, action="joint_lab") for key in TEXTS])
    return open_consolidation(call, call.issuer, **officer)


def test_the_work_groups_and_suggests_plan_items(merging, officer):
    work = grouping.start_grouping(merging, **officer)
    grouping.group_needs.call(work_id=work.pk)
    work.refresh_from_db()
    assert (work.state, work.done, work.total) == (Work.State.DONE, 6, 6)
    assert_nothing_lost(merging)
    assert all(group.plan_item_id for group in groups(merging))


def test_the_consolidation_knows_its_work(merging, officer):
    work = grouping.start_grouping(merging, **officer)
    merging.refresh_from_db()
    assert merging.work == work
    assert work.office_path == officer["by"].office_path


def test_work_that_fails_is_told_and_can_be_started_again(merging, officer, monkeypatch):
    """It stops after the groups were stored: running again places nobody twice."""

    def stops(*_args, **_kwargs):
        raise ValueError("no plan")

    with monkeypatch.context() as broken:
        broken.setattr(grouping, "suggest_items", stops)
        work = grouping.start_grouping(merging, **officer)
        grouping.group_needs.call(work_id=work.pk)
    work.refresh_from_db()
    assert (work.state, bool(work.message)) == (Work.State.FAILED, True)
    grouping.group_needs.call(work_id=grouping.start_grouping(merging, **officer).pk)
    assert all(group.plan_item_id for group in groups(merging))
    assert_nothing_lost(merging)


def test_work_handed_out_twice_is_carried_once(merging, officer, monkeypatch):
    work = grouping.start_grouping(merging, **officer)
    grouping.group_needs.call(work_id=work.pk)
    monkeypatch.setattr(grouping, "propose_groups", lambda *_args, **_kwargs: pytest.fail("carried again"))
    grouping.group_needs.call(work_id=work.pk)


def test_a_carrier_whose_work_was_taken_over_stores_nothing(merging, officer, monkeypatch):
    work = grouping.start_grouping(merging, **officer)
    original = grouping.propose_groups

    def taken_over(*args, **kwargs):
        Work.objects.filter(pk=work.pk).update(pulse_at=officer["at"])
        return original(*args, **kwargs)

    monkeypatch.setattr(grouping, "propose_groups", taken_over)
    grouping.group_needs.call(work_id=work.pk)
    assert tally(merging).placed == 0
    assert Work.objects.get(pk=work.pk).state == Work.State.RUNNING


def test_nothing_to_group_is_no_fault(call, officer):
    empty = open_consolidation(call, call.issuer, **officer)
    work = grouping.start_grouping(empty, **officer)
    grouping.group_needs.call(work_id=work.pk)
    work.refresh_from_db()
    assert work.state == Work.State.DONE
    assert tally(empty).groups == 0


def test_every_stage_is_told(merging, officer, monkeypatch):
    heard = []
    original = grouping.beat

    def told(work, done, total, *, at, message=""):
        heard.append(message)
        original(work, done, total, at=at, message=message)

    monkeypatch.setattr(grouping, "beat", told)
    grouping.group_needs.call(work_id=grouping.start_grouping(merging, **officer).pk)
    assert len({message for message in heard if message}) >= 3
