"""A request for more time once it is asked: shown instead of a second form, and settled by the answer itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.calls.models import Extension
from wutong.calls.queries.desk import extensions
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.inquiries import ask_extension, decide_extension, return_answer
from wutong.calls.steps.replies import confirm_reply, send_reply, take_in_reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(inquiry, world, at):
    until = inquiry.deadline + timedelta(days=7)
    return ask_extension(inquiry, until=until, reason="Two colleges sign.", by=world.by["unit_coordinator"], at=at)


def page(client, inquiry):
    return client.get(reverse("inquiry", args=[inquiry.pk])).content.decode()


def test_a_second_request_shows_the_first(asked, inquiry, sign_in):
    address = reverse("extension_ask", args=[inquiry.pk])
    client = sign_in("unit_coordinator")
    answer = client.get(address)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Two colleges sign." in shown and "has not decided yet" in shown
    assert 'name="until"' not in shown
    again = client.post(address, {"until": "2026-12-24T17:30", "reason": "More."})
    assert again.status_code == 409 and Extension.objects.count() == 1


def test_after_a_decision_one_can_ask_again(asked, inquiry, sign_in, world, at):
    decide_extension(asked, grant=False, answer="No.", by=world.by["programme_officer"], at=at)
    shown = sign_in("unit_coordinator").get(reverse("extension_ask", args=[inquiry.pk])).content.decode()
    assert 'name="until"' in shown


def test_sending_settles_the_request(asked, inquiry, written, world, at, sign_in):
    deadline = inquiry.deadline
    assert list(extensions(world.by["programme_officer"])) == [asked]
    written("sent")
    asked.refresh_from_db()
    assert (asked.state, asked.answer, asked.decided_at) == ("declined", "", at)
    assert not extensions(world.by["programme_officer"]).exists()
    assert Entry.objects.get(verb="extension.lapse").actor_id == world.people["unit_coordinator"].pk
    inquiry.refresh_from_db()
    assert inquiry.deadline == deadline
    for role in ("unit_coordinator", "programme_officer"):
        assert "answered meanwhile" in page(sign_in(role), inquiry)


def test_taking_in_settles_the_request(asked, inquiry, world, at):
    officer = world.by["programme_officer"]
    take_in_reply(inquiry, needs=[StatedNeed(title="A", text="a")], by=officer, at=at)
    asked.refresh_from_db()
    assert asked.state == "declined" and asked.decided_by_id == officer.user_id
    assert not extensions(officer).exists()


def test_a_decided_request_stays_as_it_was_decided(asked, written, world, at):
    decide_extension(asked, grant=True, answer="Until then.", by=world.by["programme_officer"], at=at)
    written("sent")
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("granted", "Until then.")
    assert not Entry.objects.filter(verb="extension.lapse").exists()


@pytest.mark.parametrize("grant", [True, False])
def test_the_deadline_of_an_answered_inquiry_no_longer_moves(asked, inquiry, written, world, at, grant):
    written("sent")
    stale = Extension.objects.get(pk=asked.pk)
    stale.state = "asked"  # as the office's page still shows it
    deadline = inquiry.deadline
    with pytest.raises(Refused):
        decide_extension(stale, grant=grant, answer="x", by=world.by["programme_officer"], at=at)
    inquiry.refresh_from_db()
    assert inquiry.deadline == deadline


def test_an_answer_returned_can_be_given_more_time_again(asked, inquiry, written, world, at):
    written("sent")
    return_answer(inquiry, reason="Add sums.", by=world.by["programme_officer"], at=at)
    until = inquiry.deadline + timedelta(days=3)
    again = ask_extension(inquiry, until=until, reason="Sums.", by=world.by["unit_coordinator"], at=at)
    assert list(extensions(world.by["programme_officer"])) == [again]


def test_a_reply_in_hand_leaves_the_request_open(asked, written, world, at):
    reply = written("composed")
    confirm_reply(reply, by=world.by["unit_leader"], at=at)
    asked.refresh_from_db()
    assert asked.state == "asked"
    send_reply(reply, by=world.by["unit_coordinator"], at=at)
    asked.refresh_from_db()
    assert asked.state == "declined"


def test_a_unit_without_sub_units_is_not_asked_to_choose_some(inquiry, sign_in):
    client = sign_in("unit_coordinator")
    shown = client.get(reverse("pass_on", args=[inquiry.pk])).content.decode()
    assert "You have no sub-units" in shown and 'name="deadline"' not in shown
    assert reverse("pass_on", args=[inquiry.pk]) not in page(client, inquiry)


def test_a_unit_that_asked_all_is_told_so(province, sign_in, world, at):
    client, address = sign_in("middle_officer"), reverse("pass_on", args=[province.pk])
    assert 'name="deadline"' in client.get(address).content.decode()
    units = [world.college_a.pk, world.college_b.pk]
    client.post(address, {"units": units, "deadline": (at + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")})
    shown = client.get(address).content.decode()
    assert "All your sub-units have been asked" in shown and 'name="deadline"' not in shown
