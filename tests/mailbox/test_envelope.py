"""What a mail says about itself: automatic or not, to whom, in answer to what; of any bytes at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.documents.mail.envelope import read_envelope


def read(*headers: str, body: str = "正文"):
    return read_envelope("\r\n".join([*headers, "", body]).encode())


@pytest.mark.parametrize(
    "subject",
    [
        "自动回复: 关于征集需求的函", "回复：自动回复：函", "外出自动答复", "Automatic reply: Call for needs", "Out of Office: x",
        "Re: Out of the office", "Автоматический ответ: запрос", "Автоответ", "Réponse automatique : x", "已读: 函",
        "Abwesenheitsnotiz", "Respuesta automática: x",
    ],
)  # fmt: skip
def test_subjects_of_automatic_notices(subject: str) -> None:
    assert read("From: a@b.example", f"Subject: {subject}").automatic == "subject"


@pytest.mark.parametrize(
    "subject",
    [
        "回复：关于征集需求的函", "关于自动化实验室合作需求的复函", "Reply: automatic weather stations", "需求（自动驾驶）",
        "Re: Call for needs", "О сотрудничестве в области автоматики", "office of science: reply", "",
    ],
)  # fmt: skip
def test_subjects_of_people(subject: str) -> None:
    assert read("From: a@b.example", f"Subject: {subject}").automatic == ""


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Auto-Submitted: auto-replied", "marked"),
        ("Auto-Submitted: auto-generated; owner-email=x", "marked"),
        ("X-Autoreply: yes", "marked"),
        ("X-Autorespond: x", "marked"),
        ("Content-Type: multipart/report; report-type=disposition-notification; boundary=x", "marked"),
        ("Precedence: bulk", "list"),
        ("Precedence: List", "list"),
        ("List-Unsubscribe: <mailto:x@y>", "list"),
        ("Return-Path: <>", "null_sender"),
        ("Auto-Submitted: no", ""),
        ("Precedence: first-class", ""),
        ("Return-Path: <a@b.example>", ""),
    ],
)
def test_marks_in_headers(header: str, why: str) -> None:
    assert read("From: a@b.example", header, "Subject: x").automatic == why


@pytest.mark.parametrize(
    "sender", ["no-reply@x.example", "noreply@x.example", "MAILER-DAEMON@x.example", "postmaster@x.example"]
)
def test_senders_that_are_machines(sender: str) -> None:
    assert read(f"From: 通知 <{sender}>").automatic == "sender"


def test_all_addresses_it_came_to() -> None:
    found = read(
        "From: a@b.example", "To: 处 <Reply+X@c.example>, d@e.example", "Cc: f@g.example", "Delivered-To: h@i.example"
    )
    assert set(found.came_to) == {"reply+x@c.example", "d@e.example", "f@g.example", "h@i.example"}


def test_the_newest_mail_of_a_thread_comes_first() -> None:
    found = read("In-Reply-To: <c@x>", "References: <a@x> <b@x>", "\t<c@x>")
    assert found.answers == ("<c@x>", "<b@x>", "<a@x>")


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("Tue, 1 Sep 2026 10:00:00 +0800", "2026-09-01T02:00:00+00:00"),
        ("Tue, 1 Sep 2026 10:00:00 -0000", "2026-09-01T10:00:00+00:00"),
        ("昨天", None),
        ("Fri, 31 Dec 9999 23:00:00 -1400", None),
    ],
)
def test_dates(date: str, said: str | None) -> None:
    found = read(f"Date: {date}").written_at
    assert (found.isoformat() if found else None) == said


def test_files_and_pictures_are_told_apart() -> None:
    part = "--B\r\nContent-Type: {kind}; name=a\r\n\r\nx\r\n--B--"
    head = "Content-Type: multipart/mixed; boundary=B"
    assert read(head, body=part.format(kind="application/pdf")).has_files
    picture = read(head, body=part.format(kind="image/png"))
    assert not picture.has_files and picture.attached == ("a",)


@given(st.binary(max_size=600))
def test_any_bytes_are_a_mail(data: bytes) -> None:
    found = read_envelope(data)
    for text in (found.subject, found.text, found.number, *found.senders, *found.came_to, *found.attached):
        assert "\x00" not in text and text.encode("utf-8").decode("utf-8") == text


@given(
    st.lists(st.sampled_from(["From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type"])),
    st.binary(max_size=80),
)
def test_any_words_in_its_headers(names: list[str], words: bytes) -> None:
    lines = [name.encode() + b": " + words.replace(b"\n", b"") for name in names]
    read_envelope(b"\r\n".join([*lines, b"", words]))
