"""The outbox with odd addresses and long reasons: one bad mail never holds up the others."""

from __future__ import annotations

import smtplib
import socket
import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import override_settings

from wutong.base.mail import TRIES, Mail, post, send_due, sending
from wutong.base.mail.addresses import token_of_number
from wutong.base.mail.smtp import Uncertain

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
    assert bad.state in ("failed", "sent") and (bad.error or bad.state == "sent")
    assert all("other@test.example" not in message.recipients() for message in mailoutbox)


@pytest.mark.parametrize("address", [BROKEN[0], BROKEN[2], BROKEN[4]])
def test_an_address_that_can_be_none_is_given_up_at_once(mail_servers, at, address):
    write(at, to=address)
    assert send_due(at=at) == (0, 1)
    mail = Mail.objects.get()
    assert (mail.state, mail.tries) == ("failed", 1)
    assert send_due(at=at + timedelta(days=90)) == (0, 0)


@pytest.mark.parametrize("sender", ["wutong@ministry.example", "科技合作 <wutong@ministry.example>"])
def test_the_number_of_a_message_is_its_token_at_the_senders_domain(at, sender, mailoutbox, settings):
    settings.DEFAULT_FROM_EMAIL = sender
    mail = write(at, "k" * 120)
    send_due(at=at)
    assert mailoutbox[0].message()["Message-ID"] == f"<{mail.token}@ministry.example>"
    assert token_of_number(mailoutbox[0].message()["Message-ID"]) == mail.token


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


class Failing:
    """A mail server that takes connections and fails in its own way."""

    def __init__(self, error):
        self.error = error

    def open(self):
        return True

    def close(self):
        return None

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def failing(monkeypatch):
    def fail(error):
        monkeypatch.setattr(sending, "mailers", SimpleNamespace(default=Failing(error)))

    return fail


def test_waiting_grows_with_every_try(at, failing):
    failing(ConnectionResetError("gone away"))
    mail, waits, now = write(at), [], at
    for _try in range(TRIES - 1):
        send_due(at=now)
        mail.refresh_from_db()
        waits.append(mail.due_at - now)
        now = mail.due_at
    assert waits == sorted(waits) and len(set(waits)) > 5
    assert (mail.state, mail.error) == ("queued", "gone away")


def test_a_long_complaint_of_the_server_is_cut_not_lost(at, failing):
    failing(OSError("x" * 5000))
    write(at)
    assert send_due(at=at) == (0, 1)
    assert Mail.objects.get().error == "x" * 300


FINAL = [
    (smtplib.SMTPRecipientsRefused({"a": (550, b"5.1.1 no")}), True),
    (smtplib.SMTPRecipientsRefused({"a": (452, b"4.2.2 full")}), False),
    (smtplib.SMTPRecipientsRefused({"a": (421, b"closing")}), False),
    (smtplib.SMTPDataError(554, b"5.7.1 spam"), True),
    (smtplib.SMTPDataError(451, b"try later"), False),
    (smtplib.SMTPSenderRefused(552, b"too large", "s"), True),
    (smtplib.SMTPSenderRefused(550, b"sender unknown", "s"), False),  # ours: a person mends it, all mails wait
    (smtplib.SMTPHeloError(550, b"no"), False),
    (smtplib.SMTPServerDisconnected("closed"), False),
    (TimeoutError("timed out"), False),
    (ValueError("no address"), True),
]


@pytest.mark.parametrize(("error", "final"), FINAL)
def test_only_what_is_meant_for_this_mail_is_final(at, failing, error, final):
    failing(error)
    write(at)
    assert send_due(at=at) == (0, 1)
    mail = Mail.objects.get()
    assert mail.state == ("failed" if final else "queued")
    assert mail.error


def test_a_connection_lost_after_the_mail_was_handed_over_waits_for_a_person(at, failing):
    """The server may have taken it: going on would send it twice, giving up would lose it."""
    failing(Uncertain("Connection unexpectedly closed"))
    write(at)
    assert send_due(at=at) == (0, 1)
    mail = Mail.objects.get()
    assert (mail.state, mail.claimed_at, mail.error) == ("sending", at, "Connection unexpectedly closed")
    assert send_due(at=at + timedelta(days=1)) == (0, 0)


@pytest.fixture
def silent_server():
    """A mail server that says yes to everything and hangs up after the mail, without a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        taken: list[bytes] = []
        serving = threading.Thread(target=_serve, args=(listening, taken), daemon=True)
        serving.start()
        options = {"host": "127.0.0.1", "port": listening.getsockname()[1], "timeout": 5}
        backend = {"BACKEND": "wutong.base.mail.smtp.Backend", "OPTIONS": options}
        with override_settings(MAILERS={"default": backend}):
            yield taken


def _serve(listening, taken):
    connection, _address = listening.accept()
    with connection, connection.makefile("rwb", buffering=0) as stream:
        stream.write(b"220 ready\r\n")
        for line in stream:
            stream.write(b"354 go on\r\n" if line == b"data\r\n" else b"250 yes\r\n")
            if line == b"data\r\n":
                while (body := stream.readline()) != b".\r\n":
                    taken.append(body)
                return


def test_a_server_that_hangs_up_after_the_mail_leaves_it_to_a_person(silent_server, at):
    write(at)
    assert send_due(at=at) == (0, 1)
    assert b"Please send.\r\n" in silent_server
    assert Mail.objects.get().state == "sending"


def test_an_enclosure_that_cannot_be_read_now_is_tried_again(mail_servers, at):
    mail = write(at, enclosures=[("a.txt", b"some content nobody else keeps")])
    stored = mail.enclosures.get().stored
    data = stored.data()
    default_storage.delete(stored.path)
    assert send_due(at=at) == (0, 1)
    assert Mail.objects.get().state == "queued"
    default_storage.save(stored.path, ContentFile(data))
    assert send_due(at=at + timedelta(hours=1)) == (1, 0)


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
