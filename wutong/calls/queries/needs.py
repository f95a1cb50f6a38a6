"""Lists of needs: keyset pages, so the five-hundred-thousandth row costs what the first does."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from wutong.base.actors import Actor
from wutong.calls import sight
from wutong.calls.models import Call, Inquiry, Membership, Need
from wutong.calls.understanding import SURE

PAGE = 50
COUNT_UP_TO = 1000
JUDGED = ("title", "countries", "field", "action")  # what merging and figures stand on


@dataclass(frozen=True, slots=True)
class NeedFilter:
    """What the person narrows the list to; empty values narrow nothing."""

    unit: int | None = None
    country: str = ""
    field: str = ""
    action: str = ""
    text: str = ""
    unsure: bool = False


@dataclass(slots=True)
class Page:
    """One page of a long list: rows, where the next begins, and a count that stops at COUNT_UP_TO."""

    rows: list[Need] = field(default_factory=list)
    next_after: int | None = None
    count: int = 0
    has_more_than_counted: bool = False


def needs(by: Actor, call: Call, office_id: int, chosen: NeedFilter = NeedFilter()) -> QuerySet[Need]:
    """The current needs stated to one office under a call.

    The sight filter is skipped where it is known to hold, for the office itself: the plain list stays one indexed read.
    """
    rows = Need.objects.filter(call=call, office_id=office_id, is_current=True)
    if by.office_id != office_id or not by.has(*sight.INSIDERS):
        rows = rows.filter(sight.needs(by))
    if chosen.unit:
        rows = rows.filter(unit_id=chosen.unit)
    if chosen.field:
        rows = rows.filter(field=chosen.field)
    if chosen.action:
        rows = rows.filter(action=chosen.action)
    if chosen.country:
        rows = rows.filter(country_rows__country_id=chosen.country, country_rows__call=call)
    if chosen.text:
        rows = rows.filter(Q(title__icontains=chosen.text) | Q(text__icontains=chosen.text))
    if chosen.unsure:
        rows = rows.filter(_unsure())
    return rows.order_by("id")


def _unsure() -> Q:
    """Needs with a value a person should look at: read with little confidence and not corrected."""
    found = Q()
    for name in JUDGED:
        found |= Q(**{f"places__{name}__confidence__lt": SURE}) & ~Q(corrections__has_key=name)
    return found


def need_page(by: Actor, call: Call, office_id: int, chosen: NeedFilter, *, after: int = 0) -> Page:
    """One page after the need with this key, in two queries whatever the length of the list.

    The first query finds the keys up to the count's limit; when that is all there are, the page is among them and the
    list is not walked a second time.
    """
    rows = needs(by, call, office_id, chosen)
    keys = list((rows.order_by() if chosen.country else rows).values_list("pk", flat=True)[: COUNT_UP_TO + 1])
    is_long = len(keys) > COUNT_UP_TO
    if is_long:
        shown = rows.filter(id__gt=after)
    else:
        shown = Need.objects.filter(pk__in=sorted(key for key in keys if key > after)[: PAGE + 1]).order_by("pk")
    found = list(shown.select_related("unit", "file").defer("corrections", "file__reading")[: PAGE + 1])
    return Page(
        rows=found[:PAGE],
        next_after=found[PAGE - 1].pk if len(found) > PAGE else None,
        count=min(len(keys), COUNT_UP_TO),
        has_more_than_counted=is_long,
    )


def need(by: Actor, pk: int) -> Need:
    """One need with where it came from; raises Need.DoesNotExist when it is not theirs to see."""
    rows = Need.objects.filter(sight.needs(by)).distinct()
    return rows.select_related("unit", "reply__inquiry", "call__issuer", "file__stored", "merged_from").get(pk=pk)


def office_of(by: Actor, call: Call) -> int:
    """Whose list a person reads: their own office's where it asked somebody, where the unit's answer went, else the
    issuer's."""
    mine = Inquiry.objects.filter(call=call)
    if by.office_id is not None and by.has(*sight.INSIDERS):
        if by.office_id == call.issuer_id or mine.filter(office_id=by.office_id).exists():
            return by.office_id
        asked_by = mine.filter(unit_id=by.office_id).values_list("office_id", flat=True).first()
        if asked_by is not None:
            return asked_by
    return call.issuer_id


def units_of(by: Actor, call: Call, office_id: int) -> list[tuple[int, str]]:
    """The units an office asked, for the filter; a unit finds itself."""
    rows = Inquiry.objects.filter(sight.inquiries(by), call=call, office_id=office_id).select_related("unit").distinct()
    return [(row.unit_id, str(row.unit)) for row in rows.order_by("order", "pk")]


def groups_of(by: Actor, need: Need) -> list[Membership]:
    """Where the need stands in merging. The unit itself is told once the office has decided."""
    rows = Membership.objects.filter(need=need, consolidation__office_id=need.office_id)
    rows = rows.select_related("group__plan_item", "consolidation")
    inside = by.has(*sight.SEES_ALL) or by.office_id == need.office_id
    return list(rows if inside else rows.exclude(group__state="proposed"))
