"""The public front: what everybody may know, in the order in which it matters, and nothing more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.web.shell.markup import Markup, faults
from wutong.base.texts import texts
from wutong.calls.models import Call
from wutong.calls.steps.calls import close_call, withdraw_call
from wutong.plans.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(time_machine_at: Any) -> None:
    """The front page knows which deadlines have passed."""


def front(client: Any, language: str = "en") -> str:
    client.cookies["wutong_language"] = language
    return str(client.get(reverse("home")).content.decode())


def titled(make_call: Any, title: str, number: int, **fields: Any) -> Call:
    call: Call = make_call(titles=texts(en=title), number=f"测函〔2026〕{number}号", **fields)
    return call


def test_what_can_be_answered_first_stands_first(make_call: Any, client: Any, at: Any) -> None:
    for number, days in enumerate((30, 5, 90), 1):
        titled(make_call, f"Due in {days}", number, deadline=at + timedelta(days=days))
    html = front(client)
    assert html.index("Due in 5") < html.index("Due in 30") < html.index("Due in 90")


def test_old_letters_never_push_open_ones_off_the_page(make_call: Any, client: Any, at: Any) -> None:
    """Offices forget to close their calls."""
    for number in range(1, 12):
        titled(make_call, f"Forgotten {number}", number, deadline=at - timedelta(days=number))
    titled(make_call, "New this week", 99, deadline=at + timedelta(days=20))
    html = front(client)
    assert "New this week" in html
    assert html.index("New this week") < html.index("Forgotten 1")


def test_drafts_closed_and_withdrawn_calls_are_nobodys_business(make_call: Any, world: Any, client: Any) -> None:
    titled(make_call, "A draft", 1, issue=False)
    for number, (title, step) in enumerate((("Closed one", close_call), ("Withdrawn one", withdraw_call)), 2):
        step(titled(make_call, title, number), by=world.by["programme_officer"], at=world.at)
    html = front(client)
    assert not any(title in html for title in ("A draft", "Closed one", "Withdrawn one"))


@pytest.mark.parametrize(
    "secret", ["Please send your needs", "测试联系人", "needs@test.example", "测试计划司", "测试大学"]
)
def test_letters_contacts_and_addressees_stay_inside(call: Call, client: Any, secret: str) -> None:
    assert secret not in front(client) and secret not in front(client, "zh-hans")


def test_an_empty_site_says_what_comes_here(world: Any, client: Any) -> None:
    html = front(client)
    assert "No call is open now" in html
    assert faults(html) == []


def test_the_public_is_offered_to_sign_in_and_the_signed_in_their_desk(world: Any, client: Any, sign_in: Any) -> None:
    assert reverse("account_login") in Markup(front(client)).links
    links = Markup(front(sign_in("auditor"))).links
    assert reverse("desk") in links and reverse("account_login") not in links


def test_plans_are_public_in_both_languages(world: Any, client: Any) -> None:
    for plan in Plan.objects.filter(code__in=["A", "B"]):
        for language in ("zh-hans", "en"):
            html = front(client, language)
            assert plan.titles[language] in html
            assert reverse("plan", args=[plan.pk]) in Markup(html).links


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "关于征集需求的函"), ("en", "Call for needs")])
def test_the_title_of_a_call_is_in_the_readers_language(call: Call, client: Any, language: str, words: str) -> None:
    assert words in front(client, language)


def test_a_title_in_one_language_is_shown_to_everyone(make_call: Any, client: Any) -> None:
    make_call(titles=texts(zh="只有中文的函"))
    assert "只有中文的函" in front(client)


def test_a_title_is_never_run(make_call: Any, client: Any) -> None:
    make_call(titles=texts(en="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in front(client)


def test_choosing_a_language_stays_on_the_page_and_lasts(world: Any, client: Any) -> None:
    address = f"{reverse('plans')}?page=1"
    answer = client.post(reverse("set_language"), {"language": "zh-hans", "next": address})
    assert answer.headers["Location"] == address
    assert '<html lang="zh-hans"' in client.get(address).content.decode()


def test_the_language_of_a_person_is_kept_for_their_mails(world: Any, sign_in: Any) -> None:
    client, person = sign_in("unit_leader"), world.people["unit_leader"]
    client.post(reverse("set_language"), {"language": "zh-hans", "next": "/"})
    person.refresh_from_db()
    assert person.language == "zh-hans"
    client.post(reverse("set_language"), {"language": "xx", "next": "/"})
    person.refresh_from_db()
    assert person.language == "zh-hans"


@pytest.mark.parametrize(
    "where", ["plans", "no such page", "desk/../calls", "\\elsewhere.example", "/\\elsewhere.example"]
)
def test_a_place_that_is_no_address_leads_to_the_front(world: Any, client: Any, where: str) -> None:
    """`next` is an address, never the name of a route."""
    answer = client.post(reverse("set_language"), {"language": "en", "next": where})
    assert answer.status_code == 302 and answer.headers["Location"] == "/"
