"""A person settles a file: takes it in with corrections, sets it aside, looks at it again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.rules import refuse_unless
from wutong.calls import rules
from wutong.calls.models import Inquiry, IntakeFile, Membership, Reply
from wutong.calls.statement import StatedNeed
from wutong.calls.states import INQUIRY, INTAKE, REPLY
from wutong.calls.steps.intake import TAKEN, inquiry_for, is_part_only, take_in, taken_before
from wutong.calls.steps.replies import take_in_reply

Dropped = Sequence[Mapping[str, Any]]  # number (in the reading, from 0), title, text, reason; see remembering.py


@transaction.atomic
def settle_file(
    file: IntakeFile,
    inquiry: Inquiry,
    needs: Sequence[StatedNeed],
    *,
    kind: str,
    by: Actor,
    at: datetime,
    replaces: Collection[IntakeFile] = (),
    replaces_page: bool = False,
    dropped: Dropped = (),
    restored: Dropped = (),
) -> Reply:
    """Take the file in as a person read it. What stands already is taken in anew, groups kept.

    restored: needs that were dropped before and are put back; a later version of the file keeps them.
    """
    rules.check_settle_file(file, by)
    refuse_unless(kind == Reply.Kind.NO_NEEDS or needs, _("State at least one need, or take the file as “no needs”."))
    for drop in dropped:
        refuse_unless(drop["reason"], _("Say why “%(title)s” is dropped.") % drop)
    _note_corrections(file, needs, dropped, restored, by=by, at=at)
    again = file.state == "accepted" and file.unit_id == inquiry.unit_id and kind != Reply.Kind.NO_NEEDS
    if again and not replaces:
        return _state_again(file, inquiry, needs, by=by, at=at)
    if file.state in TAKEN:
        take_out(file, by=by, at=at)
    elif file.state == "superseded":
        reconsider(file, by=by, at=at)
    return take_in(file, inquiry, needs, kind=kind, by=by, at=at, replaces=replaces, replaces_page=replaces_page)


def _note_corrections(
    file: IntakeFile, needs: Sequence[StatedNeed], dropped: Dropped, restored: Dropped, *, by: Actor, at: datetime
) -> None:
    """What a person changed stands in the journal; what was dropped, with its reason, also beside the reading."""
    who = {"by": by.name, "at": at.isoformat()}
    changes: dict[str, Any] = {}
    for number, need in enumerate(needs, 1):
        for name, change in need.corrections.items():
            if "by" not in change:  # made now: an older one says who made it and when
                change.update(who)
                changes[f"{number}.{name}"] = [change["was"], change["now"]]
    changes |= {f"dropped {drop['title'][:60]}": [None, drop["reason"]] for drop in dropped if "by" not in drop}
    changes |= {f"put back {one['title'][:60]}": [one["reason"], None] for one in restored}
    kept = {"dropped": [{**who, **drop} for drop in dropped]} | (
        {"restored": [dict(one) for one in restored]} if restored else {}
    )
    file.reading = {name: value for name, value in file.reading.items() if name != "part_only"} | kept
    file.save(update_fields=["reading"])
    if changes:
        journal.record("intake.correct", file, by=by, at=at, changes=changes)


def _state_again(file: IntakeFile, inquiry: Inquiry, needs: Sequence[StatedNeed], *, by: Actor, at: datetime) -> Reply:
    source = file.reply.source if file.reply else Reply.Source.FREE
    answers = file.reply.answers if file.reply else None
    reply = take_in_reply(
        inquiry, needs=needs, by=by, at=at, source=source, file=file, answers=answers, without={file.pk}
    )
    IntakeFile.objects.filter(pk=file.pk).update(reply=reply)
    journal.record("intake.correct", file, by=by, at=at, changes={"reply": [file.reply_id, reply.pk]})
    file.reply = reply
    return reply


@transaction.atomic
def note_part_without_needs(file: IntakeFile, inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    """The file says “no needs” for a part of the unit only: it is settled, and the unit's reply stays as it is. Where
    nothing was answered yet, the unit still owes its answer."""
    rules.check_settle_file(file, by)
    if file.state in TAKEN:
        take_out(file, by=by, at=at)
    elif file.state == "superseded":
        reconsider(file, by=by, at=at)
    file.reading = file.reading | {"part_only": True}
    file.save(update_fields=["reading"])
    kind = IntakeFile.Kind.NO_NEEDS
    advance(
        file,
        "take_no_needs",
        flow=INTAKE,
        by=by,
        at=at,
        kind=kind,
        unit_id=inquiry.unit_id,
        reply_id=None,
        settled_at=at,
    )


@transaction.atomic
def take_out(file: IntakeFile, *, by: Actor, at: datetime) -> None:
    """A file was taken in wrongly: the unit's reply goes on without its needs, and the file waits for a person again.

    Where nothing else stands, the unit owes its answer again. What speaks for a part only changed nothing, and neither
    does looking at it again.
    """
    rules.check_settle_file(file, by)
    inquiry = inquiry_for(file, file.unit_id)
    refuse_unless(inquiry is not None and file.state in TAKEN, _("This file does not stand as a reply."))
    assert inquiry is not None
    current = inquiry.replies.filter(state="sent").first()
    if current is not None and not is_part_only(file) and _rests_on(current, file):
        _go_on_without(file, inquiry, current, by=by, at=at)
    _put_before_a_person(file, by=by, at=at)


def _rests_on(current: Reply, file: IntakeFile) -> bool:
    """A unit that answered on its page since does not depend on the file any more."""
    if file.state == "no_needs":
        return current.kind == Reply.Kind.NO_NEEDS and file.reply_id == current.pk
    return current.needs.filter(file=file).exists()


def _go_on_without(file: IntakeFile, inquiry: Inquiry, current: Reply, *, by: Actor, at: datetime) -> None:
    others = [other for other in taken_before(file, inquiry) if not is_part_only(other)]
    if others or current.needs.exclude(file=file).exists():
        take_in_reply(inquiry, needs=(), by=by, at=at, source=current.source, without={file.pk})
        return
    Membership.objects.filter(need__reply=current).delete()
    advance(current, "supersede", flow=REPLY, by=by, at=at)
    current.needs.update(is_current=False)
    if not inquiry.is_open:  # the office may have returned it for correction meanwhile
        advance(inquiry, "return", flow=INQUIRY, by=by, at=at, answered_at=None)


@transaction.atomic
def set_aside(file: IntakeFile, *, by: Actor, at: datetime) -> None:
    """A person says that this is not a reply."""
    rules.check_settle_file(file, by)
    if file.state in TAKEN:
        take_out(file, by=by, at=at)
    advance(file, "set_aside", flow=INTAKE, by=by, at=at, kind=IntakeFile.Kind.NOT_A_REPLY, settled_at=at)


@transaction.atomic
def reconsider(file: IntakeFile, *, by: Actor, at: datetime) -> None:
    """Put a settled file back before a person; one that stands as a reply is taken out of it."""
    if file.state in TAKEN:
        take_out(file, by=by, at=at)
    else:
        _put_before_a_person(file, by=by, at=at)


def _put_before_a_person(file: IntakeFile, *, by: Actor, at: datetime) -> None:
    advance(
        file,
        "reconsider",
        flow=INTAKE,
        by=by,
        at=at,
        rule=rules.check_settle_file,
        reasons=["again"],
        settled_at=None,
        kind=_read_kind(file),
    )


def _read_kind(file: IntakeFile) -> str:
    """What the reader took the file for, once nobody's word stands any more."""
    return str(file.reading.get("kind") or "")
