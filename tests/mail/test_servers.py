"""The mail servers of the tests are real ones: what the other tests take for granted about them."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

import pytest

from tests.mail import servers as module
from tests.mail.servers import OFFICE, Servers


def letter(to: str, subject: str = "征集需求") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "sender@units.test", to, subject
    message.set_content("请报送。")
    return message


def test_a_mail_reaches_its_account(mail_servers: Servers) -> None:
    mail_servers.send(letter("unit1@units.test"))
    (found,) = mail_servers.delivered("unit1@units.test")
    assert found["Subject"] == "征集需求"
    assert found.get_content().strip() == "请报送。"
    assert mail_servers.read("unit2@units.test") == []


@pytest.mark.parametrize("address", ["reply", "reply+abc", "bounce+abc", "office+x", "wutong"])
def test_addresses_of_the_site_lead_to_its_mailbox(mail_servers: Servers, address: str) -> None:
    mail_servers.send(letter(f"{address}@wutong.test"))
    (found,) = mail_servers.delivered()
    assert found["Envelope-to"] == f"{address}@wutong.test"


@pytest.mark.parametrize(("name", "said"), [("nobody", "5.1.1"), ("full", "5.2.2")])
def test_an_address_nobody_has_sends_a_bounce_to_the_envelope_sender(
    mail_servers: Servers, name: str, said: str
) -> None:
    mail_servers.send(letter(f"{name}@units.test"), sender="bounce+abc@wutong.test")
    (found,) = mail_servers.delivered(OFFICE)
    assert (found["Return-path"], found["Envelope-to"]) == ("<>", "bounce+abc@wutong.test")
    assert found.get_content_type() == "multipart/report"
    assert said in found.get_body().get_content()


@pytest.mark.parametrize(("name", "code"), [("refused", 550), ("later", 451)])
def test_addresses_that_are_refused_at_once(mail_servers: Servers, name: str, code: int) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        mail_servers.send(letter(f"{name}@units.test"))
    assert refused.value.recipients[f"{name}@units.test"][0] == code


def test_nothing_is_sent_on_elsewhere(mail_servers: Servers) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        mail_servers.send(letter("somebody@elsewhere.test"))


def test_each_test_begins_without_mail(mail_servers: Servers) -> None:
    mail_servers.send(letter("unit1@units.test"))
    assert len(mail_servers.delivered("unit1@units.test")) == 1
    mail_servers.empty()
    assert mail_servers.read("unit1@units.test") == []


def test_a_new_account_is_there_at_once(mail_servers: Servers) -> None:
    mail_servers.add_account("new@units.test")
    mail_servers.send(letter("new@units.test"))
    assert len(mail_servers.delivered("new@units.test")) == 1


def test_a_restored_mailbox_keeps_its_mails_under_new_numbers(mail_servers: Servers) -> None:
    def validity() -> bytes:
        with mail_servers.mailbox() as imap:
            return imap.response("UIDVALIDITY")[1][0]

    mail_servers.send(letter(OFFICE))
    mail_servers.delivered()
    before = validity()
    mail_servers.renumber()
    assert validity() != before
    assert len(mail_servers.read()) == 1


def test_a_missing_server_fails_and_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module.shutil, "which", lambda *args, **named: None)
    with pytest.raises(RuntimeError, match="exim4-daemon-light"):
        module.start()
