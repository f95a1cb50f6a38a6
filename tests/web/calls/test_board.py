"""The board, however deep an inquiry was passed on: every line once, in reading order, and figures that add up."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from wutong.base.mail import Mail
from wutong.base.texts import texts
from wutong.calls.models import Inquiry, Reply
from wutong.calls.queries.calls import board, tally
from wutong.directory.models import Organisation

pytestmark = pytest.mark.django_db
STATES = ["waiting", "passed_on", "answered", "no_needs"]


def grow(world: Any, call: Any, seed: int, many: int = 25) -> list[Inquiry]:
    """A tree of inquiries of any shape: each new one hangs under one there is, or stands at the top."""
    dice, made = random.Random(seed), list(call.inquiries.order_by("order", "pk"))
    for number in range(many):
        parent = dice.choice([*made, None])
        above = parent.unit if parent else world.ministry
        unit = Organisation.objects.create(kind="other", names=texts(en=f"Unit {number}"), parent=above)
        unit.path = f"{above.path}{unit.pk}/"
        unit.save()
        state = dice.choice(STATES)
        done = world.at if state in ("answered", "no_needs") else None
        row = Inquiry.objects.create(
            call=call, unit=unit, parent=parent, office=parent.unit if parent else world.division, state=state,
            order=dice.randrange(5), deadline=world.at + timedelta(days=dice.choice([-1, 1])), addressed_at=world.at,
            answered_at=done,
        )  # fmt: skip
        if state == "answered":
            Reply.objects.create(
                inquiry=row, version=1, source="web", state="sent", written_at=world.at, sent_at=world.at
            )
        made.append(row)
    return made


def lines_for(world: Any, call: Any, role: str = "programme_officer") -> Any:
    return board(world.by[role], call, now=world.at)


@pytest.mark.parametrize("seed", range(6))
def test_every_inquiry_stands_on_the_board_once(world: Any, call: Any, seed: int) -> None:
    made = grow(world, call, seed)
    lines = lines_for(world, call)
    assert sorted(line.inquiry.pk for line in lines) == sorted(row.pk for row in made)


@pytest.mark.parametrize("seed", range(6))
def test_each_line_stands_right_below_its_branch(world: Any, call: Any, seed: int) -> None:
    grow(world, call, seed)
    branch: list[int] = []
    for line in lines_for(world, call):
        branch = branch[: line.depth]
        assert line.inquiry.parent_id == (branch[-1] if branch else None)
        branch.append(line.inquiry.pk)
        assert len(branch) == line.depth + 1


@pytest.mark.parametrize("seed", range(6))
def test_siblings_stand_in_the_order_of_the_letter(world: Any, call: Any, seed: int) -> None:
    grow(world, call, seed)
    below: dict[int | None, list[tuple[int, int]]] = {}
    for line in lines_for(world, call):
        below.setdefault(line.inquiry.parent_id, []).append((line.inquiry.order, line.inquiry.pk))
    assert all(rows == sorted(rows) for rows in below.values())


@pytest.mark.parametrize("seed", range(6))
def test_the_figures_add_up_whatever_the_tree(world: Any, call: Any, seed: int) -> None:
    made = grow(world, call, seed)
    counted = tally(lines_for(world, call))
    top = [row for row in made if row.parent_id is None]
    assert counted["asked"] == len(top)
    assert counted["asked"] == counted["answered"] + counted["no_needs"] + counted["late"] + counted["waiting"]
    assert counted["late"] == sum(row.is_late(world.at) for row in top)
    assert counted["answered"] == sum(row.state == "answered" for row in top)


def test_who_sees_only_a_branch_sees_it_from_its_top(world: Any, call: Any) -> None:
    """The province sees what it passed on, not what others were asked."""
    grow(world, call, 3)
    lines = lines_for(world, call, "middle_officer")
    assert lines[0].depth == 0 and lines[0].inquiry.unit == world.province
    assert {line.inquiry.unit.path.startswith(world.province.path) for line in lines} == {True}


def test_a_branch_as_deep_as_the_country_breaks_nothing(world: Any, call: Any, sign_in: Any) -> None:
    parent, above = call.inquiries.get(unit=world.province), world.province
    for depth in range(20):
        unit = Organisation.objects.create(kind="other", names=texts(en=f"Depth {depth}"), parent=above)
        unit.path = f"{above.path}{unit.pk}/"
        unit.save()
        parent = Inquiry.objects.create(
            call=call, unit=unit, parent=parent, office=above, deadline=call.deadline, addressed_at=world.at
        )
        above = unit
    assert max(line.depth for line in lines_for(world, call)) == 20
    answer = sign_in("programme_officer").get(reverse("board", args=[call.pk]))
    assert answer.status_code == 200 and b"Depth 19" in answer.content


def remind(client: Any, call: Any, **values: str) -> Any:
    return client.post(reverse("board_remind", args=[call.pk]), values)


def reminders() -> list[str]:
    return sorted(Mail.objects.filter(key__startswith="reminded").values_list("to", flat=True))


def test_all_that_are_open_are_reminded_once_a_day(call: Any, sign_in: Any, time_machine_at: Any, at: Any) -> None:
    client = sign_in("programme_officer")
    remind(client, call)
    first = reminders()
    remind(client, call)
    assert reminders() == first != []
    time_machine_at(at + timedelta(days=1, hours=1))
    remind(client, call)
    assert len(reminders()) == 2 * len(first)


def test_one_unit_is_reminded_alone(call: Any, world: Any, sign_in: Any, time_machine_at: Any) -> None:
    inquiry = call.inquiries.get(unit=world.university)
    remind(sign_in("programme_officer"), call, inquiry=str(inquiry.pk))
    assert set(reminders()) == {"unit_coordinator@test.example", "unit_leader@test.example"}


@pytest.mark.parametrize("inquiry", ["²", "x", "-1", "999999", "9" * 30, "1.5"])
def test_an_inquiry_that_is_none_reminds_nobody(call: Any, sign_in: Any, time_machine_at: Any, inquiry: str) -> None:
    assert remind(sign_in("programme_officer"), call, inquiry=inquiry).status_code == 302
    assert reminders() == []


def test_who_was_asked_reminds_nobody_of_the_letter_above(call: Any, sign_in: Any, time_machine_at: Any) -> None:
    remind(sign_in("middle_officer"), call)
    assert reminders() == []
