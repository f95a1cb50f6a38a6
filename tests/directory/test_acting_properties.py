"""From which seats a person may act: what must hold on every day, whatever seats and loans there are."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from wutong.directory.acting import actor, chairs, without_seat
from wutong.directory.models import Delegation, Seat, User
from wutong.directory.queries import colleagues, delegations_of, holders, seat

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 10)
ROLES = ["reviewer", "unit_coordinator", "unit_leader", "auditor"]
SEEDS = range(5)


def crowd(world: Any, seed: int) -> list[User]:
    """Six people with seats of any length, lending them to each other for any time."""
    dice = random.Random(seed)
    users = [User.objects.create_user(f"{seed}.{n}@crowd.example", is_active=dice.random() > 0.2) for n in range(6)]
    places = [world.university, world.province, world.college_a]
    for user in users:
        for role in dice.sample(ROLES, dice.randrange(3)):
            since = DAY + timedelta(days=dice.randrange(-20, 20))
            until = since + timedelta(days=dice.randrange(20)) if dice.random() < 0.6 else None
            Seat.objects.create(user=user, role=role, organisation=dice.choice(places), since=since, until=until)
    for lent in Seat.objects.filter(user__in=users):
        for to in dice.sample([user for user in users if user != lent.user], 2):
            since = DAY + timedelta(days=dice.randrange(-20, 20))
            ended = world.at if dice.random() < 0.3 else None
            until = since + timedelta(days=dice.randrange(20))
            Delegation.objects.create(seat=lent, to=to, since=since, until=until, ended_at=ended)
    return users


def days() -> list[date]:
    return [DAY + timedelta(days=step) for step in range(-25, 45, 5)]


def holds(seat: Seat, day: date) -> bool:
    return seat.since <= day and (seat.until is None or seat.until >= day)


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_sits_where_the_seat_does_not_hold_that_day(world: Any, seed: int) -> None:
    for user in crowd(world, seed):
        for day in days():
            assert all(holds(chair.seat, day) for chair in chairs(user, day))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_own_seat_that_holds_is_offered_and_comes_first(world: Any, seed: int) -> None:
    for user in crowd(world, seed):
        for day in days():
            found = chairs(user, day)
            own = [chair.seat for chair in found if chair.delegation is None]
            assert own == [one for one in user.seats.order_by("pk") if holds(one, day)]
            assert [chair.delegation is None for chair in found] == [True] * len(own) + [False] * (
                len(found) - len(own)
            )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_loan_counts_within_its_days_until_it_is_ended_and_while_its_lender_is_there(world: Any, seed: int) -> None:
    for user in crowd(world, seed):
        for day in days():
            lent = {chair.delegation.pk for chair in chairs(user, day) if chair.delegation}
            rows = Delegation.objects.filter(to=user).select_related("seat__user")
            assert lent == {
                row.pk for row in rows
                if row.ended_at is None and row.since <= day <= row.until
                and row.seat.user.is_active and holds(row.seat, day)
            }  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_two_chairs_never_bear_one_key(world: Any, seed: int) -> None:
    for user in crowd(world, seed):
        keys = [chair.key for chair in chairs(user, DAY)]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_actor_is_the_person_with_the_role_of_the_seat(world: Any, seed: int) -> None:
    for user in crowd(world, seed):
        for chair in chairs(user, DAY):
            acting = actor(user, chair)
            assert (acting.user_id, acting.role) == (user.pk, chair.seat.role)
            assert acting.office_path == chair.seat.organisation.path
            assert acting.on_behalf_of_id == (chair.seat.user_id if chair.delegation else None)


@pytest.mark.parametrize("seed", SEEDS)
def test_mails_go_to_whom_the_seat_is_today(world: Any, seed: int) -> None:
    users = crowd(world, seed)
    for day in days():
        found = holders(world.university.pk, *ROLES, on=day)
        assert len({one.pk for one in found}) == len(found)
        ours = {one.pk for one in found} & {one.pk for one in users}
        rows = Seat.objects.filter(user__in=users, user__is_active=True, organisation=world.university)
        assert ours == {row.user_id for row in rows if holds(row, day)}


def test_nobody_holds_no_role(world: Any) -> None:
    assert holders(world.university.pk, on=DAY) == []
    assert without_seat(world.people["auditor"]).has("none")


@pytest.mark.parametrize("seed", SEEDS)
def test_each_sees_their_own_loans_and_no_others(world: Any, seed: int) -> None:
    for user in crowd(world, seed):
        for loan in delegations_of(without_seat(user)):
            assert user.pk in (loan.seat.user_id, loan.to_id)
        rows = Delegation.objects.select_related("seat")
        assert delegations_of(without_seat(user)).count() == sum(user.pk in (r.seat.user_id, r.to_id) for r in rows)


@pytest.mark.parametrize("role", ["unit_leader", "middle_leader", "programme_leader"])
def test_one_lends_to_colleagues_only_once_listed_and_never_to_oneself(world: Any, role: str) -> None:
    crowd(world, 1)
    by = world.by[role]
    found = list(colleagues(by))
    assert len({one.pk for one in found}) == len(found)
    for one in found:
        assert one.is_active and one.pk != by.user_id
        assert any((place.organisation.path or "").startswith(by.office_path) for place in one.seats.all())


def test_who_sits_nowhere_has_no_colleagues(world: Any) -> None:
    assert not colleagues(without_seat(world.people["auditor"])).exists()


@pytest.mark.parametrize(("role", "of", "seen"), [
    ("administrator", "unit_leader", True), ("auditor", "unit_leader", True), ("programme_leader", "auditor", True),
    ("unit_leader", "unit_coordinator", True), ("unit_leader", "auditor", False), ("middle_leader", "unit_leader", False),
    ("partner_officer", "unit_leader", False),
])  # fmt: skip
def test_a_seat_is_found_by_those_who_stand_over_it(world: Any, role: str, of: str, seen: bool) -> None:
    place = Seat.objects.get(user=world.people[of])
    if seen:
        assert seat(world.by[role], place.pk) == place
    else:
        with pytest.raises(Seat.DoesNotExist):
            seat(world.by[role], place.pk)
