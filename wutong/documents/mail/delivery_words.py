"""The words of mail servers: whom a report speaks of, what it says, and which code of RFC 3463 that means."""

from __future__ import annotations

import html
import re
import tomllib
from email.message import Message
from pathlib import Path

from wutong.documents.encodings import decode

_DATA = tomllib.loads(Path(__file__).with_name("delivery.toml").read_text(encoding="utf-8"))


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.MULTILINE)


_DAEMONS, _SUBJECTS, _DELAYED, _ORIGINALS = (
    _any(_DATA[name]) for name in ("daemons", "subjects", "delayed", "originals")
)
_MEANINGS = [(entry["status"], _any(entry["words"])) for entry in _DATA["meanings"]]
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.ASCII)
_CODE = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
_SMTP = re.compile(r"(?<![\d.])([45])\d\d(?=[ :;,-])")
_TAG = re.compile(r"<(/?)([A-Za-z!][^\s<>/]*)[^<>]*>")
_BREAKING, _UNSEEN = (
    {"br", "p", "div", "tr", "li", "td", "h1", "h2", "h3", "table"},
    {"style", "script", "head", "title"},
)
_LARGEST, MOST_TEXT, MOST_LINES, SHOWN = 200_000, 50_000, 8, 300


def text_of(message: Message) -> str:
    """All text of the report itself, without the mail that came back."""
    found = []
    for part in _own_parts(message):
        kind = part.get_content_type()
        if kind == "text/plain":
            found.append(decoded(part))
        elif kind == "text/html":
            found.append(shown(decoded(part)))
    return "\n".join(found)[:MOST_TEXT]


def _own_parts(message: Message) -> list[Message]:
    if message.get_content_maintype() == "message" or not message.is_multipart():
        return [message]
    parts = message.get_payload()
    inner = [part for part in parts if isinstance(part, Message)] if isinstance(parts, list) else []
    return [leaf for part in inner if part.get_content_maintype() != "message" for leaf in _own_parts(part)]


def decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    label = part.get_param("charset")
    return decode(payload[:_LARGEST], label if isinstance(label, str) else None)[0].replace("\r\n", "\n")


def shown(markup: str) -> str:
    """HTML as lines of text."""
    found, at, unseen = [], 0, ""
    for tag in _TAG.finditer(markup):
        found.append("" if unseen else markup[at : tag.start()])
        at, name = tag.end(), tag[2].lower()
        if name in _BREAKING:
            found.append("\n")
        if name in _UNSEEN and not unseen and not tag[1]:
            unseen = name
        elif name == unseen and tag[1]:
            unseen = ""
    return html.unescape("".join([*found, markup[at:]]))


def addresses(text: str) -> list[str]:
    return list(dict.fromkeys(found.strip(".'") for found in _ADDRESS.findall(text)))


def first_address(text: str) -> str:
    return next(iter(addresses(text)), "")


def is_daemon(sender: str) -> bool:
    return bool(_DAEMONS.search(sender))


def is_about_delivery(subject: str) -> bool:
    return bool(_SUBJECTS.search(subject))


def fails(text: str) -> bool:
    """Whether a text says that, or why, a mail did not arrive."""
    told = before_original(text)
    return bool(meaning_of(told) or _SUBJECTS.search(told) or _DELAYED.search(told))


def before_original(text: str) -> str:
    """What the server says, without the mail that came back below it."""
    start = _ORIGINALS.search(text)
    return text[: start.start()] if start and start.start() else text


def action_of(text: str) -> str:
    return "delayed" if _DELAYED.search(before_original(text)) else "failed"


def action_by(status: str, text: str) -> str:
    """The action a report that names none must mean."""
    by_class = {"2": "delivered", "4": "delayed", "5": "failed"}
    return by_class.get(status[:1]) or action_of(text)


def said_about(recipient: str, text: str) -> str:
    """The lines that follow a recipient's address, or that name it: where servers write the reason."""
    lines = [line.strip() for line in before_original(text).splitlines()]
    at = next((number for number, line in enumerate(lines) if recipient and recipient.lower() in line.lower()), None)
    if at is None:
        return ""
    rest = lines[at].lower().partition(recipient.lower())[2].strip(" >:：()（）;,")
    found = [lines[at]] if len(rest) > 3 else []
    for line in lines[at + 1 :]:
        if (not line and found) or addresses(line)[:1] not in ([], [recipient]) or len(found) == MOST_LINES:
            break
        found += [line] if line else []
    return " ".join(" ".join(found).split())


def first_words(text: str) -> str:
    return " ".join(before_original(text).split())[:SHOWN]


def code_in(text: str) -> str:
    """The last code of RFC 3463 in a text: the server that refused speaks after those that handed the mail on."""
    found = [".".join(code) for code in _CODE.findall(text)]
    telling = [code for code in found if not code.endswith(".0.0")]
    return (telling or found or [""])[-1]


def meaning_of(said: str) -> str:
    """The code a server's words mean: the one they name, else the one their wording stands for."""
    code = code_in(said)
    if code and not code.endswith(".0.0"):
        return code
    told = next((status for status, pattern in _MEANINGS if pattern.search(said)), "")
    plain = _SMTP.search(said)
    return told or code or (f"{plain[1]}.0.0" if plain else "")


def precise(status: str, said: str) -> str:
    """The code of the fields, unless it says nothing but success or failure and the words say more."""
    if status and not status.endswith(".0.0"):
        return status
    told = meaning_of(said)
    return f"{status[0]}{told[1:]}" if told and status else told or status
