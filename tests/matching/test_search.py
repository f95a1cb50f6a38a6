"""Finding the nearest texts, and putting another index behind the same door."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.matching import Encoder, ExactIndex, Item, Pool, VectorIndex, nearest
from wutong.matching.encoders import unit

OFFERS = {
    "rice": "Salt-tolerant hybrid rice varieties",
    "ice": "风电叶片电热除冰系统",
    "port": "Shore power systems for container ports",
    "flu": "Rapid tests for malaria",
    "rail": "Автоматическая диагностика рельсового пути",
    "khmer": "ការស្រាវជ្រាវអំពីការដាំដុះស្រូវ",
}


@pytest.fixture(scope="module")
def offers(encoder: Encoder) -> Pool:
    return Pool([Item(key, text) for key, text in OFFERS.items()], encoder)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("耐盐碱水稻育种", "rice"),
        ("Anti-icing of wind turbine blades", "ice"),
        ("船舶岸电", "port"),
        ("Диагностика малярии", "flu"),
        ("铁路轨道检测", "rail"),
        ("ការស្រាវជ្រាវអំពីការដាំដុះស្រូវ", "khmer"),
    ],
)
def test_the_right_offer_comes_first(query: str, expected: str, offers: Pool) -> None:
    assert nearest([Item("q", query)], offers, 3)[0][0].key == expected


def test_scores_fall_and_lie_between_nothing_and_one(offers: Pool) -> None:
    found = nearest([Item("q", "水稻"), Item("r", "ports")], offers, 6)
    for row in found:
        scores = [hit.score for hit in row]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)


def test_a_shared_word_lifts_a_text_through_the_dictionary(offers: Pool) -> None:
    hit = nearest([Item("q", "水稻")], offers, 1)[0][0]
    assert hit.key == "rice" and hit.lexical > 0


def test_an_uncovered_query_finds_only_by_its_words(offers: Pool) -> None:
    hits = nearest([Item("q", OFFERS["khmer"])], offers, 6)[0]
    assert hits[0].score == pytest.approx(1, abs=1e-3)
    assert all(hit.score == 0 for hit in hits[1:])


def test_a_query_is_ranked_alike_alone_and_in_company(offers: Pool) -> None:
    queries = [Item("q", "水稻"), Item("r", "岸电"), Item("s", "疟疾")]
    together, alone = nearest(queries, offers, 4)[1], nearest([queries[1]], offers, 4)[0]
    assert [hit.key for hit in together] == [hit.key for hit in alone]
    assert [hit.score for hit in together] == pytest.approx([hit.score for hit in alone], abs=1e-5)


def test_no_query_and_no_pool(encoder: Encoder, offers: Pool) -> None:
    assert nearest([], offers) == []
    assert nearest([Item("q", "水稻")], Pool([], encoder)) == [[]]


def test_k_bounds_the_answer(offers: Pool) -> None:
    assert len(nearest([Item("q", "水稻")], offers, 2)[0]) == 2
    assert len(nearest([Item("q", "水稻")], offers, 50)[0]) <= len(OFFERS)


def test_another_index_stands_behind_the_same_door(offers: Pool) -> None:
    class Asked(ExactIndex):
        widths: list[int] = []

        def search(self, queries: Any, k: int) -> Any:
            self.widths.append(k)
            return super().search(queries, k)

    index: VectorIndex = Asked()
    index.fill(offers.dense)
    assert nearest([Item("q", "水稻")], offers, 3, index=index) == nearest([Item("q", "水稻")], offers, 3)
    assert Asked.widths == [50]


@settings(max_examples=40)
@given(st.integers(1, 30), st.integers(1, 8), st.integers(0, 1_000))
def test_the_exact_index_is_exact(count: int, k: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    rows = unit(draw.standard_normal((count, 5)).astype(np.float32))
    queries = unit(draw.standard_normal((3, 5)).astype(np.float32))
    index = ExactIndex()
    index.fill(rows)
    expected = np.argsort(-(queries @ rows.T), axis=1, kind="stable")[:, :k]
    assert index.search(queries, k).tolist() == expected.tolist()


def test_an_unfilled_index_finds_nothing() -> None:
    assert ExactIndex().search(np.ones((2, 3), np.float32), 4).shape == (2, 0)


def test_translations_find_each_other(held_out: Any, encoder: Encoder) -> None:
    """Each English text's need in Chinese comes first nearly always."""
    chinese = [item for item in held_out.items if item.key.endswith((".0", ".1"))]
    english = [item for item in held_out.items if item.key.endswith(".2") and item.text.isascii()]
    found = nearest([Item(item.key, item.text) for item in english], Pool(chinese, encoder), 1)
    right = [held_out.truth[row[0].key] == held_out.truth[item.key] for item, row in zip(english, found, strict=True)]
    assert sum(right) / len(right) >= 0.9
