"""Which language a text is in, by its script and its small words, and how well an encoder covers that language."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from .words import words

Coverage = Literal["strong", "weak", "none"]

UNKNOWN = "und"  # the code of ISO 639 for "undetermined"
LETTER_WEIGHT = 2  # a letter that not every language of a script has says more than a small word
HAN_WEIGHT = 3  # a Han character carries about as much text as three letters: "研发LNG储罐" is Chinese


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).with_name("languages.toml")).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class _Scripts:
    """The writing systems as sorted ranges, so that a character's script is one bisection."""

    starts: list[int]
    ends: list[int]
    names: list[str]

    def of(self, char: str) -> str | None:
        place = bisect_right(self.starts, ord(char)) - 1
        return self.names[place] if place >= 0 and ord(char) <= self.ends[place] else None


@cache
def _scripts() -> _Scripts:
    rows = sorted(
        (*(int(end, 16) for end in span.split("-")), name)
        for name, script in _known()["scripts"].items()
        for span in script["ranges"]
    )
    starts, ends, names = zip(*rows, strict=True)
    return _Scripts(list(starts), list(ends), list(names))


def script_of(text: str) -> str | None:
    """The writing system most of the text is in; None for a text without letters."""
    scripts = _scripts()
    found = Counter(script for char in text if (script := scripts.of(char)))
    if found["kana"] and found["han"]:
        found["kana"] += found.pop("han")  # Japanese mixes both
    found["han"] *= HAN_WEIGHT
    found["kana"] *= HAN_WEIGHT
    best = max(found, key=lambda name: (found[name], name))
    return best if found[best] else None


def detect_language(text: str) -> str:
    """ISO 639 code of the language most of the text is in; "und" for a text without letters."""
    script = script_of(text)
    if script is None:
        return UNKNOWN
    default: str = _known()["scripts"][script]["language"]
    hints = _known()["hints"].get(script)
    if not hints:
        return default
    small = Counter(words(text))
    letters = Counter(text.lower())

    def signs(language: str) -> int:
        hint = hints[language]
        return sum(small[word] for word in hint["words"]) + LETTER_WEIGHT * sum(letters[x] for x in hint["letters"])

    return max(hints, key=lambda language: (signs(language), language == default))


def coverage(language: str) -> Coverage:
    """How well the packaged sentence encoder carries this language over to another one."""
    known = _known()["coverage"]
    base = language.split("-")[0]
    return "strong" if base in known["strong"] else "weak" if base in known["weak"] else "none"
