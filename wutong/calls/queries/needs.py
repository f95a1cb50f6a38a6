"""Lists of needs: keyset pages, so the five-hundred-thousandth row costs what the first does."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from wutong.base.actors import Actor
from wutong.base.wordsearch import keys_saying
from wutong.calls import sight
from wutong.calls.models import Call, Inquiry, Membership, Need
from wutong.calls.models.replies import list_word
from wutong.matching.words import is_han, tokens, words

PAGE = 50
COUNT_UP_TO = 1000
NEAR = 2000  # candidates looked up in the text index before the list is walked instead


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
        rows = _saying(rows, chosen.text)
    if chosen.unsure:
        rows = rows.filter(unsure=True)
    return rows.order_by("id")


def _saying(rows: QuerySet[Need], text: str) -> QuerySet[Need]:
    """Needs that say every part of `text`: Han characters as they stand together, words of other scripts from their
    beginning."""
    for word in words(text):
        rows = rows.filter(words__contains=f" {word}")
    for part in text.split():
        if any(map(is_han, part)):
            rows = rows.filter(Q(title__icontains=part) | Q(text__icontains=part))
    return rows


def _first(rows: QuerySet[Need], text: str, within: str, *, after: int, most: int) -> list[int]:
    """The first keys of `rows` after one. The text index names the next candidates, which `rows` has still to let
    through; where too few of them pass, the list is walked. A single Han character stands in no index."""
    pairs, begun = [token for token in tokens(text) if is_han(token) and len(token) > 1], words(text)
    if pairs or begun:
        near = keys_saying(rows, "words", [within, *pairs], begun, after=after, most=NEAR)
        found = list(rows.filter(pk__in=near).values_list("pk", flat=True)[:most])
        if len(found) == most or len(near) < NEAR:
            return found
    return list(rows.filter(pk__gt=after).values_list("pk", flat=True)[:most])


def need_page(by: Actor, call: Call, office_id: int, chosen: NeedFilter, *, after: int = 0) -> Page:
    """One page after the need with this key, in two queries whatever the length of the list, and at most two more
    where words are looked up.

    The first finds the keys up to the count's limit; when that is all there are, the page is among them and the list is
    not walked a second time.
    """
    rows, within = needs(by, call, office_id, chosen), list_word(call.pk, office_id)
    counted = rows.order_by() if chosen.country and not chosen.text else rows
    keys = _first(counted, chosen.text, within, after=0, most=COUNT_UP_TO + 1)
    is_long = len(keys) > COUNT_UP_TO
    if is_long and not chosen.text:
        shown = rows.filter(id__gt=after)
    elif is_long and after:
        shown = Need.objects.filter(pk__in=_first(rows, chosen.text, within, after=after, most=PAGE + 1)).order_by("pk")
    else:
        shown = Need.objects.filter(pk__in=sorted(key for key in keys if key > after)[: PAGE + 1]).order_by("pk")
    found = list(shown.select_related("unit", "file").defer("corrections", "file__reading", "words")[: PAGE + 1])
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
