"""From which seats a person may act on a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wutong.directory.acting import actor, chairs, without_seat
from wutong.directory.models import Seat, User
from wutong.directory.steps import delegate, end_delegation, end_seat


def lend(world: Any, days: int = 7) -> Any:
    seat = Seat.objects.get(user=world.people["unit_leader"])
    day = world.at.date()
    to = world.people["applicant"]
    return delegate(seat, to=to, since=day, until=day + timedelta(days=days), by=world.by["unit_leader"], at=world.at)


def test_a_seat_counts_from_its_first_to_its_last_day(world: Any) -> None:
    user, day = world.people["reviewer"], world.at.date()
    end_seat(user.seats.get(), on=day + timedelta(days=3), by=world.machine, at=world.at)
    held = [len(chairs(user, day + timedelta(days=step))) for step in (-1, 0, 3, 4)]
    assert held == [0, 1, 1, 0]


def test_a_lent_seat_acts_with_its_role_on_behalf_of_its_holder(world: Any) -> None:
    lend(world)
    user = world.people["applicant"]
    own, lent = chairs(user, world.at.date())
    assert (actor(user, own).role, actor(user, own).on_behalf_of_id) == ("applicant", None)
    acting = actor(user, lent)
    assert (acting.role, acting.on_behalf_of_id) == ("unit_leader", world.people["unit_leader"].pk)
    assert acting.user_id == user.pk
    assert own.key != lent.key


def test_a_lent_seat_goes_with_its_time_its_end_and_its_holder(world: Any) -> None:
    lent, user, day = lend(world), world.people["applicant"], world.at.date()
    assert len(chairs(user, day + timedelta(days=8))) == 1
    User.objects.filter(pk=world.people["unit_leader"].pk).update(is_active=False)
    assert len(chairs(user, day)) == 1
    User.objects.filter(pk=world.people["unit_leader"].pk).update(is_active=True)
    assert len(chairs(user, day)) == 2
    end_delegation(lent, by=world.by["applicant"], at=world.at)
    assert len(chairs(user, day)) == 1


def test_an_actor_sits_over_its_own_subtree(world: Any) -> None:
    by = world.by["middle_officer"]
    assert by.sits_over(world.college_a.path)
    assert not by.sits_over(world.university.path)
    assert not without_seat(world.people["reviewer"]).sits_over(world.university.path)
