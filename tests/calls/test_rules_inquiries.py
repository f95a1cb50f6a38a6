"""Who may do what with inquiries and replies: every role, one table."""

from __future__ import annotations

import pytest
from django.utils import translation

from wutong.base.rules import Refused
from wutong.calls import rules
from wutong.calls.models import Extension, Reply

ROLES = (
    "programme_officer", "programme_leader", "middle_officer", "middle_leader", "unit_coordinator", "unit_leader",
    "partner_officer", "applicant", "reviewer", "auditor", "administrator",
)  # fmt: skip
UNIT = {"unit_coordinator", "unit_leader"}
OFFICE = {"programme_officer", "programme_leader"}


@pytest.fixture
def inquiry(call, world):
    return call.inquiries.get(unit=world.university)


def those_who_may(rule, record, world):
    return {role for role in ROLES if rule(record, world.by[role])}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.may_answer, UNIT),
        (rules.may_ask_extension, UNIT),
        (rules.may_pass_on, UNIT),
        (rules.may_receive, OFFICE),
    ],
)
def test_an_open_inquiry(inquiry, world, rule, expected):
    assert those_who_may(rule, inquiry, world) == expected


def test_only_an_answered_inquiry_is_returned(inquiry, world, at):
    assert those_who_may(rules.may_return_answer, inquiry, world) == set()
    inquiry.state = "answered"
    assert those_who_may(rules.may_return_answer, inquiry, world) == OFFICE


@pytest.mark.parametrize("state", ["draft", "closed", "withdrawn"])
@pytest.mark.parametrize("rule", [rules.may_answer, rules.may_ask_extension, rules.may_pass_on])
def test_nothing_is_answered_while_the_call_is_not_open(inquiry, world, state, rule):
    inquiry.call.state = state
    assert those_who_may(rule, inquiry, world) == set()


def test_an_answered_inquiry_is_neither_passed_on_nor_postponed(inquiry, world):
    inquiry.state = "answered"
    assert those_who_may(rules.may_pass_on, inquiry, world) == set()
    assert those_who_may(rules.may_ask_extension, inquiry, world) == set()
    assert those_who_may(rules.may_answer, inquiry, world) == UNIT, "a correction is always possible"


def test_one_request_for_more_time_closes_the_way_for_another(inquiry, world, at):
    Extension.objects.create(inquiry=inquiry, until=at, reason="x", asked_at=at)
    assert those_who_may(rules.may_ask_extension, inquiry, world) == set()


@pytest.fixture
def reply(inquiry, at):
    return Reply.objects.create(inquiry=inquiry, version=1, source="web", kind="no_needs", written_at=at)


def test_a_draft_is_the_units(reply, world):
    assert those_who_may(rules.may_edit_reply, reply, world) == UNIT
    assert those_who_may(rules.may_compose_reply, reply, world) == UNIT


def test_a_leader_confirms_and_returns(reply, world):
    reply.state, reply.composed_by_id = "composed", world.people["unit_coordinator"].pk
    assert those_who_may(rules.may_confirm_reply, reply, world) == {"unit_leader"}
    assert those_who_may(rules.may_return_reply, reply, world) == {"unit_leader"}
    assert those_who_may(rules.may_edit_reply, reply, world) == set()


def test_a_confirmed_reply_is_sent_by_the_unit(reply, world):
    assert those_who_may(rules.may_send_reply, reply, world) == set()
    reply.confirmed_by_id = world.people["unit_leader"].pk
    assert those_who_may(rules.may_send_reply, reply, world) == UNIT


def test_the_reason_is_said_in_the_language_it_is_read_in(inquiry, world):
    """A reason is put into words when it is shown, not when the rule is asked."""
    with pytest.raises(Refused) as refusal:
        rules.check_answer(inquiry, world.by["partner_officer"])
    with translation.override("en"):
        assert str(refusal.value.reason) == "This inquiry is addressed to another unit."
