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
from wutong.calls.steps.intake import TAKEN, inquiry_for, take_in, taken_before
from wutong.calls.steps.replies import take_in_reply

Dropped = Sequence[Mapping[str, Any]]  # number (in the reading, from 0), title, reason


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
    dropped: Dropped = (),
) -> Reply:
    """Take the file in as a person read it. What stands already is taken in anew, groups kept."""
    rules.check_settle_file(file, by)
    refuse_unless(kind == Reply.Kind.NO_NEEDS or needs, _("State at least one need, or take the file as “no needs”."))
    for drop in dropped:
        refuse_unless(drop["reason"], _("Say why “%(title)s” is dropped.") % drop)
    _note_corrections(file, needs, dropped, by=by, at=at)
    again = file.state == "accepted" and file.unit_id == inquiry.unit_id and kind != Reply.Kind.NO_NEEDS
    if again and not replaces:
        return _state_again(file, inquiry, needs, by=by, at=at)
    if file.state in TAKEN:
        take_out(file, by=by, at=at)
    elif file.state == "superseded":
        reconsider(file, by=by, at=at)
    return take_in(file, inquiry, needs, kind=kind, by=by, at=at, replaces=replaces)


def _note_corrections(
    file: IntakeFile, needs: Sequence[StatedNeed], dropped: Dropped, *, by: Actor, at: datetime
) -> None:
    """What a person changed stands in the journal; what was dropped, with its reason, also beside the reading."""
    changes = {
        f"{number}.{name}": [change["was"], change["now"]]
        for number, need in enumerate(needs, 1)
        for name, change in need.corrections.items()
    }
    changes |= {f"dropped {drop['title'][:60]}": [None, drop["reason"]] for drop in dropped}
    file.reading = file.reading | {"dropped": [dict(drop) for drop in dropped]}
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
def take_out(file: IntakeFile, *, by: Actor, at: datetime) -> None:
    """A file was taken in wrongly: the unit's reply goes on without its needs, and the file waits for a person again.

    Where nothing else stands, the unit owes its answer again.
    """
    rules.check_settle_file(file, by)
    inquiry = inquiry_for(file, file.unit_id)
    refuse_unless(inquiry is not None and file.state in TAKEN, _("This file does not stand as a reply."))
    assert inquiry is not None
    current = inquiry.replies.filter(state="sent").first()
    if current is not None and (taken_before(file, inquiry) or current.needs.exclude(file=file).exists()):
        take_in_reply(inquiry, needs=(), by=by, at=at, source=current.source, without={file.pk})
    elif current is not None:
        Membership.objects.filter(need__reply=current).delete()
        advance(current, "supersede", flow=REPLY, by=by, at=at)
        current.needs.update(is_current=False)
        advance(inquiry, "return", flow=INQUIRY, by=by, at=at, answered_at=None)
    advance(file, "supersede", flow=INTAKE, by=by, at=at)
    advance(file, "reconsider", flow=INTAKE, by=by, at=at, reasons=["again"], settled_at=None, kind=_read_kind(file))


@transaction.atomic
def set_aside(file: IntakeFile, *, by: Actor, at: datetime) -> None:
    """A person says that this is not a reply."""
    rules.check_settle_file(file, by)
    if file.state in TAKEN:
        take_out(file, by=by, at=at)
    advance(file, "set_aside", flow=INTAKE, by=by, at=at, kind=IntakeFile.Kind.NOT_A_REPLY, settled_at=at)


@transaction.atomic
def reconsider(file: IntakeFile, *, by: Actor, at: datetime) -> None:
    """Put a file that was set aside or superseded back before a person."""
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
