"""Sends what is due: over one connection, each mail claimed before it is handed over, so that none goes out twice."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.core.mail import EmailMessage, mailers
from django.db.models import F, QuerySet

from wutong.base.mail.message import write_message
from wutong.base.mail.models import Mail
from wutong.base.mail.smtp import Uncertain

TRIES = 24  # with the waits of `wait()` about three days: a server may be away over a weekend
LONGEST_WAIT = timedelta(hours=4)
INTERRUPTED = timedelta(minutes=10)  # a sender that claimed a mail so long ago has died: handing over takes seconds
MOST_AT_ONCE, LONGEST_ROUND = 500, 120.0  # mails, seconds: claims bear the time at which their round began
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a mail did not go out, and whether trying again can help."""

    words: str
    is_final: bool = False


def send_due(*, at: datetime) -> tuple[int, int]:
    """Send what is due; answers (sent, failed).

    A mail is claimed before it is handed over, so two senders never send it twice. One claimed by a sender that died,
    or whose server never answered, stays "sending": a person decides on it, for it may have gone out.
    """
    due = Mail.objects.filter(state=Mail.State.QUEUED, due_at__lte=at).order_by("due_at", "pk")
    keys = list(due.values_list("pk", flat=True)[:MOST_AT_ONCE])
    sent = failed = 0
    until = time.monotonic() + LONGEST_ROUND
    with _line() as line:
        for pk in keys:
            trouble = line.trouble()
            if trouble is not None:  # no server: none of them can go, and each waits by its own count of tries
                return sent, failed + _postpone_all(Mail.objects.filter(pk__in=keys), trouble, at)
            if Mail.objects.filter(pk=pk, state=Mail.State.QUEUED).update(state=Mail.State.SENDING, claimed_at=at):
                gone = _send(Mail.objects.get(pk=pk), line, at=at)
                sent, failed = sent + gone, failed + (not gone)
            if time.monotonic() > until:
                break
    return sent, failed


def interrupted(*, at: datetime) -> QuerySet[Mail]:
    """Mails of which nobody knows whether they went out."""
    return Mail.objects.filter(state=Mail.State.SENDING, claimed_at__lt=at - INTERRUPTED)


class _Line:
    """The connection to the mail server, opened when the first mail needs it, and anew after trouble."""

    def __init__(self) -> None:
        self.server: Any = mailers.default

    def trouble(self) -> Trouble | None:
        """Why no connection can be had; None when there is one."""
        try:
            self.server.open()
        except (OSError, ValueError) as error:
            return Trouble(said(error))
        return None

    def hand_over(self, message: EmailMessage) -> Trouble | None:
        """None when the server took it. Raises Uncertain when nobody can know."""
        try:
            self.server.send_messages([message])
        except Uncertain:
            self.close()
            raise
        except (OSError, ValueError) as error:
            self.close()
            return Trouble(said(error), is_final=is_final(error))
        return None

    def close(self) -> None:
        with suppress(OSError):
            self.server.close()


@contextmanager
def _line() -> Iterator[_Line]:
    line = _Line()
    try:
        yield line
    finally:
        line.close()


def _send(mail: Mail, line: _Line, *, at: datetime) -> bool:
    """Hand one claimed mail over and write down what became of it. Answers whether it went out."""
    mine = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING, claimed_at=mail.claimed_at)
    try:
        message = write_message(mail, at=at)
    except (OSError, ValueError) as error:
        trouble: Trouble | None = Trouble(said(error), is_final=isinstance(error, ValueError))
    else:
        try:
            trouble = line.hand_over(message)
        except Uncertain as error:
            mine.update(error=str(error)[:300])
            log.warning("mail.uncertain", mail=mail.pk, error=str(error))
            return False
    if trouble is None:
        mine.update(state=Mail.State.SENT, sent_at=at, tries=mail.tries + 1, error="")
    elif trouble.is_final:
        mine.update(state=Mail.State.FAILED, tries=mail.tries + 1, error=trouble.words)
    else:
        _postpone(mine, mail.tries, trouble, at)
    return trouble is None


def _postpone_all(mails: QuerySet[Mail], trouble: Trouble, at: datetime) -> int:
    """Those with equal tries wait equally long. Mails another sender has claimed meanwhile are left to it."""
    mails = mails.filter(state=Mail.State.QUEUED)
    counts = mails.order_by().values_list("tries", flat=True).distinct()
    return sum(_postpone(mails.filter(tries=tries), tries, trouble, at) for tries in sorted(counts, reverse=True))


def _postpone(mails: QuerySet[Mail], tries: int, trouble: Trouble, at: datetime) -> int:
    """Try again later; given up after TRIES."""
    state = Mail.State.FAILED if tries + 1 >= TRIES else Mail.State.QUEUED
    return mails.update(state=state, tries=F("tries") + 1, due_at=at + wait(tries + 1), error=trouble.words)


def wait(tries: int) -> timedelta:
    """2, 4, 8 … minutes, at most LONGEST_WAIT."""
    return min(timedelta(minutes=2 ** min(tries, 12)), LONGEST_WAIT)


def answer_of(error: Exception) -> tuple[int, str]:
    """What the server answered: code and words; (0, "") when it did not."""
    code: int = 0
    words: bytes | str = ""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    return code, words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def is_final(error: Exception) -> bool:
    """Whether trying again is in vain: a refusal with 5xx (RFC 5321, 4.2.1), or an address that can be none.

    Where the server refuses our own address or account, a person mends that and the mails wait; "too large" (552) may
    come in answer to the sender and is meant for the mail.
    """
    code = answer_of(error)[0]
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return code >= 500
    return code == 552 or isinstance(error, ValueError)


def said(error: Exception) -> str:
    """The error in the server's words, as it is kept."""
    code, words = answer_of(error)
    return (f"{code} {' '.join(words.split())}" if code else str(error) or type(error).__name__)[:300]
