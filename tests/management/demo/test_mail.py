"""Saved mail: who wrote it, in which letters, what hangs on it and what is quoted below."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from wutong.management.demo import Demo, FilePlan

Message = Callable[[str], EmailMessage]
GBK = "转发：征集合作需求的函.eml"
RUSSIAN = "Ответ_на_запрос.eml"
QUOTED_PRINTABLE = "Re_ needs.eml"
ATTACHED = "演示海大合作需求.eml"
HTML = "FW_ five more needs.eml"
TABLE = "Needs in English (association).eml"
PASSED_ON = "江州省报送材料（转农科院、高新区）.eml"
OUT_OF_OFFICE = "Automatic reply.eml"


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    assert part is not None
    return str(part.get_content())


@pytest.fixture(scope="session")
def mails(demo: Demo) -> list[FilePlan]:
    return [plan for plan in demo.files if plan.shape == "mail"]


def test_every_mail_parses_without_defects(mails: list[FilePlan], message_of: Message) -> None:
    for plan in mails:
        for part in message_of(plan.name).walk():
            assert part.defects == [], plan.name


def test_the_sender_is_the_unit(mails: list[FilePlan], message_of: Message, demo: Demo) -> None:
    for plan in mails:
        (sender,) = message_of(plan.name)["From"].addresses
        unit = demo.units[plan.unit]
        assert sender.domain == unit.domain, plan.name
        assert sender.display_name in unit.names.values(), plan.name


def test_the_ministry_is_the_addressee(mails: list[FilePlan], message_of: Message, demo: Demo) -> None:
    for plan in mails:
        (receiver,) = message_of(plan.name)["To"].addresses
        assert receiver.addr_spec == demo.office["email"]


def test_dates_are_the_planned_day_in_beijing(mails: list[FilePlan], message_of: Message) -> None:
    for plan in mails:
        sent = message_of(plan.name)["Date"].datetime
        assert sent.date() == plan.sent
        assert sent.utcoffset() == timedelta(hours=8)


def test_message_ids_are_distinct(mails: list[FilePlan], message_of: Message) -> None:
    assert len({message_of(plan.name)["Message-ID"] for plan in mails}) == len(mails)


def test_the_body_is_in_the_planned_letters(mails: list[FilePlan], message_of: Message) -> None:
    for plan in mails:
        part = message_of(plan.name).get_body(("plain", "html"))
        assert part is not None
        assert part.get_content_charset() == plan.encoding, plan.name
        assert part["Content-Transfer-Encoding"] == plan.transfer, plan.name
        assert part.get_content_subtype() == plan.format, plan.name


def test_the_subject_is_encoded_like_the_body(replies: Path) -> None:
    head = (replies / GBK).read_bytes().split(b"\r\n\r\n")[0]
    subject = head.split(b"Subject: ")[1]
    assert subject.lower().startswith(b"=?gb18030?b?")


def test_subjects_read_as_words(mails: list[FilePlan], message_of: Message) -> None:
    for plan in mails:
        subject = message_of(plan.name)["Subject"]
        assert "=?" not in subject
        assert "written-below" not in subject
        assert len(subject) > 5


def test_an_old_chinese_program_writes_gb18030(replies: Path, demo: Demo, message_of: Message) -> None:
    assert "charset=gb18030" in (replies / GBK).read_text("ascii", "ignore").replace('"', "")
    assert demo.needs["tianxun-06"].title in body(message_of(GBK))


def test_a_russian_program_writes_windows_1251(message_of: Message, demo: Demo) -> None:
    message = message_of(RUSSIAN)
    titles = [need.title for need in demo.needs.values() if need.unit == "silu" and need.language == "ru"]
    assert len(titles) == 7
    assert all(title in body(message) for title in titles)


def test_quoted_printable_stays_readable_in_the_raw_file(replies: Path) -> None:
    raw = (replies / QUOTED_PRINTABLE).read_bytes()
    assert b"quoted-printable" in raw
    assert b"Moored buoys off Mombasa" in raw


def test_needs_in_a_body_are_numbered(message_of: Message) -> None:
    lines = body(message_of(GBK)).splitlines()
    assert [line[0] for line in lines if re.match(r"\d、", line)] == list("12345")


def test_an_html_mail_is_html_in_paragraphs(message_of: Message, demo: Demo) -> None:
    page = body(message_of(HTML))
    assert page.count("<p>") > 15
    assert "<table" not in page
    assert demo.needs["lanwan-20"].title in page


def test_an_html_mail_can_hold_a_table(message_of: Message) -> None:
    page = body(message_of(TABLE))
    assert page.count("<tr>") == 1 + 4
    assert "<th>Need</th>" in page


def test_attachments_are_named_as_planned(mails: list[FilePlan], message_of: Message) -> None:
    for plan in mails:
        attached = [part.get_filename() for part in message_of(plan.name).iter_attachments()]
        assert attached == [part.name for part in plan.parts], plan.name


def test_an_attached_reply_is_announced_with_its_number(message_of: Message) -> None:
    assert "共8项" in body(message_of(ATTACHED))


def test_a_covering_mail_tells_no_need_itself(message_of: Message, demo: Demo) -> None:
    words = body(message_of(ATTACHED))
    assert not any(need.title in words for need in demo.needs.values())


def test_an_office_sends_files_of_two_sub_units_in_one_mail(message_of: Message) -> None:
    attachments = list(message_of(PASSED_ON).iter_attachments())
    assert [part.get_filename().rsplit(".", 1)[1] for part in attachments] == ["docx", "zip"]
    assert attachments[0].get_content()[:2] == attachments[1].get_content()[:2] == b"PK"


def test_the_call_is_quoted_after_signs(message_of: Message, demo: Demo) -> None:
    words = body(message_of(PASSED_ON))
    reply, quoted = words.split("-----原始邮件-----")
    letter = demo.call["letter"]["zh"].strip().splitlines()
    assert [line[2:] for line in quoted.splitlines() if line.startswith("> ")] == letter
    assert not any(line.startswith(">") for line in reply.splitlines())


def test_the_call_is_quoted_bare_by_another_program(message_of: Message, demo: Demo) -> None:
    reply, quoted = body(message_of(GBK)).split("-----原始邮件-----")
    assert "\n>" not in quoted
    assert demo.office["email"] in quoted
    assert demo.needs["tianxun-10"].title in reply
    assert all(line in quoted for line in demo.call["letter"]["zh"].strip().splitlines())


def test_an_automatic_reply_promises_nothing(message_of: Message) -> None:
    message = message_of(OUT_OF_OFFICE)
    assert message["Subject"].startswith("Automatic reply")
    assert "out of the office" in body(message)


def test_a_returned_call_hangs_on_its_receipt(message_of: Message, text_of: Callable[[str], str], demo: Demo) -> None:
    (attached,) = message_of("回执.eml").iter_attachments()
    assert demo.call["number"] in attached.get_filename()
    assert demo.call["letter"]["zh"].strip().splitlines()[3] in text_of("回执.eml")


def test_lines_end_as_mail_lines_end(mails: list[FilePlan], replies: Path) -> None:
    for plan in mails:
        raw = (replies / plan.name).read_bytes()
        assert raw.count(b"\n") == raw.count(b"\r\n"), plan.name
