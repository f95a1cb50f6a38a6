"""One mail in: headers into meta, the richer body into blocks, every attachment a part."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from wutong.documents.blocks import Block, Document, Text, Unreadable
from wutong.documents.encodings import decode
from wutong.documents.mail.headers import header, read_headers, readable
from wutong.documents.mail.quoting import mark_quoted
from wutong.documents.plain import lines
from wutong.documents.source import Source, lost_part
from wutong.documents.web import read_markup

_SIGNATURES = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
_BODIES = ("text/plain", "text/html")
MAX_NESTING = 30  # multiparts in multiparts


class Mail:
    """The leaves of a message sorted into body, attachments and what is left aside."""

    def __init__(self, source: Source, message: Message) -> None:
        self.source = source
        self.bodies: list[Message] = []
        self.attachments: list[Message] = []
        self.images = self.ignored = 0
        self._sort(message, inside="", depth=0)

    def _sort(self, message: Message, inside: str, depth: int) -> None:
        kind = message.get_content_type()
        if kind == "message/rfc822" or not message.is_multipart() or depth > MAX_NESTING:
            self._sort_leaf(message, kind, inside)
        elif kind == "multipart/alternative":
            self._sort(self._richest(message.get_payload()), kind, depth + 1)  # type: ignore[arg-type]
        else:
            for part in message.get_payload():
                self._sort(part, kind, depth + 1)  # type: ignore[arg-type]

    def _sort_leaf(self, message: Message, kind: str, inside: str) -> None:
        named = bool(message.get_filename() or message.get_param("name"))
        attached = message.get_content_disposition() == "attachment"
        if kind in _SIGNATURES:
            self.ignored += 1
        elif (kind in _BODIES or kind.startswith("multipart/")) and not attached and not named:
            self.bodies.append(message)  # a multipart without parts has lost its boundaries: its text is what is left
        elif (
            kind.startswith("image/") and not attached and (message.get("Content-ID") or inside == "multipart/related")
        ):
            self.images += 1
        else:
            self.attachments.append(message)

    def _richest(self, choices: list[Message]) -> Message:
        """Of the same text told several times the HTML, unless it holds far less than the plain text."""
        kinds = {kind: choice for choice in choices for kind in _kinds(choice)}
        web, plain = kinds.get("text/html"), kinds.get("text/plain")
        if web is None or plain is None:
            return web or plain or choices[-1]
        shown = sum(len(block.text) for block in self._web(_first_html(web)) if isinstance(block, Text))
        has_table = b"<table" in _bytes(_first_html(web)).lower()
        return web if has_table or shown * 2 >= len("".join(_text(plain).split())) else plain

    def _web(self, message: Message) -> list[Block]:
        try:
            return read_markup(self.source, _text(message))[0]
        except Unreadable:
            return []

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        for body in self.bodies:
            if body.get_content_type() == "text/html":
                found += self._web(body)
            else:
                first = 1 + max((block.place.line or 0 for block in found), default=0)
                found += lines(self.source, _text(body), first)
        return found


def read_eml(source: Source) -> Document:
    data = source.data.lstrip()
    message = message_from_bytes(data.partition(b"\n")[2] if data.startswith(b"From ") else data)
    mail = Mail(source, message)
    blocks, original = mark_quoted(mail.blocks())
    counted = {"inline_images": mail.images, "ignored": mail.ignored}
    meta = read_headers(message) | {name: str(count) for name, count in counted.items() if count}
    if original:
        meta["original_sender"] = original
    parts = [_part(source, attachment, number) for number, attachment in enumerate(mail.attachments, start=1)]
    return Document(source.name, "eml", blocks, parts, meta)


def _part(source: Source, attachment: Message, number: int) -> Document:
    name = attachment_name(attachment, number)
    if attachment.get_content_type() == "application/ms-tnef" or name.lower() == "winmail.dat":
        return lost_part(name, "unknown_type", "Outlook winmail.dat (TNEF)")
    return source.open_part(name, _content(attachment))


def attachment_name(attachment: Message, number: int) -> str:
    """The attachment's own name; for a mail its subject; else a number with a fitting ending."""
    stored = attachment.get_filename() or str(attachment.get_param("name") or "")
    if stored:
        return readable(stored).replace("\\", "/").rpartition("/")[2] or f"part-{number}"
    kind = attachment.get_content_type()
    if kind == "message/rfc822" and attachment.is_multipart():
        return f"{header(attachment.get_payload(0), 'Subject') or f'part-{number}'}.eml"  # type: ignore[arg-type]
    return f"part-{number}{mimetypes.guess_extension(kind) or ''}"


def _content(attachment: Message) -> bytes:
    if attachment.is_multipart():
        inner = attachment.get_payload()
        return b"\n".join(part.as_bytes() for part in inner)  # type: ignore[union-attr]
    return _bytes(attachment)


def _bytes(message: Message) -> bytes:
    payload = message.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(message: Message) -> str:
    label = message.get_param("charset")
    return decode(_bytes(message), label if isinstance(label, str) else None)[0]


def _kinds(message: Message) -> Iterator[str]:
    """Kinds of body a choice offers; a related group offers its HTML."""
    yield from ({part.get_content_type() for part in message.walk()} & {"text/html", "text/plain"})


def _first_html(message: Message) -> Message:
    return next((part for part in message.walk() if part.get_content_type() == "text/html"), message)
