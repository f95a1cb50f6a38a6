"""At the door: seats that end, accounts that close, sessions that run out, and what a refusal looks like."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.web.shell.markup import Markup, faults
from wutong.directory.models import Delegation, Seat, User
from wutong.directory.steps import delegate, end_delegation, end_seat, give_seat

HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(time_machine_at: Any) -> None:
    """Seats begin on the day of the world."""


def lend(world: Any, days: int = 7) -> Delegation:
    """The unit's leader lets the coordinator act."""
    since = world.at.date()
    seat = Seat.objects.get(user=world.people["unit_leader"])
    to, until = world.people["unit_coordinator"], since + timedelta(days=days)
    return delegate(seat, to=to, since=since, until=until, by=world.by["unit_leader"], at=world.at)


def sit_on(client: Any, key: str) -> Any:
    return client.post(reverse("sit"), {"chair": key})


def chair_of(client: Any) -> Any:
    return client.get(reverse("desk")).context["chair"]


def test_a_seat_that_ends_closes_its_pages_the_day_after(world: Any, sign_in: Any, time_machine_at: Any) -> None:
    client = sign_in("programme_officer")
    seat = Seat.objects.get(user=world.people["programme_officer"])
    end_seat(seat, on=world.at.date(), by=world.by["administrator"], at=world.at)
    assert client.get(reverse("call_new")).status_code == 200
    time_machine_at(world.at + timedelta(days=1))
    assert client.get(reverse("call_new")).status_code == 403


def test_a_seat_that_begins_tomorrow_opens_nothing_today(world: Any, client: Any, time_machine_at: Any) -> None:
    user = User.objects.create_user("tomorrow@test.example", "x")
    day = world.at.date() + timedelta(days=1)
    give_seat(user=user, role="auditor", organisation=world.ministry, since=day, by=world.machine, at=world.at)
    client.force_login(user)
    assert client.get(reverse("journal")).status_code == 403
    time_machine_at(world.at + timedelta(days=1))
    assert client.get(reverse("journal")).status_code == 200


def test_the_day_of_a_seat_is_the_day_where_the_site_stands(world: Any, client: Any, time_machine_at: Any) -> None:
    """Ten past midnight in Shanghai is still the day before in Greenwich."""
    user = User.objects.create_user("midnight@test.example", "x")
    day = date(2026, 9, 12)
    give_seat(user=user, role="auditor", organisation=world.ministry, since=day, by=world.machine, at=world.at)
    client.force_login(user)
    time_machine_at(world.at.replace(day=12, hour=0, minute=10))
    assert client.get(reverse("journal")).status_code == 200


