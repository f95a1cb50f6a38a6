"""The outbox with odd addresses and long reasons: one bad mail never holds up the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.db import IntegrityError, transaction

from wutong.base.mail import TRIES, Mail, post, send_due

pytestmark = pytest.mark.django_db
BROKEN = ["no address at all", "a@b@c@d", "spy@test.example\nBcc: other@test.example", "@", "张三"]


def write(at, key="k", **fields):
    values = {"to": "unit@test.example", "subject": "Needs", "body": "Please send."} | fields
    return post(key=key, at=at, **values)


@pytest.mark.parametrize("address", BROKEN)
def test_a_broken_address_holds_up_nobody_and_is_told(at, address, mailoutbox):
    bad, good = write(at, "bad", to=address), write(at + timedelta(seconds=1), "good")
    sent, failed = send_due(at=at + timedelta(minutes=1))
    good.refresh_from_db()
    bad.refresh_from_db()
    assert good.state == "sent"
    assert sent + failed == 2
    assert bad.state in ("queued", "sent") and (bad.error or bad.state == "sent")
    assert all("other@test.example" not in message.recipients() for message in mailoutbox)


def test_a_broken_address_is_given_up_in_the_end(at):
    write(at, to="a@b@c\n@")
    for day in range(TRIES):
        send_due(at=at + timedelta(days=day))
    assert Mail.objects.get().state == "failed"
    assert send_due(at=at + timedelta(days=90)) == (0, 0)


@pytest.mark.parametrize("length", [1, 60, 119, 120])
def test_the_number_of_a_message_names_its_reason_whole(at, length, mailoutbox):
    """Mail readers show two mails with one number as one: the number must survive however long the reason is."""
    mail = write(at, "k" * length)
    send_due(at=at)
    raw = mailoutbox[0].message().as_bytes()
    head = raw.partition(b"\n\n")[0].replace(b"\n ", b"")
    assert f"<{mail.pk}.{mail.key}@wutong.invalid>".encode() in head.replace(b" ", b"")


def test_two_mails_never_bear_one_number(at, mailoutbox):
    write(at, "a")
    write(at, "b")
    send_due(at=at)
    assert len({message.message()["Message-ID"] for message in mailoutbox}) == 2


@pytest.mark.parametrize("subject", ["", " ", "x" * 900, "\n\n", "征集" * 300, "a\tb"])
def test_any_subject_fits(at, subject, mailoutbox):
    mail = write(at, subject=subject)
    assert len(mail.subject) <= 300 and "\n" not in mail.subject
    assert send_due(at=at) == (1, 0)


def test_mails_go_in_the_order_they_fall_due(at, mailoutbox):
    for minutes in (3, 1, 2):
        write(at + timedelta(minutes=minutes), f"k{minutes}", subject=str(minutes))
    send_due(at=at + timedelta(hours=1))
    assert [message.subject for message in mailoutbox] == ["1", "2", "3"]


def test_waiting_grows_with_every_try(at, monkeypatch):
    def dead(self, *args, **kwargs):
        raise ConnectionRefusedError("no server")

    monkeypatch.setattr(django_mail.EmailMessage, "send", dead)
    mail, waits, now = write(at), [], at
    for _try in range(TRIES - 1):
        send_due(at=now)
        mail.refresh_from_db()
        waits.append(mail.due_at - now)
        now = mail.due_at
    assert waits == sorted(waits) and len(set(waits)) == len(waits)
    assert mail.error == "no server"


def test_a_long_complaint_of_the_server_is_cut_not_lost(at, monkeypatch):
    def dead(self, *args, **kwargs):
        raise OSError("x" * 5000)

    monkeypatch.setattr(django_mail.EmailMessage, "send", dead)
    write(at)
    assert send_due(at=at) == (0, 1)
    assert Mail.objects.get().error == "x" * 300


def test_a_mail_that_went_out_forgets_its_error(at, monkeypatch, mailoutbox):
    write(at)
    Mail.objects.update(error="no server", tries=2)
    send_due(at=at)
    mail = Mail.objects.get()
    assert (mail.state, mail.error, mail.tries, mail.sent_at) == ("sent", "", 3, at)


def test_a_second_writer_of_the_same_reason_changes_nothing(at):
    first = write(at, "same", subject="first", body="first")
    second = write(at + timedelta(days=1), "same", subject="second", body="second", to="other@test.example")
    assert (second.pk, second.subject, second.body, second.to) == (first.pk, "first", "first", first.to)


def test_a_mail_is_not_sent_without_a_time_nor_timed_without_being_sent(at):
    mail = write(at)
    for fields in ({"state": "sent"}, {"sent_at": at}, {"state": "failed", "sent_at": at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mail.objects.filter(pk=mail.pk).update(**fields)
