"""What went wrong, for the office: unreadable files with the reason, and the sender told once."""

from __future__ import annotations

import pytest

from wutong.base.journal_models import Entry
from wutong.base.mail import Mail
from wutong.calls.models import IntakeFile
from wutong.web.forms.intake import PROBLEMS


@pytest.fixture
def lost(take):
    return take(("坏.docx", b""), ("锁.xyz", b"\x00\x01\x02"))


@pytest.fixture
def page(officer_client, call):
    return lambda: officer_client.get(f"/calls/{call.pk}/intake/wrong/")


def tell(client, file, **values):
    return client.post(f"/files/{file.pk}/tell/", values, follow=True)


def test_every_unreadable_file_stands_with_its_reason(page, lost):
    words = page().content.decode()
    for file in lost:
        assert file.name in words
        assert str(PROBLEMS[IntakeFile.objects.get(pk=file.pk).problem][1]) in words


def test_without_trouble_it_says_so(page):
    assert "Every file could be read" in page().content.decode()


def test_the_sender_is_told_why_and_what_to_do(officer_client, lost, world, page):
    answer = tell(officer_client, lost[0], unit=world.university.pk)
    mails = Mail.objects.filter(key__startswith=f"unreadable-{lost[0].pk}-")
    assert {mail.to for mail in mails} == {"unit_coordinator@test.example", "unit_leader@test.example"}
    assert "坏.docx" in mails[0].body and mails[0].about.startswith("inquiry:")
    entry = Entry.objects.get(verb="intake.tell")
    assert (entry.subject_id, entry.changes["problem"]) == (lost[0].pk, [None, "empty"])
    assert "will be told" in answer.content.decode() and "told" in page().content.decode()
    assert IntakeFile.objects.get(pk=lost[0].pk).unit == world.university


def test_a_file_is_told_once(officer_client, lost, world):
    tell(officer_client, lost[0], unit=world.university.pk)
    again = tell(officer_client, lost[0], unit=world.university.pk)
    assert "The sender was told already." in again.content.decode()
    assert Mail.objects.filter(key__startswith="unreadable-").count() == 2


def test_a_unit_without_an_address_is_not_told(officer_client, lost, world, call):
    world.abroad.seats.all().delete()
    world.abroad.email = ""
    world.abroad.save()
    answer = tell(officer_client, lost[0], unit=world.abroad.pk)
    assert "has an address" in answer.content.decode()
    assert not Entry.objects.filter(verb="intake.tell").exists()


@pytest.mark.parametrize("unit", ["", "²", "999999", "x"])
def test_the_unit_is_one_that_was_asked(officer_client, lost, unit):
    answer = tell(officer_client, lost[0], unit=unit)
    assert "Choose the unit" in answer.content.decode()
    assert Mail.objects.filter(key__startswith="unreadable-").count() == 0


def test_what_could_be_read_is_not_told_of(officer_client, doubtful, world):
    answer = tell(officer_client, doubtful, unit=world.university.pk)
    assert "there is nothing to tell" in answer.content.decode()


def test_the_list_asks_the_database_no_more_for_many_files(page, take, count_queries):
    take(("一.docx", b""))
    page()
    one = count_queries(page)
    take(*((f"{number}.xyz", bytes([0, 1, number])) for number in range(20)))
    assert count_queries(page) == one
