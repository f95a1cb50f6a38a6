"""Mails of the mailbox: kept whole, then taken in, left to a person, or noted as automatic."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import files as base_files
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.rules import refuse_unless
from wutong.calls import rules
from wutong.calls.models import Call, IncomingMail, Inquiry, IntakeBatch
from wutong.calls.notices import mailbox as notices
from wutong.calls.queries.intake import standing_needs
from wutong.calls.queries.mailbox import Recognition, answers_to, asks_something, files_of
from wutong.calls.states import INCOMING
from wutong.documents.mail.envelope import Envelope

NOTHING_TO_TAKE = ("withdrawn",)  # to such a call no answer is owed any more
TOO_LARGE = "too_large"
QUESTION = "question"  # it answers nothing and asks something: a person writes back


def keep_mail(
    account: str, validity: int, number: int, data: bytes, envelope: Envelope, *, at: datetime
) -> IncomingMail:
    """Keep the mail whole. It is settled in the same transaction by one of the steps below."""
    return IncomingMail.objects.create(
        account=account,
        validity=validity,
        number=number,
        stored=base_files.keep(file_name(envelope.subject), data, at=at),
        message_id=envelope.number[:400],
        sender=envelope.sender[:320],
        subject=" ".join(envelope.subject.split())[:300],
        written_at=envelope.written_at,
        arrived_at=at,
    )


def file_name(subject: str) -> str:
    """The mail as a file among others."""
    words = " ".join(
        "".join(sign if sign.isprintable() and sign not in '/\\:*?"<>|' else " " for sign in subject).split()
    )
    return f"{words[:120].strip(' .') or 'mail'}.eml"


def note_taken(
    incoming: IncomingMail, inquiry: Inquiry, batch: IntakeBatch | None, *, how: str, by: Actor, at: datetime
) -> None:
    """It answers this inquiry; `batch` holds what came in it. A call that is over is noted beside it."""
    call = inquiry.call
    over = f"call_{call.state}" if call.state in ("closed", "withdrawn") else ""
    fields: dict[str, Any] = {
        "inquiry": inquiry,
        "call": call,
        "batch": batch,
        "recognised": how,
        "reason": over,
        "settled_at": None,
    }
    advance(incoming, "take", flow=INCOMING, by=by, at=at, **fields)
    incoming.candidates.clear()


def is_over(call: Call) -> bool:
    """Whether what answers this call is kept without being read."""
    return call.state in NOTHING_TO_TAKE


@transaction.atomic
def leave_to_person(incoming: IncomingMail, found: Recognition, *, by: Actor, at: datetime) -> None:
    """It waits, with the inquiries it may answer; a mail too large to be taken is known to be about its own."""
    about: dict[str, Any] = {"inquiry": found.inquiry, "call": found.inquiry.call} if found.inquiry else {}
    advance(incoming, "doubt", flow=INCOMING, by=by, at=at, reason=found.reason, recognised=found.how, **about)
    incoming.candidates.set(found.candidates)


def note_automatic(incoming: IncomingMail, why: str, *, by: Actor, at: datetime) -> None:
    """Nobody wrote it; nobody answers it."""
    advance(incoming, "note_notice", flow=INCOMING, by=by, at=at, reason=why, settled_at=at)


@transaction.atomic
def set_aside(incoming: IncomingMail, *, by: Actor, at: datetime) -> None:
    """It answers none of our calls. It stays to be read, and can be taken in later."""
    rules.check_decide_incoming(incoming, by)
    advance(incoming, "set_aside", flow=INCOMING, by=by, at=at, settled_at=at)


def check_place(incoming: IncomingMail, inquiry: Inquiry, *, by: Actor) -> None:
    """Whether a person may say that the mail answers this inquiry."""
    rules.check_decide_incoming(incoming, by)
    rules.check_work_for(inquiry.office_id, by)
    refuse_unless(
        incoming.reason != TOO_LARGE, _("This mail was too large to be taken: its files are in the mailbox itself.")
    )
    refuse_unless(inquiry.call.state != "draft", _("This call is not issued yet."))


@transaction.atomic
def answer(incoming: IncomingMail, *, at: datetime) -> bool:
    """Write the automatic answer and settle the mail: once, whoever comes to it. False where none was written: there
    is nobody to write to, or the address had its share of answers for the day."""
    rows = IncomingMail.objects.select_for_update(of=("self",)).filter(pk=incoming.pk, settled_at=None)
    locked = rows.select_related("stored", "batch", "inquiry__unit", "inquiry__office", "inquiry__call__issuer").first()
    if locked is None or locked.inquiry is None:
        return False
    may_write = _can_be_written_to(locked.sender) and answers_to(locked.sender, at=at) < settings.MAILBOX_ANSWERS
    came = files_of(locked)
    if not locked.reason and asks_something(came):
        locked.reason = QUESTION
    if may_write:
        files = [(file, standing_needs(file)) for file in came]
        notices.mail_understood(locked, locked.inquiry, files, at=at)
    IncomingMail.objects.filter(pk=locked.pk).update(
        settled_at=at, answered_at=at if may_write else None, reason=locked.reason
    )
    return may_write


def answer_key(incoming: IncomingMail) -> str:
    """The key of the one automatic answer in the outbox."""
    return notices.key_of_answer(incoming)


def _can_be_written_to(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= 320


def renumber(incoming: IncomingMail, validity: int, number: int) -> None:
    """The server has numbered its mails anew; this one is known by its content."""
    if (incoming.validity, incoming.number) != (validity, number):
        IncomingMail.objects.filter(pk=incoming.pk).update(validity=validity, number=number)
