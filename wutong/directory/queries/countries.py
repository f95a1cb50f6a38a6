"""Countries, the groups of a day, partnership years by source, agreements between governments."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from wutong.directory import gazetteer
from wutong.directory.models import Agreement, Country, GroupMember, RegionGroup

PARTNERS = "BRI"  # its members follow from the partnership years, not from a list of its own


def _current(on: date, prefix: str = "") -> Q:
    since, until = f"{prefix}since", f"{prefix}until"
    begun = Q(**{since: None}) | Q(**{f"{since}__lte": on})
    return begun & (Q(**{until: None}) | Q(**{f"{until}__gt": on}))


def countries(
    *, on: date, group: str = "", joined: int | None = None, source: str = "", states_only: bool = False
) -> QuerySet[Country]:
    """Countries with their groups of the day and what sources say of their partnership year.

    `joined` keeps those that joined in that year by any source, or by `source`; a source alone keeps those it names.
    """
    current = GroupMember.objects.filter(_current(on)).select_related("group").order_by("group__code")
    rows = Country.objects.prefetch_related(
        Prefetch("groups", queryset=current, to_attr="current_groups"), "partnerships"
    ).order_by("iso2")
    if group:
        rows = rows.filter(pk__in=members(group, on=on))
    if joined or source:
        says = Q(partnerships__source=source) if source else Q()
        says &= Q(partnerships__since_year=joined) if joined else Q()
        rows = rows.filter(says).distinct()
    return rows.filter(pk__in=gazetteer.states()) if states_only else rows


def country(iso2: str, *, on: date) -> Country:
    """One country; raises Country.DoesNotExist."""
    return countries(on=on).get(iso2=iso2)


def memberships(country: Country) -> QuerySet[GroupMember]:
    """Every group it belongs or belonged to, with dates."""
    return country.groups.select_related("group").order_by("group__code", "since")


def region_groups(*, on: date) -> QuerySet[RegionGroup]:
    """The groups with the number of their members of the day, largest first."""
    return RegionGroup.objects.annotate(size=Count("members", filter=_current(on, "members__"))).order_by(
        "-size", "code"
    )


def group(code: str) -> RegionGroup:
    """One group; raises RegionGroup.DoesNotExist."""
    return RegionGroup.objects.get(code=code)


def members(code: str, *, on: date) -> frozenset[str]:
    """The members of a group on a day, by ISO code; of the partner countries as any source gives them."""
    if code == PARTNERS:
        return gazetteer.partners(on)
    rows = GroupMember.objects.filter(_current(on), group__code=code)
    return frozenset(rows.values_list("country_id", flat=True))


def agreements(*, country: Country | None = None) -> QuerySet[Agreement]:
    """The agreements, newest first, with their countries."""
    rows = Agreement.objects.prefetch_related("countries").order_by(F("signed_on").desc(), "pk")
    return rows.filter(countries=country) if country else rows
