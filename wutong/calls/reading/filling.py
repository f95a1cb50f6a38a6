"""The lines of one need sorted into its title, its text and its labelled values."""

from __future__ import annotations

import re

from wutong.documents.blocks import Place

from .headers import kept_label
from .labels import bare_label, split_labels
from .letter import Line
from .money import money_of
from .outline import bare_need
from .results import Draft, Piece
from .titles import split_head


def fill(draft: Draft, lines: list[Line], head: Line | None = None) -> None:
    """Sort the lines of one need into title, text and labelled values."""
    pending = ""
    for line in lines:
        begins = line is head or line is lines[0]
        words = (line.words if line.marker and (begins or line.marker.style != "bullet") else line.text).strip()
        if line is head and bare_need(words):
            continue
        role = bare_label(words)
        if role and role not in ("number", "unit"):
            pending = words.rstrip("：: ")
            continue
        lead, labels = split_labels(words)
        if lead and pending:
            _labelled_value(draft, pending, lead, line.place)
        elif lead:
            _plain(draft, lead, line)
        for label in labels:
            _labelled_value(draft, label.label, label.value, line.place, label.role)
        pending = labels[-1].label if labels and not labels[-1].value else "" if labels or role != "" else pending
    return


def _plain(draft: Draft, words: str, line: Line) -> None:
    if draft.title is None and not draft.text:
        title, rest = split_head(words)
        draft.title = Piece(title, line.place)
        if rest:
            draft.text.append(Piece(rest, line.place))
        return
    printed = line.text if line.marker else words
    draft.text.append(Piece(printed if words in printed else words, line.place))


def _sums_apart(role: str, value: str) -> tuple[str, list[str]]:
    """起止时间：2027年；概算80万元：a sum without a label of its own is taken out of the value before it."""
    parts = re.split(r"[；;]", value)
    if role not in ("countries", "action", "field", "period", "partner", "contact") or len(parts) < 2:
        return value, []
    sums = [part for part in parts[1:] if (money := money_of(part)) and money.currency]
    return "；".join(part for part in parts if part not in sums), [part.strip() for part in sums]


def _labelled_value(draft: Draft, label: str, value: str, place: Place, role: str = "") -> None:
    role = role or bare_label(label)
    value, sums = _sums_apart(role, value)
    for printed in sums:
        draft.put("money", Piece(printed, place, ""))
    if role == "title" and draft.title is None:
        value, rest = split_head(value)  # 需求：非洲桥梁检测。为乌干达…
        draft.put(role, Piece(value, place, kept_label(role, label)))
        value, role, label = rest, "text", ""
    if value.strip():
        draft.put(role, Piece(value.strip(), place, kept_label(role, label)))
