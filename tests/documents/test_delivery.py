"""Reports of mail servers are understood, whatever dialect they speak, and nothing else is taken for one."""

from __future__ import annotations

import time
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents import reports
from tests.documents.reports import KNOWN, NUMBER, TOKEN, UNIT
from wutong.documents.mail import delivery_words
from wutong.documents.mail.delivery import Report, read_report


def read(data: bytes) -> Report:
    found = read_report(message_from_bytes(data))
    assert found is not None
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_recipient_action_and_code_are_read(name: str) -> None:
    data, recipient, action, status = KNOWN[name]
    (outcome,) = read(data).outcomes
    assert (outcome.recipient, outcome.action, outcome.status) == (recipient, action, status)
    assert outcome.is_permanent is (action == "failed")


@pytest.mark.parametrize("name", KNOWN)
def test_the_address_it_came_to_is_told(name: str) -> None:
    assert f"bounce+{TOKEN}@ministry.example" in read(KNOWN[name][0]).came_to


WITH_ORIGINAL = ["postfix", "exim, whose code says nothing", "exchange", "fields in base64", "qmail", "qq", "163"]


@pytest.mark.parametrize("name", WITH_ORIGINAL)
def test_the_mail_that_came_back_is_named(name: str) -> None:
    assert read(KNOWN[name][0]).numbers[0] == NUMBER


def test_each_recipient_has_an_outcome_of_its_own() -> None:
    first, second = read(reports.TWO).outcomes
    assert (first.recipient, first.is_permanent, first.status) == ("first@unit.example", False, "4.2.2")
    assert (second.recipient, second.is_permanent, second.status) == ("second@unit.example", True, "5.7.1")


def test_the_servers_words_are_kept() -> None:
    (outcome,) = read(reports.POSTFIX).outcomes
    assert outcome.words == f"550 5.1.1 <{UNIT}>: Recipient address rejected: User unknown"
    (outcome,) = read(reports.EXIM).outcomes
    assert "Mailbox size limit exceeded" in outcome.words


def test_fields_that_name_nobody_fall_back_on_the_words() -> None:
    (outcome,) = read(reports.NO_FIELDS).outcomes
    assert (outcome.recipient, outcome.action, outcome.status) == ("", "failed", "5.2.2")


