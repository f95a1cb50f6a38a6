"""What a mail says about itself: who sent it to which addresses, what it answers, and whether a machine wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message

from wutong.documents.mail.automatic import automatic_by
from wutong.documents.mail.delivery_words import addresses, text_of
from wutong.documents.mail.headers import header, read_headers
from wutong.documents.mail.reading import attachment_name

_CAME_TO = (
    "Envelope-To", "Delivered-To", "X-Original-To", "X-Envelope-To", "X-RCPT-TO", "X-Forwarded-To", "Resent-To", "To",
    "Cc",
)  # fmt: skip
_NUMBER = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
MOST_NUMBERS, MOST_ADDRESSES = 100, 500


@dataclass(frozen=True, slots=True)
class Envelope:
    """`senders`: the addresses of From, then of Sender, in lower case; `answers`: the Message-IDs of In-Reply-To, then
    of References, the newest first. `automatic`: see automatic_by(); `attached`: names of what is attached;
    `has_files`: something other than a picture is among it."""

    senders: tuple[str, ...]
    came_to: tuple[str, ...]
    subject: str
    number: str
    answers: tuple[str, ...]
    written_at: datetime | None
    automatic: str
    text: str
    attached: tuple[str, ...]
    has_files: bool

    @property
    def sender(self) -> str:
        return self.senders[0] if self.senders else ""


def read_envelope(data: bytes) -> Envelope:
    """Of any bytes at all: what is missing or broken is empty."""
    whole = data.lstrip()
    message = message_from_bytes(whole.partition(b"\n")[2] if whole.startswith(b"From ") else whole)
    told = read_headers(message)
    senders = [one.lower() for name in ("From", "Sender") for one in addresses(_plain(header(message, name)))]
    subject = _plain(told.get("subject", ""))
    return Envelope(
        senders=tuple(dict.fromkeys(senders)),
        came_to=tuple(dict.fromkeys(_came_to(message))),
        subject=subject,
        number=_plain(told.get("message_id", "")).partition(", <")[0],  # some programs write the header twice
        answers=tuple(dict.fromkeys(_answers(message))),
        written_at=_moment(told.get("date", "")),
        automatic=automatic_by(message, senders[0] if senders else "", subject),
        text=_plain(text_of(message)),
        attached=_attached(message),
        has_files=any(map(_is_file, message.walk())),
    )


def _came_to(message: Message) -> list[str]:
    found = [one.lower() for name in _CAME_TO for one in addresses(_plain(header(message, name)))]
    return found[:MOST_ADDRESSES]


def _answers(message: Message) -> list[str]:
    direct = _NUMBER.findall(header(message, "In-Reply-To"))
    chain = _NUMBER.findall(header(message, "References"))
    return (direct + chain[::-1])[:MOST_NUMBERS]


def _attached(message: Message) -> tuple[str, ...]:
    """The names of what is attached, as a person sees them."""
    parts = [part for part in message.walk() if part is not message]
    named = [part for part in parts if part.get_filename() or part.get_param("name")]
    return tuple(_plain(attachment_name(part, number)) for number, part in enumerate(named[:MOST_ADDRESSES], 1))


def _is_file(part: Message) -> bool:
    named = bool(part.get_filename() or part.get_param("name"))
    return named and part.get_content_maintype() not in ("image", "multipart", "text", "message")


def _moment(stored: str) -> datetime | None:
    """A date without a zone is taken for one in UTC; one that no calendar holds is left out."""
    try:
        found = datetime.fromisoformat(stored)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _plain(text: str) -> str:
    """Text a database keeps: bytes that were no text are shown as such, and nothing that ends strings stands in it."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
