"""The main job in a real browser, end to end: letter → replies by page, Word, Excel and free text → triage → merging →
plan and feedback letters, opened and read."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Page

from wutong.base import journal
from wutong.calls.models import Call, IntakeFile, Membership, Need
from wutong.calls.needs_form import NEEDS_FORM
from wutong.forms import excel, word
from wutong.forms.definition import load

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RAIL = "与哈萨克斯坦共建铁路冻土路基联合实验室"
RAIL_AGAIN = "同哈萨克斯坦合作建设铁路冻土路基联合实验室"
SEEDS = "面向老挝的水稻良种繁育技术培训"
PORT = "中泰港口岸电技术转移"


def answers(unit: Any, title: str, country: str, field: str, action: str) -> dict[str, Any]:
    """A filled-in form of one unit with one need."""
    need = {
        "title": title,
        "text": f"{title}，开展联合研究和人员培训，形成可推广的技术方案。",
        "countries": {"countries": [country], "words": ""},
        "field": field,
        "action": action,
        "money": {"amount": "1200000.00", "currency": "CNY"},
    }
    return {
        "unit": {"id": unit.pk, "name": unit.names["zh-hans"]},
        "contact": {"name": "测试联系人", "phone": "000-5550009", "email": "contact@test.example"},
        "has_needs": "yes",
        "needs": [need],
    }


def write_letter(page: Page, site: SimpleNamespace) -> Call:
    page.goto(f"{site.url}/calls/new/")
    page.fill("[name=title_zh]", "关于征集科技合作需求的函")
    page.fill("[name=title_en]", "Call for cooperation needs")
    page.fill("[name=number]", "测函〔2026〕7号")
    page.fill("[name=letter_zh]", "请于截止时间前报送需求。")
    page.fill("[name=deadline]", "2030-10-16T17:30")
    for unit in ("university", "province", "abroad", "college_a"):
        page.check(f"[name=addressees][value='{getattr(site.world, unit).pk}']")
    page.get_by_role("button", name="Keep the draft").click()
    page.get_by_role("button", name="Issue the letter").click()
    page.wait_for_url("**/board/")
    return Call.objects.get(number="测函〔2026〕7号")


def answer_on_the_page(visit: Any, site: SimpleNamespace, call: Call) -> None:
    """Compose → confirm by the leader → send: four eyes."""
    inquiry = call.inquiries.get(unit=site.world.university)
    page = visit("unit_coordinator")
    page.goto(f"{site.url}/inquiries/{inquiry.pk}/answer/")
    page.fill("[name=contact-name]", "测试联系人")
    page.fill("[name=contact-phone]", "000-5550001")
    page.select_option("[name=has_needs]", "yes")
    page.fill("[name=needs-0-title]", RAIL)
    page.fill("[name=needs-0-text]", "研究冻土路基监测，培养青年人才。")
    page.fill("[name=needs-0-countries]", "哈萨克斯坦")
    page.select_option("[name=needs-0-field]", "transport")
    page.select_option("[name=needs-0-action]", "joint_lab")
    page.click("button[name=submit]")
    page.goto(f"{site.url}/inquiries/{inquiry.pk}/")
    leader = visit("unit_leader")
    leader.goto(f"{site.url}/inquiries/{inquiry.pk}/")
    leader.get_by_role("button", name="Confirm", exact=True).click()
    page.reload()
    page.get_by_role("button", name="Send", exact=True).click()
    inquiry.refresh_from_db()
    assert inquiry.state == "answered"


def reply_files(site: SimpleNamespace, folder: Path) -> list[Path]:
    """One filled-in Word form, one Excel form, one letter of free text that does not say whose it is."""
    form, world = load(NEEDS_FORM), site.world
    by_word = folder / "回函.docx"
    by_word.write_bytes(word.write(form, answers(world.province, RAIL_AGAIN, "KZ", "transport", "joint_lab")))
    by_excel = folder / "needs.xlsx"
    by_excel.write_bytes(excel.write(form, answers(world.abroad, PORT, "TH", "transport", "transfer")))
    letter = docx.Document()
    for line in (
        "关于报送科技合作需求的函",
        f"1. {SEEDS}",
        "为老挝农业技术人员举办水稻良种繁育培训班，每期三十人。",
        "拟合作国家：老挝",
    ):
        letter.add_paragraph(line)
    free = folder / "来函.docx"
    letter.save(str(free))
    return [by_word, by_excel, free]


def take_in(page: Page, site: SimpleNamespace, call: Call, files: list[Path]) -> None:
    page.goto(f"{site.url}/calls/{call.pk}/intake/")
    page.set_input_files("[name=files]", files)
    page.get_by_role("button", name="Take in").click()
    page.wait_for_url("**/work/**")
    page.get_by_role("link", name="Go on").click()
    page.get_by_text("来函.docx").first.wait_for()


def settle_doubt(page: Page, site: SimpleNamespace) -> None:
    """The file without a name waits in triage; the officer says whose it is."""
    doubt = IntakeFile.objects.get(name="来函.docx")
    assert doubt.state == "triage"
    page.goto(f"{site.url}/triage/{doubt.pk}/")
    page.locator("[name=unit]").first.select_option(str(site.world.college_a.pk))
    page.locator("button[name=decision][value=accept]").click()
    page.wait_for_load_state()
    doubt.refresh_from_db()
    assert doubt.state == "accepted"


def merge(page: Page, site: SimpleNamespace, call: Call) -> None:
    page.goto(f"{site.url}/calls/{call.pk}/merge/")
    page.get_by_role("button", name="Begin merging").click()
    page.wait_for_load_state()
    page.goto(f"{site.url}/calls/{call.pk}/merge/")
    while page.locator(".group-card button[name=step][value=accept]").count():
        page.locator(".group-card button[name=step][value=accept]").first.click()
        page.wait_for_load_state("networkidle")
        page.goto(f"{site.url}/calls/{call.pk}/merge/")


def fetch(page: Page, href: str) -> bytes:
    with page.expect_download() as found:
        page.locator(f"a[href*='{href}']").first.click()
    return Path(found.value.path()).read_bytes()


def words_of(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        return re.sub(r"<[^>]+>", "", packed.read("word/document.xml").decode())


def test_from_the_letter_to_the_plan(visit, site, tmp_path):
    officer = visit("programme_officer")
    call = write_letter(officer, site)
    answer_on_the_page(visit, site, call)
    take_in(officer, site, call, reply_files(site, tmp_path))
    settle_doubt(officer, site)
    assert Need.objects.filter(call=call, is_current=True).count() == 4

    merge(officer, site, call)
    together = Membership.objects.filter(need__title__in=[RAIL, RAIL_AGAIN]).values_list("group", flat=True)
    assert len(set(together)) == 1

    officer.goto(f"{site.url}/calls/{call.pk}/results/")
    plan = words_of(fetch(officer, "internal.zh-hans.docx"))
    for title in (SEEDS, PORT):
        assert title in plan
    assert "needs.xlsx" in plan
    assert "needs.xlsx" not in words_of(fetch(officer, "public.zh-hans.docx"))
    workbook = openpyxl.load_workbook(BytesIO(fetch(officer, "internal.zh-hans.xlsx")))
    told = {str(cell.value) for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert {RAIL, RAIL_AGAIN, SEEDS, PORT} <= told
    with zipfile.ZipFile(BytesIO(fetch(officer, "feedback.zh-hans.zip"))) as letters:
        assert len(letters.namelist()) == 4
    assert list(journal.verify()) == []
