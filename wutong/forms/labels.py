"""Labels in one or several languages, and recognising a label again in whatever way it was printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import permutations

from wutong.base.texts import in_language
from wutong.forms.asks import Labels

_NOISE = re.compile(r"[\s*:：·•/|,，;；。.()（）\[\]【】-]+")


def normal(text: str) -> str:
    """The text as compared: width, case, blanks and punctuation do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOISE.sub("", folded) or folded.strip()


def printed(labels: Labels, languages: Sequence[str], separator: str = " ") -> str:
    """The label in each of `languages`, once each: 经费 Money."""
    return separator.join(dict.fromkeys(in_language(labels, language) for language in languages))


def wordings(labels: Labels) -> set[str]:
    """Every way the label may have been printed, normalised: each language alone, and each pair of languages."""
    each = [text for text in labels.values() if text]
    return {normal(text) for text in each} | {normal(one + other) for one, other in permutations(each, 2)}


def same_wording(text: str, labels: Labels) -> bool:
    return normal(text) in wordings(labels)


def clashes(many: Iterable[tuple[str, set[str]]]) -> list[tuple[str, str]]:
    """Pairs of codes that share a wording, so that a reader could not tell them apart."""
    owners: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    for code, words in many:
        found += [(owners[word], code) for word in sorted(words) if owners.setdefault(word, code) != code]
    return list(dict.fromkeys(found))
