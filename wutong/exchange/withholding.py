"""Takes people out of a text that is made public: contacts the unit named, numbers and addresses to reach them.

Free-form replies carry contacts inside their sentences, so it is not enough to leave out the column of contacts. Where
in doubt more is withheld rather than less: the internal version has the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
PHONE = r"(?<!\d)(?:\+\d[\d -]{7,}\d|0\d{2,3}[- ]?\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{7,8})(?!\d)"
LABEL = (
    r"(?:联系人|联系方式|联系电话|电话|手机|邮箱|contact(?: person)?|telephone|phone|tel|e-?mail|"
    r"контактное лицо|контакты?|телефон)\s*[:：]"
)
REACHED = re.compile(f"{LABEL}|{MAIL}|{PHONE}", re.IGNORECASE)
MARKS = re.compile(r"([，。；、,;!?！？\n()（）]|\.(?=\s|$))")
NAME = 30  # characters: what stands before a bare number or address and is no longer than this is taken for a name
# What removing leaves behind: doubled marks, marks beside a bracket, empty brackets.
LEFTOVERS = (
    (re.compile(r"[(（]\s*[，、；,;\s]*[)）]"), ""),
    (re.compile(r"([，、；,;])(?:\s*[，、；,;])+"), r"\1"),
    (re.compile(r"\s*[，、；,;]\s*(?=[)）。.])"), ""),
    (re.compile(r"([(（])\s*[，、；,;]\s*"), r"\1"),
    (re.compile(r"([。.])(?:\s*[，、；,;。.])+"), r"\1"),
    (re.compile(r"[ \t]+(?=[)）。，；])"), ""),
    (re.compile(r"[ \t]{2,}"), " "),
    (re.compile(r"\s*[，、；,;]\s*$"), ""),
)


def without_people(text: str, contacts: Iterable[str] = ()) -> str:
    """The text without the given contacts and without what looks like a way to reach a person, name included."""
    shorter = _unreachable(text)
    for part in sorted({part for contact in contacts for part in _parts(contact)}, key=len, reverse=True):
        shorter = shorter.replace(part, "")
    if shorter == text:
        return text
    for leftover, instead in LEFTOVERS:
        shorter = leftover.sub(instead, shorter)
    return shorter.strip()


def _unreachable(text: str) -> str:
    """Without the clauses that hold a number, an address or a label of one."""
    pieces = MARKS.split(text)  # clause, mark, clause, mark, … clause
    for place in range(0, len(pieces), 2):
        if not REACHED.search(pieces[place]):
            continue
        bare = not re.search(r"\w", REACHED.sub("", pieces[place]))
        pieces[place] = ""
        if bare and place >= 2 and _may_be_name(pieces[place - 2]):
            pieces[place - 2] = ""
    return "".join(pieces)


def _may_be_name(clause: str) -> bool:
    return 0 < len(clause.strip()) <= NAME and not re.search(r"\d", clause)


def _parts(contact: str) -> list[str]:
    """A contact as a whole and in its pieces: texts set other marks between name and number than the column does."""
    whole = contact.strip(" .。")
    pieces = [piece.strip(" .。") for piece in re.split(r"[,，;；、\n]|\s(?=[\d+(])", whole)]
    return [part for part in (whole, *pieces) if len(part) > 1]
