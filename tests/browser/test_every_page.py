"""Every page of a site with demo data: no serious accessibility issue, nothing wider than a phone, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sign_in
from wutong.calls.models import Call, IntakeFile, Need, NeedGroup
from wutong.directory.models import Organisation
from wutong.management.demo.installing import PASSWORD
from wutong.plans.models import Plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = [("en", 1280, 900, "light"), ("zh-hans", 390, 844, "dark")]


@pytest.fixture
def demo_site(live_server: Any, transactional_db: None) -> Any:
    """The whole demo, as `make demo` leaves it."""
    tasks = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    mailers = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    with override_settings(TASKS=tasks, MAILERS=mailers, ACCOUNT_RATE_LIMITS=False, DEMO=True):
        call_command("demo", verbosity=0)
        yield live_server.url


def pages() -> dict[str, list[str]]:
    """Addresses by the role that looks at them; one of every kind of page."""
    call, open_call = Call.objects.order_by("pk")
    doubt = IntakeFile.objects.filter(state="triage").first()
    need, group = Need.objects.filter(is_current=True)[0], NeedGroup.objects.filter(is_dissolved=False)[0]
    university = Organisation.objects.get(seats__role="unit_coordinator")
    passed = open_call.inquiries.get(state="passed_on")
    answered, waiting = (each.inquiries.get(unit=university) for each in (call, open_call))
    of_call = ("call", "board", "intake", "needs", "workspace", "figures", "results")
    return {
        "public": [reverse("home"), reverse("account_login"), reverse("plans")],
        "officer@demo.example": [
            *(reverse(name, args=[call.pk]) for name in of_call),
            *(reverse(name) for name in ("desk", "calls", "call_new", "organisations", "countries", "agreements")),
            reverse("plan", args=[Plan.objects.get(code="A").pk]),
            reverse("organisation", args=[university.pk]),
            reverse("triage_file", args=[doubt.pk]),
            reverse("need", args=[need.pk]),
            reverse("merge_group", args=[call.pk, group.pk]),
            reverse("merge_steps", args=[call.pk]),
            *(reverse(name) for name in ("organisation_add", "organisation_import", "plan_read", "plan_drafts")),
            reverse("organisation_change", args=[university.pk]),
            reverse("agreement_record"),
            reverse("country", args=["KZ"]),
            reverse("region_group", args=["ASEAN"]),
        ],
        "unit.coordinator@demo.example": [
            *(reverse(name) for name in ("desk", "inquiries", "delegations")),
            *(reverse("inquiry", args=[inquiry.pk]) for inquiry in (answered, waiting)),
            *(reverse(name, args=[waiting.pk]) for name in ("reply_edit", "reply_upload", "no_needs")),
            reverse("extension_ask", args=[waiting.pk]),
        ],
        "middle.officer@demo.example": [
            reverse("inquiry", args=[passed.pk]),
            reverse("pass_on", args=[passed.pk]),
        ],
        "auditor@demo.example": [reverse("journal")],
    }


def faults(page: Page, address: str) -> list[str]:
    """Serious axe findings, and content wider than the screen."""
    found = Axe().run(page).response["violations"]
    told = [
        f"{address}: {issue['id']} {issue['nodes'][0]['target']} {issue['nodes'][0]['html'][:120]}"
        for issue in found
        if issue["impact"] in ("serious", "critical")
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1")
    return told + ([f"{address}: wider than the screen"] if wide else [])


def look(browser: Browser, url: str, who: str, addresses: list[str], how: tuple[str, int, int, Any]) -> list[str]:
    language, width, height, theme = how
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, locale=language)
    context.add_cookies([{"name": "wutong_language", "value": language, "url": url}])
    page = context.new_page()
    if who != "public":
        sign_in(page, url, who, PASSWORD)
    told = []
    for address in addresses:
        answer = page.goto(url + address)
        status = answer.status if answer else 0
        told += faults(page, address) if status == 200 else [f"{address}: {status}"]
    context.close()
    return told


def test_no_page_has_a_serious_issue(browser, demo_site):
    told = [
        f"{how[0]} {how[1]} {fault}"
        for who, addresses in pages().items()
        for how in LOOKS
        for fault in look(browser, demo_site, who, addresses, how)
    ]
    assert not told, "\n".join(told)
