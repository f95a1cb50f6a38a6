"""A deadline is shown on the clock of the call, beside the name of that clock, on every page and in every mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from wutong.base.mail import Mail
from wutong.calls.models import Call

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 10, 16, 17, 30, tzinfo=ZoneInfo("Asia/Almaty"))
HERE, THERE = "20:30", "17:30"  # Shanghai is three hours ahead


@pytest.fixture
def far(make_call: Any, time_machine_at: Any) -> Call:
    call: Call = make_call(deadline=DUE, time_zone="Asia/Almaty")
    return call


@pytest.mark.parametrize(("name", "role"), [
    ("home", "auditor"), ("calls", "programme_officer"), ("call", "partner_officer"), ("board", "programme_officer"),
    ("inquiries", "partner_officer"), ("desk", "partner_officer"),
])  # fmt: skip
def test_a_page_shows_the_clock_of_the_call(far: Call, sign_in: Any, name: str, role: str) -> None:
    needs_call = name in ("call", "board")
    html = sign_in(role).get(reverse(name, args=[far.pk] if needs_call else [])).content.decode()
    assert THERE in html
    assert HERE not in html


def test_the_page_of_an_inquiry_names_the_distance_to_greenwich(far: Call, world: Any, sign_in: Any) -> None:
    inquiry = far.inquiries.get(unit=world.abroad)
    html = sign_in("partner_officer").get(reverse("inquiry", args=[inquiry.pk])).content.decode()
    assert THERE in html and HERE not in html
    assert "UTC+0500" in html and "UTC+0800" not in html


def test_the_form_shows_the_clock_that_was_chosen(make_call: Any, sign_in: Any, time_machine_at: Any) -> None:
    draft = make_call(deadline=DUE, time_zone="Asia/Almaty", issue=False)
    html = sign_in("programme_officer").get(reverse("call_edit", args=[draft.pk])).content.decode()
    assert f"2026-10-16T{THERE}" in html


def test_saving_the_form_unchanged_moves_no_deadline(
    make_call: Any, world: Any, sign_in: Any, time_machine_at: Any
) -> None:
    draft = make_call(deadline=DUE, time_zone="Asia/Almaty", issue=False)
    client = sign_in("programme_officer")
    form = client.get(reverse("call_edit", args=[draft.pk])).context["form"]
    values = {name: value for name, value in form.initial.items() if value is not None}
    values["plan"] = draft.plan_id
    assert client.post(reverse("call_edit", args=[draft.pk]), values).status_code == 302
    draft.refresh_from_db()
    assert draft.deadline == DUE


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_mail_names_the_clock(make_call: Any, world: Any, time_machine_at: Any, language: str) -> None:
    world.people["partner_officer"].language = language
    world.people["partner_officer"].save()
    make_call(deadline=DUE, time_zone="Asia/Almaty")
    body = Mail.objects.get(to="partner_officer@test.example").body
    assert "(Asia/Almaty)" in body
    assert any(hour in body for hour in (THERE, "5:30 p.m."))
    assert HERE not in body and "8:30 p.m." not in body