def test_an_account_that_is_closed_is_sent_to_the_sign_in_page(world: Any, sign_in: Any) -> None:
    client = sign_in("auditor")
    User.objects.filter(pk=world.people["auditor"].pk).update(is_active=False)
    answer = client.get(reverse("journal"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_a_closed_account_cannot_sign_in(world: Any, client: Any) -> None:
    User.objects.filter(pk=world.people["auditor"].pk).update(is_active=False)
    client.post(reverse("account_login"), {"login": "auditor@test.example", "password": "test-pass-1"})
    assert client.get(reverse("journal")).status_code == 302


def test_a_person_without_a_seat_gets_a_desk_and_no_more(world: Any, client: Any) -> None:
    client.force_login(User.objects.create_user("seatless@test.example", "x"))
    assert client.get(reverse("desk")).status_code == 200
    assert client.get(reverse("organisations")).status_code == 403


def test_a_delegation_that_ends_under_ones_hands_leads_back_to_the_own_seat(world: Any, sign_in: Any) -> None:
    lent, client = lend(world), sign_in("unit_coordinator")
    sit_on(client, f"d{lent.pk}")
    assert chair_of(client).delegation == lent
    end_delegation(lent, by=world.by["unit_leader"], at=world.at)
    assert chair_of(client).delegation is None
    assert client.get(reverse("desk")).context["actor"].on_behalf_of_id is None


def test_a_delegation_ends_when_the_account_of_its_lender_closes(world: Any, sign_in: Any) -> None:
    lent, client = lend(world), sign_in("unit_coordinator")
    sit_on(client, f"d{lent.pk}")
    User.objects.filter(pk=world.people["unit_leader"].pk).update(is_active=False)
    assert chair_of(client).delegation is None


def test_a_delegation_ends_with_the_seat_it_lends(world: Any, sign_in: Any, time_machine_at: Any) -> None:
    lent, client = lend(world), sign_in("unit_coordinator")
    sit_on(client, f"d{lent.pk}")
    end_seat(lent.seat, on=world.at.date(), by=world.by["administrator"], at=world.at)
    time_machine_at(world.at + timedelta(days=1))
    assert chair_of(client).delegation is None


def test_what_is_done_from_a_lent_seat_is_done_on_behalf(world: Any, sign_in: Any) -> None:
    lent, client = lend(world), sign_in("unit_coordinator")
    sit_on(client, f"d{lent.pk}")
    actor = client.get(reverse("desk")).context["actor"]
    assert actor.role == "unit_leader"
    assert actor.user_id == world.people["unit_coordinator"].pk
    assert actor.on_behalf_of_id == world.people["unit_leader"].pk


@pytest.mark.parametrize("key", ["", "s0", "d0", "s", "x", "s1 or 1=1", "s99999999999999999999"])
def test_a_chair_that_is_none_changes_nothing(world: Any, sign_in: Any, key: str) -> None:
    client = sign_in("unit_coordinator")
    before = chair_of(client)
    assert sit_on(client, key).status_code == 302
    assert chair_of(client).key == before.key


def next_of(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("next", [""])[0]


def test_who_is_not_signed_in_comes_back_to_the_page_asked_for(world: Any, client: Any) -> None:
    address = f"{reverse('organisations')}?text=测试&kind=university"
    assert next_of(client.get(address).headers["Location"]) == client.get(address).wsgi_request.get_full_path()


def test_signing_in_leads_to_the_page_asked_for(world: Any, client: Any) -> None:
    sent = client.get(reverse("journal")).headers["Location"]
    answer = client.post(sent, {"login": "auditor@test.example", "password": "test-pass-1"})
    assert answer.headers["Location"] == reverse("journal")


def test_a_form_sent_after_the_session_ran_out_never_comes_back_to_a_page_that_cannot_be_opened(
    world: Any, client: Any
) -> None:
    """`seat/` answers to forms only: coming back to it by a link would be an error page."""
    sent = client.post(reverse("sit"), {"chair": "s1"}).headers["Location"]
    answer = client.post(sent, {"login": "auditor@test.example", "password": "test-pass-1"})
    assert client.get(answer.headers["Location"]).status_code == 200


def test_htmx_is_told_to_leave_the_page_for_the_sign_in_page(world: Any, client: Any) -> None:
    answer = client.get(reverse("desk"), headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"].startswith(reverse("account_login"))
    assert answer.content == b""


def test_htmx_comes_back_to_the_page_it_was_on_not_to_its_fragment(world: Any, client: Any) -> None:
    page = reverse("organisations")
    headers = HTMX | {"HX-Current-URL": f"http://testserver{page}?page=2"}
    answer = client.post(reverse("sit"), {"chair": "s1"}, headers=headers)
    assert next_of(answer.headers["HX-Redirect"]) == f"{page}?page=2"


def test_htmx_from_elsewhere_is_not_believed(world: Any, client: Any) -> None:
    headers = HTMX | {"HX-Current-URL": "https://elsewhere.example/desk/"}
    answer = client.get(reverse("desk"), headers=headers)
    assert "elsewhere" not in answer.headers["HX-Redirect"]


def refused(client: Any, call: Any, **headers: str) -> Any:
    """An issued call is frozen: its letter cannot be changed."""
    return client.get(reverse("call_edit", args=[call.pk]), headers=headers)


def test_a_refusal_is_a_page_with_its_reason_and_a_way_on(call: Any, sign_in: Any) -> None:
    answer = refused(sign_in("programme_officer"), call)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Nothing was changed" in html and 'href="/desk/"' in html
    assert faults(html) == []


def test_a_refusal_to_htmx_is_a_fragment(call: Any, sign_in: Any) -> None:
    answer = refused(sign_in("programme_officer"), call, **HTMX)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert 'role="alert"' in html and "<html" not in html


@pytest.mark.parametrize(("language", "words"), [("en", "Nothing was changed"), ("zh-hans", "未作任何改动")])
def test_a_refusal_speaks_the_readers_language(call: Any, sign_in: Any, language: str, words: str) -> None:
    client = sign_in("programme_officer")
    client.cookies["wutong_language"] = language
    html = refused(client, call).content.decode()
    assert words in html and f'<html lang="{language}"' in html


@pytest.mark.parametrize("address", ["/no/such/page/", "/calls/999999/", "/organisations/999999/", "/countries/QQ/"])
def test_what_is_not_there_keeps_the_navigation(world: Any, sign_in: Any, address: str) -> None:
    answer = sign_in("programme_officer").get(address)
    assert answer.status_code == 404
    html = answer.content.decode()
    assert 'href="/calls/"' in html and 'href="/desk/"' in html
    assert faults(html) == []


def test_a_hidden_record_and_a_missing_one_look_the_same(make_call: Any, sign_in: Any) -> None:
    """Nobody learns from the answer that a record exists."""
    draft = make_call(issue=False)
    client = sign_in("unit_coordinator")
    hidden, missing = (client.get(f"/calls/{pk}/").content for pk in (draft.pk, 999999))
    tokens = Markup(hidden.decode()), Markup(missing.decode())
    assert tokens[0].links == tokens[1].links
    assert draft.titles["en"].encode() not in hidden


def test_a_page_of_another_role_keeps_the_navigation(world: Any, sign_in: Any) -> None:
    answer = sign_in("unit_coordinator").get(reverse("call_new"))
    assert answer.status_code == 403
    html = answer.content.decode()
    assert 'href="/desk/"' in html and faults(html) == []


@pytest.mark.parametrize("name", ["sit", "set_language"])
def test_what_changes_something_is_not_done_by_a_link(world: Any, sign_in: Any, name: str) -> None:
    assert sign_in("unit_leader").get(reverse(name)).status_code == 405


def test_a_form_without_its_token_is_refused(world: Any) -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["unit_leader"])
    assert client.post(reverse("sit"), {"chair": "s1"}).status_code == 403


def test_errors_and_refusals_carry_the_policy_as_well(call: Any, sign_in: Any) -> None:
    client = sign_in("programme_officer")
    answers = [client.get("/no/such/page/"), refused(client, call), client.get(reverse("journal")),
               client.get(reverse("sit"))]  # fmt: skip
    assert [one.status_code for one in answers] == [404, 409, 403, 405]
    for one in answers:
        assert "script-src 'self' 'nonce-" in one.headers["Content-Security-Policy"] or not one.content
