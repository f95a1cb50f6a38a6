"""Makes spellings comparable, letter for letter: the folded text is as long as the text, so places carry over."""

from __future__ import annotations

import unicodedata

from .facts import facts

_QUOTES = dict.fromkeys("“”„‟«»「」『』＂", '"')
_APOSTROPHES = dict.fromkeys("’‘ʼ`´", "'")
_DASHES = dict.fromkeys("‐‑‒–—―−－", "-")
_SPACES = dict.fromkeys("\u00a0\u2009\u202f\u3000", " ")
_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ARABIC = dict.fromkeys("أإآٱ", "ا")
_CYRILLIC = {"ё": "е", "Ё": "Е"}


def _plain_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else letter


_ACCENTS = {chr(code): _plain_letter(chr(code)) for code in range(0xC0, 0x250)}
TRADITIONAL = dict(zip(facts("traditional")["traditional"], facts("traditional")["simplified"], strict=True))
_DIGITS = {sign: plain for sign, plain in _FULL_WIDTH.items() if plain.isdecimal()}
_SIMPLIFIED = str.maketrans(TRADITIONAL | _DIGITS | {"－": "-"})
_TABLE = str.maketrans(
    TRADITIONAL | _FULL_WIDTH | _ACCENTS | _QUOTES | _APOSTROPHES | _DASHES | _SPACES | _ARABIC | _CYRILLIC
)


def fold(text: str) -> str:
    """Quotes, dashes, spaces, accents, full-width and traditional forms made plain. Letter case stays."""
    return text.translate(_TABLE)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones and full-width figures as plain ones, letter for letter."""
    return text.translate(_SIMPLIFIED)


def lower(folded: str) -> str:
    """Small letters, letter for letter (İ alone would grow)."""
    small = folded.lower()
    if len(small) == len(folded):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in folded)
