"""Mails that ask: the letter of a call, passed on or reminded of, and more time for the answer."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from wutong.base.mail.outbox import post, within
from wutong.calls.models import Extension, Inquiry
from wutong.calls.notices.writing import (
    ANSWERING,
    ASKING,
    Enclosures,
    facts_of,
    how_to_answer,
    in_language_of,
    key_of,
    moment,
    readers,
    to_unit,
)

NONE: Enclosures = {}


def addressed(inquiry: Inquiry, *, at: datetime, enclosures: Enclosures = NONE) -> None:
    for address, language in readers(inquiry.unit, *ANSWERING, inquiry=inquiry, at=at):
        enclosed = within(in_language_of(enclosures, language))
        with translation.override(language):
            facts = facts_of(inquiry)
            subject = _("%(office)s asks for your needs: %(call)s (%(number)s)") % facts
            body = _passed_on(facts, inquiry.note) if inquiry.parent_id else _issued(facts)
            body += how_to_answer(enclosed)
            to_unit(inquiry, ["addressed", inquiry.pk], address, subject, body, at=at, enclosed=enclosed)


def _issued(facts: dict[str, str]) -> str:
    return (
        _(
            "To %(unit)s\n\n%(office)s has issued “%(call)s” (%(number)s). Please answer by %(deadline)s.\n\n"
            "Answer here: %(link)s\n\nContact: %(contact)s\n"
        )
        % facts
    )


def _passed_on(facts: dict[str, str], note: str) -> str:
    body = (
        _(
            "To %(unit)s\n\n%(office)s has passed on to you “%(call)s” (%(number)s) of %(issuer)s. "
            "Please answer to %(office)s by %(deadline)s.\n\nAnswer here: %(link)s\n"
        )
        % facts
    )
    return f"{body}\n{note}\n" if note else body


def reminded(inquiry: Inquiry, *, at: datetime, enclosures: Enclosures = NONE) -> None:
    for address, language in readers(inquiry.unit, *ANSWERING, inquiry=inquiry, at=at):
        enclosed = within(in_language_of(enclosures, language))
        with translation.override(language):
            facts = facts_of(inquiry)
            late = inquiry.is_late(at)
            subject = (_("Overdue: %(call)s") if late else _("Reminder: %(call)s")) % facts
            body = _(
                "To %(unit)s\n\nYour answer to “%(call)s” (%(number)s) is still open. The deadline is %(deadline)s.\n\n"
                "You can answer, say that there are no needs, or ask for more time here: %(link)s\n\n"
                "Contact: %(contact)s\n"
            )
            body = body % facts + how_to_answer(enclosed)
            key = ["reminded", inquiry.pk, inquiry.reminders]
            to_unit(inquiry, key, address, subject, body, at=at, enclosed=enclosed)


def extension_asked(extension: Extension, *, at: datetime) -> None:
    inquiry = extension.inquiry
    for address, language in readers(inquiry.office, *ASKING, inquiry=inquiry, at=at):
        with translation.override(language):
            until = moment(extension.until, inquiry.call.time_zone)
            facts = facts_of(inquiry) | {"until": until, "reason": extension.reason}
            body = _("%(unit)s asks for more time until %(until)s: %(reason)s\n\n%(link)s\n") % facts
            subject = _("%(unit)s asks for more time") % facts
            key, about = key_of("extension", extension.pk, address), f"extension:{extension.pk}"  # to us, not the unit
            post(key=key, to=address, subject=subject, body=body, at=at, about=about)


def extension_decided(extension: Extension, *, at: datetime) -> None:
    inquiry = extension.inquiry
    for address, language in readers(inquiry.unit, *ANSWERING, inquiry=inquiry, at=at):
        with translation.override(language):
            facts = facts_of(inquiry) | {"answer": extension.answer}
            granted = _("More time is granted: the deadline is now %(deadline)s.\n\n%(answer)s\n\n%(link)s\n")
            declined = _("More time is not granted: the deadline stays %(deadline)s.\n\n%(answer)s\n\n%(link)s\n")
            body = (granted if extension.state == "granted" else declined) % facts
            subject = _("Your request for more time: %(call)s") % facts
            to_unit(inquiry, ["extension-decided", extension.pk], address, subject, body, at=at)
