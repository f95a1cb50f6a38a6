"""A row of the outbox as the message that goes out."""

from __future__ import annotations

import mimetypes
from datetime import datetime
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from wutong.base.mail.addresses import message_number, with_token
from wutong.base.mail.models import Mail


def write_message(mail: Mail, *, at: datetime) -> EmailMessage:
    """The message, with the sender of its envelope: what cannot be delivered comes back to an address with its token.

    Raises ValueError for an address no mail can be sent to, OSError where an enclosure cannot be read.
    """
    bounces = settings.BOUNCES_ADDRESS
    message = EmailMessage(
        mail.subject,
        mail.body,
        with_token(bounces, mail.token) if bounces else settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=_headers(mail, at),
    )
    for enclosure in mail.enclosures.select_related("stored"):
        kind = mimetypes.guess_type(enclosure.name)[0] or "application/octet-stream"
        message.attach(enclosure.name, enclosure.stored.data(), kind)
    return message


def _headers(mail: Mail, at: datetime) -> dict[str, str]:
    """Auto-Submitted (RFC 3834) keeps automatic replies from answering automatic mails; Exchange reads its own word."""
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Date": format_datetime(timezone.localtime(at)),
        "Message-ID": message_number(mail.token, settings.DEFAULT_FROM_EMAIL),
        "Auto-Submitted": "auto-replied" if mail.in_reply_to else "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if mail.in_reply_to:
        headers |= {"In-Reply-To": mail.in_reply_to, "References": mail.in_reply_to}
    return headers
