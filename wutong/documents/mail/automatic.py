"""Mails no person wrote: holiday notices, receipts, lists, newsletters. Nobody answers them (RFC 3834, 2)."""

from __future__ import annotations

import re
import tomllib
from email.message import Message
from pathlib import Path

from wutong.documents.mail.headers import header

_DATA = tomllib.loads(Path(__file__).with_name("automatic.toml").read_text(encoding="utf-8"))
_ANSWERED = re.compile(r"^\s*(?:(?:re|aw|sv|回复|答复|回覆|отв|на)\s*[:：]\s*)+", re.IGNORECASE)
_LISTS = ("List-Id", "List-Unsubscribe", "List-Post", "Mailing-List")
_MACHINES = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Mail-Autoreply", "X-FC-MachineGenerated")
_BULK = ("bulk", "list", "junk", "auto_reply", "auto-reply")


def _any(entries: dict[str, list[str]]) -> str:
    return "|".join(f"(?:{pattern})" for patterns in entries.values() for pattern in patterns)


_SUBJECTS = re.compile(_any(_DATA["subjects"]), re.IGNORECASE)
_SENDERS = re.compile(rf"(?:{_any(_DATA['senders'])})@", re.IGNORECASE)


def automatic_by(message: Message, sender: str, subject: str) -> str:
    """By what one sees that a machine wrote it: marked, list, sender, subject, null_sender; empty for a person's mail.

    A person may write through a list and on a holiday; the marks of RFC 3834 and of the common servers are believed,
    and a subject only where it begins as such notices do.
    """
    marked = header(message, "Auto-Submitted").lower().partition(";")[0].strip()
    if (marked and marked != "no") or any(message.get(name) is not None for name in _MACHINES):
        return "marked"
    if message.get_content_type() == "multipart/report":
        return "marked"
    if any(message.get(name) is not None for name in _LISTS) or header(message, "Precedence").strip().lower() in _BULK:
        return "list"
    if header(message, "Return-Path").replace(" ", "") == "<>":
        return "null_sender"
    if _SENDERS.match(sender):
        return "sender"
    return "subject" if _SUBJECTS.match(_ANSWERED.sub("", subject).strip()) else ""
