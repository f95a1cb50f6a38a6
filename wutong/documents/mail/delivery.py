"""Reports of mail servers about mails that could not be delivered, or not yet: those in the fields of RFC 3464, those
that keep to them by half, and those that are only a text."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser

from wutong.documents.mail import delivery_words as words
from wutong.documents.mail.headers import header

_REPORT = "message/delivery-status"
_ORIGINALS = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/global-headers",
)
_CAME_TO = ("Envelope-To", "Delivered-To", "X-Original-To", "X-Envelope-To", "X-RCPT-TO", "Apparently-To", "To")
_NUMBER = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
_ORIGINAL_NUMBER = re.compile(r"^[>\s]*Message-ID:\s*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
MOST_OUTCOMES, LONGEST = 200, 500


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail for one recipient. `action` is RFC 3464's: failed, delayed, delivered, relayed, expanded;
    `status` is RFC 3463's code ("5.1.1"), as precise as the report allows; `words` are the server's own."""

    recipient: str
    action: str
    status: str = ""
    words: str = ""

    @property
    def is_permanent(self) -> bool:
        return self.action == "failed"


@dataclass(frozen=True, slots=True)
class Report:
    """`came_to`: the addresses the report was sent to, one of which may bear the token of our mail; `numbers`: the
    Message-IDs it names, that of the mail that came back first."""

    outcomes: tuple[Outcome, ...]
    came_to: tuple[str, ...]
    numbers: tuple[str, ...]


def read_report(message: Message) -> Report | None:
    """None for any mail that is no such report: an answer, a holiday notice, a receipt that it was read."""
    fields = [part for part in message.walk() if part.get_content_type() in (_REPORT, "message/global-delivery-status")]
    text = words.text_of(message)
    if fields:
        outcomes = [one for part in fields for one in _outcomes(part, text)]
    elif _is_report(message, text):
        outcomes = list(_told(message, text))
    else:
        return None
    if not outcomes:
        outcomes = [Outcome("", words.action_of(text), words.meaning_of(text), words.first_words(text))]
    return Report(tuple(outcomes[:MOST_OUTCOMES]), tuple(_came_to(message)), tuple(_numbers(message, text)))


def _outcomes(part: Message, text: str) -> Iterator[Outcome]:
    """One for each recipient the fields name."""
    for block in re.split(r"\n\s*\n", _raw(part)):
        fields = HeaderParser().parsestr(block.strip("\r\n"))
        recipient = _address(fields.get("Original-Recipient")) or _address(fields.get("Final-Recipient"))
        if not recipient and not fields.get("Action"):
            continue
        said = " ".join(str(fields.get("Diagnostic-Code", "")).split())
        said = re.sub(r"^[\w-]+;\s*", "", said) or words.said_about(recipient, text)
        status = words.code_in(str(fields.get("Status", "")))
        action = str(fields.get("Action", "")).strip().lower().partition(" ")[0] or words.action_by(status, text)
        yield Outcome(recipient, action, words.precise(status, said), said[:LONGEST])


def _raw(part: Message) -> str:
    """The fields as text; the parser takes them for messages, and leaves them packed where a server packed them."""
    payload = part.get_payload()
    text = "\n\n".join(map(_written, payload)) if isinstance(payload, list) else str(payload)
    text = text.replace("\r\n", "\n")
    if "recipient" not in text.lower():
        try:
            return binascii.a2b_base64("".join(text.split())).decode("utf-8", "replace").replace("\r\n", "\n")
        except ValueError:
            return text
    return text


def _written(block: Message | str) -> str:
    """A block of fields as it was written; the library writes none that is damaged."""
    if not isinstance(block, Message):
        return str(block)
    inner = block.get_payload()
    fields = "".join(f"{name}: {value}\n" for name, value in block.raw_items())
    return fields + (f"\n{inner}" if isinstance(inner, str) else "")


def _address(field: object) -> str:
    """ "rfc822; <a@b>" → a@b."""
    return words.first_address(str(field or "").rpartition(";")[2])


def _is_report(message: Message, text: str) -> bool:
    """A report that is only a text: sent by a mail server, and about a mail that did not arrive."""
    if header(message, "X-Failed-Recipients"):
        return True
    if message.get_content_type() == "multipart/report" and message.get_param("report-type") != "delivery-status":
        return False
    by_daemon = words.is_daemon(header(message, "From")) or header(message, "Return-Path") == "<>"
    return by_daemon and words.is_about_delivery(header(message, "Subject")) and words.fails(text)


def _told(message: Message, text: str) -> Iterator[Outcome]:
    """The recipients a text speaks of, with what it says about each."""
    named = words.addresses(header(message, "X-Failed-Recipients"))
    own = {address.lower() for address in _came_to(message)} | set(words.addresses(header(message, "From").lower()))
    told = words.before_original(text)
    for recipient in named or [address for address in words.addresses(told) if address.lower() not in own]:
        said = words.said_about(recipient, told) or words.first_words(told)
        action, meaning = words.action_of(told), words.meaning_of(said) or words.meaning_of(told)
        if action == "delayed":
            meaning = f"4{meaning[1:]}" if meaning else ""  # not for good yet
        yield Outcome(recipient, action, meaning, said[:LONGEST])


def _came_to(message: Message) -> list[str]:
    found = [address for name in _CAME_TO for address in words.addresses(header(message, name))]
    return list(dict.fromkeys(found))


def _numbers(message: Message, text: str) -> list[str]:
    """The number of the mail that came back, then those the report answers, then any its text names."""
    found: list[str] = []
    for part in message.walk():
        if part is not message and part.get_content_type() in _ORIGINALS:
            inner = part.get_payload()
            head = inner[0] if isinstance(inner, list) and inner else part
            found += _NUMBER.findall(header(head, "Message-ID")) if isinstance(head, Message) else []
            found += _ORIGINAL_NUMBER.findall(words.decoded(part))
    for name in ("In-Reply-To", "References"):
        found += _NUMBER.findall(header(message, name))
    return list(dict.fromkeys(found + _ORIGINAL_NUMBER.findall(text)))
