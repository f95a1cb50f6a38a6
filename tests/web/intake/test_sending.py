"""Files sent one by one: one batch, a refused one told, what was kept read even when the browser is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wutong.base import clock
from wutong.calls.models import IntakeBatch, IntakeFile
from wutong.jobs.ticking import unread_batches


@pytest.fixture
def add(officer_client, call):
    def send(name="a.docx", data=b"a", batch=""):
        file = SimpleUploadedFile(name, data)
        return officer_client.post(f"/calls/{call.pk}/intake/add/", {"file": file, "batch": batch})

    return send


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr("wutong.web.pages.intake_sending.LARGEST", 10)


def test_files_of_one_upload_stand_in_one_batch(add, officer_client, call):
    batch = add("a.docx", b"a").json()["batch"]
    assert add("b.docx", b"b", batch).json()["batch"] == batch
    answer = officer_client.post(f"/calls/{call.pk}/intake/start/", {"batch": batch}).json()
    work = IntakeBatch.objects.get().work
    assert answer["next"].startswith(f"/work/{work.pk}/")


def test_two_hundred_files_are_all_kept(add):
    batch = ""
    for number in range(200):
        batch = add(f"{number}.txt", f"file {number}".encode(), batch).json()["batch"]
    assert (IntakeBatch.objects.count(), IntakeFile.objects.count()) == (1, 200)


def test_too_large_a_file_is_refused_by_itself(add, small):
    batch = add("a.docx", b"a").json()["batch"]
    answer = add("big.docx", b"x" * 11, batch).json()
    assert answer["refused"] and "in parts" in answer["told"]
    assert list(IntakeFile.objects.values_list("name", flat=True)) == ["a.docx"]


def test_an_empty_file_is_kept_counted_and_told(add):
    assert "empty (0 bytes)" in add("e.docx", b"").json()["told"]
    assert IntakeFile.objects.count() == 1


def test_a_closed_browser_loses_nothing(add):
    add("a.docx", b"a")
    assert [batch.pk for batch in unread_batches(at=clock.now() + timedelta(minutes=5))]


def test_what_comes_after_the_reading_began_stands_in_a_batch_of_its_own(add, officer_client, call):
    batch = add().json()["batch"]
    officer_client.post(f"/calls/{call.pk}/intake/start/", {"batch": batch})
    assert add("late.docx", b"late", batch).json()["batch"] != batch


@pytest.mark.parametrize("odd", ["²", "x", "-1", "9" * 30])
def test_an_odd_batch_begins_a_new_one(add, odd):
    assert add(batch=odd).status_code == 200


def test_no_file_is_told(officer_client, call):
    assert officer_client.post(f"/calls/{call.pk}/intake/add/", {}).status_code == 400


def test_who_did_not_ask_takes_nothing_in(sign_in, call):
    answer = sign_in("unit_coordinator").post(f"/calls/{call.pk}/intake/add/", {"file": SimpleUploadedFile("a", b"a")})
    assert answer.status_code == 403 and IntakeFile.objects.count() == 0


def test_the_plain_form_tells_by_name_and_keeps_the_rest(officer_client, call, small):
    sent = [SimpleUploadedFile("big.docx", b"x" * 11), SimpleUploadedFile("good.txt", b"good")]
    answer = officer_client.post(f"/calls/{call.pk}/intake/", {"files": sent}, follow=True)
    assert "big.docx was not kept." in answer.content.decode()
    assert list(IntakeFile.objects.values_list("name", flat=True)) == ["good.txt"]


def test_too_many_files_at_once_are_told_in_words(officer_client, call, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    sent = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(3)]
    answer = officer_client.post(f"/calls/{call.pk}/intake/", {"files": sent})
    assert answer.status_code == 400 and "in several goes" in answer.content.decode()
