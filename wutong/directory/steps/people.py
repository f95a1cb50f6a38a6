"""Seats and delegations."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.rules import refuse_unless
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
    check_give_seat(organisation, by, role)
    refuse_unless(until is None or until >= since, _("The end date lies before the start."), place="until")
    before = Seat.objects.filter(user=user, role=role, organisation=organisation).first()
    seat, _made = Seat.objects.update_or_create(
        user=user, role=role, organisation=organisation, defaults={"since": since, "until": until}
    )
    changes = {
        "role": [before and before.role, role],
        "organisation": [before and before.organisation_id, organisation.pk],
        "since": [before and before.since, since],
        "until": [before and before.until, until],
    }
    journal.record("seat.give", seat, by=by, at=at, changes=changes, personal={"email": user.email})
    return seat


@transaction.atomic
def seat_by_email(
    *,
    email: str,
    name: str,
    role: str,
    organisation: Organisation,
    since: date,
    by: Actor,
    at: datetime,
    until: date | None = None,
) -> tuple[Seat, bool]:
    """Seat whoever has this address; who has no account yet gets one without a password. Answers whether it is new."""
    check_give_seat(organisation, by, role)
    user = User.objects.filter(email__iexact=email.strip()).first()
    is_new = user is None
    if user is None:
        names = {"authoritative": "zh-hans", "zh-hans": name.strip()} if name.strip() else {}
        user = User.objects.create_user(email.strip(), names=names)
    refuse_unless(user.is_active, _("This account is closed: ask the administrator."), place="email")
    seat = give_seat(user=user, role=role, organisation=organisation, since=since, until=until, by=by, at=at)
    return seat, is_new


@transaction.atomic
def end_seat(seat: Seat, *, on: date, by: Actor, at: datetime) -> None:
    """The last day of a seat; a seat that began later ends on the day it began, one that has ended stays as it is."""
    check_give_seat(seat.organisation, by, seat.role)
    if seat.until is not None and seat.until <= on:
        return
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
