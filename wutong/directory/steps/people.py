"""Seats and delegations."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.directory.models import Delegation, Organisation, Seat, User
from wutong.directory.rules import check_delegate, check_give_seat


@transaction.atomic
def give_seat(
    *,
    user: User,
    role: str,
    organisation: Organisation,
    since: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
) -> Seat:
    """Seat a person; a seat they held before at the same place and role is opened again."""
    check_give_seat(organisation, by)
    seat, _ = Seat.objects.update_or_create(
        user=user, role=role, organisation=organisation, defaults={"since": since, "until": until}
    )
    changes = {"role": [None, role], "organisation": [None, organisation.pk], "until": [None, until]}
    journal.record("seat.give", seat, by=by, at=at, changes=changes, personal={"email": user.email})
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, on: date, by: Actor, at: datetime) -> None:
    check_give_seat(seat.organisation, by)
    old, seat.until = seat.until, max(on, seat.since)
    seat.save(update_fields=["until"])
    journal.record("seat.end", seat, by=by, at=at, changes={"until": [old, seat.until]})


@transaction.atomic
def delegate(seat: Seat, *, to: User, since: date, until: date, by: Actor, at: datetime) -> Delegation:
    """Let another person act from this seat until a day."""
    check_delegate(seat, to.pk, since, until, by)
    lent = Delegation.objects.create(seat=seat, to=to, since=since, until=until)
    journal.record(
        "delegation.give",
        lent,
        by=by,
        at=at,
        changes={"to": [None, to.pk], "since": [None, since], "until": [None, until]},
    )
    return lent


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: Actor, at: datetime) -> None:
    """Either side may end it; ending twice changes nothing."""
    if delegation.ended_at is None and by.user_id in (delegation.seat.user_id, delegation.to_id):
        delegation.ended_at = at
        delegation.save(update_fields=["ended_at"])
        journal.record("delegation.end", delegation, by=by, at=at)
