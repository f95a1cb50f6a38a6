"""Mail chains: what the sender wrote, and the older messages below it, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wutong.documents.blocks import Block, Document, Table, Text

from .vocabulary import either, says

SENDER, SUBJECT = (
    re.compile(rf"^[\s>|*]*(?:{either('phrases', kind)})\s*\*?\s*[:：]\s*(.+)$", re.I | re.M)
    for kind in ("sender_label", "subject_label")
)


@dataclass(slots=True)
class Message:
    """One message of a chain. sender and subject: as printed over a quoted message."""

    blocks: list[Block] = field(default_factory=list)
    sender: str = ""
    subject: str = ""
    quoted: bool = True


def messages(document: Document) -> list[Message]:
    """The chain of a mail; any other file is one message."""
    if document.media not in ("eml", "msg"):
        return [Message(list(document.blocks), quoted=False)]
    chain = [Message(quoted=False)]
    for block in document.blocks:
        if isinstance(block, Table):
            chain[-1].blocks.append(block)
            continue
        if _begins_older(block, chain[-1]):
            chain.append(Message())
        _note_headers(block, chain[-1])
        chain[-1].blocks.append(block)
    return chain


def _begins_older(block: Text, current: Message) -> bool:
    """The first quoted block, and in quoted text each new line over an older message."""
    if block.quoted and not current.quoted:
        return True
    first = block.text.split("\n")[0].lstrip("> ")
    marks = says("quote_mark", first)
    started = any(isinstance(b, Text) and not _is_mark(b.text) for b in current.blocks)
    return current.quoted and marks and started


def _is_mark(text: str) -> bool:
    return all(
        says("quote_mark", line.lstrip("> ")) or says("mail_header", line) for line in text.split("\n") if line.strip()
    )


def _note_headers(block: Text, message: Message) -> None:
    if not message.quoted:
        return
    sender, subject = SENDER.search(block.text), SUBJECT.search(block.text)
    message.sender = message.sender or (sender[1].strip() if sender else "")
    message.subject = message.subject or (subject[1].strip() if subject else "")
