"""Mail headers decoded: encoded words, raw GBK bytes, and encoded words where the standard forbids them."""

from __future__ import annotations

import binascii
import inspect
import re
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

from wutong.documents.encodings import decode

# Senders write addresses loosely. Pythons before 3.12.4 are lenient and know no `strict`.
_LENIENT: dict[str, Any] = {"strict": False} if "strict" in inspect.signature(getaddresses).parameters else {}

_FOLD = re.compile(r"\r?\n[ \t]*")
_WANTED = {"sender": "From", "to": "To", "cc": "Cc", "reply_to": "Reply-To", "subject": "Subject", "message_id":
           "Message-ID", "in_reply_to": "In-Reply-To"}  # fmt: skip
_ADDRESSES = ("sender", "to", "cc", "reply_to")


def read_headers(message: Message) -> dict[str, str]:
    """Sender, addressees, subject, ids and date (ISO, with the sender's zone); what is missing is left out."""
    found = {ours: header(message, theirs) for ours, theirs in _WANTED.items()}
    found |= {name: addresses(message, _WANTED[name]) for name in _ADDRESSES}
    found["date"] = _date(header(message, "Date"))
    return {name: text for name, text in found.items() if text}


def header(message: Message, name: str) -> str:
    """All headers of this name in one line, decoded."""
    stored = [value for key, value in message.raw_items() if key.lower() == name.lower()]
    return ", ".join(text for text in (readable(str(value)) for value in stored) if text)


def addresses(message: Message, name: str) -> str:
    """`Name <address>, …`; the structure is split before decoding, for a decoded name may hold a comma."""
    stored = [_FOLD.sub(" ", str(value)) for key, value in message.raw_items() if key.lower() == name.lower()]
    pairs = [(readable(person), address) for person, address in getaddresses(stored, **_LENIENT)]
    shown = [f"{person} <{address}>" if person and person != address else address for person, address in pairs]
    return ", ".join(text for text in shown if text) or header(message, name)


def readable(stored: str) -> str:
    """One header value without folds and encodings."""
    unfolded = _FOLD.sub(" ", stored).strip()
    raw = unfolded.encode("utf-8", "surrogateescape")
    if not raw.isascii():
        unfolded = decode(raw)[0]
    if "=?" not in unfolded:
        return unfolded
    try:
        pieces = decode_header(unfolded.replace('"=?', "=?").replace('?="', "?="))
    except (HeaderParseError, binascii.Error, ValueError):
        return unfolded
    return "".join(_piece(piece, charset) for piece, charset in pieces).strip()


def _piece(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    if charset is None:
        return piece.decode("utf-8", "replace") if not piece.isascii() else piece.decode("ascii")
    return decode(piece, charset)[0]


def _date(stored: str) -> str:
    try:
        found: datetime = parsedate_to_datetime(stored)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    return found.isoformat()
