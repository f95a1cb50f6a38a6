"""Mails about calls: who is told what, in their language. Written to the outbox; sending is the job's work."""

from __future__ import annotations

import hashlib
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
from wutong.base.words import gettext_noop
from wutong.calls.models import Extension, Inquiry, Reply
from wutong.calls.queries.feedback import Fate, UnitFeedback
from wutong.directory.models import Organisation, User
from wutong.directory.queries import holders

ANSWERING = ("unit_coordinator", "unit_leader", "middle_officer", "middle_leader", "partner_officer")
ASKING = ("programme_officer", "middle_officer", "unit_coordinator")
CONFIRMING = ("unit_leader", "middle_leader", "programme_leader", "partner_officer")


def _readers(office: Organisation, *roles: str, on: datetime) -> Iterator[tuple[str, str]]:
    """(address, language) of everyone to tell at an office: its account holders, else its own address."""
    people = holders(office.pk, *roles, on=on.date())
    if not people and office.email:
        yield office.email, settings.LANGUAGE_CODE
    for person in people:
        yield person.email, person.language or settings.LANGUAGE_CODE


def _key(*parts: object) -> str:
    """What makes a mail the same mail; long addresses are folded into a digest so that the key fits its column."""
    key = "-".join(str(part) for part in parts)
    return key if len(key) <= 120 else f"{key[:55]}-{hashlib.sha256(key.encode()).hexdigest()}"


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
        "issuer": str(call.issuer),
        "deadline": _moment(inquiry.deadline, call.time_zone),
        "link": _address("inquiry", inquiry.pk),
        "contact": " ".join(part for part in (call.contact, call.phone, call.email) if part),
    }


def addressed(inquiry: Inquiry, *, at: datetime) -> None:
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry)
            subject = _("%(office)s asks for your needs: %(call)s (%(number)s)") % facts
            body = _passed_on(facts, inquiry.note) if inquiry.parent_id else _issued(facts)
            key = _key("addressed", inquiry.pk, address)
            post(key=key, to=address, subject=subject, body=body, at=at)


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
            key = _key("reminded", inquiry.pk, inquiry.reminders, address)
            post(key=key, to=address, subject=subject % facts, body=body % facts, at=at)


def received(inquiry: Inquiry, *, at: datetime) -> None:
    """Receipt to the unit for each version it sends."""
    reply = inquiry.replies.filter(state="sent").first()
    version = reply.version if reply else 0
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {"count": reply.needs.count() if reply else 0, "version": version}
            stated = _(
                "To %(unit)s\n\n%(office)s has received version %(version)s of your answer to “%(call)s”: "
                "%(count)s needs.\n\n%(link)s\n"
            )
            none = _("To %(unit)s\n\n%(office)s has received your answer to “%(call)s”: no needs.\n\n%(link)s\n")
            body = (none if reply and reply.kind == "no_needs" else stated) % facts
            key = _key("received", inquiry.pk, version, address)
            post(key=key, to=address, subject=_("Received: %(call)s") % facts, body=body, at=at)


def returned(inquiry: Inquiry, *, at: datetime) -> None:
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {"reason": inquiry.note}
            body = _("To %(unit)s\n\nPlease correct your answer to “%(call)s”: %(reason)s\n\n%(link)s\n") % facts
            key = _key("returned", inquiry.pk, f"{at:%Y%m%d%H%M%S}", address)
            post(key=key, to=address, subject=_("Please correct: %(call)s") % facts, body=body, at=at)


