"""Every step of the directory writes exactly the entries it should: who, on whose behalf, old and new."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from wutong.base import journal
from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.base.texts import texts
from wutong.directory.acting import Chair, actor, chairs
from wutong.directory.models import Country, Delegation, Organisation, Seat
from wutong.directory.steps import (
    add_organisation,
    change_organisation,
    delegate,
    end_delegation,
    end_seat,
    give_seat,
    load_reference_data,
    record_agreement,
    seat_by_email,
)

DAY = date(2026, 9, 10)


@pytest.fixture
def said(world: Any) -> Any:
    """What the journal has to say since the world was made: (verb, changes)."""
    start = Entry.objects.count()

    def tell() -> list[tuple[str, dict[str, Any]]]:
        assert list(journal.verify()) == []
        return [(entry.verb, entry.changes) for entry in Entry.objects.order_by("number")[start:]]

    return tell


def seat_of(world: Any, role: str) -> Seat:
    return Seat.objects.get(user=world.people[role])


def test_adding_an_organisation_is_one_entry(world: Any, said: Any) -> None:
    names = texts(zh="新单位")
    add_organisation(names=names, kind="company", parent=world.province, by=world.by["middle_officer"], at=world.at)
    assert said() == [("organisation.add", {"names": [None, names], "kind": [None, "company"]})]


def test_changing_tells_old_and_new_of_what_differs_only(world: Any, said: Any) -> None:
    fields = {"short_name": "测大", "kind": "university", "email": world.university.email}
    change_organisation(world.university, by=world.by["administrator"], at=world.at, **fields)
    assert said() == [("organisation.change", {"short_name": ["", "测大"]})]


def test_changing_nothing_says_nothing(world: Any, said: Any) -> None:
    change_organisation(world.university, by=world.by["administrator"], at=world.at, kind="university")
    assert said() == []


def test_moving_names_both_offices(world: Any, said: Any) -> None:
    change_organisation(world.college_a, by=world.by["administrator"], at=world.at, parent=world.university)
    assert said() == [("organisation.change", {"parent": [world.province.pk, world.university.pk]})]


def test_the_journal_keeps_the_address_of_a_person_apart(world: Any, said: Any) -> None:
    """Names and addresses of persons stand in the part that can be deleted."""
    seat, _new = seat_by_email(
        email="new@test.example", name="新人", role="reviewer", organisation=world.university, since=DAY,
        by=world.by["unit_leader"], at=world.at,
    )  # fmt: skip
    [(verb, changes)] = said()
    entry = Entry.objects.get(verb=verb, subject_id=seat.pk)
    assert "new@test.example" not in str(changes)
    assert entry.personal.content == {"email": "new@test.example"}
    assert journal.shred(seat) == 1
    assert list(journal.verify()) == []


def test_a_new_seat_comes_from_nothing(world: Any, said: Any) -> None:
    give_seat(
        user=world.people["auditor"], role="reviewer", organisation=world.university, since=DAY,
        by=world.by["unit_leader"], at=world.at,
    )  # fmt: skip
    [(verb, changes)] = said()
    assert verb == "seat.give"
    assert changes == {
        "role": [None, "reviewer"], "organisation": [None, world.university.pk],
        "since": [None, "2026-09-10"], "until": [None, None],
    }  # fmt: skip


def test_a_seat_opened_again_tells_from_when_it_was_closed(world: Any, said: Any) -> None:
    seat, leader = seat_of(world, "reviewer"), world.by["unit_leader"]
    later = DAY + timedelta(days=30)
    end_seat(seat, on=DAY, by=leader, at=world.at)
    give_seat(user=seat.user, role="reviewer", organisation=world.university, since=later, by=leader, at=world.at)
    [ended, given] = said()
    assert ended == ("seat.end", {"until": [None, "2026-09-10"]})
    assert given[1]["until"] == ["2026-09-10", None]
    assert given[1]["since"] == ["2026-09-10", "2026-10-10"]


def test_a_seat_that_has_ended_is_not_opened_by_ending_it_again(world: Any, said: Any) -> None:
    """A button pressed on an old page must not give the seat back for the day."""
    seat, leader = seat_of(world, "reviewer"), world.by["unit_leader"]
    end_seat(seat, on=DAY, by=leader, at=world.at)
    end_seat(seat, on=DAY + timedelta(days=5), by=leader, at=world.at)
    seat.refresh_from_db()
    assert seat.until == DAY
    assert len(said()) == 1
    assert chairs(seat.user, DAY + timedelta(days=5)) == []


def test_a_seat_with_an_end_can_be_ended_sooner(world: Any, said: Any) -> None:
    seat, leader = seat_of(world, "reviewer"), world.by["unit_leader"]
    end_seat(seat, on=DAY + timedelta(days=50), by=leader, at=world.at)
    end_seat(seat, on=DAY + timedelta(days=5), by=leader, at=world.at)
    assert [changes["until"] for _verb, changes in said()] == [[None, "2026-10-30"], ["2026-10-30", "2026-09-15"]]


def test_a_seat_never_ends_before_it_began(world: Any) -> None:
    seat = seat_of(world, "reviewer")
    end_seat(seat, on=DAY - timedelta(days=400), by=world.by["unit_leader"], at=world.at)
    assert seat.until == seat.since


def test_lending_and_ending_are_one_entry_each(world: Any, said: Any) -> None:
    to, leader = world.people["unit_coordinator"], world.by["unit_leader"]
    lent = delegate(seat_of(world, "unit_leader"), to=to, since=DAY, until=DAY, by=leader, at=world.at)
    end_delegation(lent, by=leader, at=world.at)
    end_delegation(lent, by=leader, at=world.at)
    assert said() == [
        ("delegation.give", {"to": [None, to.pk], "since": [None, "2026-09-10"], "until": [None, "2026-09-10"]}),
        ("delegation.end", {}),
    ]


def test_a_stranger_ends_nothing_and_says_nothing(world: Any, said: Any) -> None:
    to, leader = world.people["unit_coordinator"], world.by["unit_leader"]
    lent = delegate(seat_of(world, "unit_leader"), to=to, since=DAY, until=DAY, by=leader, at=world.at)
    end_delegation(lent, by=world.by["auditor"], at=world.at)
    assert Delegation.objects.get().ended_at is None
    assert [verb for verb, _changes in said()] == ["delegation.give"]


def test_what_is_done_from_a_lent_seat_names_both_persons(world: Any, said: Any) -> None:
    to = world.people["unit_coordinator"]
    lent = delegate(seat_of(world, "unit_leader"), to=to, since=DAY, until=DAY, by=world.by["unit_leader"], at=world.at)
    give_seat(
        user=world.people["auditor"], role="reviewer", organisation=world.university, since=DAY,
        by=actor(to, Chair(lent.seat, lent)), at=world.at,
    )  # fmt: skip
    entry = Entry.objects.order_by("-number")[0]
    assert entry.actor == to and entry.on_behalf_of == world.people["unit_leader"]
    assert (entry.actor_role, entry.office_id) == ("unit_leader", world.university.pk)


def test_a_lent_seat_is_not_lent_on(world: Any) -> None:
    to = world.people["unit_coordinator"]
    seat = seat_of(world, "unit_leader")
    lent = delegate(seat, to=to, since=DAY, until=DAY, by=world.by["unit_leader"], at=world.at)
    with pytest.raises(Refused):
        delegate(seat, to=world.people["reviewer"], since=DAY, until=DAY, by=actor(to, Chair(seat, lent)), at=world.at)


def test_an_agreement_is_one_entry(world: Any, said: Any) -> None:
    titles = texts(en="Agreement")
    kazakhstan = Country.objects.filter(pk="KZ")
    record_agreement(titles=titles, countries=kazakhstan, signed_on=DAY, by=world.by["programme_officer"], at=world.at)
    assert said() == [("agreement.record", {"titles": [None, titles]})]


def test_reference_data_are_nobodys_step(world: Any, said: Any) -> None:
    load_reference_data()
    assert said() == []


REFUSED = {
    "a unit of others": lambda w: add_organisation(
        names=texts(en="x"), kind="other", parent=w.university, by=w.by["middle_officer"], at=w.at
    ),
    "by a unit": lambda w: add_organisation(names=texts(en="x"), kind="other", by=w.by["unit_leader"], at=w.at),
    "under itself": lambda w: change_organisation(
        w.province, parent=w.college_a, short_name="x", by=w.by["administrator"], at=w.at
    ),
    "a taken identifier": lambda w: [
        change_organisation(unit, ror="02mhbdp94", by=w.by["administrator"], at=w.at)
        for unit in (w.university, w.college_a)
    ],
    "a seat above": lambda w: give_seat(
        user=w.people["auditor"], role="auditor", organisation=w.university, since=DAY, by=w.by["unit_leader"], at=w.at
    ),
    "a seat of no length": lambda w: give_seat(
        user=w.people["auditor"], role="reviewer", organisation=w.university, since=DAY,
        until=DAY - timedelta(days=1), by=w.by["unit_leader"], at=w.at,
    ),
    "no countries": lambda w: record_agreement(
        titles=texts(en="x"), countries=[], signed_on=DAY, by=w.by["programme_officer"], at=w.at
    ),
    "ending before signing": lambda w: record_agreement(
        titles=texts(en="x"), countries=Country.objects.filter(pk="KZ"), signed_on=DAY,
        ends_on=DAY - timedelta(days=1), by=w.by["programme_officer"], at=w.at,
    ),
    "lending to oneself": lambda w: delegate(
        seat_of(w, "unit_leader"), to=w.people["unit_leader"], since=DAY, until=DAY, by=w.by["unit_leader"], at=w.at
    ),
    "lending for ever": lambda w: delegate(
        seat_of(w, "unit_leader"), to=w.people["reviewer"], since=DAY, until=DAY + timedelta(days=367),
        by=w.by["unit_leader"], at=w.at,
    ),
    "lending the seat of another": lambda w: delegate(
        seat_of(w, "unit_leader"), to=w.people["reviewer"], since=DAY, until=DAY, by=w.by["unit_coordinator"], at=w.at
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_what_is_refused_changes_nothing_and_says_nothing(world: Any, said: Any, what: str) -> None:
    tables = (Organisation, Seat, Delegation)
    before = [list(table._default_manager.order_by("pk").values()) for table in tables]
    with pytest.raises(Refused), transaction.atomic():
        REFUSED[what](world)
    assert [list(table._default_manager.order_by("pk").values()) for table in tables] == before
    assert said() == []
