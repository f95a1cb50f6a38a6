"""The nearest texts of a pool to a query, and the door behind which a vector engine can stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .calibration import calibration
from .encoders import Floats
from .items import Item
from .pool import Places, Pool


class VectorIndex(Protocol):
    """Nearest rows by cosine. The exact one below needs nothing; pgvector or another engine may offer the same."""

    def fill(self, rows: Floats) -> None: ...

    def search(self, queries: Floats, k: int) -> Places:
        """For each query the places of its k nearest rows, nearest first (fewer when there are fewer rows)."""
        ...


class ExactIndex:
    """Every query against every row: exact, and fast enough for some hundred thousand rows."""

    def __init__(self) -> None:
        self._rows = np.zeros((0, 0), np.float32)

    def fill(self, rows: Floats) -> None:
        self._rows = rows

    def search(self, queries: Floats, k: int) -> Places:
        k = min(k, len(self._rows))
        return _best(queries @ self._rows.T, k) if k and len(queries) else np.zeros((len(queries), k), np.intp)


@dataclass(frozen=True, slots=True)
class Found:
    """One text of the pool found for a query. `score` is between 0 and 1; for why, ask `compare`."""

    key: str
    score: float
    dense: float
    lexical: float


def nearest(queries: Sequence[Item], pool: Pool, k: int = 10, *, index: VectorIndex | None = None) -> list[list[Found]]:
    """The k best texts of the pool for each query, the best first; equal scores in the order of keys.

    index: one already filled with the pool's `dense` rows, such as a vector engine; without it every row is compared.
    """
    if not queries or not len(pool):
        return [[] for _ in queries]
    asked = _Asked(queries, pool)
    if index is None:
        index = ExactIndex()
        index.fill(pool.dense)
    wide = max(5 * k, 50)
    close = index.search(asked.dense, wide)
    return [asked.ranked(row, close[row], wide)[:k] for row in range(len(queries))]


class _Asked:
    """The queries read, centred and weighed as the pool's own texts are."""

    def __init__(self, queries: Sequence[Item], pool: Pool) -> None:
        self.pool = pool
        side = pool.read(queries)
        self.languages, self.covered, self.dense = side.languages, side.covered, side.dense
        self.own = np.asarray((side.lexical @ pool.lexical.T).toarray(), np.float32)
        self.english = np.asarray((side.pivot @ pool.pivot.rows.T).toarray(), np.float32)

    def ranked(self, row: int, close: Places, wide: int) -> list[Found]:
        """Candidates by vector and by word together, scored by the blend."""
        numbers = calibration().nearest
        lexical = np.where(self.pool.languages == self.languages[row], self.own[row], self.english[row])
        by_word = _best(lexical[None, :], min(wide, len(lexical)))[0]
        places = np.union1d(close, by_word[lexical[by_word] > 0])
        cosine = self.pool.dense[places] @ self.dense[row]
        lexical = lexical[places]
        likely = np.clip((cosine - numbers.cosine_low) / numbers.cosine_span, 0, 1)
        share = np.where(self.pool.covered[places] & self.covered[row], numbers.dense, 0.0)
        score = share * likely + (1 - share) * lexical
        order = np.lexsort((places, -score))
        keys = [item.key for item in self.pool.items]
        return [
            Found(keys[places[at]], round(float(score[at]), 6), float(cosine[at]), float(lexical[at])) for at in order
        ]


def _best(scores: Floats, k: int) -> Places:
    """Places of the k highest of each row, highest first."""
    part = np.argpartition(-scores, k - 1, axis=1)[:, :k]
    order = np.argsort(-np.take_along_axis(scores, part, axis=1), axis=1, kind="stable")
    return np.take_along_axis(part, order, axis=1)
