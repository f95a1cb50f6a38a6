"""Calls, inquiries and replies, as a person may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from wutong.base.actors import Actor
from wutong.calls import sight
from wutong.calls.models import Call, Extension, Inquiry, Reply


def calls(by: Actor) -> QuerySet[Call]:
    """The calls a person may see, newest first, with how many were asked and have answered."""
    top = Q(inquiries__parent=None)
    done = top & Q(inquiries__state__in=["answered", "no_needs"])
    seen = Call.objects.filter(sight.calls(by)).values("pk")
    return (
        Call.objects.filter(pk__in=seen)
        .select_related("issuer")
        .annotate(
            asked=Count("inquiries", filter=top, distinct=True), answered=Count("inquiries", filter=done, distinct=True)
        )
        .order_by("-written_at")
    )


def call(by: Actor, pk: int) -> Call:
    """One call; raises Call.DoesNotExist when it is not theirs to see."""
    return calls(by).select_related("issuer", "form", "plan").get(pk=pk)


def public_calls() -> QuerySet[Call]:
    """What everybody may know: issued calls, by title, issuer and deadline."""
    return Call.objects.filter(state="issued").select_related("issuer").order_by("deadline")


def inquiries(by: Actor) -> QuerySet[Inquiry]:
    return (
        Inquiry.objects.filter(sight.inquiries(by))
        .select_related("unit", "office", "call__issuer", "parent__unit")
        .distinct()
        .order_by("order", "pk")
    )


def inquiry(by: Actor, pk: int) -> Inquiry:
    """One inquiry; raises Inquiry.DoesNotExist."""
    return inquiries(by).get(pk=pk)


def my_inquiries(by: Actor) -> QuerySet[Inquiry]:
    """What one's own office was asked."""
    rows = inquiries(by).filter(unit_id=by.office_id, call__state__in=["issued", "closed"])
    return rows.order_by("deadline", "pk") if by.office_id else rows.none()


def extensions_to_decide(by: Actor) -> QuerySet[Extension]:
    return (
        Extension.objects.filter(state="asked", inquiry__office_id=by.office_id)
        .select_related("inquiry__unit", "inquiry__call")
        .order_by("asked_at")
    )


def replies(by: Actor, inquiry: Inquiry) -> QuerySet[Reply]:
    """All versions of a unit's reply a person may read, newest first."""
    rows = Reply.objects.filter(sight.replies(by), inquiry=inquiry).distinct()
    return rows.select_related("composed_by", "confirmed_by").order_by("-version")


def reply(by: Actor, pk: int) -> Reply:
    rows = Reply.objects.filter(sight.replies(by)).distinct()
    return rows.select_related("inquiry__call__form", "inquiry__unit", "composed_by", "confirmed_by").get(pk=pk)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One inquiry on the board, with how deep it stands in the passing on."""

    inquiry: Inquiry
    depth: int
    reply: Reply | None
    is_late: bool


def board(by: Actor, call: Call, *, now: datetime, under: Inquiry | None = None) -> list[BoardLine]:
    """Who has answered, who is late, who passed it on to whom: the tree in reading order, in three queries."""
    sent = Reply.objects.filter(state="sent").annotate(need_count=Count("needs"))
    open_asks = Extension.objects.filter(state="asked")
    rows = list(
        inquiries(by)
        .filter(call=call)
        .prefetch_related(
            Prefetch("replies", queryset=sent, to_attr="current_replies"),
            Prefetch("extensions", queryset=open_asks, to_attr="open_extensions"),
        )
    )
    below: dict[int | None, list[Inquiry]] = {}
    shown = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in shown else None, []).append(row)
    lines: list[BoardLine] = []
    stack = [(row, 0) for row in reversed(below.get(under.pk if under else None, []))]
    while stack:
        row, depth = stack.pop()
        reply = row.current_replies[0] if row.current_replies else None  # type: ignore[attr-defined]
        lines.append(BoardLine(row, depth, reply, row.is_late(now)))
        stack.extend((child, depth + 1) for child in reversed(below.get(row.pk, [])))
    return lines


def tally(lines: list[BoardLine]) -> dict[str, int]:
    """The board in five figures, counting the top line of each branch only."""
    top = [line for line in lines if line.depth == 0]
    return {
        "asked": len(top),
        "answered": sum(line.inquiry.state == "answered" for line in top),
        "no_needs": sum(line.inquiry.state == "no_needs" for line in top),
        "passed_on": sum(line.inquiry.state == "passed_on" for line in top),
        "late": sum(line.is_late for line in top),
        "waiting": sum(line.inquiry.is_open and not line.is_late for line in top),
        "needs": sum(getattr(line.reply, "need_count", 0) for line in top if line.reply),
    }
