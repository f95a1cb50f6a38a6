"""How well grouping does on labelled needs.

Numbers were chosen on the tuned half; the held-out half was looked at on the way, so it is a check, not a blind trial.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from wutong.matching import Encoder, Grouping, Item, LexicalEncoder, Pool, group
from wutong.matching.calibration import threshold_for
from wutong.matching.pairs import pairs_above


def pairwise(groups: Iterable[tuple[str, ...]], truth: dict[str, int]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean over pairs put in one group."""
    pairs = [(a, b) for keys in groups for a, b in combinations(keys, 2)]
    right = sum(truth[a] == truth[b] for a, b in pairs)
    wanted = sum(count * (count - 1) // 2 for count in Counter(truth.values()).values())
    return right / max(len(pairs), 1), right / wanted, 2 * right / (len(pairs) + wanted)


def quality(grouping: Grouping, truth: dict[str, int]) -> tuple[float, float, float]:
    return pairwise([made.keys for made in grouping.groups], truth)


def test_the_labelled_set_is_large_enough_and_fairly_split(tuned: Any, held_out: Any) -> None:
    assert len(set(tuned.truth.values())) >= 20 and len(set(held_out.truth.values())) >= 20
    assert len(tuned.items) + len(held_out.items) >= 120
    assert not {item.text for item in tuned.items} & {item.text for item in held_out.items}


def test_held_out_needs_with_facts(held_out: Any, encoder: Encoder) -> None:
    precision, recall, f1 = quality(group(held_out.items, encoder=encoder), held_out.truth)
    assert f1 >= 0.95
    assert precision >= 0.97 and recall >= 0.9


def test_held_out_needs_by_wording_alone(held_out: Any, encoder: Encoder) -> None:
    precision, recall, f1 = quality(group(held_out.without_facts(), encoder=encoder), held_out.truth)
    assert f1 >= 0.85
    assert precision >= 0.85 and recall >= 0.85


def test_traps_are_never_merged(tuned: Any, held_out: Any, encoder: Encoder) -> None:
    """Needs that differ only in country or field."""
    for half in (tuned, held_out):
        for made in group(half.items, encoder=encoder).groups:
            trapped = {half.truth[key] for key in made.keys if key in half.traps}
            assert len(trapped) <= 1, made.keys


def test_what_is_missed_is_shown_to_a_person(held_out: Any, encoder: Encoder) -> None:
    """Most needs that fall into two groups are met again among the suspects."""
    made = group(held_out.items, encoder=encoder)
    home = {key: place for place, one in enumerate(made.groups) for key in one.keys}
    torn = {
        need
        for need in set(held_out.truth.values())
        if len({home.get(key, key) for key, other in held_out.truth.items() if other == need}) > 1
    }
    met = {held_out.truth[s.a] for s in made.suspects if held_out.truth[s.a] == held_out.truth[s.b]}
    assert len(torn & met) >= len(torn) / 2


@pytest.mark.parametrize("facts", [True, False])
def test_better_than_closing_groups_transitively(held_out: Any, encoder: Encoder, facts: bool) -> None:
    items = held_out.items if facts else held_out.without_facts()
    pool = Pool(items, encoder)
    pairs = pairs_above(pool, threshold_for("need"))
    graph = csr_matrix((np.ones(len(pairs.left)), (pairs.left, pairs.right)), shape=(len(pool), len(pool)))
    labels = connected_components(graph, directed=False)[1]
    closed = [tuple(pool.items[p].key for p in np.flatnonzero(labels == label)) for label in set(labels.tolist())]
    assert quality(group(items, encoder=encoder), held_out.truth)[2] > pairwise(closed, held_out.truth)[2] + 0.1


def test_the_lexical_stand_in_is_usable_where_facts_are_known(held_out: Any) -> None:
    precision, _, f1 = quality(group(held_out.items, encoder=LexicalEncoder()), held_out.truth)
    assert f1 >= 0.7
    assert precision >= 0.8


FRAME = (
    "项目拟联合双方科研机构和企业，围绕{}开展关键技术攻关、标准研究、人才培养与示范应用，"
    "形成可复制推广的成果，为期三年，经费由双方共同承担。"
)
SUBJECTS = [
    *("高寒地区隧道防冻保温", "热带果蔬冷链贮运保鲜", "跨境地震监测台网布设", "红土镍矿湿法冶金"),
    *("港口集装箱自动化装卸", "草原火灾卫星遥感预警", "棉花膜下滴灌节水", "长输油气管道腐蚀检测"),
]


def test_long_texts_in_one_frame_are_told_apart_by_their_words(encoder: Encoder) -> None:
    """In copied wording the few words that differ must decide: each text's likest partner is the one of its subject."""
    items = [Item(f"{n}a", FRAME.format(subject)) for n, subject in enumerate(SUBJECTS)]
    items += [Item(f"{n}b", f"关于{subject}的合作建议。" + FRAME.format(subject)) for n, subject in enumerate(SUBJECTS)]
    pool = Pool(items, encoder)
    everything = np.arange(len(pool))
    score = pool.scores(everything, everything).score
    np.fill_diagonal(score, -1)
    partners = [pool.items[place].key for place in score.argmax(axis=1)]
    assert [partner[0] for partner in partners] == [item.key[0] for item in pool.items]
