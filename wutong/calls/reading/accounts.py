"""The books of a reading: every word of a file is in a need, known for the whole file, or left over."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .headers import role_of
from .markers import marker_of
from .results import Leftover, Piece
from .vocabulary import fold

PARTS = re.compile(r"[^\w]+")
SURE_LABEL = 0.78  # less sure ones are words somebody may have meant


class Told:
    """What is already known, to look parts of texts up in."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self._whole = fold("".join(texts))
        self._parts = {fold(part) for text in texts for part in PARTS.split(text)}

    def holds(self, text: str) -> bool:
        """All parts of the text between marks of punctuation are known, labels and numbers apart."""
        marker = marker_of(text)
        parts = [fold(part) for part in PARTS.split(marker.rest if marker else text)]
        return all(self._knows(part) for part in parts if part)

    def _knows(self, part: str) -> bool:
        return part in self._parts or part.isdecimal() or role_of(part)[1] >= 0.9 or part in self._whole


def unread(pieces: Iterable[Piece], told: Iterable[str]) -> list[Leftover]:
    """The pieces whose words went nowhere, whatever the reason."""
    known = Told(told)
    return [Leftover(p.place, p.text, "unread") for p in pieces if not _is_label(p.text) and not known.holds(p.text)]


def _is_label(text: str) -> bool:
    return role_of(text)[1] >= SURE_LABEL and not re.search(r"[：:]\s*\S", text)
