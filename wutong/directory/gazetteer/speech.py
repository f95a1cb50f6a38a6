"""Whether a word that could mean a country names a language: 葡萄牙语, in Portuguese, на русском языке."""

from __future__ import annotations

import re
from functools import cache

from .facts import facts

_NEAR = 80  # letters before and after a word that are looked at
_RUSSIAN = re.compile(
    r"(?:(?<![а-я])[а-я]+ск[а-я]+(?:,? (?:и |или )?|, ))+язык[а-я]*"
    r"|по-[а-я]+ски(?![а-я])"
    r"|(?<![а-я])на [а-я]+ском(?:(?:, | и | или )[а-я]+ском)*+(?=\s*(?:$|[.,;:)!?]))",
    re.IGNORECASE,
)


def names_language(text: str, start: int, end: int) -> bool:
    """Judged by the folded text around the word between those ends."""
    first = text[start]
    if first > "㐀":
        return _chinese(text, end)
    pattern = _RUSSIAN if "Ѐ" <= first <= "ӿ" else _english()
    around = pattern.finditer(text, max(0, start - _NEAR), end + _NEAR)
    return any(found.start() <= start and end <= found.end() for found in around)


def _chinese(text: str, end: int) -> bool:
    rules = facts("country_words/zh")["rules"]
    return text.startswith(rules["language"], end) and not text.startswith(tuple(rules["not_language"]), end)


@cache
def _english() -> re.Pattern[str]:
    """A language before a word such as “language”, or a list of languages after one such as “in” and before no noun."""
    one = f"(?:{'|'.join(facts('country_words/en')['rules']['languages'])})"
    many = rf"{one}(?:(?:, (?:and |or )?| and | or |/){one})*+"
    of_speech = "languages?|speaking|speakers?|lessons?|translations?|subtitles?|versions?|dictionar(?:y|ies)"
    before = "in|into|speak(?:s|ing)?|learn(?:s|ing)?|teach(?:es|ing)?|languages:?|fluent in"
    after = r"\s*(?:$|[^\sA-Za-z]|(?:and|or|with|for|at|by|to|is|are|as|on|from|of|the)\b)"
    return re.compile(rf"\b{many}[ -](?i:{of_speech})\b|\b(?i:{before}) (?:the )?{many}(?={after})")
