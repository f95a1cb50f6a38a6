"""The bench's own made-up needs, at a size a test can afford: quality and work as a pool grows."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from wutong.matching import Encoder, Item, detect_language, encode_items, group
from wutong.matching.pairs import Signatures

BENCH = Path(__file__).parents[2] / "bench" / "matching.py"


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_matching", BENCH)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def needs(bench: ModuleType) -> tuple[list[Item], dict[str, str]]:
    made: tuple[list[Item], dict[str, str]] = bench.made_up_needs(800)
    return made


def test_made_up_needs_are_of_three_languages_and_said_several_times(needs: tuple[list[Item], dict[str, str]]) -> None:
    items, truth = needs
    assert len({item.key for item in items}) == 800
    assert set(map(detect_language, (item.text for item in items))) == {"zh", "en", "ru"}
    assert max(Counter(truth.values()).values()) == 4


def test_a_pool_of_800_is_grouped_well(
    bench: ModuleType, needs: tuple[list[Item], dict[str, str]], encoder: Encoder
) -> None:
    items, truth = needs
    found = group(items, encoder=encoder, vectors=encode_items(items, encoder))
    assert bench.pairwise_f1([made.keys for made in found.groups], truth) >= 0.93


def test_pairs_to_score_grow_far_slower_than_their_number(bench: ModuleType) -> None:
    """With facts stated, four times the texts must not be sixteen times the work."""

    def scored(count: int) -> int:
        items, _ = bench.made_up_needs(count)
        return sum(len(rows) * len(columns) for rows, columns in Signatures(items).blocks(everything=False))

    assert scored(4_000) < 4_000**2 / 100
    assert scored(4_000) / 4_000 < 10 * scored(1_000) / 1_000


def test_pairwise_f1_counts_pairs(bench: ModuleType) -> None:
    truth = {"a": "1", "b": "1", "c": "1", "d": "2"}
    assert bench.pairwise_f1([("a", "b", "c")], truth) == 1
    assert bench.pairwise_f1([("a", "b")], truth) == pytest.approx(0.5)
    assert bench.pairwise_f1([("a", "b", "c", "d")], truth) == pytest.approx(2 / 3)
    assert bench.pairwise_f1([], truth) == 0


def test_rows_of_the_bench_have_the_agreed_shape(bench: ModuleType) -> None:
    for row in bench.quality():
        assert set(row) == {"name", "ours", "against", "ratio", "aim", "holds", "unit", "note"}
        assert row["holds"] is True
