"""The pairs of a pool that score high enough: exact, block by block, and only where no fact keeps two texts apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .encoders import Floats
from .items import Item
from .pool import Places, Pool

CELLS = 4_000_000  # pairs scored at once: bounds memory, whatever the size of the pool
EACH = 30  # pairs kept for a text on average; no need is sent in so often, so more means the floor is too low
SIGNATURES = 2_048  # combinations of facts judged at once
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Scored pairs, `left` < `right`, in the order of their places. `floor`: the score they all reach."""

    left: Places
    right: Places
    score: Floats
    floor: float


def pairs_above(pool: Pool, floor: float) -> Pairs:
    """Every pair scoring at least `floor` that no fact keeps apart.

    Those a fact parts are not even scored, which is what makes large pools cheap. In a pool so alike that every text
    has dozens of such pairs, the floor rises (EACH).
    """
    return _collected(pool, floor, parted=False)


def parted_above(pool: Pool, floor: float) -> Pairs:
    """The other pairs: alike, but kept apart by a fact. The work grows with the square of the pool."""
    return _collected(pool, floor, parted=True)


def _collected(pool: Pool, floor: float, *, parted: bool) -> Pairs:
    facts = Signatures(pool.items)
    found = _Strongest(len(pool), floor)
    for rows, columns in facts.blocks(everything=parted):
        a, b, score = _above(pool, rows, columns, found.floor)
        wanted = facts.rank[a] < facts.rank[b]  # a pair inside one block is met from both ends
        if parted:
            wanted &= facts.parted(a, b)
        found.add(a[wanted], b[wanted], score[wanted])
    return found.pairs()


def _above(pool: Pool, rows: Places, columns: Places, floor: float) -> tuple[Places, Places, Floats]:
    score = pool.scores(rows, columns).score
    at_row, at_column = np.nonzero(score >= floor)
    return rows[at_row], columns[at_column], score[at_row, at_column]


class _Strongest:
    """Pairs as they come; when there are too many, the floor rises to what leaves the strongest EACH × texts.

    A pair among the strongest of all is among the strongest of every part, so the order of coming changes nothing.
    """

    def __init__(self, texts: int, floor: float) -> None:
        self.floor = floor
        self._limit = EACH * max(texts, 1)
        self._parts: list[tuple[Places, Places, Floats]] = []
        self._held = 0

    def add(self, a: Places, b: Places, score: Floats) -> None:
        if len(a):
            self._parts.append((np.minimum(a, b), np.maximum(a, b), score))
            self._held += len(a)
        if self._held > 2 * self._limit:
            self._cut()

    def pairs(self) -> Pairs:
        left, right, score = self._cut()
        order = np.lexsort((right, left))
        return Pairs(left[order], right[order], score[order], self.floor)

    def _cut(self) -> tuple[Places, Places, Floats]:
        if not self._parts:
            return np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.float32)
        left, right, score = (np.concatenate(column) for column in zip(*self._parts, strict=True))
        if len(score) > self._limit:
            self.floor = float(np.partition(score, -self._limit)[-self._limit])
            kept = score >= self.floor
            left, right, score = left[kept], right[kept], score[kept]
        self._parts, self._held = [(left, right, score)], len(score)
        return left, right, score


class Signatures:
    """Items by the facts they state. Whole combinations of facts are judged against each other, not single pairs."""

    def __init__(self, items: Sequence[Item]) -> None:
        stated = [tuple(sorted((name, tuple(sorted(values))) for name, values in item.facts.items())) for item in items]
        numbered = {facts: number for number, facts in enumerate(sorted(set(stated)))}
        self._of = np.array([numbered[facts] for facts in stated], dtype=np.intp)
        self._facets = _facets(list(numbered))
        self._members = np.argsort(self._of, kind="stable")
        self._starts = np.searchsorted(self._of[self._members], np.arange(len(numbered) + 1))
        self.rank = np.empty(len(items), np.intp)  # the order in which `blocks` comes to a place
        self.rank[self._members] = np.arange(len(items))

    def blocks(self, *, everything: bool) -> Iterator[tuple[Places, Places]]:
        """Rows and columns that together hold each pair to score, every pair once (twice inside a block of rows)."""
        count = len(self._starts) - 1
        if everything:
            yield from self._cut(0, len(self._members), np.zeros(0, np.intp))
            return
        for begin in range(0, count, SIGNATURES):
            numbers = np.arange(begin, min(begin + SIGNATURES, count))
            compatible = ~self._apart(numbers, np.arange(count))
            for number in numbers.tolist():
                later = number + 1 + np.flatnonzero(compatible[number - begin, number + 1 :])
                columns = [self._members[self._starts[other] : self._starts[other + 1]] for other in later.tolist()]
                others = np.concatenate(columns) if columns else np.zeros(0, np.intp)
                yield from self._cut(int(self._starts[number]), int(self._starts[number + 1]), others)

    def parted(self, a: Places, b: Places) -> Flags:
        """Which pairs of places a stated fact keeps apart."""
        signs, back = np.unique(np.stack([self._of[a], self._of[b]], axis=1), axis=0, return_inverse=True)
        judged = np.zeros(len(signs), dtype=bool)
        for holds in self._facets:
            first, second = holds[signs[:, 0]], holds[signs[:, 1]]
            judged |= first.any(axis=1) & second.any(axis=1) & ~(first & second).any(axis=1)
        return judged[back.ravel()]

    def _cut(self, begin: int, end: int, others: Places) -> Iterator[tuple[Places, Places]]:
        height = max(CELLS // max(end - begin + len(others), 1), 1)
        for start in range(begin, end, height):
            columns = np.concatenate([self._members[start:end], others])
            if len(columns) > 1:
                yield self._members[start : min(start + height, end)], columns

    def _apart(self, numbers: Places, others: Places) -> Flags:
        apart = np.zeros((len(numbers), len(others)), dtype=bool)
        for holds in self._facets:
            first, second = holds[numbers], holds[others]
            share = first.astype(np.float32) @ second.astype(np.float32).T > 0
            apart |= first.any(axis=1)[:, None] & second.any(axis=1)[None, :] & ~share
        return apart


def _facets(signatures: Sequence[tuple[tuple[str, tuple[str, ...]], ...]]) -> list[Flags]:
    """For every name of a fact, which of its values each combination states."""
    columns: dict[str, dict[str, int]] = {}
    for facts in signatures:
        for name, values in facts:
            known = columns.setdefault(name, {})
            for value in values:
                known.setdefault(value, len(known))
    facets = {name: np.zeros((len(signatures), len(known)), dtype=bool) for name, known in columns.items()}
    for row, facts in enumerate(signatures):
        for name, values in facts:
            facets[name][row, [columns[name][value] for value in values]] = True
    return list(facets.values())
