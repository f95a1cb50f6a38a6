"""A pool of items made ready to compare: vectors centred per language, words weighed by their rarity in it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from .calibration import calibration
from .encoders import Encoder, Floats, load_encoder, unit
from .glosses import pivot_words
from .items import Item, View, view
from .lexical import LexicalSpace
from .vectors import Vectors, stamp
from .words import features

Places = NDArray[np.intp]
PIVOT_LANGUAGES = ("zh", "en")  # languages whose words meet in English glosses


@dataclass(frozen=True, slots=True)
class Scores:
    """Matrices of one block of pairs: the blended score and the two parts it is made of."""

    score: Floats
    dense: Floats
    lexical: Floats


@dataclass(frozen=True, slots=True)
class Side:
    """Texts outside the pool (queries), row by row in the pool's terms."""

    languages: NDArray[np.str_]
    covered: NDArray[np.bool_]
    dense: Floats
    lexical: csr_matrix
    pivot: csr_matrix


class Pool:
    """Items in the order of their keys, so that nothing depends on the order they were given in."""

    def __init__(self, items: Sequence[Item], encoder: Encoder | None = None, vectors: Vectors | None = None) -> None:
        self.encoder = encoder or load_encoder()
        self.items = sorted(items, key=lambda item: item.key)
        self.place = {item.key: place for place, item in enumerate(self.items)}
        if len(self.place) != len(self.items):
            raise ValueError("two items have the same key")
        self.views = [view(item, self.encoder) for item in self.items]
        self.languages = np.array([seen.text_language for seen in self.views], dtype=str)
        self._codes = np.unique(self.languages, return_inverse=True)[1]  # numbers compare faster than words
        self.covered = np.array([seen.coverage != "none" for seen in self.views], dtype=bool)
        self.centres = Centres(self.encoder)
        raw = _rows(self.views, self.encoder, vectors)
        self.centres.learn(raw, self.languages, self.covered)
        self.dense = self.centres.apply(raw, self.languages, self.covered)
        self.lexical_space = LexicalSpace([features_of(seen) for seen in self.views])
        self.lexical = self.lexical_space.rows

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def pivot(self) -> LexicalSpace:
        """The texts in English stems; built when first asked for, as it reads the dictionary."""
        return LexicalSpace([pivot_of(seen) for seen in self.views])

    @cached_property
    def bare(self) -> Floats:
        """Vectors without what the stated facts add to them, since facts stand outside the score.

        In a pool where many needs name Thailand, all of them lie a little towards Thailand; that is taken out.
        """
        rows = self.dense.copy()
        for name in sorted({name for item in self.items for name in item.facts}):
            rows -= self._shift(rows, name)
        return unit(rows)

    def _shift(self, rows: Floats, name: str) -> Floats:
        """What each text's values of one fact have in common in its language, held towards nothing where few."""
        holders: dict[tuple[str, str], list[int]] = {}
        for place, item in enumerate(self.items):
            for value in item.facts.get(name, ()):
                holders.setdefault((self.views[place].text_language, value), []).append(place)
        shift = np.zeros_like(rows)
        for _, places in sorted(holders.items()):
            shares = np.array([1 / len(self.items[place].facts[name]) for place in places], np.float32)
            mean = rows[places].sum(axis=0) / (len(places) + calibration().grouping.fact_prior)
            shift[places] += shares[:, None] * mean
        return shift

    def read(self, others: Sequence[Item]) -> Side:
        """Texts from outside, made ready in this pool's own terms: its centres, its words and their rarity."""
        views = [view(item, self.encoder) for item in others]
        languages = np.array([seen.text_language for seen in views], dtype=str)
        covered = np.array([seen.coverage != "none" for seen in views], dtype=bool)
        return Side(
            languages=languages,
            covered=covered,
            dense=self.centres.apply(_rows(views, self.encoder, None), languages, covered),
            lexical=self.lexical_space.place([features_of(seen) for seen in views]),
            pivot=self.pivot.place([pivot_of(seen) for seen in views]),
        )

    def scores(self, rows: Places, columns: Places) -> Scores:
        """Every pair of a row and a column, scored for grouping."""
        numbers = calibration().grouping
        dense = self.bare[rows] @ self.bare[columns].T
        same = self._codes[rows][:, None] == self._codes[columns][None, :]
        lexical = np.where(same, _product(self.lexical[rows], self.lexical[columns]), np.float32(0))
        both = self.covered[rows][:, None] & self.covered[columns][None, :]
        share = np.where(same, np.float32(numbers.same_language_dense), np.float32(numbers.cross_language_dense))
        share = np.where(both, share, np.float32(0))
        return Scores(share * dense + (1 - share) * lexical, dense, lexical)


