"""Mails that went out: who sees them, how they stand, and what a person decides about those that did not arrive."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.mail.servers import Servers
from wutong.base.mail import Mail, post, send_due
from wutong.base.mail.sending import INTERRUPTED
from wutong.base.models import Entry
from wutong.base.rules import Refused
from wutong.calls.queries import outbox
from wutong.calls.steps.outbox import confirm_sent, send_again

pytestmark = pytest.mark.django_db
STATES = ["queued", "sent", "delayed", "failed", "returned", "sending", "interrupted"]
STANDS = {"queued": "waiting", "sending": "waiting"}


@pytest.fixture
def inquiry(call: Any, world: Any) -> Any:
    Mail.objects.all().delete()
    return call.inquiries.get(unit=world.university)


def letter(inquiry: Any, at: datetime, state: str = "queued", **fields: Any) -> Mail:
    """A mail about an inquiry that stands so."""
    key = f"k{Mail.objects.count()}-{state}"
    values = {"to": "unit1@units.test", "subject": "Needs", "body": "Please answer.", "about": f"inquiry:{inquiry.pk}"}
    mail = post(key=key, at=at, **(values | fields))
    stored: dict[str, Any] = {"state": state}
    if state in ("sent", "delayed", "returned"):
        stored |= {"state": "returned" if state == "returned" else "sent", "sent_at": at}
    if state == "returned":
        stored["returned_at"] = at
    if state in ("sending", "interrupted"):
        ago = 2 * INTERRUPTED if state == "interrupted" else timedelta()
        stored |= {"state": "sending", "claimed_at": at - ago}
    if state in ("delayed", "failed", "returned"):
        stored["error"] = "550 5.1.1 no such user"
    Mail.objects.filter(pk=mail.pk).update(**stored)
    mail.refresh_from_db()
    return mail


@pytest.fixture
def officer(world: Any) -> Any:
    return world.by["programme_officer"]


@pytest.mark.parametrize("state", STATES)
def test_a_mail_stands_as_it_is_filtered(inquiry: Any, officer: Any, at: datetime, state: str) -> None:
    mail = letter(inquiry, at, state)
    (row,) = outbox.posted(outbox.mails(officer, now=at), now=at)
    assert row.standing == STANDS.get(state, state)
    for standing in outbox.STANDINGS:
        found = list(outbox.mails(officer, now=at, standing=standing))
        assert found == ([mail] if standing == row.standing else [])
    assert list(outbox.mails(officer, now=at, standing="back")) == ([mail] if row.is_undelivered else [])


def test_the_standings_are_counted_each_mail_once(inquiry: Any, officer: Any, at: datetime) -> None:
    for state in STATES:
        letter(inquiry, at, state)
    again = send_again(Mail.objects.get(state="failed"), to="unit2@units.test", by=officer, at=at)
    counts = outbox.counts(officer, now=at)
    assert counts == {"waiting": 3, "sent": 1, "delayed": 1, "failed": 0, "returned": 1, "interrupted": 1, "again": 1}
    assert again in outbox.mails(officer, now=at, standing="waiting")


SEES = {
    "programme_officer": True,
    "programme_leader": True,
    "administrator": True,
    "auditor": True,
    "middle_officer": False,
    "unit_coordinator": False,  # the mails went to it; the office's addresses and troubles are the office's
    "unit_leader": False,
    "partner_officer": False,
    "applicant": False,
    "reviewer": False,
}


@pytest.mark.parametrize("role", SEES)
def test_the_office_that_asked_sees_its_mails(inquiry: Any, world: Any, at: datetime, role: str) -> None:
    mail = letter(inquiry, at, "sent")
    assert list(outbox.mails(world.by[role], now=at)) == ([mail] if SEES[role] else [])
    if not SEES[role]:
        with pytest.raises(Mail.DoesNotExist):
            outbox.mail(world.by[role], mail.pk, now=at)


def test_mails_inside_a_unit_are_not_the_offices(inquiry: Any, officer: Any, at: datetime) -> None:
    letter(inquiry, at, about="reply:1")
    letter(inquiry, at, about=f"inquiry:{inquiry.pk}0000")
    letter(inquiry, at, about="inquiry:x")
    assert list(outbox.mails(officer, now=at)) == []


def test_mails_of_many_inquiries_come_in_one_query(call: Any, officer: Any, at: datetime, count_queries: Any) -> None:
    inquiries = list(call.inquiries.all())
    one = count_queries(lambda: outbox.mails_of(officer, inquiries[:1], now=at))
    all_of_them = count_queries(lambda: outbox.mails_of(officer, inquiries, now=at))
    assert one == all_of_them == 1
    found = outbox.mails_of(officer, inquiries, now=at)
    assert set(found) == {row.pk for row in inquiries}


def test_sending_again_writes_a_new_mail_to_the_new_address(
    mail_servers: Servers, inquiry: Any, officer: Any, at: datetime
) -> None:
    mail = letter(
        inquiry, at, to="refused@units.test", reply_to="reply+x@wutong.test", enclosures=[("form.docx", b"PK-content")]
    )
    send_due(at=at)
    send_again(mail, to=" unit3@units.test ", by=officer, at=at)
    assert send_due(at=at) == (1, 0)
    (arrived,) = mail_servers.delivered("unit3@units.test")
    assert (arrived["Subject"], arrived["Reply-To"]) == ("Needs", "reply+x@wutong.test")
    assert [part.get_filename() for part in arrived.iter_attachments()] == ["form.docx"]
    first, second = outbox.posted(outbox.mails(officer, now=at).order_by("pk"), now=at)
    assert (first.standing, second.standing) == ("again", "sent")
    assert first.mail.token != second.mail.token


def test_it_is_sent_again_once_however_often_it_is_pressed(inquiry: Any, officer: Any, at: datetime) -> None:
    mail = letter(inquiry, at, "returned")
    send_again(mail, to="unit3@units.test", by=officer, at=at)
    with pytest.raises(Refused):
        send_again(mail, to="unit4@units.test", by=officer, at=at)
    assert Mail.objects.count() == 2


def test_a_mail_sent_again_that_comes_back_again_is_sent_again(inquiry: Any, officer: Any, at: datetime) -> None:
    mail = letter(inquiry, at, "returned")
    for number in (2, 3, 4):
        mail = send_again(mail, to=f"unit{number}@units.test", by=officer, at=at)
        Mail.objects.filter(pk=mail.pk).update(state="returned", sent_at=at, returned_at=at)
    assert outbox.counts(officer, now=at) | {"again": 3, "returned": 1} == outbox.counts(officer, now=at)


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "a@b.example\nBcc: c@d.example", "a b@c.example", "@"])
def test_an_address_that_is_none_is_refused_at_its_field(
    inquiry: Any, officer: Any, at: datetime, address: str
) -> None:
    mail = letter(inquiry, at, "failed")
    with pytest.raises(Refused) as refused:
        send_again(mail, to=address, by=officer, at=at)
    assert refused.value.place == "to"


@pytest.mark.parametrize("state", ["queued", "sent", "delayed", "sending"])
def test_a_mail_that_went_out_or_waits_is_not_sent_again(inquiry: Any, officer: Any, at: datetime, state: str) -> None:
    with pytest.raises(Refused):
        send_again(letter(inquiry, at, state), to="unit3@units.test", by=officer, at=at)
    assert Mail.objects.count() == 1


def test_an_interrupted_mail_sent_again_is_given_up_itself(inquiry: Any, officer: Any, at: datetime) -> None:
    mail = letter(inquiry, at, "interrupted")
    send_again(mail, to=mail.to, by=officer, at=at)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("failed", "interrupted")
    assert Entry.objects.get(verb="mail.send_again").changes == {"state": ["sending", "queued"]}


def test_an_interrupted_mail_that_went_out_counts_from_when_it_was_taken_up(
    inquiry: Any, officer: Any, at: datetime
) -> None:
    mail = letter(inquiry, at, "interrupted")
    confirm_sent(mail, by=officer, at=at)
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == ("sent", at - 2 * INTERRUPTED)
    assert Entry.objects.filter(verb="mail.confirm", subject_id=mail.pk).count() == 1
    with pytest.raises(Refused):
        confirm_sent(mail, by=officer, at=at)


@pytest.mark.parametrize("state", [state for state in STATES if state != "interrupted"])
def test_only_of_an_interrupted_mail_a_person_says_that_it_went_out(
    inquiry: Any, officer: Any, at: datetime, state: str
) -> None:
    mail = letter(inquiry, at, state)
    with pytest.raises(Refused):
        confirm_sent(mail, by=officer, at=at)


@pytest.mark.parametrize(
    "role", [role for role in SEES if role not in ("programme_officer", "programme_leader", "administrator")]
)
def test_others_decide_nothing(inquiry: Any, world: Any, at: datetime, role: str) -> None:
    mail = letter(inquiry, at, "interrupted")
    for decide in (lambda by: send_again(mail, to=mail.to, by=by, at=at), lambda by: confirm_sent(mail, by=by, at=at)):
        with pytest.raises(Refused):
            decide(world.by[role])
    mail.refresh_from_db()
    assert mail.state == "sending"


def test_a_mail_about_nothing_is_the_administrators(inquiry: Any, world: Any, at: datetime) -> None:
    mail = letter(inquiry, at, "failed", about="")
    with pytest.raises(Refused):
        send_again(mail, to=mail.to, by=world.by["programme_officer"], at=at)
    assert send_again(mail, to=mail.to, by=world.by["administrator"], at=at).state == "queued"


def test_the_next_address_to_try_is_the_units_own(inquiry: Any, officer: Any, world: Any, at: datetime) -> None:
    letter(inquiry, at, "returned")
    (row,) = outbox.posted(outbox.mails(officer, now=at), now=at)
    assert row.next_address == world.university.email
    assert row.reason == "There is no such mailbox."


def test_the_telephone_is_the_one_last_stated(inquiry: Any, at: datetime) -> None:
    for version, phone in ((1, "010-1"), (2, "010-2"), (3, "")):
        inquiry.replies.create(
            version=version, source="web", state="superseded" if version < 3 else "sent", written_at=at,
            sent_at=at + timedelta(days=version), answers={"contact": {"name": "A", "phone": phone}},
        )  # fmt: skip
    assert outbox.telephones([inquiry.unit_id]) == {inquiry.unit_id: "010-2"}
    assert outbox.telephones([inquiry.office_id]) == {}
