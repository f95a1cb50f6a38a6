"""Complete linkage on a sparse graph, held against scipy's and against its own definition."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from wutong.matching.linkage import complete_linkage

Edges = list[tuple[int, int, float]]


@st.composite
def graphs(draw: Any) -> tuple[int, Edges]:
    count = draw(st.integers(1, 12))
    pairs = list(combinations(range(count), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    scores = draw(st.permutations(range(1, len(chosen) + 1)))
    return count, [(a, b, score / 100) for (a, b), score in zip(chosen, scores, strict=True)]


@st.composite
def decided(draw: Any) -> tuple[int, Edges, list[list[int]], list[tuple[int, int]]]:
    count, edges = draw(graphs())
    places = draw(st.permutations(range(count)))
    seeds = [list(places[:2]), list(places[2:5])] if count >= 5 else []
    free = [pair for pair in combinations(range(count), 2) if not any(set(pair) <= set(seed) for seed in seeds)]
    apart = draw(st.lists(st.sampled_from(free), unique=True, max_size=5)) if free else []
    return count, edges, seeds, apart


def linked(edges: Edges) -> set[frozenset[int]]:
    return {frozenset((a, b)) for a, b, _ in edges}


@given(graphs())
def test_every_text_is_in_exactly_one_group(graph: tuple[int, Edges]) -> None:
    count, edges = graph
    assert sorted(place for group in complete_linkage(count, edges) for place in group) == list(range(count))


@given(graphs())
def test_every_pair_in_a_group_is_an_edge(graph: tuple[int, Edges]) -> None:
    count, edges = graph
    known = linked(edges)
    for group in complete_linkage(count, edges):
        assert all(frozenset(pair) in known for pair in combinations(group, 2))


@given(graphs())
def test_no_two_groups_could_still_join(graph: tuple[int, Edges]) -> None:
    count, edges = graph
    known = linked(edges)
    for one, other in combinations(complete_linkage(count, edges), 2):
        assert not all(frozenset(pair) in known for pair in product(one, other))


@given(graphs(), st.randoms())
def test_the_order_of_edges_does_not_matter(graph: tuple[int, Edges], draw: Any) -> None:
    count, edges = graph
    other = [(b, a, score) for a, b, score in edges]
    draw.shuffle(other)
    assert complete_linkage(count, edges) == complete_linkage(count, other)


@settings(max_examples=60)
@given(st.integers(2, 14), st.integers(0, 10_000))
def test_it_agrees_with_scipy_on_full_graphs(count: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    near = draw.permutation(count * (count - 1) // 2) / (count * count)
    least = float(np.median(near)) + 1e-9
    pairs = list(combinations(range(count), 2))
    edges = [(a, b, float(score)) for (a, b), score in zip(pairs, near, strict=True) if score >= least]
    labels = fcluster(linkage(1 - near, "complete"), 1 - least, "distance")
    expected = {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels)}
    assert squareform(near).shape == (count, count)
    assert {frozenset(group) for group in complete_linkage(count, edges)} == expected


@given(decided())
def test_decisions_always_hold(case: tuple[int, Edges, list[list[int]], list[tuple[int, int]]]) -> None:
    count, edges, seeds, apart = case
    groups = [set(group) for group in complete_linkage(count, edges, seeds=seeds, apart=apart)]
    assert all(any(set(seed) <= group for group in groups) for seed in seeds)
    barred = [pair for pair in apart if not any(_bound(pair, seed) for seed in seeds)]
    assert not any(set(pair) <= group for pair in barred for group in groups)


def _bound(pair: tuple[int, int], seed: list[int]) -> bool:
    return set(pair) <= set(seed)


def test_a_chain_is_not_closed() -> None:
    assert complete_linkage(3, [(0, 1, 0.9), (1, 2, 0.8)]) == [[0, 1], [2]]


def test_the_strongest_link_is_joined_first() -> None:
    assert complete_linkage(3, [(0, 1, 0.8), (1, 2, 0.9)]) == [[0], [1, 2]]


def test_at_a_tie_the_smaller_numbers_win() -> None:
    assert complete_linkage(3, [(1, 2, 0.8), (0, 1, 0.8)]) == [[0, 1], [2]]


def test_a_group_made_by_a_person_is_as_close_as_its_closest_member() -> None:
    assert complete_linkage(3, [(1, 2, 0.8)], seeds=[[0, 1]]) == [[0, 1, 2]]


def test_what_is_apart_from_one_member_is_apart_from_the_group() -> None:
    assert complete_linkage(3, [(1, 2, 0.8)], seeds=[[0, 1]], apart=[(0, 2)]) == [[0, 1], [2]]


@pytest.mark.parametrize("count", [0, 1, 4])
def test_without_edges_everyone_is_alone(count: int) -> None:
    assert complete_linkage(count, []) == [[place] for place in range(count)]
