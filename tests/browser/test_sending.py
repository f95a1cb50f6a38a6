"""Files in with a real browser: each with its own progress and answer, a refused one told by name, the rest kept."""

from __future__ import annotations

import re

import pytest

from tests.web.intake.conftest import letter
from wutong.calls.models import IntakeBatch, IntakeFile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def call(site, monkeypatch):
    """An issued call on the live site; files of more than 300,000 bytes are refused."""
    from datetime import timedelta

    from wutong.calls.steps.calls import issue_call, write_call
    from wutong.forms.models import FormVersion

    world = site.world
    by, at = world.by["programme_officer"], world.at
    words = {"authoritative": "en", "en": "Call for needs"}
    form = FormVersion.objects.get(code="needs")
    call = write_call(
        issuer=world.division, number="1", titles=words, letters=words, deadline=at + timedelta(days=30),
        addressees=[world.university], form=form, by=by, at=at,
    )  # fmt: skip
    issue_call(call, by=by, at=at)
    monkeypatch.setattr("wutong.web.pages.intake_sending.LARGEST", 300_000)
    monkeypatch.setattr("wutong.web.pages.intake.LARGEST", 300_000)
    return call


@pytest.fixture
def page(visit, site, call):
    opened = visit("programme_officer")
    opened.goto(f"{site.url}/calls/{call.pk}/intake/")
    return opened


def payload(name, data):
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def send(page, *files):
    page.set_input_files("#files", [payload(name, data) for name, data in files])
    page.click("[data-drop] button.btn-primary")


def test_many_files_go_up_one_by_one_into_one_batch_and_are_read(page):
    send(page, *((f"{number}.txt", f"file {number}".encode()) for number in range(40)))
    page.wait_for_url(re.compile("/work/"), timeout=60_000)
    assert IntakeFile.objects.count() == 40
    assert IntakeBatch.objects.count() == 1
    assert not IntakeFile.objects.filter(state="received").exists(), "they were read"


def test_a_refused_file_is_told_by_name_and_the_others_are_kept(page):
    send(page, ("big.docx", b"x" * 310_000), ("empty.docx", b""), ("good.docx", letter("测试大学")))
    page.wait_for_selector("[data-drop-next]:not([hidden])")
    told = {line.split("\n")[0]: line for line in page.locator("[data-drop-files] li").all_inner_texts()}
    assert "more than the 1 MB a file may have" in told["big.docx"]
    assert "empty (0 bytes)" in told["empty.docx"] and "kept" in told["good.docx"]
    page.click("[data-drop-next]")
    assert sorted(IntakeFile.objects.values_list("name", flat=True)) == ["empty.docx", "good.docx"]


def test_files_that_did_not_arrive_are_sent_again(page):
    page.route(re.compile("intake/add"), lambda route: route.fulfill(body="a proxy's own page"), times=1)
    send(page, ("a.txt", b"a"), ("b.txt", b"b"))
    page.wait_for_selector("[data-drop-retry]:not([hidden])")
    assert list(IntakeFile.objects.values_list("name", flat=True)) == ["b.txt"]
    page.click("[data-drop-retry]")
    page.wait_for_url(re.compile("/work/"))
    assert sorted(IntakeFile.objects.values_list("name", flat=True)) == ["a.txt", "b.txt"]


def test_a_value_and_its_place_light_up_together(page, site):
    send(page, ("good.docx", letter("测试大学")))
    page.wait_for_url(re.compile("/work/"))
    file = IntakeFile.objects.get()
    page.goto(f"{site.url}/triage/{file.pk}/?edit=1")
    page.focus("#need-1-countries input")
    assert page.locator(".original-body .lit").inner_text().startswith("哈萨克斯坦")
    page.locator(".original-body td.read", has_text="越南").first.click()
    assert page.locator(".value.lit").get_attribute("id") == "need-2-countries"
