"""Mails that come back: picked up from a real mailbox, they are noted on the mail of ours they speak of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.documents import reports
from tests.mail.servers import Servers
from wutong.base import journal
from wutong.base.files import keep
from wutong.base.mail import Mail, post, send_due
from wutong.base.models import Entry
from wutong.calls.models import IncomingMail
from wutong.calls.steps.returns import note_return

pytestmark = pytest.mark.django_db


@pytest.fixture
def picked_up(at: datetime) -> Any:
    """A mail as the pick-up keeps it."""

    def pick(data: bytes) -> IncomingMail:
        number = IncomingMail.objects.count() + 1
        stored = keep("report.eml", data, at=at)
        return IncomingMail.objects.create(
            account="office", validity=1, number=number, stored=stored, arrived_at=at, subject="Mail delivery failed"
        )

    return pick


def raw(servers: Servers, count: int = 1) -> list[bytes]:
    """What lies in the mailbox of the site, byte for byte."""
    servers.delivered(count=count)
    with servers.mailbox() as imap:
        numbers = imap.search(None, "ALL")[1][0].split()
        return [imap.fetch(number.decode(), "(BODY.PEEK[])")[1][0][1] for number in numbers]


def sent(at: datetime, to: str, about: str = "", key: str = "k") -> Mail:
    mail = post(key=key, to=to, subject="Needs", body="Please answer.", at=at, about=about)
    send_due(at=at)
    mail.refresh_from_db()
    assert mail.state == "sent"
    return mail


@pytest.mark.parametrize(("name", "reason"), [("nobody", "5.1.1"), ("full", "5.2.2")])
def test_a_real_bounce_comes_back_to_its_mail(
    mail_servers: Servers, picked_up: Any, at: datetime, name: str, reason: str
) -> None:
    mail, other = sent(at, f"{name}@units.test"), sent(at, "unit1@units.test", key="other")
    (data,) = raw(mail_servers)
    incoming = picked_up(data)
    assert note_return(incoming, at=at + timedelta(minutes=1))
    mail.refresh_from_db()
    other.refresh_from_db()
    assert (mail.state, mail.returned_at, other.state) == ("returned", at + timedelta(minutes=1), "sent")
    assert reason in mail.error
    incoming.refresh_from_db()
    assert (incoming.state, incoming.about, incoming.settled_at) == ("returned", mail, at + timedelta(minutes=1))


def test_the_inquiry_is_named_with_the_mail(mail_servers: Servers, picked_up: Any, at: datetime, call: Any) -> None:
    inquiry = call.inquiries.first()
    Mail.objects.all().delete()
    sent(at, "nobody@units.test", about=f"inquiry:{inquiry.pk}")
    incoming = picked_up(raw(mail_servers)[0])
    note_return(incoming, at=at)
    assert (incoming.inquiry, incoming.call) == (inquiry, call)


def test_a_server_without_plus_addresses_is_understood_by_the_number(
    mail_servers: Servers, picked_up: Any, at: datetime
) -> None:
    mail = sent(at, "nobody@units.test")
    data = raw(mail_servers)[0].replace(f"bounce+{mail.token}@".encode(), b"bounce@")
    assert note_return(picked_up(data), at=at)
    mail.refresh_from_db()
    assert mail.state == "returned"


def test_the_same_report_twice_is_noted_once(picked_up: Any, at: datetime, mail_servers: Servers) -> None:
    mail = sent(at, "nobody@units.test")
    data = raw(mail_servers)[0]
    first, second = picked_up(data), picked_up(data + b"\r\n")
    assert note_return(first, at=at)
    assert note_return(second, at=at + timedelta(days=1))
    mail.refresh_from_db()
    assert mail.returned_at == at
    assert (first.state, second.state, second.about) == ("returned", "returned", mail)
    assert Entry.objects.filter(verb="mail.return").count() == 1


def known(at: datetime, **fields: Any) -> Mail:
    """A mail with the token the written reports name."""
    values = {"state": "sent", "sent_at": at, "token": reports.TOKEN} | fields
    mail = post(key="known", to=reports.UNIT, subject="Needs", body="", at=at)
    Mail.objects.filter(pk=mail.pk).update(**values)
    return mail


@pytest.fixture(autouse=True)
def bounces(settings: Any) -> None:
    settings.BOUNCES_ADDRESS = "bounce@ministry.example"


@pytest.mark.parametrize("name", [name for name, known in reports.KNOWN.items() if known[2] == "failed"])
def test_reports_in_every_dialect_find_their_mail(picked_up: Any, at: datetime, name: str, settings: Any) -> None:
    mail = known(at)
    assert note_return(picked_up(reports.KNOWN[name][0]), at=at)
    mail.refresh_from_db()
    assert mail.state == "returned"
    assert reports.KNOWN[name][3] in mail.error


@pytest.mark.parametrize("name", [name for name, known in reports.KNOWN.items() if known[2] == "delayed"])
def test_a_warning_is_kept_and_the_mail_counts_as_sent(picked_up: Any, at: datetime, name: str) -> None:
    mail, incoming = known(at), picked_up(reports.KNOWN[name][0])
    assert note_return(incoming, at=at)
    mail.refresh_from_db()
    assert (mail.state, incoming.state, incoming.about) == ("sent", "automatic", mail)
    assert mail.error.startswith("4.4.1")


def test_a_notice_that_it_was_delivered_changes_nothing(picked_up: Any, at: datetime) -> None:
    mail, incoming = known(at), picked_up(reports.DELIVERED)
    assert note_return(incoming, at=at)
    mail.refresh_from_db()
    assert (mail.state, mail.error, incoming.state) == ("sent", "", "automatic")


def test_a_report_about_a_mail_that_is_not_ours_is_an_automatic_notice(picked_up: Any, at: datetime) -> None:
    incoming = picked_up(reports.POSTFIX)
    assert note_return(incoming, at=at)
    assert (incoming.state, incoming.about) == ("automatic", None)
    assert incoming.reason.startswith("550 5.1.1")


def test_of_several_recipients_ours_counts(picked_up: Any, at: datetime) -> None:
    mail = known(at, to="first@unit.example")
    note_return(picked_up(reports.TWO), at=at)
    mail.refresh_from_db()
    assert (mail.state, mail.error) == ("sent", "4.2.2")


@pytest.mark.parametrize(
    "data", [b"", b"From: office@unit.example\r\nSubject: Re: Needs\r\n\r\nWe need a laboratory.\r\n"]
)
def test_other_mails_are_left_alone(picked_up: Any, at: datetime, data: bytes) -> None:
    incoming = picked_up(data)
    assert not note_return(incoming, at=at)
    incoming.refresh_from_db()
    assert incoming.state == "kept"
    assert not Entry.objects.filter(subject_type="incomingmail").exists()


def test_a_report_that_overtakes_its_sender_is_believed(picked_up: Any, at: datetime) -> None:
    """It proves that the mail went out, which the sender may not have written down before it died."""
    mail = known(at, state="sending", sent_at=None, claimed_at=at)
    note_return(picked_up(reports.POSTFIX), at=at + timedelta(hours=1))
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == ("returned", at)


def test_a_mail_still_waiting_is_not_said_to_have_come_back(picked_up: Any, at: datetime) -> None:
    mail = known(at, state="queued", sent_at=None)
    note_return(picked_up(reports.POSTFIX), at=at)
    mail.refresh_from_db()
    assert mail.state == "queued"


def test_addresses_of_people_stand_in_the_part_that_can_be_shredded(picked_up: Any, at: datetime) -> None:
    mail = known(at)
    note_return(picked_up(reports.POSTFIX), at=at)
    entry = Entry.objects.get(verb="mail.return")
    assert reports.UNIT not in str(entry.changes)
    assert reports.UNIT in str(entry.personal.content)
    assert journal.shred(mail) == 1
    assert list(journal.verify()) == []
