"""The shell in a real browser: signing in, choosing a language and a theme, the menu on a phone."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_person_signs_in_and_sees_their_desk(visit):
    page = visit("unit_coordinator")
    assert "/desk/" in page.url
    assert page.get_by_role("heading", name="Waiting for me").is_visible()


def test_the_language_is_switched_and_stays(visit):
    page = visit("unit_coordinator")
    page.get_by_role("button", name="简体中文").click()
    page.wait_for_load_state()
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    page.reload()
    assert page.locator("html").get_attribute("lang") == "zh-hans"


def test_the_theme_is_switched_and_stays(visit):
    page = visit("unit_coordinator")
    before = page.locator("html").get_attribute("data-bs-theme")
    page.locator("[data-theme-switch]").click()
    page.reload()
    assert page.locator("html").get_attribute("data-bs-theme") != before


def test_the_menu_opens_on_a_phone(visit):
    page = visit("programme_officer", width=390, height=844)
    assert not page.get_by_role("link", name="Calls").first.is_visible()
    page.locator(".navbar-toggler").click()
    page.get_by_role("link", name="Calls").first.click()
    page.wait_for_url("**/calls/")


def test_a_wrong_password_is_told_in_words(visit, site):
    page = visit("public")
    page.goto(f"{site.url}/accounts/login/")
    page.fill("#id_login", "unit_coordinator@test.example")
    page.fill("#id_password", "wrong")
    page.click("main form button")
    assert page.locator(".alert-danger").is_visible()


def test_nothing_is_loaded_from_elsewhere(visit, site):
    page = visit("public")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url)
    assert asked
    assert [address for address in asked if not address.startswith((site.url, "data:"))] == []
