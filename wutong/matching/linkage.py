"""Complete linkage over a sparse graph: two groups join only if every pair across them is an edge."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

Edge = tuple[int, int, float]


def complete_linkage(
    count: int,
    edges: Iterable[Edge],
    *,
    seeds: Sequence[Sequence[int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of 0..count-1, strongest links joined first; ties go to the smaller numbers.

    edges: pairs at or above the threshold with their score; a missing edge means the pair must not share a group.
    seeds: groups a person has already made (disjoint). Such a group counts as one text said several ways: another one
    is as close to it as to its closest member. apart: pairs a person has separated; they hold against all of a seed.
    """
    return _Linkage(count, edges, seeds, apart).run()


class _Linkage:
    def __init__(
        self, count: int, edges: Iterable[Edge], seeds: Sequence[Sequence[int]], apart: Iterable[tuple[int, int]]
    ) -> None:
        self.members: dict[int, list[int]] = {}
        home = {member: min(seed) for seed in seeds for member in seed}
        for place in range(count):
            self.members.setdefault(home.get(place, place), []).append(place)
        forbidden = {frozenset((home.get(a, a), home.get(b, b))) for a, b in apart}
        self.near: dict[int, dict[int, float]] = {group: {} for group in self.members}
        for a, b, score in edges:
            first, second = home.get(a, a), home.get(b, b)
            if first != second and frozenset((first, second)) not in forbidden:
                best = max(score, self.near[first].get(second, score))
                self.near[first][second] = self.near[second][first] = best
        self.order = [(-score, a, b) for a, near in self.near.items() for b, score in near.items() if a < b]
        heapq.heapify(self.order)

    def run(self) -> list[list[int]]:
        while self.order:
            score, a, b = heapq.heappop(self.order)
            if self.near.get(a, {}).get(b) == -score:  # else one of them has joined another group meanwhile
                self._join(a, b)
        return [sorted(group) for _, group in sorted(self.members.items())]

    def _join(self, kept: int, gone: int) -> None:
        """The joined group keeps only neighbours both had, each at the weaker of the two scores."""
        first, second = self.near.pop(kept), self.near.pop(gone)
        for group, near in ((kept, first), (gone, second)):
            for other in near:
                self.near.get(other, {}).pop(group, None)
        self.members[kept] += self.members.pop(gone)
        joined = {other: min(first[other], second[other]) for other in first.keys() & second.keys()}
        self.near[kept] = joined
        for other, score in joined.items():
            self.near[other][kept] = score
            heapq.heappush(self.order, (-score, min(kept, other), max(kept, other)))
