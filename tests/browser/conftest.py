"""A real browser against a live site: Debian's chromium driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the thread of the test

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def site(live_server: Any, transactional_db: None, at: Any) -> Iterator[SimpleNamespace]:
    """The world of tests/conftest.py on a live server; long work runs at once."""
    from tests.conftest import build_world

    world = build_world(at)
    tasks = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    mailers = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    with override_settings(TASKS=tasks, MAILERS=mailers, SITE_ADDRESS=live_server.url, ACCOUNT_RATE_LIMITS=False):
        yield SimpleNamespace(url=live_server.url, world=world)


@pytest.fixture
def visit(browser: Browser, site: SimpleNamespace) -> Iterator[Callable[..., Page]]:
    """`visit("unit_coordinator")`: a page of that person, English, desktop width; console errors fail the test."""
    contexts: list[Any] = []
    trouble: list[str] = []

    def enter(role: str, *, language: str = "en", width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=language, accept_downloads=True
        )
        context.add_cookies([{"name": "wutong_language", "value": language, "url": site.url}])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
        page.on("console", lambda line: trouble.append(f"{page.url}: {line.text}") if line.type == "error" else None)
        if role != "public":
            sign_in(page, site.url, site.world.people[role].email)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert trouble == []


def sign_in(page: Page, url: str, email: str, password: str = "test-pass-1") -> None:
    page.goto(f"{url}/accounts/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.click("main form button")
    page.wait_for_url(lambda address: "/login/" not in address)
