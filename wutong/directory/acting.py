"""From an account to an Actor: which seats a person may act from today, their own or delegated to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from wutong.base.actors import Actor
from wutong.directory.models import Delegation, Seat, User


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat a person may sit on, and for whom they sit there (None: for themselves)."""

    seat: Seat
    delegation: Delegation | None = None

    @property
    def key(self) -> str:
        return f"d{self.delegation.pk}" if self.delegation else f"s{self.seat.pk}"


def chairs(user: User, on: date) -> list[Chair]:
    """Every seat the person may act from on this day: own ones first."""
    valid = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    own = user.seats.filter(valid).select_related("organisation").order_by("pk")
    lent = (
        Delegation.objects.filter(to=user, ended_at=None, since__lte=on, until__gte=on)
        .filter(Q(seat__until=None) | Q(seat__until__gte=on), seat__user__is_active=True, seat__since__lte=on)
        .select_related("seat__organisation", "seat__user")
        .order_by("pk")
    )
    return [Chair(seat) for seat in own] + [Chair(d.seat, d) for d in lent]


def actor(user: User, chair: Chair) -> Actor:
    return Actor(
        user_id=user.pk,
        name=str(user),
        role=chair.seat.role,
        office_id=chair.seat.organisation_id,
        office_path=chair.seat.organisation.path or "",
        on_behalf_of_id=chair.seat.user_id if chair.delegation else None,
    )


def without_seat(user: User) -> Actor:
    """A signed-in person who holds no seat: may look after their own account, nothing else."""
    return Actor(user_id=user.pk, name=str(user), role="none")
