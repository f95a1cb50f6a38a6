"""Tells the sender of a file that it could not be read, why, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wutong.base.mail import Mail
from wutong.calls.models import Inquiry, IntakeFile
from wutong.calls.notices.understood import UNREADABLE
from wutong.calls.notices.writing import ANSWERING, facts_of, key_of, readers, to_unit


def key_of_file(file: IntakeFile) -> str:
    """One file is told once, whoever presses the button."""
    return f"unreadable-{file.pk}-"


def sender_of(file: IntakeFile) -> str:
    """Who mailed it; empty where it came another way."""
    mail = getattr(file.batch, "mail", None)
    return mail.sender if mail is not None else ""


def unreadable(file: IntakeFile, inquiry: Inquiry, *, at: datetime) -> list[Mail]:
    """A mail to whoever sent the file, else to the unit; none where nobody has an address."""
    return [_write(file, inquiry, to, language, at) for to, language in _told(file, inquiry, at)]


def _told(file: IntakeFile, inquiry: Inquiry, at: datetime) -> Iterator[tuple[str, str]]:
    sender = sender_of(file)
    if sender:
        yield sender, settings.LANGUAGE_CODE
    else:
        yield from readers(inquiry.unit, *ANSWERING, inquiry=inquiry, at=at)


def _write(file: IntakeFile, inquiry: Inquiry, to: str, language: str, at: datetime) -> Mail:
    with translation.override(language):
        why = _(UNREADABLE.get(file.problem, UNREADABLE["damaged"]))
        facts = facts_of(inquiry) | {"file": file.name, "why": why}
        body = _(
            "To %(unit)s\n\nThe file “%(file)s”, sent for “%(call)s”, could not be read: %(why)s\n\n"
            "Until then your answer does not count it. You can also answer on the page:\n%(link)s\n\n%(contact)s\n"
        )
        subject = _("A file could not be read: %(call)s") % facts
        return to_unit(inquiry, [key_of(key_of_file(file))], to, subject, body % facts, at=at)
