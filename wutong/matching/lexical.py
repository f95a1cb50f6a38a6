"""Texts as sparse rows of words weighed by how rare they are in the pool (TF-IDF), ready for cosine products."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Counted = Mapping[str, float]


class LexicalSpace:
    """The words of a pool and their weights. Rarity is damped (a word in every text still counts 1), so that a pool of
    two texts stays sensible. Written here because importing a learning library for it takes over a second."""

    def __init__(self, counted: Sequence[Counted]) -> None:
        names = sorted({name for text in counted for name in text})
        self._column = {name: column for column, name in enumerate(names)}
        raw = self._count(counted)
        met_in = np.bincount(raw.indices, minlength=len(names))
        self._rarity = (np.log((1 + len(counted)) / (1 + met_in)) + 1).astype(np.float32)
        self.rows = self._weigh(raw)

    def place(self, counted: Sequence[Counted]) -> csr_matrix:
        """Other texts in the same space; words the pool never used are left out."""
        return self._weigh(self._count(counted))

    def _count(self, counted: Iterable[Counted]) -> csr_matrix:
        values, columns, ends = array("f"), array("i"), array("i", [0])
        for text in counted:
            for name, weight in text.items():
                column = self._column.get(name)
                if column is not None:
                    columns.append(column)
                    values.append(weight)
            ends.append(len(columns))
        parts = (_floats(values), np.array(columns, np.int32), np.array(ends, np.int32))
        rows = csr_matrix(parts, shape=(len(ends) - 1, max(len(self._column), 1)))
        rows.sort_indices()
        return rows

    def _weigh(self, raw: csr_matrix) -> csr_matrix:
        """Rarity applied and rows brought to unit length; a row without known words stays empty."""
        values = raw.data * self._rarity[raw.indices] if raw.nnz else raw.data
        row_of = np.repeat(np.arange(raw.shape[0]), np.diff(raw.indptr))
        lengths = np.sqrt(np.bincount(row_of, values**2, minlength=raw.shape[0]))
        return csr_matrix(((values / lengths[row_of]).astype(np.float32), raw.indices, raw.indptr), shape=raw.shape)


def _floats(values: array[float]) -> NDArray[np.float32]:
    return np.array(values, np.float32)
