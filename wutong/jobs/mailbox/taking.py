"""One mail taken: its bytes, its row and the reading of what came in it are one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from django.db import IntegrityError, transaction

from wutong.base.actors import Actor, system
from wutong.base.files import StoredFile
from wutong.calls.models import IncomingMail, Inquiry
from wutong.calls.queries.intake import digest
from wutong.calls.queries.mailbox import Recognition, is_own, recognise
from wutong.calls.steps import mailbox as steps
from wutong.calls.steps.returns import note_return
from wutong.documents.mail.envelope import Envelope, read_envelope
from wutong.jobs.reading import take_and_read

PERSON = IncomingMail.Recognised.PERSON
BY = system("mailbox")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it was fetched; of one that is too large, its headers alone."""

    account: str
    validity: int
    number: int
    data: bytes
    is_whole: bool = True


def take_mail(fetched: Fetched, *, at: datetime) -> IncomingMail | None:
    """Take one mail. None where it was taken before: by its number, by its content, or by another picker just now."""
    try:
        with transaction.atomic():
            return _take(fetched, at=at)
    except IntegrityError:
        if known(fetched.account, fetched.validity, [fetched.number]):
            return None
        raise


def known(account: str, validity: int, numbers: list[int]) -> set[int]:
    """Those of these numbers that were taken already."""
    rows = IncomingMail.objects.filter(account=account, validity=validity)
    if len(numbers) <= 500:
        rows = rows.filter(number__in=numbers)
    return set(rows.values_list("number", flat=True)) & set(numbers)


def _take(fetched: Fetched, *, at: datetime) -> IncomingMail | None:
    stored = StoredFile.objects.filter(sha256=digest(fetched.data))
    same = IncomingMail.objects.filter(account=fetched.account, stored__in=stored).first()
    if same is not None:
        steps.renumber(same, fetched.validity, fetched.number)
        return None
    envelope = _envelope(fetched)
    incoming = steps.keep_mail(fetched.account, fetched.validity, fetched.number, fetched.data, envelope, at=at)
    try:
        with transaction.atomic():
            _settle(incoming, envelope, fetched, at=at)
    except IntegrityError:
        raise
    except Exception:  # a fault of ours costs a mail its recognition, never its place: a person looks at it
        log.exception("mailbox.fault", mail=incoming.pk)
        incoming.refresh_from_db()
        steps.leave_to_person(incoming, Recognition(reason="fault"), by=BY, at=at)
    return incoming


def _envelope(fetched: Fetched) -> Envelope:
    try:
        return read_envelope(fetched.data)
    except Exception:
        log.exception("mailbox.headers", number=fetched.number)
        return read_envelope(b"")


def _settle(incoming: IncomingMail, envelope: Envelope, fetched: Fetched, *, at: datetime) -> None:
    if is_own(envelope):
        return steps.note_automatic(incoming, "own", by=BY, at=at)
    if fetched.is_whole and note_return(incoming, at=at):
        return None
    found = recognise(envelope, at=at)
    if envelope.automatic:
        if found.inquiry is None or not envelope.has_files or envelope.automatic == "null_sender":
            return steps.note_automatic(incoming, envelope.automatic, by=BY, at=at)
        found = Recognition(reason="automatic_with_files", candidates=(found.inquiry,))
    if not fetched.is_whole:
        return steps.leave_to_person(incoming, replace(found, reason=steps.TOO_LARGE), by=BY, at=at)
    if found.inquiry is None:
        return steps.leave_to_person(incoming, found, by=BY, at=at)
    return take_for(incoming, found.inquiry, how=found.how, by=BY, at=at)


@transaction.atomic
def take_for(incoming: IncomingMail, inquiry: Inquiry, *, how: str, by: Actor, at: datetime) -> None:
    """Take what came in a mail as an answer to this inquiry, and ask for its reading."""
    batch = None
    if not steps.is_over(inquiry.call):
        arrived = [(steps.file_name(incoming.subject), incoming.stored.data())]
        batch = take_and_read(inquiry.call, inquiry.office, arrived, way="mail", by=by, at=at)
    steps.note_taken(incoming, inquiry, batch, how=how, by=by, at=at)


@transaction.atomic
def place(incoming: IncomingMail, inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    """A person says which inquiry a mail answers."""
    locked = IncomingMail.objects.select_for_update(of=("self",)).select_related("stored").get(pk=incoming.pk)
    steps.check_place(locked, inquiry, by=by)
    take_for(locked, inquiry, how=PERSON, by=by, at=at)
