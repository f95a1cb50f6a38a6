"""Writing a reply and its way out: compose → confirm by the leader → send; or taken in by the office."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.rules import refuse_unless
from wutong.calls import notices, rules
from wutong.calls.models import Inquiry, IntakeFile, Need, NeedCountry, Reply
from wutong.calls.models.consolidation import Consolidation
from wutong.calls.statement import StatedNeed
from wutong.calls.states import INQUIRY, REPLY
from wutong.calls.steps.carrying import carry_over
from wutong.directory.models import Country
from wutong.matching.languages import detect_language


@transaction.atomic
def write_reply(
    inquiry: Inquiry,
    *,
    needs: Sequence[StatedNeed],
    by: Actor,
    at: datetime,
    kind: str = Reply.Kind.NEEDS,
    source: str = Reply.Source.WEB,
    answers: dict[str, Any] | None = None,
    remarks: str = "",
) -> Reply:
    """Save the draft in hand, or begin the next version. Nothing leaves the unit yet."""
    rules.check_answer(inquiry, by)
    reply = inquiry.replies.filter(state__in=["draft", "composed", "confirmed"]).first()
    verb = "reply.change" if reply else "reply.write"
    if reply is None:
        reply = begin_version(inquiry, source=source, at=at)
    rules.check_edit_reply(reply, by)
    reply.kind, reply.source, reply.answers, reply.remarks = kind, source, answers or {}, remarks
    reply.save()
    reply.needs.all().delete()
    if kind == Reply.Kind.NEEDS:
        state_needs(reply, needs)
    journal.record(verb, reply, by=by, at=at, changes={"kind": [None, kind], "needs": [None, len(needs)]})
    return reply


def begin_version(inquiry: Inquiry, *, source: str, at: datetime, **fields: Any) -> Reply:
    last = inquiry.replies.aggregate(last=Max("version"))["last"] or 0
    return Reply.objects.create(inquiry=inquiry, version=last + 1, source=source, written_at=at, **fields)


def _repeat(current: Reply, reply: Reply, without: Collection[int]) -> int:
    """Copy the needs that still stand into the next version, corrections and all; answers how many."""
    standing = current.needs.exclude(file__in=without).order_by("number").prefetch_related("country_rows")
    copies = []
    for number, need in enumerate(standing, 1):
        countries = [row.country_id for row in need.country_rows.all()]
        need.pk, need.reply, need.number, need.is_current = None, reply, number, False
        need._state.adding = True
        copies.append((need, countries))
    Need.objects.bulk_create(need for need, _ in copies)
    NeedCountry.objects.bulk_create(
        NeedCountry(need=need, call_id=need.call_id, country_id=code) for need, codes in copies for code in codes
    )
    return len(copies)


def state_needs(
    reply: Reply, stated: Iterable[StatedNeed], *, file: IntakeFile | None = None, after: int = 0
) -> list[Need]:
    """Store the needs of one version in their order, numbered on from `after`."""
    inquiry = reply.inquiry
    common = {
        "reply": reply,
        "call_id": inquiry.call_id,
        "unit": inquiry.unit,
        "unit_path": inquiry.unit.path or "",
        "office_id": inquiry.office_id,
        "file": file,
    }
    rows = [Need(number=number, **common, **_columns(need)) for number, need in enumerate(stated, after + 1)]
    made = Need.objects.bulk_create(rows)
    known = set(Country.objects.values_list("pk", flat=True))
    NeedCountry.objects.bulk_create(
        NeedCountry(need=need, call_id=inquiry.call_id, country_id=code)
        for need in made
        for code in dict.fromkeys(need.countries)
        if code in known
    )
    return made


def _columns(stated: StatedNeed) -> dict[str, Any]:
    values = {name: getattr(stated, name) for name in stated.__slots__}
    values["title"] = stated.title[:300]
    values["language"] = stated.language or detect_language(f"{stated.title} {stated.text}")
    for name, limit in (("country_words", 300), ("period_words", 100), ("partner", 300), ("contact", 200)):
        values[name] = values[name][:limit]
    return values


def compose_reply(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Hand the draft to the leader."""
    advance(
        reply,
        "compose",
        flow=REPLY,
        by=by,
        at=at,
        rule=rules.check_compose_reply,
        notice=notices.composed,
        composed_by_id=by.on_behalf_of_id or by.user_id,
        composed_at=at,
        returned_because="",
    )


