"""Reading items: the route each takes to the encoder, and what is taken out of the vectors before they are compared."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from wutong.matching import Encoder, Item, Pool
from wutong.matching.calibration import calibration, threshold_for
from wutong.matching.items import parted_by, view

KHMER = "ការស្រាវជ្រាវអំពីការដាំដុះស្រូវ"
KAZAKH = "Бірлескен зертхана құру және ғылыми зерттеу"
ROUTES = [
    ("水稻", None, "direct", "zh"),
    ("水稻", "rice", "direct", "zh"),
    (KHMER, None, "uncovered", "km"),
    (KHMER, "rice growing in the delta", "summary", "en"),
    (KHMER, KHMER, "uncovered", "km"),
    (KHMER, KAZAKH, "summary", "kk"),
    (KAZAKH, None, "direct", "kk"),
    (KAZAKH, "a laboratory for the two sides", "summary", "en"),
    (KAZAKH, KAZAKH, "direct", "kk"),
    (KAZAKH, KHMER, "direct", "kk"),
    ("", None, "uncovered", "und"),
]


@pytest.mark.parametrize(("text", "summary", "route", "language"), ROUTES)
def test_the_route_to_the_encoder(text: str, summary: str | None, route: str, language: str, encoder: Encoder) -> None:
    seen = view(Item("a", text, summary=summary), encoder)
    assert (seen.route, seen.text_language) == (route, language)
    assert seen.text == (summary if route == "summary" else text)


@pytest.mark.parametrize("stated", ["zh", "zh-Hans", "ZH-hant"])
def test_a_stated_language_may_name_its_script(stated: str, encoder: Encoder) -> None:
    assert view(Item("a", "rice", language=stated), encoder).language == "zh"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({}, {}, None),
        ({"country": {"TH"}}, {}, None),
        ({"country": {"TH"}}, {"country": set()}, None),
        ({"country": {"TH"}}, {"country": {"TH", "LA"}}, None),
        ({"country": {"TH"}}, {"country": {"LA"}}, "country"),
        ({"country": {"TH"}}, {"field": {"ict"}}, None),
        ({"country": {"TH"}, "field": {"ict"}}, {"country": {"TH"}, "field": {"ocean"}}, "field"),
    ],
)
def test_facts_part_only_when_both_state_them(one: Any, other: Any, apart: str | None) -> None:
    a = Item("a", "", facts={name: frozenset(values) for name, values in one.items()})
    b = Item("b", "", facts={name: frozenset(values) for name, values in other.items()})
    assert parted_by(a, b) == parted_by(b, a) == apart


def test_items_lie_in_the_order_of_their_keys(angles: Encoder) -> None:
    pool = Pool([Item(key, "angle 3") for key in "cab"], angles)
    assert [item.key for item in pool.items] == ["a", "b", "c"]
    assert pool.place == {"a": 0, "b": 1, "c": 2}
    assert len(pool) == 3


def test_centring_brings_languages_together(held_out: Any, encoder: Encoder) -> None:
    """Before centring each language keeps to itself; after it the two clouds have nearly the same middle."""
    items = [item for item in held_out.items if item.key.endswith((".0", ".2"))]
    pool = Pool(items, encoder)
    raw = encoder.encode([item.text for item in pool.items])

    def gap(rows: Any) -> float:
        return float(np.linalg.norm(rows[pool.languages == "zh"].mean(0) - rows[pool.languages == "en"].mean(0)))

    assert gap(pool.dense) < 0.6 * gap(raw)


def test_what_a_fact_adds_to_every_vector_is_taken_out(encoder: Encoder) -> None:
    subjects = ["水稻", "铁路", "港口", "疫苗", "地震", "卫星", "激光", "冰川", "棉花", "桥梁"]
    facts = {"country": frozenset({"TH"})}
    stated = Pool([Item(f"{n}", f"与泰国合作研究{s}", facts=facts) for n, s in enumerate(subjects)], encoder)
    silent = Pool([Item(f"{n}", f"与泰国合作研究{s}") for n, s in enumerate(subjects)], encoder)

    def alike(pool: Pool) -> float:
        return float((pool.bare @ pool.bare.T).mean())

    assert alike(stated) < alike(silent)
    assert np.allclose(silent.bare, silent.dense, atol=1e-6)


def test_uncovered_and_empty_texts_have_no_direction(encoder: Encoder) -> None:
    pool = Pool([Item("a", KHMER), Item("b", ""), Item("c", "水稻")], encoder)
    assert np.linalg.norm(pool.dense, axis=1).tolist() == pytest.approx([0, 0, 1], abs=1e-5)


def test_scores_are_symmetric_and_blend_their_parts(tuned: Any, encoder: Encoder) -> None:
    pool = Pool(tuned.items, encoder)
    places = np.arange(len(pool))
    found = pool.scores(places, places)
    share = calibration().grouping.same_language_dense
    same = pool.languages[:, None] == pool.languages[None, :]
    assert np.allclose(found.score, found.score.T, atol=1e-5)
    assert np.allclose(found.score[same], (share * found.dense + (1 - share) * found.lexical)[same], atol=1e-5)
    assert not found.lexical[~same].any()
    assert found.score.max() <= 1 + 1e-4


def test_texts_from_outside_are_read_in_the_pools_own_terms(tuned: Any, encoder: Encoder) -> None:
    pool = Pool(tuned.items, encoder)
    side = pool.read(pool.items[:5])
    assert np.allclose(side.dense, pool.dense[:5], atol=1e-4)
    assert np.allclose(side.lexical.toarray(), pool.lexical[:5].toarray(), atol=1e-5)
    assert np.allclose(side.pivot.toarray(), pool.pivot.rows[:5].toarray(), atol=1e-5)


def test_each_encoder_has_a_scale_of_its_own() -> None:
    assert threshold_for("need", "lexical") < threshold_for("need") == threshold_for("need", "usem3")
    assert threshold_for("translation", "lexical") == threshold_for("translation")
    assert all(0 < value < 1 for value in calibration().threshold.values())