class Centres:
    """The mean vector of each language: the pool's own, held by the reference texts where the pool has few."""

    def __init__(self, encoder: Encoder) -> None:
        self._prior = reference_means(encoder)
        self._means: dict[str, Floats] = {}

    def learn(self, raw: Floats, languages: NDArray[np.str_], covered: NDArray[np.bool_]) -> None:
        weight = calibration().grouping.centre_prior
        for language in sorted(set(languages[covered])):
            own = raw[(languages == language) & covered]
            self._means[language] = (own.sum(axis=0) + weight * self._held(language)) / (len(own) + weight)

    def apply(self, raw: Floats, languages: NDArray[np.str_], covered: NDArray[np.bool_]) -> Floats:
        """Unit rows around their language's mean; zero where the language is not covered or the text says nothing."""
        moved = np.zeros_like(raw)
        known = covered & (np.abs(raw).max(axis=1, initial=0) > 0)
        for language in sorted(set(languages[known])):
            chosen = (languages == language) & known
            moved[chosen] = raw[chosen] - self._means.get(language, self._held(language))
        return unit(moved)

    def _held(self, language: str) -> Floats:
        return self._prior.get(language, self._prior["any"])


@cache
def reference_means(encoder: Encoder) -> Mapping[str, Floats]:
    """Mean vectors of the reference texts per language, and of all of them under "any"."""
    texts = reference()["texts"]
    means = {language: encoder.encode(lines).mean(axis=0) for language, lines in texts.items()}
    return means | {"any": np.mean(list(means.values()), axis=0, dtype=np.float32)}


@cache
def reference() -> dict[str, dict[str, list[str]]]:
    """reference.toml: the reference texts, and the words too common in the field to be a reason."""
    return tomllib.loads(Path(__file__).with_name("reference.toml").read_text(encoding="utf-8"))


def features_of(seen: View) -> dict[str, float]:
    """Words of a text for likeness inside a language; a repeated word counts by the logarithm."""
    return {name: 1 + float(np.log(count)) for name, count in Counter(features(seen.text)).items()}


def pivot_of(seen: View) -> dict[str, float]:
    """Words of a text in English; empty where no dictionary leads there."""
    return pivot_words(seen.text) if seen.text_language in PIVOT_LANGUAGES else {}


def encode_items(items: Sequence[Item], encoder: Encoder | None = None) -> Vectors:
    """Vectors to store beside the items; what an encoder does not cover at all is left out."""
    chosen = encoder or load_encoder()
    seen = [found for item in items if (found := view(item, chosen)).coverage != "none"]
    rows = chosen.encode([found.text for found in seen])
    return Vectors(stamp(chosen), tuple(found.item.key for found in seen), rows)


def _rows(views: Sequence[View], encoder: Encoder, vectors: Vectors | None) -> Floats:
    """A raw vector for every view: a stored one where there is one, else encoded now; the same text only once."""
    if vectors is not None:
        vectors.check(encoder)
    stored = vectors.by_key() if vectors is not None else {}
    missing = sorted({v.text for v in views if v.coverage != "none" and v.item.key not in stored})
    fresh = dict(zip(missing, encoder.encode(missing), strict=True)) if missing else {}
    rows = np.zeros((len(views), encoder.dimensions), np.float32)
    for place, seen in enumerate(views):
        if seen.coverage != "none":
            rows[place] = stored[seen.item.key] if seen.item.key in stored else fresh[seen.text]
    return rows


def _product(left: csr_matrix, right: csr_matrix) -> Floats:
    return np.asarray((left @ right.T).toarray(), dtype=np.float32)