def return_reply(reply: Reply, *, reason: str, by: Actor, at: datetime) -> None:
    refuse_unless(reason.strip(), _("Say what must be corrected."), place="reason")
    advance(
        reply,
        "return",
        flow=REPLY,
        by=by,
        at=at,
        rule=rules.check_return_reply,
        returned_because=reason,
        confirmed_by_id=None,
        confirmed_at=None,
    )


def confirm_reply(reply: Reply, *, by: Actor, at: datetime) -> None:
    advance(
        reply,
        "confirm",
        flow=REPLY,
        by=by,
        at=at,
        rule=rules.check_confirm_reply,
        confirmed_by_id=by.user_id,
        confirmed_at=at,
    )


@transaction.atomic
def send_reply(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Send the confirmed reply: it becomes current and the version before it is superseded."""
    rules.check_send_reply(reply, by)
    _make_current(reply, "send", by=by, at=at)
    notices.received(reply.inquiry, at=at)


@transaction.atomic
def take_in_reply(
    inquiry: Inquiry,
    *,
    needs: Sequence[StatedNeed],
    by: Actor,
    at: datetime,
    kind: str = Reply.Kind.NEEDS,
    source: str = Reply.Source.FREE,
    file: IntakeFile | None = None,
    answers: dict[str, Any] | None = None,
    without: Collection[int] = (),
) -> Reply:
    """The office takes in what a unit sent outside the system; the unit's own four eyes were on paper.

    A unit may send several files: the new version repeats the needs of the current one, but for those of the files
    in `without`, which the new file replaces.
    """
    rules.check_receive(inquiry, by)
    current = inquiry.replies.filter(state="sent", kind=Reply.Kind.NEEDS).first()
    reply = begin_version(inquiry, source=source, at=at, kind=kind, answers=answers or {}, taken_in=True)
    if kind == Reply.Kind.NEEDS:
        kept = _repeat(current, reply, without) if current is not None else 0
        state_needs(reply, needs, file=file, after=kept)
    _make_current(reply, "take_in", by=by, at=at)
    return reply


def _make_current(reply: Reply, move: str, *, by: Actor, at: datetime) -> None:
    """Supersede the version before, advance the new one, and let the inquiry count as answered."""
    inquiry = reply.inquiry
    older = inquiry.replies.filter(state="sent").exclude(pk=reply.pk).first()
    if older is not None:
        advance(older, "supersede", flow=REPLY, by=by, at=at)
        older.needs.update(is_current=False)
    advance(reply, move, flow=REPLY, by=by, at=at, sent_at=at)
    reply.needs.update(is_current=True)
    if older is not None:
        carry_over(older, reply)
    outcome = "answer" if reply.kind == Reply.Kind.NEEDS else "decline"
    advance(inquiry, outcome, flow=INQUIRY, by=by, at=at, answered_at=at)


@transaction.atomic
def send_up(
    consolidation: Consolidation, inquiry: Inquiry, *, needs: Sequence[StatedNeed], by: Actor, at: datetime
) -> Reply:
    """Make the merged result the draft reply to the office above: the same object, one floor higher."""
    rules.check_work_for(consolidation.office_id, by)
    refuse_unless(needs, _("Accept at least one group before sending the result up."))
    reply = write_reply(inquiry, needs=needs, by=by, at=at, source=Reply.Source.MERGED)
    reply.consolidation = consolidation
    reply.save(update_fields=["consolidation"])
    journal.record("consolidation.send_up", consolidation, by=by, at=at, changes={"reply": [None, reply.pk]})
    return reply
