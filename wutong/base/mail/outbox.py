"""Puts mails into the outbox."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from wutong.base.files import keep
from wutong.base.mail.models import Enclosure, Mail

MOST_ENCLOSED = 8 * 1024 * 1024  # bytes; many servers take no mail over 10 MB, and packing adds a third


@transaction.atomic
def post(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    about: str = "",
    reply_to: str = "",
    in_reply_to: str = "",
    enclosures: Iterable[tuple[str, bytes]] = (),
) -> Mail:
    """Put a mail into the outbox; the same key twice gives the first mail.

    `about` names the record it speaks of ("inquiry:12"); a mail with `in_reply_to` goes out as an automatic answer.
    Enclosures (name, content) beyond MOST_ENCLOSED are left out: a mail must stand without them.
    """
    words = " ".join(subject.split())[:300]  # a line break in a subject would forge headers
    values = {"to": to, "subject": words, "body": body, "due_at": at, "about": about, "reply_to": reply_to}
    values["in_reply_to"] = "".join(in_reply_to.split())[:400]
    mail, is_new = Mail.objects.get_or_create(key=key, defaults=values)
    if is_new:
        for name, data in within(enclosures):
            Enclosure.objects.create(mail=mail, stored=keep(name, data, at=at), name=name[:255])
    return mail


def within(enclosures: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The enclosures a mail can carry, the first ones first."""
    left, kept = MOST_ENCLOSED, []
    for name, data in enclosures:
        if len(data) <= left:
            kept.append((name, data))
            left -= len(data)
    return kept
