"""The needs of a call in figures, all counted by the database: a page costs the same queries for ten rows or many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, groupby
from operator import itemgetter

from django.db.models import Count, QuerySet, Sum

from wutong.base.actors import Actor
from wutong.calls import sight
from wutong.calls.models import Call, Consolidation, Inquiry, Membership, Need, NeedCountry
from wutong.calls.queries.needs import needs
from wutong.directory.models import Organisation

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What is asked for in one currency, as stated, before merging; never added to another currency."""

    currency: str
    amount: Decimal
    needs: int


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two units whose needs stand in the same groups: how many groups they share."""

    left: int
    right: int
    groups: int


def office_of(by: Actor, call: Call) -> int:
    """Whose needs a person looks at: those stated to their own office, else those stated to the issuer."""
    asked = by.office_id and Inquiry.objects.filter(call=call, office_id=by.office_id).exists()
    return by.office_id if asked and by.office_id else call.issuer_id


def _counts(rows: QuerySet[Need], name: str) -> dict[str, int]:
    """Most first; rows that say nothing are counted under the empty key."""
    found = rows.order_by().values_list(name).annotate(count=Count("pk")).order_by("-count", name)
    return dict(found)


def by_field(by: Actor, call: Call, office_id: int) -> Counts:
    return _counts(needs(by, call, office_id), "field")


def by_action(by: Actor, call: Call, office_id: int) -> Counts:
    return _counts(needs(by, call, office_id), "action")


def by_language(by: Actor, call: Call, office_id: int) -> Counts:
    return _counts(needs(by, call, office_id), "language")


def by_unit(by: Actor, call: Call, office_id: int) -> dict[Organisation, int]:
    """Every unit asked, in the order of the letter, those that stated nothing with 0."""
    counted = dict(needs(by, call, office_id).order_by().values_list("unit_id").annotate(count=Count("pk")))
    asked = Inquiry.objects.filter(call=call, office_id=office_id).select_related("unit").order_by("order", "pk")
    return {inquiry.unit: counted.get(inquiry.unit_id, 0) for inquiry in asked}


def by_country_and_field(by: Actor, call: Call, office_id: int) -> dict[str, Counts]:
    """Country → field → needs. A need that names two countries counts once under each."""
    rows = NeedCountry.objects.filter(call=call, need__office_id=office_id, need__is_current=True)
    if by.office_id != office_id or not by.has(*sight.INSIDERS):
        rows = rows.filter(need__in=needs(by, call, office_id).order_by().values("pk"))
    found: dict[str, Counts] = {}
    for country, field, count in rows.values_list("country_id", "need__field").annotate(count=Count("pk")).order_by():
        found.setdefault(country, {})[field] = count
    return found


def money(by: Actor, call: Call, office_id: int) -> list[AskedFor]:
    """One sum per currency, the currency most needs are stated in first."""
    stated = needs(by, call, office_id).filter(amount__isnull=False).order_by()
    rows = (
        stated.values_list("currency").annotate(total=Sum("amount"), count=Count("pk")).order_by("-count", "currency")
    )
    return [AskedFor(currency, total, count) for currency, total, count in rows]


def overlaps(consolidation: Consolidation) -> list[Overlap]:
    """Pairs of units with needs in the same groups, most first; the caller was shown that it is theirs to see.

    Read in one pass in the order of groups: joining memberships with themselves takes the database six times as long.
    """
    rows = Membership.objects.filter(consolidation=consolidation, need__is_current=True).order_by("group_id")
    seats = rows.values_list("group_id", "need__unit_id").iterator(chunk_size=10_000)
    shared: Counter[tuple[int, int]] = Counter()
    for _group, members in groupby(seats, key=itemgetter(0)):
        shared.update(combinations(sorted({unit for _same, unit in members}), 2))
    return [Overlap(left, right, count) for (left, right), count in sorted(shared.items(), key=_most_first)]


def _most_first(row: tuple[tuple[int, int], int]) -> tuple[int, tuple[int, int]]:
    return -row[1], row[0]
