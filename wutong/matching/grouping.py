"""Texts that say the same need brought together as suggestions for a person, with the doubtful pairs beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

import numpy as np

from .calibration import calibration, threshold_for
from .encoders import Encoder
from .items import Item
from .likeness import Likeness, likeness_in
from .linkage import complete_linkage
from .pairs import Flags, Pairs, pairs_above, parted_above
from .pool import Pool
from .vectors import Vectors

Pair = tuple[str, str]
Doubt = Literal["close", "between", "fact"]


class Contradiction(ValueError):
    """A person's decisions say of one pair both that it belongs together and that it does not."""


@dataclass(frozen=True, slots=True)
class Group:
    """Texts suggested as one. `cohesion` is the score of the least alike pair in it: how sure the suggestion is."""

    keys: tuple[str, ...]
    cohesion: float


@dataclass(frozen=True, slots=True)
class Suspect:
    """A pair a person should look at.

    why: "close" = just below the threshold; "between" = above it, but its two groups hold a pair that is not;
    "fact" = above it, but a stated fact such as the country keeps the two apart (not looked for in very large pools).
    """

    a: str
    b: str
    score: float
    why: Doubt


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of two and more, the surest first; `alone` are the keys in none; every key is in exactly one place."""

    groups: tuple[Group, ...]
    alone: tuple[str, ...]
    suspects: tuple[Suspect, ...]
    threshold: float
    uncovered: tuple[str, ...]  # keys the encoder could not read: only their words were compared
    _pool: Pool = field(repr=False, compare=False)

    def likeness(self, a: str, b: str) -> Likeness:
        """Score, parts and reasons of one pair, worked out when asked for."""
        return likeness_in(self._pool, self._pool.place[a], self._pool.place[b])


def group(
    items: Sequence[Item],
    *,
    kind: str = "need",
    threshold: float | None = None,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    encoder: Encoder | None = None,
    vectors: Vectors | None = None,
) -> Grouping:
    """Suggest which items say the same. The order items are given in does not matter.

    kind names the calibrated threshold (calibration.toml) unless `threshold` is given; where texts are so alike that
    every one has dozens of pairs above it, a higher one is used and reported. together and apart are a person's
    decisions and always hold; those about keys not in the pool are ignored. vectors: stored ones, so that only new
    texts are encoded.
    """
    pool = Pool(items, encoder, vectors)
    asked = threshold_for(kind, pool.encoder.name) if threshold is None else threshold
    margin = min(calibration().grouping.suspect_margin, max(asked, 0) / 2)
    seeds, parted = _decisions(pool, together, apart)
    pairs = pairs_above(pool, asked - margin)
    least = max(asked, pairs.floor + margin)
    by_person = _among(pairs, parted, len(pool))
    linked = (pairs.score >= least) & ~by_person
    edges = zip(pairs.left[linked].tolist(), pairs.right[linked].tolist(), pairs.score[linked].tolist(), strict=True)
    found = complete_linkage(len(pool), edges, seeds=seeds, apart=parted)
    keys = [item.key for item in pool.items]
    groups = [Group(tuple(keys[p] for p in places), _cohesion(pool, places)) for places in found if len(places) > 1]
    return Grouping(
        groups=tuple(sorted(groups, key=lambda made: (-made.cohesion, made.keys))),
        alone=tuple(keys[places[0]] for places in found if len(places) == 1),
        suspects=tuple(_suspects(pool, pairs, parted, found, least)),
        threshold=least,
        uncovered=tuple(
            item.key for item, seen in zip(pool.items, pool.views, strict=True) if seen.route == "uncovered"
        ),
        _pool=pool,
    )


def _decisions(
    pool: Pool, together: Iterable[Pair], apart: Iterable[Pair]
) -> tuple[list[list[int]], set[tuple[int, int]]]:
    """A person's decisions as places: what is one (closed over chains of decisions), and which pairs are not."""
    home = list(range(len(pool)))

    def root(place: int) -> int:
        while home[place] != place:
            home[place] = place = home[home[place]]
        return place

    for a, b in together:
        if a in pool.place and b in pool.place:
            first, second = sorted((root(pool.place[a]), root(pool.place[b])))
            home[second] = first
    parted = {
        (min(pool.place[a], pool.place[b]), max(pool.place[a], pool.place[b]))
        for a, b in apart
        if a in pool.place and b in pool.place and a != b
    }
    for first, second in sorted(parted):
        if root(first) == root(second):
            raise Contradiction(f"{pool.items[first].key} and {pool.items[second].key} are both joined and parted")
    seeds: dict[int, list[int]] = {}
    for place in range(len(pool)):
        seeds.setdefault(root(place), []).append(place)
    return [seed for seed in seeds.values() if len(seed) > 1], parted


def _among(pairs: Pairs, chosen: set[tuple[int, int]], count: int) -> Flags:
    codes = np.array([a * count + b for a, b in chosen], dtype=np.int64)
    return np.isin(np.minimum(pairs.left, pairs.right) * count + np.maximum(pairs.left, pairs.right), codes)


def _cohesion(pool: Pool, places: Sequence[int]) -> float:
    at = np.array(places)
    score = pool.scores(at, at).score
    return round(float(min(score[a, b] for a, b in combinations(range(len(at)), 2))), 6)


def _suspects(
    pool: Pool, pairs: Pairs, parted: set[tuple[int, int]], found: Sequence[Sequence[int]], least: float
) -> list[Suspect]:
    """Doubtful pairs no person has parted, the most alike first, a few for each text."""
    numbers = calibration().grouping
    group_of = np.empty(len(pool), np.intp)
    for number, places in enumerate(found):
        group_of[places] = number
    doubted = [pairs]
    if len(pool) <= numbers.facts_doubted_up_to:
        doubted.append(parted_above(pool, least))
    rows: list[tuple[float, int, int, Doubt]] = []
    for some in doubted:
        shown = ~_among(some, parted, len(pool)) & (group_of[some.left] != group_of[some.right])
        for at in np.flatnonzero(shown).tolist():
            score = float(some.score[at])
            why: Doubt = "fact" if some is not pairs else "between" if score >= least else "close"
            rows.append((-score, int(some.left[at]), int(some.right[at]), why))
    return _few_each(pool, sorted(rows), numbers.suspects_each)


def _few_each(pool: Pool, rows: Iterable[tuple[float, int, int, Doubt]], at_most: int) -> list[Suspect]:
    shown: Counter[int] = Counter()
    kept: list[Suspect] = []
    for score, a, b, why in rows:
        if max(shown[a], shown[b]) < at_most:
            shown.update((a, b))
            kept.append(Suspect(pool.items[a].key, pool.items[b].key, round(-score, 6), why))
    return kept
