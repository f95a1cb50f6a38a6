"""What all mails about calls share: readers, facts, keys, where an answer goes, what is enclosed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from wutong.base.clock import day_in
from wutong.base.mail.addresses import tagged, with_token
from wutong.base.mail.models import Mail
from wutong.base.mail.outbox import post
from wutong.base.texts import in_language
from wutong.calls.models import Inquiry
from wutong.directory.models import Organisation
from wutong.directory.queries import holders

ANSWERING = ("unit_coordinator", "unit_leader", "middle_officer", "middle_leader", "partner_officer")
ASKING = ("programme_officer", "middle_officer", "unit_coordinator")
CONFIRMING = ("unit_leader", "middle_leader", "programme_leader", "partner_officer")
LONGEST_SUBJECT = 270  # characters; leaves room for the reference behind it

Enclosures = Mapping[str, Sequence[tuple[str, bytes]]]  # language → files by name, most needed first


def readers(office: Organisation, *roles: str, inquiry: Inquiry, at: datetime) -> Iterator[tuple[str, str]]:
    """(address, language) of everyone to tell at an office: its account holders, else its own address.

    Who holds a seat is asked for the day it is in the zone of the call.
    """
    people = holders(office.pk, *roles, on=day_in(at, inquiry.call.time_zone))
    if not people and office.email:
        yield office.email, settings.LANGUAGE_CODE
    for person in people:
        yield person.email, person.language or settings.LANGUAGE_CODE


def key_of(*parts: object) -> str:
    """What makes a mail the same mail; long addresses are folded into a digest so that the key fits its column."""
    key = "-".join(str(part) for part in parts)
    return key if len(key) <= 120 else f"{key[:55]}-{hashlib.sha256(key.encode()).hexdigest()}"


def to_unit(
    inquiry: Inquiry,
    key: Sequence[object],
    to: str,
    subject: str,
    body: str,
    *,
    at: datetime,
    enclosed: Sequence[tuple[str, bytes]] = (),
) -> Mail:
    """A mail the unit can answer: its subject and the address an answer goes to name the inquiry."""
    mailbox = settings.MAILBOX_ADDRESS
    if mailbox:
        subject = tagged(" ".join(subject.split())[:LONGEST_SUBJECT], inquiry.token)
    return post(
        key=key_of(*key, to),
        to=to,
        subject=subject,
        body=body,
        at=at,
        about=f"inquiry:{inquiry.pk}",
        reply_to=with_token(mailbox, inquiry.token) if mailbox else inquiry.call.email,
        enclosures=enclosed,
    )


def in_language_of(enclosures: Enclosures, language: str) -> Sequence[tuple[str, bytes]]:
    return enclosures.get(language) or enclosures.get(settings.LANGUAGE_CODE) or ()


def how_to_answer(enclosed: Sequence[tuple[str, bytes]]) -> str:
    """The ways to answer by mail, where there are any; a text that begins on a line of its own."""
    names = "\n".join(f"  {name}" for name, _data in enclosed)
    listed = _("Enclosed:\n%(names)s") % {"names": names} if names else ""
    answer = _("You can also answer this mail: with the form filled in, or in your own words.")
    ways = [listed, answer if settings.MAILBOX_ADDRESS else ""]
    return "".join(f"\n{way}\n" for way in ways if way)


def address_of(name: str, pk: int) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(name, args=[pk])}"


def moment(at: datetime, time_zone: str) -> str:
    local = at.astimezone(ZoneInfo(time_zone))
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} ({time_zone})"


def facts_of(inquiry: Inquiry) -> dict[str, str]:
    call = inquiry.call
    return {
        "call": in_language(call.titles),
        "number": call.number,
        "unit": str(inquiry.unit),
        "office": str(inquiry.office),
        "issuer": str(call.issuer),
        "deadline": moment(inquiry.deadline, call.time_zone),
        "link": address_of("inquiry", inquiry.pk),
        "contact": " ".join(part for part in (call.contact, call.phone, call.email) if part),
    }
