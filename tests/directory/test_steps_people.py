"""Seats: who gives which, to whom, until when; accounts made on the way; delegations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.directory.models import Seat, User
from wutong.directory.rules import GIVES
from wutong.directory.steps import delegate, end_delegation, end_seat, give_seat, seat_by_email


def seated(world: Any, by: str, role: str, place: str, email: str = "new@test.example") -> tuple[Seat, bool]:
    return seat_by_email(
        email=email,
        name="新人",
        role=role,
        organisation=getattr(world, place),
        since=world.at.date(),
        by=world.by[by],
        at=world.at,
    )


def test_an_unknown_address_gets_an_account_without_a_password(world: Any) -> None:
    seat, is_new = seated(world, "unit_leader", "unit_coordinator", "university", "New@Test.example")
    assert is_new
    assert seat.user.email == "new@test.example"
    assert str(seat.user) == "新人"
    assert not seat.user.has_usable_password()


def test_a_known_address_keeps_its_account(world: Any) -> None:
    known = world.people["unit_coordinator"]
    seat, is_new = seated(world, "unit_leader", "unit_leader", "university", known.email.upper())
    assert not is_new
    assert seat.user == known
    assert User.objects.filter(email__iexact=known.email).count() == 1


def test_a_closed_account_gets_no_seat(world: Any) -> None:
    User.objects.filter(pk=world.people["reviewer"].pk).update(is_active=False)
    with pytest.raises(Refused) as refused:
        seated(world, "administrator", "reviewer", "university", world.people["reviewer"].email)
    assert refused.value.place == "email"


@pytest.mark.parametrize(
    ("by", "role", "place"),
    [
        ("unit_leader", "administrator", "university"),
        ("unit_leader", "auditor", "university"),
        ("unit_leader", "programme_leader", "university"),
        ("middle_leader", "programme_officer", "province"),
        ("middle_leader", "administrator", "college_a"),
        ("programme_leader", "administrator", "division"),
        ("programme_leader", "programme_officer", "university"),
        ("unit_leader", "unit_coordinator", "college_a"),
        ("middle_leader", "unit_coordinator", "university"),
    ],
)
def test_nobody_gives_a_seat_above_or_outside_their_own(world: Any, by: str, role: str, place: str) -> None:
    before = User.objects.count()
    with pytest.raises(Refused):
        seated(world, by, role, place)
    assert User.objects.count() == before


@pytest.mark.parametrize(
    ("by", "role", "place"),
    [
        ("unit_leader", "unit_coordinator", "university"),
        ("middle_leader", "middle_officer", "province"),
        ("middle_leader", "unit_leader", "college_b"),
        ("programme_leader", "programme_officer", "division"),
        ("programme_leader", "unit_coordinator", "university"),
        ("administrator", "auditor", "abroad"),
    ],
)
def test_leaders_seat_people_where_they_may(world: Any, by: str, role: str, place: str) -> None:
    seat, _is_new = seated(world, by, role, place)
    assert (seat.role, seat.organisation) == (role, getattr(world, place))


@pytest.mark.parametrize("role", sorted({*Seat.Role.values} - set(GIVES)))
def test_other_roles_give_no_seats(world: Any, role: str) -> None:
    with pytest.raises(Refused):
        seated(world, role, "applicant", "university")


def test_the_journal_keeps_the_address_apart(world: Any) -> None:
    seat, _is_new = seated(world, "administrator", "reviewer", "university")
    entry = Entry.objects.get(subject_type="seat", subject_id=seat.pk)
    assert "new@test.example" not in str(entry.changes)
    assert entry.personal.content == {"email": "new@test.example"}


def test_an_ended_seat_is_opened_again(world: Any) -> None:
    seat, _is_new = seated(world, "administrator", "reviewer", "university")
    end_seat(seat, on=world.at.date(), by=world.by["administrator"], at=world.at)
    again, _is_new = seated(world, "administrator", "reviewer", "university")
    assert again.pk == seat.pk
    assert again.until is None


def test_a_seat_never_ends_before_it_began(world: Any) -> None:
    seat, _is_new = seated(world, "administrator", "reviewer", "university")
    end_seat(seat, on=seat.since - timedelta(days=30), by=world.by["administrator"], at=world.at)
    assert seat.until == seat.since


def test_a_lower_leader_does_not_end_a_higher_seat(world: Any) -> None:
    seat, _is_new = seated(world, "administrator", "administrator", "university")
    with pytest.raises(Refused):
        end_seat(seat, on=world.at.date(), by=world.by["unit_leader"], at=world.at)


def test_a_seat_that_ends_before_it_begins_is_refused(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        give_seat(
            user=world.people["applicant"],
            role="reviewer",
            organisation=world.university,
            since=date(2026, 9, 10),
            until=date(2026, 9, 9),
            by=world.machine,
            at=world.at,
        )
    assert refused.value.place == "until"


def test_a_delegation_ends_once(world: Any) -> None:
    seat = Seat.objects.get(user=world.people["unit_leader"])
    day = world.at.date()
    lent = delegate(seat, to=world.people["applicant"], since=day, until=day, by=world.by["unit_leader"], at=world.at)
    end_delegation(lent, by=world.by["applicant"], at=world.at)
    end_delegation(lent, by=world.by["unit_leader"], at=world.at + timedelta(hours=1))
    assert lent.ended_at == world.at
    assert Entry.objects.filter(verb="delegation.end").count() == 1


def test_a_stranger_does_not_end_a_delegation(world: Any) -> None:
    seat = Seat.objects.get(user=world.people["unit_leader"])
    day = world.at.date()
    lent = delegate(seat, to=world.people["applicant"], since=day, until=day, by=world.by["unit_leader"], at=world.at)
    end_delegation(lent, by=world.by["reviewer"], at=world.at)
    assert lent.ended_at is None


def test_a_lent_seat_is_not_lent_on(world: Any) -> None:
    seat = Seat.objects.get(user=world.people["unit_leader"])
    day = world.at.date()
    with pytest.raises(Refused):
        delegate(seat, to=world.people["reviewer"], since=day, until=day, by=world.by["applicant"], at=world.at)
    with pytest.raises(Refused) as refused:
        delegate(seat, to=world.people["unit_leader"], since=day, until=day, by=world.by["unit_leader"], at=world.at)
    assert refused.value.place == "to"
