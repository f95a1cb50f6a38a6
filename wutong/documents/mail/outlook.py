"""Outlook messages (.msg): the same document as from the mail's own text, out of MAPI properties."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from wutong.documents.blocks import Block, Document, Unreadable
from wutong.documents.encodings import decode
from wutong.documents.mail.quoting import mark_quoted
from wutong.documents.ole import Ole
from wutong.documents.plain import lines
from wutong.documents.source import Source, lost_part
from wutong.documents.web import read_markup

# Property ids of [MS-OXPROPS].
_SUBJECT, _BODY, _HTML, _MESSAGE_ID = 0x0037, 0x1000, 0x1013, 0x1035
_SENDER_NAME, _SENDER_ADDRESSES, _TO, _CC = 0x0C1A, (0x5D01, 0x0C1F), 0x0E04, 0x0E03
_DATES = (0x0039, 0x0E06)  # handed in by the sender, delivered
_FILE_NAMES, _DATA, _CONTENT_ID = (0x3707, 0x3704), 0x3701, 0x3712
_UNICODE, _CODED, _BINARY, _OBJECT, _TIME = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040
_TOP_HEADER, _EMBEDDED_HEADER = 32, 24  # bytes before the first property of the property stream
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

Where = tuple[str, ...]


class Message:
    """One message inside a container: the file itself, or a message attached to it."""

    def __init__(self, ole: Ole, where: Where = ()) -> None:
        self.ole, self.where = ole, where

    def text(self, *properties: int, within: Where = ()) -> str:
        """The first of the properties that is set; "" when none is."""
        for number in properties:
            if wide := self._stream(number, _UNICODE, within):
                return wide.decode("utf-16-le", "replace").rstrip("\0").strip()
            if coded := self._stream(number, _CODED, within):
                return decode(coded.rstrip(b"\0"))[0].strip()
        return ""

    def data(self, number: int, within: Where = ()) -> bytes:
        return self._stream(number, _BINARY, within)

    def date(self) -> str:
        """When it was sent, ISO in UTC; "" when unknown."""
        stored = self.ole.read(*self.where, "__properties_version1.0")
        start = _EMBEDDED_HEADER if self.where else _TOP_HEADER
        found = {}
        for at in range(start, len(stored) - 15, 16):
            kind, number, ticks = struct.unpack_from("<HH4xQ", stored, at)
            if kind == _TIME:
                found[number] = ticks
        ticks = next((found[number] for number in _DATES if found.get(number)), 0)
        return (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat("T", "seconds") if 0 < ticks < 2**61 else ""

    def attachments(self) -> Iterator[Where]:
        depth = len(self.where)
        for path in sorted(self.ole.paths):
            if len(path) == depth + 1 and path[:depth] == self.where and path[-1].startswith("__attach_version1.0_"):
                yield path[depth:]

    def embedded(self, attachment: Where) -> Message | None:
        """The message that an attachment is, when it is one."""
        path = (*self.where, *attachment, f"__substg1.0_{_DATA:04X}{_OBJECT:04X}")
        return Message(self.ole, path) if (*path, "__properties_version1.0") in self.ole.paths else None

    def _stream(self, number: int, kind: int, within: Where) -> bytes:
        return self.ole.read(*self.where, *within, f"__substg1.0_{number:04X}{kind:04X}")


def read_msg(source: Source) -> Document:
    return _read(source, Message(Ole(source.data)))


def _read(source: Source, message: Message) -> Document:
    blocks, original = mark_quoted(_body(source, message))
    address, person = message.text(*_SENDER_ADDRESSES), message.text(_SENDER_NAME)
    meta = {
        "sender": f"{person} <{address}>" if person and address and person != address else address or person,
        "to": message.text(_TO),
        "cc": message.text(_CC),
        "subject": message.text(_SUBJECT),
        "message_id": message.text(_MESSAGE_ID),
        "date": message.date(),
        "original_sender": original,
    }
    document = Document(source.name, "msg", blocks, meta={name: text for name, text in meta.items() if text})
    images = 0
    for number, attachment in enumerate(message.attachments(), start=1):
        data = message.data(_DATA, attachment)
        if message.text(_CONTENT_ID, within=attachment) and data.startswith((b"\x89PNG", b"\xff\xd8", b"GIF8")):
            images += 1
        else:
            document.parts.append(_part(source, message, attachment, number))
    if images:
        document.meta["inline_images"] = str(images)
    return document


def _body(source: Source, message: Message) -> list[Block]:
    """The HTML when there is one, else the plain text."""
    if markup := message.data(_HTML) or message.text(_HTML).encode():
        try:
            blocks, _ = read_markup(source, decode(markup)[0])
            if blocks:
                return blocks
        except Unreadable:
            pass
    return list(lines(source, message.text(_BODY)))


def _part(source: Source, message: Message, attachment: Where, number: int) -> Document:
    inner = message.embedded(attachment)
    name = message.text(*_FILE_NAMES, within=attachment)
    if inner is None:
        return source.open_part(name or f"part-{number}", message.data(_DATA, attachment))
    name = name or f"{inner.text(_SUBJECT) or f'part-{number}'}.msg"
    try:
        source.budget.spend_member()
        if len(source.path) >= source.limits.max_depth:
            raise source.unreadable("bomb", f"nested deeper than {source.limits.max_depth} levels")
        return _read(replace(source, name=name, path=(*source.path, source.label(name)), taken={}), inner)
    except Unreadable as problem:
        return lost_part(name, problem.code, problem.detail)
