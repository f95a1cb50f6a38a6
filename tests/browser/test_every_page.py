"""Every page of a site with demo data: no serious accessibility issue, nothing wider than a phone, in both languages."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import URLResolver, resolve, reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sign_in
from wutong.base.actors import Actor
from wutong.base.mail import Mail
from wutong.base.work import Work
from wutong.calls.models import Call, IntakeFile, Need, NeedGroup
from wutong.calls.steps.calls import write_call
from wutong.directory.models import Organisation, User
from wutong.forms.models import FormVersion
from wutong.management.demo.installing import PASSWORD
from wutong.plans.models import Plan
from wutong.web.urls import urlpatterns

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


PASSWORD_PAGES = ("account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done")


def draft_of_a_plan() -> int:
    """A plan text as it was read, for a person to look through."""
    text = "一、总体目标\n到2030年，建设联合实验室50家。\n二、重点任务\n（一）开展合作研究\n"
    client = Client()
    client.force_login(User.objects.get(email="officer@demo.example"))
    answer = client.post(reverse("plan_read"), {"title": "演示计划", "text": text})
    return int(resolve(answer["Location"]).kwargs["pk"])


def draft_of_a_call() -> int:
    """A letter not sent yet."""
    officer = User.objects.get(email="officer@demo.example")
    office = officer.seats.get().organisation
    by = Actor(officer.pk, str(officer), "programme_officer", office.pk, office.path or "")
    form = FormVersion.objects.get(code="needs")
    words = {"authoritative": "en", "en": "A letter being written"}
    at = timezone.now()
    call = write_call(
        issuer=office, number="", titles=words, letters=words, deadline=at + timedelta(days=30), form=form, by=by, at=at
    )
    return call.pk


def pages() -> dict[str, list[str]]:
    """Addresses by the role that looks at them; one of every kind of page."""
    call, open_call = Call.objects.order_by("pk")[:2]
    doubt = IntakeFile.objects.filter(state="triage").first()
    settled = IntakeFile.objects.filter(state="accepted", media="docx").first()
    need, group = Need.objects.filter(is_current=True)[0], NeedGroup.objects.filter(is_dissolved=False)[0]
    university = Organisation.objects.get(seats__role="unit_coordinator")
    passed = open_call.inquiries.get(state="passed_on")
    answered, waiting = (each.inquiries.get(unit=university) for each in (call, open_call))
    of_call = ("call", "board", "intake", "needs", "workspace", "figures", "results")
    return {
        "public": [reverse(name) for name in ("home", "account_login", "plans", *PASSWORD_PAGES)],
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
            reverse("intake_wrong", args=[call.pk]),
            f"{reverse('triage_file', args=[settled.pk])}?edit=1",
            *(reverse(name) for name in ("mailbox", "outbox", "account_change_password")),
            *(reverse("mail_shown", args=[mail.pk]) for mail in Mail.objects.filter(about__startswith="inquiry:")[:1]),
            *(reverse("work", args=[work.pk]) for work in Work.objects.filter(kind="reading")[:1]),
            reverse("plan_draft", args=[draft_of_a_plan()]),
            reverse("plan_crosswalk", args=[Plan.objects.get(code=code).pk for code in "AB"]),
            reverse("call_edit", args=[draft_of_a_call()]),
            reverse("country", args=["KZ"]),
            reverse("region_group", args=["ASEAN"]),
        ],
        "unit.coordinator@demo.example": [
            *(reverse(name) for name in ("desk", "inquiries", "delegations")),
            *(reverse("inquiry", args=[inquiry.pk]) for inquiry in (answered, waiting)),
            *(reverse(name, args=[waiting.pk]) for name in ("reply_edit", "reply_upload", "no_needs")),
            reverse("extension_ask", args=[waiting.pk]),
            *(reverse("reply", args=[reply.pk]) for reply in answered.replies.all()[:1]),
        ],
        "middle.officer@demo.example": [
            reverse("inquiry", args=[passed.pk]),
            reverse("pass_on", args=[passed.pk]),
        ],
        "auditor@demo.example": [reverse("journal")],
    }


# Routes that are no page of their own, or that the demo has no record for, and why they are not walked.
NOT_WALKED = {
    "call_letter": "a download",
    "call_form": "a download",
    "inquiry_form": "a download",
    "reply_file": "a download",
    "intake_original": "a download",
    "incoming_original": "a download",
    "plan_document": "a download",
    "workbook": "a download",
    "feedback_all": "a download",
    "feedback": "a download",
    "triage_earlier": "a fragment of triage_file, which is walked",
    "merge_send_up": "no middle office of the demo merges: tests/web/merging/test_sending_up.py reads it",
    "incoming": "the demo has no mailbox: its tests fetch mails",
    "call_from_draft": "leads on to call_edit, which is walked",
    "organisation_import_look": "shown only in the session that sent the file: tests/web/directory/test_importing.py reads it",
}


def routes(patterns: Any) -> Iterator[str]:
    """Names of the routes that answer GET."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns)
            continue
        closure = inspect.getclosurevars(one.callback).nonlocals if inspect.isfunction(one.callback) else {}
        if closure.get("request_method_list") != ["POST"]:
            yield str(one.name)


def not_reached(addresses: Iterable[str]) -> list[str]:
    """GET routes that no address leads to and no reason excuses; and reasons for routes that are gone."""
    known = set(routes(urlpatterns))
    walked = {resolve(address.partition("?")[0]).view_name for address in addresses}
    missing = sorted(known - walked - NOT_WALKED.keys())
    return [f"{name}: neither walked nor excused" for name in missing] + [
        f"{name}: excused, but there is no such page" for name in sorted(NOT_WALKED.keys() - known)
    ]


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
    walk = pages()
    assert not_reached(address for addresses in walk.values() for address in addresses) == []
    told = [
        f"{how[0]} {how[1]} {fault}"
        for who, addresses in walk.items()
        for how in LOOKS
        for fault in look(browser, demo_site, who, addresses, how)
    ]
    assert not told, "\n".join(told)
