"""Word by word, what one text says that another does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import rjieba

Kind = Literal["same", "new", "gone"]
RUNS = re.compile(r"[\u3400-\u9fff]+|\w+|\s+|[^\w\s]")
MOST_WORDS = 600  # longer texts are shown without marks: comparing grows with the square
LEAST_ALIKE = 0.35  # share of common words; below it nearly everything would be marked, which tells nothing
LONGEST_GONE = 24  # characters of a left-out passage that are still shown


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of a text: the same as in the base, new, or gone from it."""

    kind: Kind
    words: str


def words_of(text: str) -> list[str]:
    """A text cut into words, marks and spaces that join to the text again; Han runs are cut by a dictionary."""
    return [
        word for run in RUNS.findall(text) for word in (rjieba.cut(run) if "\u3400" <= run[0] <= "\u9fff" else (run,))
    ]


def marks(base: str, text: str) -> list[Mark] | None:
    """`text` as passages held against `base`; None where the two are too long or too unlike for marks to help.

    What is not gone joins to `text` exactly.
    """
    if base == text:
        return [Mark("same", text)] if text else []
    before, after = words_of(base), words_of(text)
    if max(len(before), len(after)) > MOST_WORDS:
        return None
    if SequenceMatcher(None, _telling(before), _telling(after), autojunk=False).ratio() < LEAST_ALIKE:
        return None
    return list(_joined(_passages(before, after)))


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word[0].isalnum()]


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[Mark]:
    """Changed passages with nothing but a space or a mark between them are one passage."""
    gone = new = ""
    opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for place, (kind, a, b, c, d) in enumerate(opcodes):
        inside = 0 < place < len(opcodes) - 1 and not _telling(after[c:d]) and d - c < 3
        if kind == "equal" and not inside:
            yield from _changed(gone, new)
            gone = new = ""
            yield Mark("same", "".join(after[c:d]))
        else:
            gone, new = gone + "".join(before[a:b]), new + "".join(after[c:d])
    yield from _changed(gone, new)


def _changed(gone: str, new: str) -> Iterator[Mark]:
    if gone.strip():
        yield Mark("gone", gone if len(gone) <= LONGEST_GONE else f"{gone[:LONGEST_GONE].rstrip()}…")
    if new:
        yield Mark("new", new)


def _joined(passages: Iterator[Mark]) -> Iterator[Mark]:
    """Neighbours of one kind as one passage."""
    held: Mark | None = None
    for mark in passages:
        if held is not None and held.kind == mark.kind:
            held = Mark(mark.kind, held.words + mark.words)
            continue
        if held is not None:
            yield held
        held = mark
    if held is not None:
        yield held