def composed(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the unit's leaders that a reply waits for their confirmation; not the one who composed it."""
    inquiry = reply.inquiry
    own = set(User.objects.filter(pk__in=[by.user_id, by.on_behalf_of_id]).values_list("email", flat=True))
    for address, language in _readers(inquiry.unit, *CONFIRMING, on=at):
        if address in own:
            continue
        with translation.override(language):
            facts = _facts(inquiry)
            body = _("A reply to “%(call)s” waits for your confirmation, due %(deadline)s.\n\n%(link)s\n") % facts
            key = _key("composed", reply.pk, f"{at:%Y%m%d%H%M%S}", address)
            post(key=key, to=address, subject=_("Please confirm: %(call)s") % facts, body=body, at=at)


def confirmed(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the composer that the reply can be sent."""
    for address, language in _composer(reply):
        with translation.override(language):
            facts = _facts(reply.inquiry) | {"leader": by.name}
            body = _("%(leader)s has confirmed your reply to “%(call)s”: it can be sent now.\n\n%(link)s\n") % facts
            key = _key("confirmed", reply.pk, f"{at:%Y%m%d%H%M%S}", address)
            post(key=key, to=address, subject=_("Ready to send: %(call)s") % facts, body=body, at=at)


def sent_back(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the composer what the leader wants changed."""
    for address, language in _composer(reply):
        with translation.override(language):
            facts = _facts(reply.inquiry) | {"leader": by.name, "reason": reply.returned_because}
            body = _("%(leader)s has returned your reply to “%(call)s”: %(reason)s\n\n%(link)s\n") % facts
            key = _key("sent-back", reply.pk, f"{at:%Y%m%d%H%M%S}", address)
            post(key=key, to=address, subject=_("Please change: %(call)s") % facts, body=body, at=at)


def _composer(reply: Reply) -> Iterator[tuple[str, str]]:
    person = reply.composed_by
    if person is not None and person.is_active:
        yield person.email, person.language or settings.LANGUAGE_CODE


def extension_asked(extension: Extension, *, at: datetime) -> None:
    inquiry = extension.inquiry
    for address, language in _readers(inquiry.office, *ASKING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {
                "until": _moment(extension.until, inquiry.call.time_zone),
                "reason": extension.reason,
            }
            body = _("%(unit)s asks for more time until %(until)s: %(reason)s\n\n%(link)s\n") % facts
            subject = _("%(unit)s asks for more time") % facts
            post(key=_key("extension", extension.pk, address), to=address, subject=subject, body=body, at=at)


def extension_decided(extension: Extension, *, at: datetime) -> None:
    inquiry = extension.inquiry
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {"answer": extension.answer}
            granted = _("More time is granted: the deadline is now %(deadline)s.\n\n%(answer)s\n\n%(link)s\n")
            declined = _("More time is not granted: the deadline stays %(deadline)s.\n\n%(answer)s\n\n%(link)s\n")
            body = (granted if extension.state == "granted" else declined) % facts
            key = _key("extension-decided", extension.pk, address)
            post(key=key, to=address, subject=_("Your request for more time: %(call)s") % facts, body=body, at=at)


OUTCOMES = {
    "merged": gettext_noop("merged with others of its kind and taken up"),
    "accepted": gettext_noop("taken up"),
    "declined": gettext_noop("not taken up"),
    "waiting": gettext_noop("still under study"),
}


def feedback(told: UnitFeedback, *, entry: int, at: datetime) -> None:
    """What became of a unit's needs, each with its reason; the letter itself waits on the inquiry's page. `entry` is
    the number of the sending in the journal: a state that comes back is told again."""
    inquiry = told.inquiry
    for address, language in _readers(inquiry.unit, *ANSWERING, on=at):
        with translation.override(language):
            facts = _facts(inquiry) | {"count": len(told.fates), "needs": "\n".join(map(_fate, told.fates))}
            subject = _("What became of your needs: %(call)s") % facts
            body = _(
                "To %(unit)s\n\n%(office)s has looked at the %(count)s needs you stated in answer to “%(call)s”.\n\n"
                "%(needs)s\n\nThe letter can be read here: %(link)s\n\nContact: %(contact)s\n"
            )
            key = _key("feedback", inquiry.pk, entry, address)
            post(key=key, to=address, subject=subject, body=body % facts, at=at)


def _fate(fate: Fate) -> str:
    """One line: “3. Title — taken up (row 12)”."""
    said = _(OUTCOMES[fate.outcome])
    if fate.into is not None:
        said = _("%(outcome)s (row %(number)s)") % {"outcome": said, "number": fate.into}
    if fate.reason:
        said = _("%(outcome)s: %(reason)s") % {"outcome": said, "reason": fate.reason}
    return f"{fate.number}. {fate.title} — {said}"
