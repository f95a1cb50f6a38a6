"""Mails to units can be answered by mail: they name their inquiry, say how, and carry the form and the letter."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from docx import Document

from tests.mail.servers import Servers
from wutong.base.mail import Mail, outbox, send_due
from wutong.base.mail.addresses import tags_in, token_in
from wutong.calls import notices
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.calls import issue_call
from wutong.calls.steps.inquiries import ask_extension, pass_on, remind
from wutong.calls.steps.replies import compose_reply, write_reply
from wutong.directory.models import Seat
from wutong.exchange.enclosures import enclosures

pytestmark = pytest.mark.django_db
MAILBOX = "reply@wutong.test"


@pytest.fixture
def mailbox(settings: Any) -> None:
    settings.MAILBOX_ADDRESS = MAILBOX


@pytest.fixture
def people(world: Any) -> Any:
    for person in world.people.values():
        person.language = "en"
        person.save(update_fields=["language"])
    return world


@pytest.fixture
def issued(make_call: Any, people: Any, at: datetime) -> Any:
    """A call issued with its enclosures, as the page does."""
    call = make_call(issue=False)
    issue_call(call, by=people.by["programme_officer"], at=at, enclose=enclosures)
    return call


def to_university(call: Any, world: Any) -> Mail:
    return Mail.objects.get(
        about=f"inquiry:{call.inquiries.get(unit=world.university).pk}", to="unit_coordinator@test.example"
    )


def test_each_mail_names_its_inquiry(mailbox: None, issued: Any) -> None:
    for inquiry in issued.inquiries.all():
        for mail in Mail.objects.filter(about=f"inquiry:{inquiry.pk}"):
            assert token_in(mail.reply_to, MAILBOX) == inquiry.token
            assert tags_in(mail.subject) == [inquiry.token]
    assert Mail.objects.filter(about="").count() == 0


def test_a_long_title_leaves_the_reference_whole(mailbox: None, make_call: Any) -> None:
    call = make_call(titles={"authoritative": "en", "en": "Call " * 120, "zh-hans": "函" * 400})
    for mail in Mail.objects.all():
        assert len(tags_in(mail.subject)) == 1 and len(mail.subject) <= 300
    assert call.inquiries.count() == 3


def test_without_a_mailbox_answers_go_to_the_contact_and_nobody_is_asked_to_answer_by_mail(
    issued: Any, world: Any
) -> None:
    mail = to_university(issued, world)
    assert mail.reply_to == "needs@test.example"
    assert tags_in(mail.subject) == []
    assert "answer this mail" not in mail.body


def test_the_letter_goes_out_with_the_form_and_says_so(mailbox: None, issued: Any, world: Any) -> None:
    mail = to_university(issued, world)
    names = [one.name for one in mail.enclosures.all()]
    assert [name.rpartition(".")[2] for name in names] == ["docx", "xlsx", "docx"]
    assert all(f"  {name}\n" in mail.body for name in names)
    assert "You can also answer this mail" in mail.body


def test_the_enclosures_arrive_and_open(mail_servers: Servers, issued: Any, world: Any, at: datetime) -> None:
    mail = to_university(issued, world)
    Mail.objects.filter(pk=mail.pk).update(to="unit1@units.test")
    send_due(at=at)
    (arrived,) = mail_servers.delivered("unit1@units.test")
    form, sheet, letter = [part.get_content() for part in arrived.iter_attachments()]
    assert openpyxl.load_workbook(BytesIO(sheet)).sheetnames
    assert Document(BytesIO(form)).tables
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(letter)).paragraphs)
    assert "Please send your needs." in words
    assert arrived["Message-ID"] == f"<{mail.token}@wutong.test>"


def test_the_letter_bears_the_day_it_was_issued(make_call: Any, people: Any, at: datetime) -> None:
    call = make_call(issue=False)
    issue_call(call, by=people.by["programme_officer"], at=at + timedelta(days=5), enclose=enclosures)
    letter = to_university(call, people).enclosures.last().stored.data()
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(letter)).paragraphs)
    assert "15 September 2026" in words


def test_each_reads_the_letter_in_their_language(issued: Any, people: Any, at: datetime, mailbox: None) -> None:
    coordinator = people.people["unit_coordinator"]
    coordinator.language = "zh-hans"
    coordinator.save()
    inquiry = issued.inquiries.get(unit=people.university)
    remind(inquiry, by=people.by["programme_officer"], at=at, enclose=enclosures)
    zh = Mail.objects.get(key__startswith="reminded", to=coordinator.email)
    en = Mail.objects.get(key__startswith="reminded", to="unit_leader@test.example")
    assert {one.name for one in zh.enclosures.all()}.isdisjoint(one.name for one in en.enclosures.all())


def test_the_same_files_are_kept_once_for_all_units(issued: Any, world: Any) -> None:
    mails = [mail for mail in Mail.objects.filter(key__startswith="addressed") if mail.enclosures.exists()]
    kept = {one.stored_id for mail in mails for one in mail.enclosures.all()}
    assert len(mails) > 2 and len(kept) <= 6


def test_a_form_too_large_is_left_out_and_not_spoken_of(
    mailbox: None, issued: Any, world: Any, at: datetime, monkeypatch: Any
) -> None:
    monkeypatch.setattr(outbox, "MOST_ENCLOSED", 100)
    Mail.objects.all().delete()
    inquiry = issued.inquiries.get(unit=world.university)
    notices.addressed(inquiry, at=at, enclosures={"en": [("form.docx", b"x" * 101)], "zh-hans": []})
    mail = to_university(issued, world)
    assert not mail.enclosures.exists()
    assert "form.docx" not in mail.body and "You can also answer this mail" in mail.body


def test_sub_units_get_the_files_too(mailbox: None, issued: Any, people: Any, at: datetime) -> None:
    inquiry = issued.inquiries.get(unit=people.province)
    by = people.by["middle_officer"]
    (child,) = pass_on(
        inquiry,
        to=[people.college_a],
        deadline=issued.deadline - timedelta(days=3),
        by=by,
        at=at,
        enclosures=enclosures(issued),
    )
    mail = Mail.objects.get(about=f"inquiry:{child.pk}")
    assert mail.enclosures.count() == 3
    assert token_in(mail.reply_to, MAILBOX) == child.token


def test_a_mail_inside_the_unit_is_about_the_reply_and_no_answer_to_the_call(
    mailbox: None, issued: Any, people: Any, at: datetime
) -> None:
    inquiry = issued.inquiries.get(unit=people.university)
    reply = write_reply(inquiry, needs=[StatedNeed("A")], by=people.by["unit_coordinator"], at=at)
    compose_reply(reply, by=people.by["unit_coordinator"], at=at)
    mail = Mail.objects.get(key__startswith="composed")
    assert (mail.about, mail.reply_to, tags_in(mail.subject)) == (f"reply:{reply.pk}", "", [])


def test_a_request_for_more_time_goes_to_the_office_without_the_units_address(
    mailbox: None, issued: Any, people: Any, at: datetime
) -> None:
    inquiry = issued.inquiries.get(unit=people.university)
    until = inquiry.deadline + timedelta(days=3)
    ask_extension(inquiry, until=until, reason="Harvest.", by=people.by["unit_coordinator"], at=at)
    mail = Mail.objects.get(key__startswith="extension")
    assert mail.about.startswith("extension:")  # the board speaks of mails to the unit
    assert (mail.reply_to, tags_in(mail.subject)) == ("", [])


def test_who_holds_the_seat_is_asked_for_the_day_of_the_calls_zone(issued: Any, people: Any) -> None:
    """Shortly after midnight in Shanghai it is still yesterday by UTC: who came today is told."""
    midnight = datetime(2026, 9, 20, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    day = midnight.date()
    Seat.objects.filter(user=people.people["unit_leader"]).update(until=day - timedelta(days=1))
    Seat.objects.filter(user=people.people["unit_coordinator"]).update(since=day)
    remind(
        issued.inquiries.get(unit=people.university),
        by=people.by["programme_officer"],
        at=midnight.astimezone(ZoneInfo("UTC")),
    )
    assert list(Mail.objects.filter(key__startswith="reminded").values_list("to", flat=True)) == [
        "unit_coordinator@test.example"
    ]


@pytest.mark.parametrize("title", ["a/b\\c:d*e?f", "...", "", "x" * 300, "关于征集需求的函"])
def test_any_title_makes_a_name_every_system_takes(make_call: Any, title: str) -> None:
    call = make_call(issue=False, titles={"authoritative": "en", "en": title or " ", "zh-hans": title or " "})
    for files in enclosures(call).values():
        for name, data in files:
            assert data[:2] == b"PK" and len(name) <= 90
            assert not set(name) & set('\\/:*?"<>|\n') and not name.startswith(".")
