"""Pairs worth looking at: exact, none twice, none that a fact keeps apart, in bounded memory."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.matching import Encoder, Item, LexicalEncoder, Pool
from wutong.matching import pairs as room
from wutong.matching.items import parted_by
from wutong.matching.pairs import Signatures, pairs_above, parted_above

LEXICAL = LexicalEncoder()
WORDS = ["水稻", "铁路", "实验室", "培训", "rice", "railway", "laboratory", "training", "泰国", "Thailand"]
sets = st.frozensets(st.sampled_from("TLK"), max_size=2)
facts = st.fixed_dictionaries({}, optional={"country": sets, "field": sets})


@st.composite
def pools(draw: Any) -> Pool:
    texts = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), min_size=1, max_size=14))
    items = [Item(f"{n:02}", " ".join(words), facts=draw(facts)) for n, words in enumerate(texts)]
    return Pool(items, LEXICAL)


def by_hand(pool: Pool, floor: float, parted: bool) -> dict[tuple[int, int], float]:
    everything = np.arange(len(pool))
    score = pool.scores(everything, everything).score
    return {
        (a, b): float(score[a, b])
        for a, b in combinations(range(len(pool)), 2)
        if score[a, b] >= floor and (parted_by(pool.items[a], pool.items[b]) is not None) == parted
    }


def found(pairs: room.Pairs) -> dict[tuple[int, int], float]:
    rows = zip(pairs.left.tolist(), pairs.right.tolist(), pairs.score.tolist(), strict=True)
    return {(a, b): score for a, b, score in rows}


@settings(max_examples=60, deadline=None)
@given(pools(), st.sampled_from([0.1, 0.3, 0.6]))
def test_they_are_all_the_pairs_and_no_other(pool: Pool, floor: float) -> None:
    expected = by_hand(pool, floor, parted=False)
    pairs = pairs_above(pool, floor)
    assert found(pairs) == pytest.approx(expected, abs=1e-5)
    assert len(pairs.left) == len(expected)


@settings(max_examples=60, deadline=None)
@given(pools(), st.sampled_from([0.1, 0.3]))
def test_the_parted_ones_are_the_rest(pool: Pool, floor: float) -> None:
    assert found(parted_above(pool, floor)) == pytest.approx(by_hand(pool, floor, parted=True), abs=1e-5)


@settings(max_examples=30, deadline=None)
@given(pools())
def test_facts_are_judged_alike_one_by_one_and_all_at_once(pool: Pool) -> None:
    signs = Signatures(pool.items)
    for a, b in combinations(range(len(pool)), 2):
        at_once = bool(signs.parted(np.array([a]), np.array([b]))[0])
        assert at_once == (parted_by(pool.items[a], pool.items[b]) is not None)


def test_small_blocks_change_nothing(monkeypatch: pytest.MonkeyPatch, tuned: Any) -> None:
    pool = Pool(tuned.items, LEXICAL)
    whole = found(pairs_above(pool, 0.2))
    monkeypatch.setattr(room, "CELLS", 7)
    monkeypatch.setattr(room, "SIGNATURES", 3)
    assert found(pairs_above(pool, 0.2)) == pytest.approx(whole, abs=1e-5)
    assert found(parted_above(pool, 0.5)) == pytest.approx(by_hand(pool, 0.5, parted=True), abs=1e-5)


def test_facts_spare_the_scoring_of_pairs(tuned: Any) -> None:
    def scored(items: list[Item]) -> int:
        return sum(len(rows) * len(columns) for rows, columns in Signatures(items).blocks(everything=False))

    assert scored(tuned.items) * 10 < scored(tuned.without_facts()) == len(tuned.items) ** 2


def test_a_block_never_grows_with_the_pool() -> None:
    items = [Item(f"{n:05}", "x") for n in range(5_000)]
    assert max(len(a) * len(b) for a, b in Signatures(items).blocks(everything=False)) <= room.CELLS


def test_in_a_pool_too_much_alike_only_the_strongest_are_kept(monkeypatch: pytest.MonkeyPatch, angles: Encoder) -> None:
    monkeypatch.setattr(room, "EACH", 1)
    draw = np.random.default_rng(1)
    pool = Pool([Item(f"{n:02}", f"铁路 {angle}") for n, angle in enumerate(draw.integers(0, 90, 30))], angles)
    every = sorted(by_hand(pool, -1.0, parted=False).values(), reverse=True)
    pairs = pairs_above(pool, -1.0)
    assert pairs.floor == pytest.approx(every[29], abs=1e-5)
    assert len(pairs.score) >= 30
    assert pairs.score.min() >= pairs.floor


def test_an_empty_pool_has_none() -> None:
    assert found(pairs_above(Pool([], LEXICAL), 0.1)) == {}
