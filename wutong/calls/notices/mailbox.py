"""The automatic answer to a mail: what came, what was understood, what was not and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wutong.base.mail.addresses import tagged, tags_in, with_token
from wutong.base.mail.models import Mail
from wutong.base.mail.outbox import post
from wutong.calls.models import IncomingMail, Inquiry, IntakeFile, Need
from wutong.calls.notices.understood import account_of
from wutong.calls.notices.writing import LONGEST_SUBJECT, facts_of, moment
from wutong.calls.reading.vocabulary import HAN
from wutong.directory.models import User

MOST_FILES = 60


def mail_understood(
    incoming: IncomingMail, inquiry: Inquiry, files: Sequence[tuple[IntakeFile, list[Need]]], *, at: datetime
) -> Mail:
    """Written once for each mail, in the language of whoever sent it; goes out as an automatic answer."""
    with translation.override(_language(incoming)):
        mailbox = settings.MAILBOX_ADDRESS
        return post(
            key=key_of_answer(incoming),
            to=incoming.sender,
            subject=_subject(incoming, inquiry),
            body=_body(incoming, inquiry, files),
            at=at,
            about=f"inquiry:{inquiry.pk}",
            reply_to=with_token(mailbox, inquiry.token) if mailbox else inquiry.call.email,
            in_reply_to=incoming.message_id or f"<{incoming.stored.sha256[:24]}@mailbox.invalid>",
        )


def key_of_answer(incoming: IncomingMail) -> str:
    """A second answer to the same mail is never written."""
    return f"incoming-{incoming.pk}"


def _language(incoming: IncomingMail) -> str:
    """That of the sender's account; else of the mail's subject and of what came in it."""
    account = User.objects.filter(email__iexact=incoming.sender).exclude(language="").first()
    if account is not None:
        return account.language
    names = incoming.batch.files.values_list("name", flat=True) if incoming.batch else []
    words = "".join([incoming.subject, *names])
    return settings.LANGUAGE_CODE if HAN.search(words) or not words.strip() else "en"


def _subject(incoming: IncomingMail, inquiry: Inquiry) -> str:
    words = incoming.subject or _("your mail")
    subject = words if words.lower().startswith("re:") else f"Re: {words}"
    if not settings.MAILBOX_ADDRESS or inquiry.token in tags_in(subject):
        return subject
    return tagged(subject[:LONGEST_SUBJECT], inquiry.token)


def _body(incoming: IncomingMail, inquiry: Inquiry, files: Sequence[tuple[IntakeFile, list[Need]]]) -> str:
    facts = facts_of(inquiry) | {
        "came": moment(incoming.arrived_at, inquiry.call.time_zone),
        "subject": incoming.subject or "—",
    }
    head = (
        _("To %(unit)s\n\n%(office)s has received your mail “%(subject)s” on %(came)s.\nCall: %(call)s (%(number)s)")
        % facts
    )
    files = _worth_telling(files)
    told = [account_of(number, file, needs) for number, (file, needs) in enumerate(files[:MOST_FILES], 1)]
    if len(files) > MOST_FILES:
        told.append(_("… and %(count)s more") % {"count": len(files) - MOST_FILES})
    parts = [head, _standing(incoming, inquiry), "\n".join(told), _next(files) if told else "", _foot(facts)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _worth_telling(files: Sequence[tuple[IntakeFile, list[Need]]]) -> Sequence[tuple[IntakeFile, list[Need]]]:
    """Of a mail with files, its own text only where it was more than a covering note."""
    told = [(file, needs) for file, needs in files if file.path or file.state != "set_aside"]
    return told or files


def _standing(incoming: IncomingMail, inquiry: Inquiry) -> str:
    """What is true of the mail as a whole."""
    if incoming.reason == "too_large":
        most = {"most": settings.MAILBOX_LARGEST // (1024 * 1024)}
        return (
            _(
                "NOT TAKEN: the mail is larger than %(most)s MB. Please send its files in several smaller mails, or "
                "upload them on the page below."
            )
            % most
        )
    if incoming.reason == "question":
        return _(
            "Your question is read by a person of the office, who will write to you. No answer to the call was found:"
        )
    if inquiry.call.state == "withdrawn":
        return _("This call has been withdrawn: no answer is needed any more. Your mail is kept.")
    if inquiry.call.state == "closed":
        return _("This call is closed. Your mail is kept; the office decides whether it still counts.")
    return _("This is what was understood:")


def _next(files: Sequence[tuple[IntakeFile, list[Need]]]) -> str:
    """What the sender can do now."""
    states = {file.state for file, _needs in files}
    if states <= {"set_aside"}:
        return _(
            "No answer to the call was found in this mail. Please send the form filled in, or your needs in your "
            "own words."
        )
    return _(
        "If something is wrong or missing, answer this mail with a corrected file: a newer version replaces the older "
        "one."
    )


def _foot(facts: dict[str, str]) -> str:
    said = _(
        "Deadline: %(deadline)s\nContact: %(contact)s\nYour page: %(link)s\n\nThis answer was written by a machine."
    )
    return said % facts
