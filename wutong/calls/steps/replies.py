"""Writing a reply and its way out: compose → confirm by the leader → send; or taken in by the office."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.files import StoredFile
from wutong.base.rules import Refused, refuse_unless
from wutong.calls import notices, rules
from wutong.calls.models import Inquiry, IntakeFile, Need, NeedCountry, Reply
from wutong.calls.models.consolidation import Consolidation
from wutong.calls.statement import StatedNeed
from wutong.calls.states import INQUIRY, REPLY
from wutong.calls.steps.carrying import carry_over
from wutong.calls.steps.inquiries import lock, settle_request
from wutong.directory.models import Country
from wutong.matching.languages import detect_language

IN_HAND = ("draft", "composed", "confirmed")
LIMITS = {
    "title": 300,
    "field": 20,
    "action": 20,
    "currency": 3,
    "country_words": 300,
    "period_words": 100,
    "partner": 300,
    "contact": 200,
}
MOST_AMOUNT = Decimal(10) ** 18  # what the column holds: 20 digits, two of them after the point


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
    file: StoredFile | None = None,
) -> Reply:
    """Save the draft in hand, or begin the next version. Nothing leaves the unit yet. `file`: what it was read from."""
    rules.check_answer(inquiry, by)
    lock(inquiry)
    reply = inquiry.replies.select_for_update().filter(state__in=IN_HAND, taken_in=False).first()
    verb = "reply.change" if reply else "reply.write"
    if reply is None:
        reply = begin_version(inquiry, source=source, at=at)
    rules.check_edit_reply(reply, by)
    reply.kind, reply.source, reply.answers, reply.remarks = kind, source, answers or {}, remarks
    reply.save(update_fields=["kind", "source", "answers", "remarks"])
    reply.needs.all().delete()
    stated = list(needs) if kind == Reply.Kind.NEEDS else []
    state_needs(reply, stated)
    changes: dict[str, Any] = {"kind": [None, kind], "needs": [None, len(stated)]}
    if file is not None:
        changes["file"] = [None, {"name": file.name, "sha256": file.sha256}]
    journal.record(verb, reply, by=by, at=at, changes=changes)
    return reply


def begin_version(inquiry: Inquiry, *, source: str, at: datetime, **fields: Any) -> Reply:
    version = _last_version(inquiry) + 1
    return Reply.objects.create(inquiry=inquiry, version=version, source=source, written_at=at, **fields)


def _last_version(inquiry: Inquiry) -> int:
    return inquiry.replies.aggregate(last=Max("version"))["last"] or 0


def _repeat(current: Reply, reply: Reply, without: Collection[int], without_page: bool) -> int:
    """Copy the needs that still stand into the next version, corrections and all; answers how many."""
    standing = current.needs.exclude(file__in=without).order_by("number").prefetch_related("country_rows")
    if without_page:
        standing = standing.exclude(file=None)
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
    """The values as the table holds them: words cut to its columns; an amount it cannot hold is refused."""
    fits = stated.amount is None or (stated.amount.is_finite() and abs(stated.amount) < MOST_AMOUNT)
    if not fits:
        raise Refused(_("The amount of “%(need)s” is too large.") % {"need": stated.title[:80]}, place="needs")
    if stated.amount is not None and not stated.currency:
        raise Refused(_("The amount of “%(need)s” has no currency.") % {"need": stated.title[:80]}, place="needs")
    values = {name: getattr(stated, name) for name in stated.__slots__}
    values["language"] = (stated.language or detect_language(f"{stated.title} {stated.text}"))[:8]
    values["priority"] = stated.priority if stated.priority in Need.Priority.values else Need.Priority.NORMAL
    for name, limit in LIMITS.items():
        values[name] = values[name].replace("\x00", "")[:limit]  # PostgreSQL takes no NUL in a text
    values["text"] = stated.text.replace("\x00", "")
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
        composed_by_id=by.user_id,
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
        notice=notices.sent_back,
        returned_because=reason.strip(),
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
        notice=notices.confirmed,
        confirmed_by_id=by.user_id,
        confirmed_at=at,
    )


@transaction.atomic
def send_reply(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Send the confirmed reply: it becomes current and the version before it is superseded."""
    rules.check_send_reply(reply, by)
    lock(reply.inquiry)
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
    without_page: bool = False,
) -> Reply:
    """The office takes in what a unit sent outside the system; the unit's own four eyes were on paper.

    A unit may send several files: the new version repeats the needs of the current one, but for those of the files
    in `without`, which the new file replaces, and `without_page` without those the unit stated on its page.
    """
    rules.check_receive(inquiry, by)
    lock(inquiry)
    current = inquiry.replies.filter(state="sent", kind=Reply.Kind.NEEDS).first()
    reply = begin_version(inquiry, source=source, at=at, kind=kind, answers=answers or {}, taken_in=True)
    if kind == Reply.Kind.NEEDS:
        kept = _repeat(current, reply, without, without_page) if current is not None else 0
        state_needs(reply, needs, file=file, after=kept)
    _make_current(reply, "take_in", by=by, at=at)
    return reply


def _make_current(reply: Reply, move: str, *, by: Actor, at: datetime) -> None:
    """Supersede the version before, advance the new one, and let the inquiry count as answered."""
    inquiry = reply.inquiry
    last = _last_version(inquiry)
    if reply.version < last:  # the office took another version in while this one was in hand: versions count as sent
        reply.version = last + 1
        reply.save(update_fields=["version"])
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
    settle_request(inquiry, by=by, at=at)


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
