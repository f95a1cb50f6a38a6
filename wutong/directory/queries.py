"""The doors through which pages fetch records of the directory."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from wutong.base.actors import Actor
from wutong.directory.folding import fold
from wutong.directory.models import (
    Agreement,
    Country,
    Delegation,
    GroupMember,
    Organisation,
    RegionGroup,
    Seat,
    User,
)

SEES_ALL = ("administrator", "programme_officer", "programme_leader", "auditor", "system")


def organisations(by: Actor, *, text: str = "", kind: str = "", under: str = "") -> QuerySet[Organisation]:
    """The directory of organisations: names are open to everyone signed in; demo and real ones alike."""
    rows = Organisation.objects.select_related("parent").order_by("path")
    if text:
        rows = rows.filter(Q(known_names__folded__contains=fold(text)) | Q(ror=text) | Q(uscc=text)).distinct()
    if kind:
        rows = rows.filter(kind=kind)
    if under:
        rows = rows.filter(path__startswith=under)
    return rows


def organisation(by: Actor, pk: int) -> Organisation:
    """One organisation; raises Organisation.DoesNotExist."""
    return Organisation.objects.select_related("parent", "country").get(pk=pk)


def sub_units(by: Actor, office: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.filter(parent=office).order_by("path")


def seats_of(by: Actor, office: Organisation) -> QuerySet[Seat]:
    """Who sits where: seen by the office above, the unit itself, the administrator and the auditor."""
    rows = Seat.objects.filter(organisation=office).select_related("user").order_by("role", "pk")
    return rows if by.has(*SEES_ALL) or by.sits_over(office.path or "") else rows.none()


def holders(office_id: int, *roles: str, on: date) -> list[User]:
    """Accounts that hold one of these roles at an office on a day: where mails go."""
    valid = Q(seats__since__lte=on) & (Q(seats__until=None) | Q(seats__until__gte=on))
    found = User.objects.filter(valid, seats__organisation_id=office_id, seats__role__in=roles, is_active=True)
    return list(found.distinct().order_by("pk"))


def countries(*, on: date) -> QuerySet[Country]:
    """All countries with their groups of the day and what sources say of their partnership year."""
    current = GroupMember.objects.filter(Q(since=None) | Q(since__lte=on), Q(until=None) | Q(until__gt=on))
    return Country.objects.prefetch_related(
        Prefetch("groups", queryset=current.select_related("group"), to_attr="current_groups"), "partnerships"
    ).order_by("iso2")


def country(iso2: str, *, on: date) -> Country:
    return countries(on=on).get(iso2=iso2)


def region_groups(*, on: date) -> QuerySet[RegionGroup]:
    current = Q(members__since=None) | Q(members__since__lte=on)
    ended = Q(members__until=None) | Q(members__until__gt=on)
    return RegionGroup.objects.annotate(size=Count("members", filter=current & ended)).order_by("-size", "code")


def agreements() -> QuerySet[Agreement]:
    return Agreement.objects.prefetch_related("countries")


def delegations_of(by: Actor) -> QuerySet[Delegation]:
    """What a person lends and what is lent to them."""
    mine = Q(seat__user_id=by.user_id) | Q(to_id=by.user_id)
    return Delegation.objects.filter(mine).select_related("seat__organisation", "seat__user", "to")


def colleagues(by: Actor) -> QuerySet[User]:
    """People one may lend a seat to: those with a seat under the same office."""
    rows = User.objects.filter(seats__organisation__path__startswith=by.office_path, is_active=True)
    return rows.exclude(pk=by.user_id).distinct().order_by("email") if by.office_path else rows.none()


def demo_accounts() -> QuerySet[User]:
    """The accounts a demo installation offers on its sign-in page."""
    return User.objects.filter(is_demo=True, is_active=True).prefetch_related("seats__organisation").order_by("pk")
