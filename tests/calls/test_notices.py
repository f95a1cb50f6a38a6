"""Mails about calls: who is told what, once, in their language."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import translation

from wutong.base.mail import Mail
from wutong.calls import notices
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.inquiries import ask_extension, pass_on, remind
from wutong.calls.steps.replies import compose_reply, confirm_reply, return_reply, send_reply, write_reply


@pytest.fixture(autouse=True)
def _english():
    """Reasons are compared in English."""
    with translation.override("en"):
        yield


@pytest.fixture
def inquiry(call, world):
    return call.inquiries.get(unit=world.university)


@pytest.fixture
def people(world):
    """Everybody reads English."""
    for person in world.people.values():
        person.language = "en"
        person.save(update_fields=["language"])
    return world


def mails(**where):
    return list(Mail.objects.filter(**where).order_by("pk"))


@pytest.fixture
def composed(inquiry, people, at):
    Mail.objects.all().delete()
    reply = write_reply(inquiry, needs=[StatedNeed("A")], by=people.by["unit_coordinator"], at=at)
    compose_reply(reply, by=people.by["unit_coordinator"], at=at)
    return reply


def test_the_leader_is_asked_to_confirm_and_nobody_else(composed):
    assert [mail.to for mail in mails()] == ["unit_leader@test.example"]
    assert "confirm" in mails()[0].subject


def test_a_leader_who_composed_is_not_asked_to_confirm(inquiry, people, at):
    Mail.objects.all().delete()
    reply = write_reply(inquiry, needs=[StatedNeed("A")], by=people.by["unit_leader"], at=at)
    compose_reply(reply, by=people.by["unit_leader"], at=at)
    assert mails() == []


def test_the_composer_hears_of_the_confirmation(composed, people, at):
    confirm_reply(composed, by=people.by["unit_leader"], at=at)
    told = mails(to="unit_coordinator@test.example")
    assert len(told) == 1 and "can be sent now" in told[0].body


def test_the_composer_hears_what_must_be_changed(composed, people, at):
    return_reply(composed, reason="Name the partner.", by=people.by["unit_leader"], at=at)
    assert "Name the partner." in mails(to="unit_coordinator@test.example")[0].body


@pytest.mark.parametrize(("kind", "words"), [("needs", "1 needs"), ("no_needs", "no needs")])
def test_the_receipt_says_what_was_received(inquiry, people, at, kind, words):
    by = people.by["unit_coordinator"]
    reply = write_reply(inquiry, needs=[StatedNeed("A")], kind=kind, by=by, at=at)
    compose_reply(reply, by=by, at=at)
    confirm_reply(reply, by=people.by["unit_leader"], at=at)
    send_reply(reply, by=by, at=at)
    assert words in mails(key__startswith="received", to="unit_coordinator@test.example")[0].body


def test_a_sub_unit_reads_who_passed_the_call_on_and_whose_it_is(call, people, at):
    from wutong.directory.models import Organisation

    province = call.inquiries.get(unit=people.province)
    deadline = at + timedelta(days=3)
    pass_on(province, to=[people.college_a], deadline=deadline, note="Be brief.", by=people.by["middle_officer"], at=at)
    body = mails(to=people.college_a.email)[0].body
    issuer = Organisation.objects.get(pk=call.issuer_id)
    assert issuer.names["zh-hans"] in body and people.province.names["zh-hans"] in body and "Be brief." in body


def test_a_request_for_more_time_links_to_where_it_is_decided(inquiry, people, at):
    until = inquiry.deadline + timedelta(days=1)
    ask_extension(inquiry, until=until, reason="Exams.", by=people.by["unit_coordinator"], at=at)
    told = mails(to="programme_officer@test.example", key__startswith="extension")
    assert len(told) == 1 and f"/inquiries/{inquiry.pk}/" in told[0].body and "Exams." in told[0].body


def test_each_reads_their_own_language(inquiry, people, at):
    coordinator = people.people["unit_coordinator"]
    coordinator.language = "zh-hans"
    coordinator.save()
    remind(inquiry, by=people.by["programme_officer"], at=at)
    assert "关于征集需求的函" in mails(to=coordinator.email, key__startswith="reminded")[0].subject
    assert "Call for needs" in mails(to="unit_leader@test.example", key__startswith="reminded")[0].subject


def test_the_longest_address_still_makes_a_key_that_fits(inquiry, people, at):
    long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.example"
    person = people.people["unit_coordinator"]
    person.email = long
    person.save()
    for count in (1, 2):
        inquiry.reminders = count
        notices.reminded(inquiry, at=at)
    keys = [mail.key for mail in mails(to=long, key__startswith="reminded")]
    assert len(set(keys)) == 2 and max(map(len, keys)) <= Mail._meta.get_field("key").max_length


def test_telling_twice_sends_once(inquiry, people, at):
    before = Mail.objects.count()
    notices.addressed(inquiry, at=at)
    assert Mail.objects.count() == before
