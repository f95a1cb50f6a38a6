"""Calls, inquiries and replies, as a person may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, When

from wutong.base.actors import Actor
from wutong.base.journal_models import Entry
from wutong.calls import sight
from wutong.calls.models import Call, Extension, Inquiry, Need, Reply
from wutong.directory.models import Organisation


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
        .order_by("-written_at", "-pk")
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


def asked_of_us(by: Actor) -> QuerySet[Inquiry]:
    """What one's own office was asked, what is still open first; each with its reply in hand and its current one."""
    in_hand = Reply.objects.filter(state__in=["draft", "composed", "confirmed"], taken_in=False)
    current = Reply.objects.filter(state="sent").annotate(need_count=Count("needs"))
    is_open = Q(state__in=["waiting", "passed_on"], call__state="issued")
    closed = Case(When(is_open, then=0), default=1, output_field=IntegerField())
    rows = my_inquiries(by).annotate(closed=closed).order_by("closed", "deadline", "pk")
    return rows.prefetch_related(
        Prefetch("replies", queryset=in_hand, to_attr="in_hand"),
        Prefetch("replies", queryset=current, to_attr="current"),
    )


def extensions_to_decide(by: Actor) -> QuerySet[Extension]:
    open_ones = Q(state="asked", inquiry__state__in=["waiting", "passed_on"], inquiry__call__state="issued")
    return (
        Extension.objects.filter(open_ones, inquiry__office_id=by.office_id)
        .select_related("inquiry__unit", "inquiry__call")
        .order_by("asked_at")
    )


def extension(by: Actor, pk: int) -> Extension:
    """One request for more time; raises Extension.DoesNotExist."""
    seen = Inquiry.objects.filter(sight.inquiries(by)).values("pk")
    rows = Extension.objects.filter(inquiry__in=seen)
    return rows.select_related("inquiry__call", "inquiry__unit", "inquiry__office", "inquiry__parent").get(pk=pk)


def replies(by: Actor, inquiry: Inquiry) -> QuerySet[Reply]:
    """All versions of a unit's reply a person may read, newest first, with how many needs each states."""
    seen = Reply.objects.filter(sight.replies(by), inquiry=inquiry).values("pk")
    rows = Reply.objects.filter(pk__in=seen).annotate(need_count=Count("needs"))
    return rows.select_related("inquiry__call__form", "composed_by", "confirmed_by").order_by("-version")


def reply(by: Actor, pk: int) -> Reply:
    rows = Reply.objects.filter(sight.replies(by)).distinct()
    return rows.select_related(
        "inquiry__call__form",
        "inquiry__call__issuer",
        "inquiry__unit",
        "inquiry__office",
        "composed_by",
        "confirmed_by",
    ).get(pk=pk)


def needs_of(reply: Reply) -> QuerySet[Need]:
    """The needs of one version; the caller has shown that the person may read it."""
    return reply.needs.select_related("file").order_by("number")


def hands(replies: Iterable[Reply]) -> dict[int, dict[str, Entry]]:
    """Who composed, confirmed, sent, returned each version, and for whom: reply → verb → the latest journal entry."""
    found: dict[int, dict[str, Entry]] = {}
    rows = Entry.objects.filter(subject_type="reply", subject_id__in=[reply.pk for reply in replies])
    for entry in rows.select_related("actor", "on_behalf_of").order_by("number"):
        found.setdefault(entry.subject_id, {})[entry.verb.partition(".")[2]] = entry
    return found


def history(by: Actor, inquiry: Inquiry, replies: Iterable[Reply]) -> QuerySet[Entry]:
    """What happened to an inquiry, its requests for more time and its replies, newest first.

    The drafting of a reply is the unit's own affair: others see that it was sent.
    """
    inside = by.has(*sight.SEES_ALL) or by.office_id == inquiry.unit_id
    of_replies = Q(subject_type="reply", subject_id__in=[reply.pk for reply in replies])
    if not inside:
        of_replies &= Q(verb__in=["reply.send", "reply.take_in", "reply.supersede"])
    requests = list(inquiry.extensions.values_list("pk", flat=True))
    rows = Entry.objects.filter(
        Q(subject_type="inquiry", subject_id=inquiry.pk)
        | Q(subject_type="extension", subject_id__in=requests)
        | of_replies
    )
    return rows.select_related("actor", "on_behalf_of").order_by("-number")


def sub_units(by: Actor, inquiry: Inquiry) -> QuerySet[Organisation]:
    """Whom the unit can pass an inquiry on to: everything below it that was not asked yet."""
    asked = Inquiry.objects.filter(call_id=inquiry.call_id).values("unit")
    rows = Organisation.objects.filter(path__startswith=inquiry.unit.path or "-").exclude(pk=inquiry.unit_id)
    return rows.exclude(pk__in=asked).order_by("path") if by.office_id == inquiry.unit_id else rows.none()


def has_sub_units(inquiry: Inquiry) -> bool:
    """Whether anything stands below the unit in the directory, asked or not."""
    below = Organisation.objects.filter(path__startswith=inquiry.unit.path or "-")
    return below.exclude(pk=inquiry.unit_id).exists()


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One inquiry on the board, with how deep it stands in the passing on."""

    inquiry: Inquiry
    depth: int
    reply: Reply | None
    is_late: bool

    @property
    def was_taken_in(self) -> bool:
        """The hour of the answer is then the hour at which the office took it in, not the one at which it came."""
        return self.reply is not None and self.reply.taken_in


def board(by: Actor, call: Call, *, now: datetime, under: Inquiry | None = None) -> list[BoardLine]:
    """Who has answered, who is late, who passed it on to whom: the tree in reading order, in three queries."""
    sent = Reply.objects.filter(state="sent").annotate(need_count=Count("needs"))
    open_asks = Extension.objects.filter(state="asked")
    rows: list[Any] = list(
        inquiries(by)
        .filter(call=call)
        .prefetch_related(
            Prefetch("replies", queryset=sent, to_attr="current_replies"),
            Prefetch("extensions", queryset=open_asks, to_attr="open_extensions"),
        )
    )
    below: dict[int | None, list[Any]] = {}
    shown = {row.pk for row in rows}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in shown else None, []).append(row)
    lines: list[BoardLine] = []
    stack = [(row, 0) for row in reversed(below.get(under.pk if under else None, []))]
    while stack:
        row, depth = stack.pop()
        reply = row.current_replies[0] if row.current_replies else None
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
