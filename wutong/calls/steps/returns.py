"""A report of a mail server about a mail of ours, picked up from the mailbox, is noted on the mail it speaks of."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes
from typing import Any

from django.db import transaction

from wutong.base import journal
from wutong.base.actors import Actor, system
from wutong.base.advance import advance
from wutong.base.mail import Mail
from wutong.base.mail.returns import mail_meant, mark_delayed, mark_returned
from wutong.calls.models import IncomingMail
from wutong.calls.queries.outbox import inquiry_of
from wutong.calls.states import INCOMING
from wutong.documents.mail.delivery import Outcome, Report, read_report

MAILBOX = "mailbox"


@transaction.atomic
def note_return(incoming: IncomingMail, *, at: datetime, by: Actor | None = None) -> bool:
    """Note the report on our mail, and settle it. False for a mail that is no such report: nothing is changed then.

    A mail that could not be delivered makes the report “returned”; one that is only late, or a report about a mail
    that is not ours, an “automatic” notice.
    """
    report = read_report(message_from_bytes(incoming.stored.data()))
    if report is None:
        return False
    by = by or system(MAILBOX)
    mail = mail_meant(report.came_to, report.numbers)
    outcome = about(mail, report)
    error = words_of(outcome)
    came_back = mail is not None and outcome.is_permanent
    if mail is not None and came_back and mark_returned(mail, error=error, at=at):
        changes = {"state": [mail.state, Mail.State.RETURNED]}
        journal.record("mail.return", mail, by=by, at=at, changes=changes, personal={"error": error})
    elif mail is not None and outcome.action == "delayed":
        mark_delayed(mail, error=error)
    move = "note_return" if came_back else "note_notice"
    asked = inquiry_of(mail)
    meant: dict[str, Any] = {"about": mail, "inquiry": asked, "call": asked and asked.call}
    personal = {"reason": error}  # servers name the person written to
    advance(incoming, move, flow=INCOMING, by=by, at=at, personal=personal, settled_at=at, **meant)
    incoming.reason = error
    incoming.save(update_fields=["reason"])
    return True


def about(mail: Mail | None, report: Report) -> Outcome:
    """What the report says about our mail's recipient; a server may name the address the mail was passed on to."""
    ours = [one for one in report.outcomes if mail is not None and one.recipient.lower() == mail.to.lower()]
    told = ours or report.outcomes
    return next((one for one in told if one.is_permanent), told[0])


def words_of(outcome: Outcome) -> str:
    """Code and words of the server, as they are kept with the mail."""
    known = outcome.words if outcome.status and outcome.status in outcome.words else f"{outcome.status} {outcome.words}"
    return known.strip()[:300]
