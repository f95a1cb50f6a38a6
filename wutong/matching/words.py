"""Text into the units that search and likeness count: Han bigrams, words, numbers."""

from __future__ import annotations

import re
import sys
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af"
STEM = 6  # letters of a word kept for likeness: drops most endings of English, Russian, French and Spanish

# Marks belong to the word they stand on (Hindi vowels, Arabic points); the re module does not count them as \w.
_MARKS = "".join(char for char in map(chr, range(0x300, 0x10000)) if unicodedata.category(char).startswith("M"))
_RUN = re.compile(rf"[{HAN}]+|(?:[^\W_{HAN}]|[{_MARKS}])+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_IS_HAN = re.compile(rf"[{HAN}]")


def normal(text: str) -> str:
    """Full-width letters and digits as plain ones, lower case: what two writers of the same word would share."""
    return unicodedata.normalize("NFKC", text).casefold()


def is_han(text: str) -> bool:
    """Whether the text begins with a Han character."""
    return bool(_IS_HAN.match(text))


def runs(text: str) -> list[str]:
    """Unbroken stretches of Han characters and words of other scripts, normalised, in order."""
    return _RUN.findall(normal(text))


def tokens(text: str) -> list[str]:
    """The units both databases index and search by: overlapping bigrams of Han runs, other words whole.

    A Han character that stands alone is kept, so that nothing written is lost.
    """
    found: list[str] = []
    for run in runs(text):
        if is_han(run) and len(run) > 1:
            found.extend(run[place : place + 2] for place in range(len(run) - 1))
        else:
            found.append(run)
    return found


def words(text: str) -> list[str]:
    """Words of scripts other than Han."""
    return [run for run in runs(text) if not is_han(run)]


def stem(word: str) -> str:
    """A word without most of its endings; numbers stay whole."""
    return sys.intern(word if word.isdigit() else word[:STEM])


def features(text: str) -> list[str]:
    """What lexical likeness counts: tokens, with the endings of words cut off."""
    return [token if is_han(token) else stem(token) for token in tokens(text)]


def numbers(text: str) -> set[str]:
    """Numbers of two digits or more, thousands separators dropped: 2,500 and 2500 are one number."""
    found = (match.replace(",", "") for match in _NUMBER.findall(normal(text)))
    return {number for number in found if len(number) > 1}
