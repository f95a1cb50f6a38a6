"""People: who holds which seat, who may act for whom."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from wutong.base.actors import Actor
from wutong.directory.models import Delegation, Seat, User


def holders(office_id: int, *roles: str, on: date) -> list[User]:
    """Accounts that hold one of these roles at an office on a day: where mails go."""
    valid = Q(seats__since__lte=on) & (Q(seats__until=None) | Q(seats__until__gte=on))
    found = User.objects.filter(valid, seats__organisation_id=office_id, seats__role__in=roles, is_active=True)
    return list(found.distinct().order_by("pk"))


def seat(by: Actor, pk: int) -> Seat:
    """One seat the person may see; raises Seat.DoesNotExist."""
    rows = Seat.objects.select_related("organisation", "user")
    if by.has("administrator", "programme_officer", "programme_leader", "auditor", "system"):
        return rows.get(pk=pk)
    return rows.get(pk=pk, organisation__path__startswith=by.office_path or "-")


def delegations_of(by: Actor) -> QuerySet[Delegation]:
    """What a person lends and what is lent to them."""
    mine = Q(seat__user_id=by.user_id) | Q(to_id=by.user_id)
    return Delegation.objects.filter(mine).select_related("seat__organisation", "seat__user", "to")


def colleagues(by: Actor) -> QuerySet[User]:
    """People one may lend a seat to: those with a seat under the same office."""
    rows = User.objects.filter(seats__organisation__path__startswith=by.office_path, is_active=True)
    return rows.exclude(pk=by.user_id or 0).distinct().order_by("email") if by.office_path else rows.none()


def demo_accounts() -> QuerySet[User]:
    """The accounts a demo installation offers on its sign-in page."""
    return User.objects.filter(is_demo=True, is_active=True).prefetch_related("seats__organisation").order_by("pk")