ANSWER = b"From: office@unit.example\r\nTo: reply@ministry.example\r\nSubject: Re: Needs\r\n\r\n"
READ_RECEIPT = (
    b'From: office@unit.example\r\nReturn-Path: <>\r\nContent-Type: multipart/report; boundary="B"; '
    b"report-type=disposition-notification\r\nSubject: Read: Needs, undeliverable\r\n\r\n--B\r\n\r\nuser unknown\r\n"
    b"--B\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\n\r\n--B--\r\n"
)
OTHERS = {
    "an answer": ANSWER + b"We need a joint laboratory.\r\n",
    "an answer that quotes a report": ANSWER + b"Our mailbox was full: 552 5.2.2 mailbox full. Mail delivery failed.\r\n",
    "an answer that encloses a report": ANSWER.replace(b"\r\n\r\n", b'\r\nContent-Type: multipart/mixed; boundary="B"\r\n\r\n')
    + b"--B\r\n\r\nsee below\r\n--B\r\nContent-Type: text/plain\r\n\r\nuser unknown\r\n--B--\r\n",
    "a holiday notice": reports.text("I am away until Monday.", sender="office@unit.example", Subject="Automatic reply: Needs"),
    "a holiday notice in Chinese": reports.text("我正在休假，稍后回复。", sender="office@unit.example", Subject="=?utf-8?B?6Ieq5Yqo5Zue5aSN?="),
    "a receipt that it was read": READ_RECEIPT,
    "a notice of the mail administrator": reports.text("We update the server tonight.", sender="postmaster@mail.example", Subject="Maintenance"),
    "nothing": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_report_is_left_alone(name: str) -> None:
    assert read_report(message_from_bytes(OTHERS[name])) is None


MEANINGS = [
    ("user unknown", "5.1.1"),
    ("550 No such user here", "5.1.1"),
    ("550 5.1.1 unknown, 5.7.1 not said last", "5.7.1"),
    ("552 Mailbox full", "5.2.2"),
    ("452 4.2.2 Over quota", "4.2.2"),
    ("account has been disabled", "5.2.1"),
    ("message too large", "5.3.4"),
    ("blocked using spamhaus", "5.7.1"),
    ("Host or domain name not found", "5.1.2"),
    ("retry timeout exceeded", "5.4.7"),
    ("Connection timed out", "5.4.1"),
    ("用户不存在", "5.1.1"),
    ("该邮箱已满", "5.2.2"),
    ("邮件过大", "5.3.4"),
    ("被认定为垃圾邮件", "5.7.1"),
    ("域名无法解析", "5.1.2"),
    ("почтовый ящик переполнен", "5.2.2"),
    ("550 something new", "5.0.0"),
    ("version 2.4.1.7 of the server at 192.5.1.1", ""),
    ("", ""),
]


@pytest.mark.parametrize(("said", "status"), MEANINGS)
def test_what_servers_say_has_a_code(said: str, status: str) -> None:
    assert delivery_words.meaning_of(said) == status


@pytest.mark.parametrize(
    ("status", "said", "better"),
    [
        ("5.0.0", "user unknown", "5.1.1"),
        ("4.0.0", "mailbox full", "4.2.2"),
        ("5.2.1", "user unknown", "5.2.1"),
        ("", "user unknown", "5.1.1"),
        ("5.0.0", "no idea", "5.0.0"),
    ],
)
def test_a_code_that_says_nothing_is_made_precise_by_the_words(status: str, said: str, better: str) -> None:
    assert delivery_words.precise(status, said) == better


def test_html_is_read_as_it_is_shown() -> None:
    markup = (
        "<title>no</title><style>a{}</style><p>one<br>two &amp; three</p><!-- x --><script>if (a<b) x()</script>four"
    )
    assert delivery_words.shown(markup).split() == ["one", "two", "&", "three", "four"]


@given(st.sampled_from(sorted(KNOWN)), st.integers(0, 3000), st.integers(0, 255), st.integers(0, 3000))
def test_damaged_reports_never_break_the_reader(name: str, place: int, byte: int, end: int) -> None:
    data = bytearray(KNOWN[name][0])
    data[place % len(data)] = byte
    found = read_report(message_from_bytes(bytes(data[: len(data) - end % len(data)])))
    assert found is None or found.outcomes


@given(st.binary(max_size=600))
def test_any_bytes_are_read_or_left(data: bytes) -> None:
    head = b"From: MAILER-DAEMON\r\nSubject: failure notice\r\nContent-Type: message/delivery-status\r\n\r\n"
    found = read_report(message_from_bytes(head + data))
    assert found is not None and found.outcomes


HOSTILE = [b"<" * 400_000, b"<style>" * 60_000, b"a@" * 200_000, b"a." * 200_000, b"5.1." * 100_000, b"user " * 80_000]


@pytest.mark.parametrize("body", HOSTILE, ids=lambda body: body[:7].decode())
@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_large_and_odd_reports_take_no_time(body: bytes, kind: str) -> None:
    head = f"From: MAILER-DAEMON\r\nSubject: failure notice\r\nContent-Type: {kind}\r\n\r\n".encode()
    began = time.process_time()
    read_report(message_from_bytes(head + body))
    assert time.process_time() - began < 2


def test_the_words_are_data_an_officer_can_extend() -> None:
    """Every expression of the vocabulary is one the reader takes, and none fits everything."""
    stored = delivery_words._DATA
    assert Path(delivery_words.__file__).with_name("delivery.toml").is_file()
    for meaning in stored["meanings"]:
        assert meaning["status"].startswith("5.")
    assert not delivery_words.fails("Thank you for the letter, we shall answer in time.")
