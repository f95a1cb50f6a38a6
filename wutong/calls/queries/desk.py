"""What waits for a person: a short list of kinds, each with a count and its first few records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from wutong.base.actors import Actor
from wutong.base.journal_models import Entry
from wutong.calls import rules
from wutong.calls.models import Call, Extension, Inquiry, IntakeFile, Reply
from wutong.calls.queries.calls import extensions_to_decide, my_inquiries

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of waiting thing; `kind` picks the words and the link on the desk."""

    kind: str
    count: int
    first: list[Any]


def _waiting(kind: str, rows: QuerySet[Any]) -> Waiting:
    first = list(rows[: SHOWN + 1])
    count = len(first) if len(first) <= SHOWN else rows.order_by().count()
    return Waiting(kind, count, first[:SHOWN])


def to_answer(by: Actor) -> QuerySet[Inquiry]:
    return my_inquiries(by).filter(state__in=["waiting", "passed_on"], call__state="issued")


def to_confirm(by: Actor) -> QuerySet[Reply]:
    """Replies another hand composed: neither this person nor, of either side, the one whose seat was lent."""
    mine = {user for user in (by.user_id, by.on_behalf_of_id) if user is not None}
    last = Entry.objects.filter(subject_type="reply", subject_id=OuterRef("pk"), verb="reply.compose")
    behalf = Subquery(last.order_by("-number").values("on_behalf_of")[:1])
    hand = Subquery(last.order_by("-number").values("actor")[:1])
    rows = Reply.objects.filter(inquiry__unit_id=by.office_id, state="composed").annotate(hand=hand, behalf=behalf)
    own = Q(composed_by__in=mine) | Q(hand__in=mine) | Q(behalf__in=mine)
    rows = rows.exclude(pk__in=rows.filter(own).values("pk"))
    return rows.select_related("inquiry__call", "inquiry__unit", "composed_by").order_by("composed_at")


def to_send(by: Actor) -> QuerySet[Reply]:
    rows = Reply.objects.filter(inquiry__unit_id=by.office_id, state="confirmed")
    return rows.select_related("inquiry__call", "inquiry__unit").order_by("confirmed_at")


def to_triage(by: Actor) -> QuerySet[IntakeFile]:
    rows = IntakeFile.objects.filter(batch__office_id=by.office_id, state="triage")
    return rows.select_related("call", "unit").defer("reading").order_by("arrived_at")


def late(by: Actor, now: datetime) -> QuerySet[Inquiry]:
    rows = Inquiry.objects.filter(
        office_id=by.office_id, state__in=["waiting", "passed_on"], deadline__lt=now, call__state="issued"
    )
    return rows.select_related("unit", "call").order_by("deadline")


def drafts(by: Actor) -> QuerySet[Call]:
    return (
        Call.objects.filter(issuer_id=by.office_id, state="draft")
        .select_related("issuer")
        .order_by("-written_at", "-pk")
    )


def extensions(by: Actor) -> QuerySet[Extension]:
    return extensions_to_decide(by)


def waiting_for(by: Actor, *, now: datetime) -> list[Waiting]:
    """The desk of one seat, most pressing first; kinds with nothing waiting are left out."""
    found = []
    if by.has(*rules.ANSWERERS):
        found.append(_waiting("answer", to_answer(by)))
        found.append(_waiting("send", to_send(by)))
    if by.has(*rules.LEADERS):
        found.append(_waiting("confirm", to_confirm(by)))
    if by.has(*rules.OFFICERS):
        found += [
            _waiting("triage", to_triage(by)),
            _waiting("extension", extensions(by)),
            _waiting("late", late(by, now)),
            _waiting("draft", drafts(by)),
        ]
    return [kind for kind in found if kind.count]
