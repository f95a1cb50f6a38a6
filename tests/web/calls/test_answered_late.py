"""The board tells who answered after the deadline, and whether the hour is that of the unit or of the office."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from wutong.calls.models import Inquiry
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.replies import compose_reply, confirm_reply, send_reply, take_in_reply, write_reply

pytestmark = pytest.mark.django_db
NEEDS = [StatedNeed(title="A", text="a")]
LATE = ("answered late", "taken in late")


def answered(world: Any, call: Any, at: Any) -> Inquiry:
    inquiry = call.inquiries.get(unit=world.university)
    coordinator, leader = world.by["unit_coordinator"], world.by["unit_leader"]
    reply = write_reply(inquiry, needs=NEEDS, by=coordinator, at=at)
    compose_reply(reply, by=coordinator, at=at)
    confirm_reply(reply, by=leader, at=at)
    send_reply(reply, by=coordinator, at=at)
    return inquiry


def taken_in(world: Any, call: Any, at: Any) -> Inquiry:
    inquiry = call.inquiries.get(unit=world.university)
    take_in_reply(inquiry, needs=NEEDS, by=world.by["programme_officer"], at=at)
    return inquiry


def board(sign_in: Any, call: Any) -> str:
    page = sign_in("programme_officer").get(reverse("board", args=[call.pk])).content.decode()
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


@pytest.mark.parametrize(("way", "words"), [(answered, "answered late"), (taken_in, "taken in late")])
def test_after_the_deadline_the_line_says_so(sign_in: Any, world: Any, call: Any, way: Any, words: str) -> None:
    inquiry = way(world, call, call.deadline + timedelta(minutes=1))
    said = [one for one in LATE if one in board(sign_in, call)]
    assert said == [words]
    assert words in sign_in("programme_officer").get(reverse("inquiry", args=[inquiry.pk])).content.decode()


@pytest.mark.parametrize("way", [answered, taken_in])
@pytest.mark.parametrize("early", [timedelta(0), timedelta(days=3)])
def test_up_to_the_deadline_nothing_is_late(sign_in: Any, world: Any, call: Any, way: Any, early: timedelta) -> None:
    way(world, call, call.deadline - early)
    assert not any(words in board(sign_in, call) for words in LATE)


def test_a_deadline_moved_is_the_one_that_counts(sign_in: Any, world: Any, call: Any) -> None:
    inquiry = answered(world, call, call.deadline + timedelta(days=1))
    Inquiry.objects.filter(pk=inquiry.pk).update(deadline=call.deadline + timedelta(days=2))
    assert "answered late" not in board(sign_in, call)


def test_the_hour_of_the_office_is_named_as_such(sign_in: Any, world: Any, call: Any, at: Any) -> None:
    inquiry = taken_in(world, call, at)
    assert "taken in" in board(sign_in, call)
    answered(world, call, at)
    assert "taken in" not in board(sign_in, call)
    assert "taken in 2026" not in sign_in("unit_leader").get(reverse("inquiry", args=[inquiry.pk])).content.decode()


@pytest.mark.parametrize("zone", ["Asia/Almaty", "America/Lima"])
def test_answer_and_deadline_stand_on_the_clock_of_the_call(
    sign_in: Any, world: Any, make_call: Any, at: Any, zone: str
) -> None:
    call = make_call(time_zone=zone)
    taken_in(world, call, at)
    assert f"{at.astimezone(ZoneInfo(zone)):%m-%d %H:%M}" in board(sign_in, call)
