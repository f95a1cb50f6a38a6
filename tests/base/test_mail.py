"""The outbox, against a real SMTP server on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.test import override_settings

from wutong.base.mail import TRIES, Mail, post, send_due

pytestmark = pytest.mark.django_db


class Letterbox(Message):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list = []

    def handle_message(self, message) -> None:
        self.arrived.append(message)


def mailers(port: int) -> dict:
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    with override_settings(MAILERS=mailers(port)):
        yield box
    server.stop()


def write(at, key="k1", **fields):
    values = {"to": "unit@test.example", "subject": "征集需求", "body": "请报送。"} | fields
    return post(key=key, at=at, **values)


def test_a_mail_goes_out_once(letterbox, at):
    write(at)
    assert send_due(at=at) == (1, 0)
    assert send_due(at=at) == (0, 0)
    assert len(letterbox.arrived) == 1


def test_words_arrive_as_written(letterbox, at):
    write(at)
    send_due(at=at)
    message = letterbox.arrived[0]
    assert message.get_payload(decode=True).decode().strip() == "请报送。"
    assert message["To"] == "unit@test.example"


def test_the_same_reason_is_written_once(at):
    assert write(at).pk == write(at, subject="again").pk
    assert Mail.objects.count() == 1


def test_a_line_break_in_a_subject_cannot_forge_headers(letterbox, at):
    write(at, subject="hello\r\nBcc: spy@test.example")
    send_due(at=at)
    assert letterbox.arrived[0]["Bcc"] is None
    assert "Bcc: spy" in letterbox.arrived[0]["Subject"]


def test_a_mail_not_due_waits(letterbox, at):
    write(at + timedelta(hours=1))
    assert send_due(at=at) == (0, 0)


def test_a_dead_server_postpones_and_says_why(at):
    write(at)
    with override_settings(MAILERS=mailers(1)):
        assert send_due(at=at) == (0, 1)
    mail = Mail.objects.get()
    assert (mail.state, mail.tries) == ("queued", 1)
    assert mail.error and mail.due_at > at


def test_after_many_tries_it_is_given_up(at):
    write(at)
    later = at
    with override_settings(MAILERS=mailers(1)):
        for _ in range(TRIES):
            send_due(at=later)
            later += timedelta(days=1)
    assert Mail.objects.get().state == "failed"


def test_it_goes_out_when_the_server_is_back(letterbox, at):
    write(at)
    with override_settings(MAILERS=mailers(1)):
        send_due(at=at)
    assert send_due(at=at + timedelta(hours=1)) == (1, 0)


def test_a_mail_claimed_by_a_dead_sender_never_goes_out_twice(letterbox, at):
    mail = write(at)
    Mail.objects.filter(pk=mail.pk).update(state="sending")
    assert send_due(at=at) == (0, 0)
    assert letterbox.arrived == []
