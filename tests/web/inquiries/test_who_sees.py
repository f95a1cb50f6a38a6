"""Who may open what: a unit never another's reply, an applicant nothing, the auditor all and changes nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from wutong.base.journal_models import Entry
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.inquiries import pass_on
from wutong.calls.steps.replies import write_reply

OF_INQUIRY = ("inquiry", "no_needs", "extension_ask", "pass_on", "reply_edit", "reply_upload")


def status(client, name, pk, data=None):
    address = reverse(name, args=[pk])
    return (client.get(address) if data is None else client.post(address, data)).status_code


@pytest.mark.parametrize("role", ["applicant", "reviewer"])
@pytest.mark.parametrize("name", OF_INQUIRY)
def test_applicants_and_reviewers_open_nothing(sign_in, inquiry, role, name):
    assert status(sign_in(role), name, inquiry.pk) == 403


@pytest.mark.parametrize("role", ["applicant", "reviewer"])
def test_applicants_and_reviewers_read_no_reply(sign_in, written, role):
    assert status(sign_in(role), "reply", written("sent").pk) == 403


@pytest.mark.parametrize("role", ["middle_officer", "middle_leader", "partner_officer"])
@pytest.mark.parametrize("state", ["draft", "composed", "sent"])
def test_another_unit_reads_neither_inquiry_nor_reply(sign_in, written, inquiry, role, state):
    reply, client = written(state), sign_in(role)
    assert status(client, "reply", reply.pk) == 404
    assert status(client, "inquiry", inquiry.pk) == 404
    assert status(client, "reply_move", reply.pk, {"move": "confirm"}) == 404
    assert client.get(reverse("inquiry_form", args=[inquiry.pk, "xlsx"])).status_code == 404


@pytest.mark.parametrize(("state", "expected"), [("draft", 404), ("composed", 404), ("confirmed", 404), ("sent", 200)])
def test_the_office_that_asked_reads_a_reply_once_it_is_sent(sign_in, written, state, expected):
    assert status(sign_in("programme_officer"), "reply", written(state).pk) == expected


def test_the_drafting_stays_the_units_own_affair(sign_in, written, inquiry):
    reply = written("composed", "Secret title")
    shown = sign_in("programme_officer").get(reverse("inquiry", args=[inquiry.pk])).content.decode()
    assert "Secret title" not in shown and "Hand to the leader" not in shown
    assert reverse("reply", args=[reply.pk]) not in shown


def test_a_middle_office_reads_its_sub_units_reply_only_once_sent(sign_in, province, world, at):
    from wutong.directory.acting import Chair, actor
    from wutong.directory.models import User
    from wutong.directory.steps import give_seat

    child = pass_on(province, to=[world.college_a], deadline=at.replace(day=20), by=world.by["middle_officer"], at=at)[
        0
    ]
    person = User.objects.create_user("college@test.example", "x")
    seat = give_seat(
        user=person, role="unit_coordinator", organisation=world.college_a, since=at.date(), by=world.machine, at=at
    )
    draft = write_reply(child, needs=[StatedNeed("A")], by=actor(person, Chair(seat)), at=at)
    assert status(sign_in("middle_officer"), "reply", draft.pk) == 404
    assert status(sign_in("middle_officer"), "inquiry", child.pk) == 200


@pytest.mark.parametrize("state", ["draft", "composed", "sent"])
def test_the_auditor_reads_everything(sign_in, written, inquiry, state):
    client = sign_in("auditor")
    assert status(client, "reply", written(state).pk) == 200
    assert status(client, "inquiry", inquiry.pk) == 200


def test_the_auditor_changes_nothing(sign_in, written, inquiry):
    reply, client = written("composed"), sign_in("auditor")
    before = Entry.objects.count()
    for name, pk in [(name, inquiry.pk) for name in (*OF_INQUIRY[1:], "return_answer")] + [("reply_move", reply.pk)]:
        assert status(client, name, pk, {"move": "confirm", "reason": "x"}) == 403
    shown = client.get(reverse("inquiry", args=[inquiry.pk])).content.decode()
    assert reverse("reply_edit", args=[inquiry.pk]) not in shown
    assert Entry.objects.count() == before


def test_attachments_go_to_those_who_read_the_version(sign_in, inquiry, world, at):
    from wutong.base.files import keep

    stored, other = keep("map.pdf", b"map", at=at), keep("other.pdf", b"other", at=at)
    row = {"title": "A", "text": "t", "attachment": {"sha256": stored.sha256, "name": "map.pdf", "size": 3}}
    by = world.by["unit_coordinator"]
    reply = write_reply(inquiry, needs=[StatedNeed("A")], answers={"has_needs": "yes", "needs": [row]}, by=by, at=at)
    mine = sign_in("unit_leader")
    assert mine.get(reverse("reply_file", args=[reply.pk, stored.sha256])).content == b"map"
    assert mine.get(reverse("reply_file", args=[reply.pk, other.sha256])).status_code == 404
    assert sign_in("middle_officer").get(reverse("reply_file", args=[reply.pk, stored.sha256])).status_code == 404


def test_a_closed_call_is_read_and_not_answered(sign_in, inquiry, call, world, at):
    from wutong.calls.steps.calls import close_call

    close_call(call, by=world.by["programme_officer"], at=at)
    client = sign_in("unit_coordinator")
    assert "not open" in client.get(reverse("inquiry", args=[inquiry.pk])).content.decode()
    assert status(client, "reply_edit", inquiry.pk) == 409
    assert status(client, "no_needs", inquiry.pk, {"name": "x"}) == 409


def test_nobody_signed_in_is_sent_to_sign_in(client, inquiry):
    answer = client.get(reverse("inquiry", args=[inquiry.pk]))
    assert answer.status_code == 302 and "login" in answer["Location"]
