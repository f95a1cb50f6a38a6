"""Mails about calls: who is told what, in their language. Written to the outbox; sending is the job's work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from wutong.base.actors import Actor
from wutong.base.mail import post
from wutong.base.texts import in_language
from wutong.calls.models import Extension, Inquiry, Reply
from wutong.directory.models import Organisation
from wutong.directory.queries import holders

ANSWERING = ("unit_coordinator", "unit_leader", "middle_officer", "middle_leader", "partner_officer")
ASKING = ("programme_officer", "middle_officer")


def _readers(office: Organisation, *roles: str, on: datetime) -> Iterator[tuple[str, str]]:
    """(address, language) of everyone to tell at an office: its account holders, else its own address."""
    people = holders(office.pk, *roles, on=on.date())
    if not people and office.email:
        yield office.email, settings.LANGUAGE_CODE
    for person in people:
        yield person.email, person.language or settings.LANGUAGE_CODE


def _address(name: str, pk: int) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=[pk])}"


def _moment(moment: datetime, time_zone: str) -> str:
    local = moment.astimezone(ZoneInfo(time_zone))
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} ({time_zone})"


def _facts(inquiry: Inquiry) -> dict[str, str]:
    call = inquiry.call
    return {
        "call": in_language(call.titles),
        "number": call.number,
        "unit": str(inquiry.unit),
        "office": str(inquiry.office),
        "deadline": _moment(inquiry.deadline, call.time_zone),
        "link": _address("inquiry", inquiry.pk),
        "contact": " ".join(part for part in (call.contact, call.phone, call.email) if part),
    }


def addressed(inquiry: Inquiry, *, at: datetime) -> None:
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry)
            subject = _("%(office)s asks for your needs: %(call)s (%(number)s)") % facts
            body = _(
                "To %(unit)s\n\n%(office)s has issued “%(call)s” (%(number)s). Please answer by %(deadline)s.\n\n"
                "Answer here: %(link)s\n\nContact: %(contact)s\n"
            )
            post(key=f"addressed-{inquiry.pk}-{address}", to=address, subject=subject, body=body % facts, at=at)


def reminded(inquiry: Inquiry, *, at: datetime) -> None:
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry)
            late = inquiry.is_late(at)
            subject = _("Overdue: %(call)s") if late else _("Reminder: %(call)s")
            body = _(
                "To %(unit)s\n\nYour answer to “%(call)s” (%(number)s) is still open. The deadline is %(deadline)s.\n\n"
                "You can answer, say that there are no needs, or ask for more time here: %(link)s\n\n"
                "Contact: %(contact)s\n"
            )
            key = f"reminded-{inquiry.pk}-{inquiry.reminders}-{address}"
            post(key=key, to=address, subject=subject % facts, body=body % facts, at=at)


def received(inquiry: Inquiry, *, at: datetime) -> None:
    """Receipt to the unit for each version it sends."""
    reply = inquiry.replies.filter(state="sent").first()
    version = reply.version if reply else 0
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {"count": reply.needs.count() if reply else 0, "version": version}
            body = _(
                "To %(unit)s\n\n%(office)s has received version %(version)s of your answer to “%(call)s”: "
                "%(count)s needs.\n\n%(link)s\n"
            )
            key = f"received-{inquiry.pk}-{version}-{address}"
            post(key=key, to=address, subject=_("Received: %(call)s") % facts, body=body % facts, at=at)


def returned(inquiry: Inquiry, *, at: datetime) -> None:
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {"reason": inquiry.note}
            body = _("To %(unit)s\n\nPlease correct your answer to “%(call)s”: %(reason)s\n\n%(link)s\n") % facts
            key = f"returned-{inquiry.pk}-{at:%Y%m%d%H%M%S}-{address}"
            post(key=key, to=address, subject=_("Please correct: %(call)s") % facts, body=body, at=at)


def composed(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the unit's leaders that a reply waits for their confirmation."""
    inquiry = reply.inquiry
    for address, language in _readers(inquiry.unit, "unit_leader", "middle_leader", "programme_leader", on=at):
        with translation.override(language):
            facts = _facts(inquiry)
            body = _("A reply to “%(call)s” waits for your confirmation, due %(deadline)s.\n\n%(link)s\n") % facts
            key = f"composed-{reply.pk}-{at:%Y%m%d%H%M%S}-{address}"
            post(key=key, to=address, subject=_("Please confirm: %(call)s") % facts, body=body, at=at)


def extension_asked(extension: Extension, *, at: datetime) -> None:
    inquiry = extension.inquiry
    for address, language in _readers(inquiry.office, *ASKING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {
                "until": _moment(extension.until, inquiry.call.time_zone),
                "reason": extension.reason,
                "board": _address("board", inquiry.call_id),
            }
            body = _("%(unit)s asks for more time until %(until)s: %(reason)s\n\n%(board)s\n") % facts
            subject = _("%(unit)s asks for more time") % facts
            post(key=f"extension-{extension.pk}-{address}", to=address, subject=subject, body=body, at=at)


def extension_decided(extension: Extension, *, at: datetime) -> None:
    inquiry = extension.inquiry
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {"answer": extension.answer}
            granted = _("More time is granted: the deadline is now %(deadline)s.\n\n%(answer)s\n\n%(link)s\n")
            declined = _("More time is not granted: the deadline stays %(deadline)s.\n\n%(answer)s\n\n%(link)s\n")
            body = (granted if extension.state == "granted" else declined) % facts
            key = f"extension-decided-{extension.pk}-{address}"
            post(key=key, to=address, subject=_("Your request for more time: %(call)s") % facts, body=body, at=at)
