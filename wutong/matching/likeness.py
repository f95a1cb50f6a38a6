"""How alike two texts are, and why: shared words with their glosses, shared numbers and facts, the route."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from .encoders import Encoder
from .glosses import gloss, gloss_stems, han_words
from .items import Item, Route, View, parted_by
from .pool import Pool, reference
from .words import is_han, numbers, stem, words

REASONS = 8  # shared terms named at most


@dataclass(frozen=True, slots=True)
class Reason:
    """Something both texts say: `a` and `b` as each writes it, `gloss` in English where a dictionary gives it."""

    kind: Literal["word", "number", "fact"]
    a: str
    b: str
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of a pair with its parts. `dense` and `lexical` are cosines (dense around the language's centre).

    route: "direct" when both texts were encoded themselves, "summary" when at least one was read through its summary,
    "uncovered" when the encoder does not know a language and only shared words could count.
    weak: languages the encoder knows poorly; their scores deserve doubt. parted_by: the fact that keeps the two apart.
    """

    score: float
    dense: float
    lexical: float
    route: Route
    reasons: tuple[Reason, ...]
    languages: tuple[str, str]
    weak: tuple[str, ...] = ()
    parted_by: str | None = None


def compare(a: Item, b: Item, *, encoder: Encoder | None = None) -> Likeness:
    """Two items on their own; in a pool use `Grouping.likeness`, which knows which words are rare there."""
    first, second = (a, b) if a.key != b.key else (a, Item(b.key + "\0", b.text, b.language, b.summary, b.facts))
    pool = Pool([first, second], encoder)
    return likeness_in(pool, pool.place[first.key], pool.place[second.key])


def likeness_in(pool: Pool, a: int, b: int) -> Likeness:
    """The likeness of two places of a pool."""
    scores = pool.scores(np.array([a]), np.array([b]))
    seen = (pool.views[a], pool.views[b])
    routes = [found.route for found in seen]
    weak = sorted({found.text_language for found in seen if found.coverage == "weak"})
    return Likeness(
        score=float(scores.score[0, 0]),
        dense=float(scores.dense[0, 0]),
        lexical=float(scores.lexical[0, 0]),
        route="uncovered" if "uncovered" in routes else "summary" if "summary" in routes else "direct",
        reasons=tuple(shared(*seen)),
        languages=(seen[0].language, seen[1].language),
        weak=tuple(weak),
        parted_by=parted_by(pool.items[a], pool.items[b]),
    )


def shared(a: View, b: View) -> list[Reason]:
    """What both texts say: facts, then numbers, then the longest words."""
    facts = [
        Reason("fact", name, value)
        for name in sorted(a.item.facts.keys() & b.item.facts.keys())
        for value in sorted(a.item.facts[name] & b.item.facts[name])
    ]
    figures = [Reason("number", number, number) for number in sorted(numbers(a.text) & numbers(b.text))]
    return [*facts, *figures, *_shared_words(telling_words(a), telling_words(b))[:REASONS]]


def telling_words(seen: View) -> list[str]:
    """The words of a text that not every text of the field uses, in order; Han text cut into words."""
    found = [*han_words(seen.text), *(word for word in words(seen.text) if not word.isdigit())]
    return [word for word in dict.fromkeys(found) if word not in commonplace() and (len(word) > 1)]


def _shared_words(a: Sequence[str], b: Sequence[str]) -> list[Reason]:
    """Words of `a` met again in `b`: the same word, the same stem, or a Chinese word glossed as the other's word."""
    meet: dict[str, str] = {}
    for word in b:
        for sign in _signs(word):
            meet.setdefault(sign, word)
    found: dict[str, Reason] = {}
    for word in a:
        partner = next((meet[sign] for sign in _signs(word) if sign in meet), None)
        # Two Chinese words may share a gloss and mean different things (品种, 育种): only the same word is a reason.
        if partner is not None and partner not in found and (word == partner or not (is_han(word) and is_han(partner))):
            found[partner] = Reason("word", word, partner, "; ".join(_english(word, partner)))
    return sorted(found.values(), key=lambda reason: -_telling(reason))


def _signs(word: str) -> tuple[str, ...]:
    """By what a word can be recognised: itself, and in English the stems it is known by."""
    if is_han(word):
        return (word, *(f"en:{name}" for name in gloss_stems(word)))
    return (f"en:{stem(word)}",)


def _english(word: str, partner: str) -> tuple[str, ...]:
    return gloss(word)[:2] or gloss(partner)[:2]


def _telling(reason: Reason) -> int:
    """Longer words say more; two Han characters are about as long as six letters."""
    return len(reason.a) * (3 if is_han(reason.a) else 1)


@cache
def commonplace() -> frozenset[str]:
    """Words every text of the field uses (reference.toml)."""
    return frozenset(word for listed in reference()["commonplace"].values() for word in listed)
