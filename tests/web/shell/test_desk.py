"""What waits on a desk, and what an empty desk says to each role."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.conftest import ROLES
from tests.web.shell.markup import Markup, faults
from wutong.base.actors import Actor
from wutong.calls import rules
from wutong.calls.queries.desk import to_confirm
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.replies import compose_reply, write_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(world) -> Actor:
    return world.by["unit_leader"]


def composed(call, world, by, at):
    inquiry = call.inquiries.get(unit=world.university)
    reply = write_reply(inquiry, needs=[StatedNeed(title="A", text="a")], by=by, at=at)
    compose_reply(reply, by=by, at=at)
    return reply


def lent(by, whose) -> Actor:
    """`by` acts from the seat of `whose`."""
    return Actor(by.user_id, by.name, whose.role, whose.office_id, whose.office_path, whose.user_id)


def test_a_reply_of_the_coordinator_waits_for_the_leader(call, world, at, leader):
    reply = composed(call, world, world.by["unit_coordinator"], at)
    assert list(to_confirm(leader)) == [reply]


def test_what_was_composed_on_the_leaders_behalf_is_not_theirs_to_confirm(call, world, at, leader):
    composed(call, world, lent(world.by["unit_coordinator"], leader), at)
    assert not to_confirm(leader).exists()


def test_who_composed_does_not_confirm_from_a_lent_seat(call, world, at, leader):
    composed(call, world, world.by["unit_coordinator"], at)
    assert not to_confirm(lent(world.by["unit_coordinator"], leader)).exists()


def test_the_desk_offers_just_what_the_rule_allows(call, world, at, leader):
    coordinator = world.by["unit_coordinator"]
    reply = composed(call, world, lent(coordinator, leader), at)
    for by in (leader, lent(coordinator, leader), lent(world.by["applicant"], leader)):
        assert to_confirm(by).exists() is rules.may_confirm_reply(reply, by)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_an_empty_desk_leads_only_where_the_role_may_go(world, sign_in, role):
    client = sign_in(role)
    html = client.get(reverse("desk")).content.decode()
    assert faults(html) == []
    assert "Nothing waits for you" in html
    inside = {link for link in Markup(html).links if link.startswith("/") and "static" not in link}
    assert {link: client.get(link).status_code for link in inside if client.get(link).status_code == 403} == {}


@pytest.mark.parametrize("role", ["applicant", "reviewer", "partner_officer", "administrator", "auditor"])
def test_nobody_is_promised_the_work_of_an_office(world, sign_in, role):
    assert "files in doubt" not in sign_in(role).get(reverse("desk")).content.decode()


def test_the_front_parts_open_calls_from_past_ones(make_call, sign_in, at, time_machine_at):
    make_call(number="1", deadline=at + timedelta(days=5))
    make_call(number="2", deadline=at - timedelta(days=5))
    context = sign_in("auditor").get(reverse("home")).context
    assert [row.number for row in context["calls"]] == ["1"]
    assert [row.number for row in context["past"]] == ["2"]


def test_the_front_links_a_call_only_for_those_who_may_open_it(call, world, client, sign_in, time_machine_at):
    address = reverse("call", args=[call.pk])
    assert address not in Markup(client.get("/").content.decode()).links
    assert address not in Markup(sign_in("applicant").get("/").content.decode()).links
    for role in ("auditor", "unit_coordinator", "programme_officer"):
        reader = sign_in(role)
        assert address in Markup(reader.get("/").content.decode()).links
        assert reader.get(address).status_code == 200
