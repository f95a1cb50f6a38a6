"""Who sees which inquiry, reply and need: as filters, for every role and state."""

from __future__ import annotations

import pytest

from wutong.calls import sight
from wutong.calls.models import Inquiry, Need, Reply
from wutong.calls.queries import calls as queries
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.inquiries import pass_on
from wutong.calls.steps.replies import compose_reply, confirm_reply, send_reply, write_reply

WATCH = {"auditor", "administrator"}
OFFICE = {"programme_officer", "programme_leader"}
UNIT = {"unit_coordinator", "unit_leader"}


@pytest.fixture
def inquiry(call, world):
    return call.inquiries.get(unit=world.university)


@pytest.fixture
def reply(inquiry, world, at):
    return write_reply(inquiry, needs=[StatedNeed("A")], by=world.by["unit_coordinator"], at=at)


def seers(model, record, rule, world):
    return {role for role, by in world.by.items() if model.objects.filter(rule(by), pk=record.pk).exists()}


def test_an_inquiry_is_seen_by_both_ends(inquiry, world):
    assert seers(Inquiry, inquiry, sight.inquiries, world) == WATCH | OFFICE | UNIT


def test_an_inquiry_of_a_draft_is_not_seen_by_the_unit(make_call, world):
    inquiry = make_call(issue=False, number="9").inquiries.get(unit=world.university)
    assert seers(Inquiry, inquiry, sight.inquiries, world) == WATCH | OFFICE


def test_a_reply_in_hand_is_the_units_own(reply, world):
    assert seers(Reply, reply, sight.replies, world) == WATCH | UNIT
    assert seers(Need, reply.needs.get(), sight.needs, world) == WATCH | UNIT


def test_a_sent_reply_is_seen_by_the_office_that_asked(reply, world, at):
    coordinator, leader = world.by["unit_coordinator"], world.by["unit_leader"]
    compose_reply(reply, by=coordinator, at=at)
    confirm_reply(reply, by=leader, at=at)
    send_reply(reply, by=coordinator, at=at)
    assert seers(Reply, reply, sight.replies, world) == WATCH | UNIT | OFFICE
    assert seers(Need, reply.needs.get(), sight.needs, world) == WATCH | UNIT | OFFICE


def test_sub_units_are_not_shown_to_the_neighbour_and_not_to_units_of_others(call, world, at):
    province = call.inquiries.get(unit=world.province)
    child = pass_on(province, to=[world.college_a], deadline=at.replace(day=20), by=world.by["middle_officer"], at=at)[
        0
    ]
    assert seers(Inquiry, child, sight.inquiries, world) == WATCH | OFFICE | {"middle_officer", "middle_leader"}


@pytest.mark.parametrize("role", ["applicant", "reviewer"])
def test_others_at_the_same_unit_see_nothing(reply, inquiry, world, role):
    by = world.by[role]
    assert not queries.inquiries(by).exists() and not queries.replies(by, inquiry).exists()
    assert not queries.my_inquiries(by).exists() and not queries.asked_of_us(by).exists()


def test_the_history_shows_the_drafting_to_the_unit_and_the_watch_only(reply, inquiry, world):
    def verbs(role):
        by = world.by[role]
        return set(queries.history(by, inquiry, [reply]).values_list("verb", flat=True))

    assert "reply.write" in verbs("unit_leader") and "reply.write" in verbs("auditor")
    assert verbs("programme_officer") == {"inquiry.address"}


def test_whom_one_can_pass_on_to(call, world, at):
    province, by = call.inquiries.get(unit=world.province), world.by["middle_officer"]
    assert list(queries.sub_units(by, province)) == [world.college_a, world.college_b]
    pass_on(province, to=[world.college_a], deadline=at.replace(day=20), by=by, at=at)
    assert list(queries.sub_units(by, province)) == [world.college_b]
    assert not queries.sub_units(world.by["programme_officer"], province).exists()
