"""Finds the countries and regions that a text names, in six languages, and what a region meant on a given day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from .company import confidence
from .countries import LANGUAGES, home, language_code
from .exclusions import apply_exclusions
from .folding import fold, lower
from .groups import group
from .lexicon import SCRIPTS, Sense, lexicon
from .mention import Mention
from .short_names import with_short_names


def find_places(text: str, on: date, languages: Sequence[str] | None = None) -> tuple[Mention, ...]:
    """Every mention in the order of the text; none overlaps another. Regions hold the members they had on that day.

    `languages` limits the words looked for to some of LANGUAGES.
    """
    folded = fold(text)
    small = lower(folded)
    wanted = frozenset(language_code(language) for language in languages or LANGUAGES)
    patterns = lexicon(wanted)
    found = [
        _mention(text, start, end, sense, sure, on)
        for script, letter in SCRIPTS.items()
        if letter.search(folded)
        for start, end, sense, sure in _scan(script, folded, small, patterns)
    ]
    if "zh-hans" in wanted:
        found = with_short_names(text, folded, found)
    found.sort(key=lambda mention: mention.start)
    return tuple(apply_exclusions(folded, found))


def countries_in(text: str, on: date, *, with_home: bool = False) -> tuple[list[str], list[Mention]]:
    """The countries a text means, in the order it names them, regions expanded; and the mentions they come from."""
    mentions = list(find_places(text, on))
    codes = dict.fromkeys(code for mention in mentions for code in sorted(mention.countries))
    return [code for code in codes if with_home or code != home()], mentions


def _scan(script: str, folded: str, small: str, patterns: dict) -> Iterator[tuple[int, int, Sense, float]]:
    """The words of one script that are meant. After a word that is not, the search goes on inside it (其中泰国)."""
    position = 0
    while hit := patterns[script].search(small, position):
        start, end, sense = hit
        sure = 0.0 if sense.kind == "none" else confidence(sense, folded, start, end)
        if sure:
            yield start, end, sense, sure
        position = end if sure or sense.kind == "none" else start + 1


def _mention(text: str, start: int, end: int, sense: Sense, sure: float, on: date) -> Mention:
    assert sense.kind != "none"
    members = frozenset((sense.code,)) if sense.kind == "country" else _members(sense.code, on)
    return Mention(start, end, text[start:end], sense.kind, sense.code, members, round(sure, 2))


@cache
def _members(code: str, on: date) -> frozenset[str]:
    return group(code).members(on)
