"""Groups of texts that say the same: sure of what it joins, obedient to facts and persons, blind to order."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.matching import Contradiction, Encoder, Grouping, Item, LexicalEncoder, encode_items, group
from wutong.matching.calibration import calibration, threshold_for

LEXICAL = LexicalEncoder()
WORDS = ["水稻", "铁路", "实验室", "培训", "rice", "railway", "laboratory", "泰国", "Thailand"]
KHMER = "ការស្រាវជ្រាវអំពីការដាំដុះស្រូវ"

word_lists = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=2, max_size=10)
countries = st.sampled_from([{}, {"country": frozenset({"TH"})}, {"country": frozenset({"LA", "TH"})}])


def of(*texts: str, **facts: str) -> list[Item]:
    stated = {name: frozenset({value}) for name, value in facts.items()}
    return [Item(f"{'-'.join(facts.values())}{place}", text, facts=stated) for place, text in enumerate(texts)]


def sets(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(made.keys) for made in grouping.groups}


def together(grouping: Grouping, a: str, b: str) -> bool:
    return any({a, b} <= keys for keys in sets(grouping))


@settings(max_examples=40, deadline=None)
@given(word_lists, st.data())
def test_the_order_of_items_changes_nothing(texts: list[str], data: Any) -> None:
    items = [Item(f"{n}", text, facts=data.draw(countries)) for n, text in enumerate(texts)]
    other = data.draw(st.permutations(items))
    assert group(items, encoder=LEXICAL) == group(other, encoder=LEXICAL)


def test_the_order_changes_nothing_for_real_needs_either(tuned: Any, encoder: Encoder) -> None:
    assert group(tuned.items, encoder=encoder) == group(tuned.items[::-1], encoder=encoder)


@settings(max_examples=40, deadline=None)
@given(word_lists, st.data())
def test_every_key_is_in_one_place_and_every_pair_is_near_enough(texts: list[str], data: Any) -> None:
    items = [Item(f"{n}", text, facts=data.draw(countries)) for n, text in enumerate(texts)]
    made = group(items, encoder=LEXICAL)
    placed = [*made.alone, *(key for one in made.groups for key in one.keys)]
    assert sorted(placed) == sorted(item.key for item in items)
    for one in made.groups:
        scores = [made.likeness(a, b) for a, b in combinations(one.keys, 2)]
        assert min(found.score for found in scores) == pytest.approx(one.cohesion, abs=1e-4)
        assert one.cohesion >= made.threshold - 1e-4
        assert not any(found.parted_by for found in scores)


@settings(max_examples=60, deadline=None)
@given(word_lists, st.data())
def test_a_persons_decisions_always_hold(texts: list[str], data: Any) -> None:
    items = [Item(f"{n}", text, facts=data.draw(countries)) for n, text in enumerate(texts)]
    pairs = list(combinations([item.key for item in items], 2))
    joined = data.draw(st.lists(st.sampled_from(pairs), max_size=2))
    parted = data.draw(st.lists(st.sampled_from(pairs), max_size=3))
    try:
        made = group(items, encoder=LEXICAL, together=joined, apart=parted)
    except Contradiction:
        assert joined and parted
        return
    assert all(together(made, a, b) for a, b in joined)
    assert not any(together(made, a, b) for a, b in parted)
    assert not {(s.a, s.b) for s in made.suspects} & {tuple(sorted(pair)) for pair in parted}


def test_one_need_in_three_languages_is_one_group(encoder: Encoder) -> None:
    made = group(
        of(
            "疟疾快速诊断试剂的联合评价",
            "Joint evaluation of rapid malaria diagnostic kits",
            "Совместная оценка экспресс-тестов на малярию",
            "Joint sea water desalination",
        ),
        encoder=encoder,
    )
    assert sets(made) == {frozenset({"0", "1", "2"})}
    assert made.alone == ("3",)


def test_the_same_wording_for_two_countries_stays_two_needs(encoder: Encoder) -> None:
    items = of("与泰国共建铁路联合实验室", country="TH") + of("与老挝共建铁路联合实验室", country="LA")
    made = group(items, encoder=encoder)
    assert made.groups == ()
    assert [(s.a, s.b, s.why) for s in made.suspects] == [("LA0", "TH0", "fact")]


def test_the_same_wording_for_two_fields_stays_two_needs(encoder: Encoder) -> None:
    items = of("共建海洋联合实验室", field="ocean") + of("共建农业联合实验室", field="agriculture")
    assert group(items, encoder=encoder).groups == ()


def test_a_fact_nobody_stated_keeps_nothing_apart(encoder: Encoder) -> None:
    items = of("与泰国共建铁路联合实验室", country="TH") + of("与泰国共建铁路联合实验室", field="transport")
    assert len(group(items, encoder=encoder).groups) == 1


def test_the_identical_text_is_grouped_surest_first(encoder: Encoder) -> None:
    made = group(
        of("港口岸电改造", "冰川融水资源评估", "高山冰川融水评估", "港口岸电改造"), encoder=encoder, threshold=0.3
    )
    assert made.groups[0].keys == ("0", "3")
    assert [one.cohesion for one in made.groups] == sorted((one.cohesion for one in made.groups), reverse=True)


def test_a_person_may_join_what_facts_part(encoder: Encoder) -> None:
    items = of("与泰国共建铁路联合实验室", country="TH") + of("与老挝共建铁路联合实验室", country="LA")
    assert together(group(items, encoder=encoder, together=[("TH0", "LA0")]), "TH0", "LA0")


def test_a_person_may_part_what_is_the_same(encoder: Encoder) -> None:
    items = of("港口岸电改造", "港口岸电改造")
    made = group(items, encoder=encoder, apart=[("1", "0")])
    assert made.groups == () and made.suspects == ()


def test_contradicting_decisions_are_refused(encoder: Encoder) -> None:
    items = of("港口岸电改造", "船舶岸电", "岸电")
    with pytest.raises(Contradiction, match="0 and 2"):
        group(items, encoder=encoder, together=[("0", "1"), ("1", "2")], apart=[("2", "0")])


def test_decisions_about_texts_that_are_gone_are_ignored(encoder: Encoder) -> None:
    made = group(of("港口岸电改造", "包虫病疫苗"), encoder=encoder, together=[("0", "gone")], apart=[("gone", "1")])
    assert made.alone == ("0", "1")


def test_two_items_with_one_key_are_refused(encoder: Encoder) -> None:
    with pytest.raises(ValueError, match="same key"):
        group([Item("a", "x"), Item("a", "y")], encoder=encoder)


@pytest.mark.parametrize("items", [[], [Item("a", "港口")], [Item("a", "")], [Item("a", ""), Item("b", "")]])
def test_small_and_empty_pools(items: list[Item], encoder: Encoder) -> None:
    made = group(items, encoder=encoder)
    assert made.groups == ()
    assert made.alone == tuple(item.key for item in items)


def test_uncovered_texts_are_named_and_grouped_by_their_words_alone(encoder: Encoder) -> None:
    made = group([Item("a", KHMER), Item("b", KHMER), Item("c", "水稻种植研究")], encoder=encoder)
    assert made.uncovered == ("a", "b")
    assert sets(made) == {frozenset({"a", "b"})}


def test_a_chain_is_not_closed(angles: Encoder) -> None:
    """The two ends are near the middle only: the chain is not closed, and the refused pair is a suspect."""
    items = of("angle 100", "angle 120", "angle 142")
    first = group(items, encoder=angles, threshold=0.01)
    ends, near = first.likeness("0", "2").score, first.likeness("1", "2").score
    made = group(items, encoder=angles, threshold=(ends + near) / 2)
    assert len(made.groups) == 1 and len(made.alone) == 1
    assert "between" in {suspect.why for suspect in made.suspects}


def test_suspects_lie_below_the_threshold_or_between_groups(held_out: Any, encoder: Encoder) -> None:
    made = group(held_out.items, encoder=encoder)
    least, margin = made.threshold, calibration().grouping.suspect_margin
    assert made.suspects
    for suspect in made.suspects:
        assert not together(made, suspect.a, suspect.b)
        found = made.likeness(suspect.a, suspect.b)
        assert found.score == pytest.approx(suspect.score, abs=1e-4)
        assert (found.parted_by is not None) == (suspect.why == "fact")
        assert (least - margin <= suspect.score < least) == (suspect.why == "close")


def test_no_text_has_more_than_a_few_suspects_the_likest_first(held_out: Any, encoder: Encoder) -> None:
    suspects = group(held_out.without_facts(), encoder=encoder).suspects
    for item in held_out.items:
        assert sum(item.key in (s.a, s.b) for s in suspects) <= calibration().grouping.suspects_each
    assert [s.score for s in suspects] == sorted((s.score for s in suspects), reverse=True)


def test_a_higher_threshold_never_joins_more_pairs_at_all(tuned: Any, encoder: Encoder) -> None:
    def joined(threshold: float) -> int:
        made = group(tuned.items, encoder=encoder, threshold=threshold)
        return sum(len(one.keys) * (len(one.keys) - 1) // 2 for one in made.groups)

    counts = [joined(threshold) for threshold in (0.2, 0.35, 0.5, 0.8)]
    assert counts == sorted(counts, reverse=True) and counts[0] > counts[-1]


def test_the_kind_of_text_chooses_the_threshold(encoder: Encoder) -> None:
    assert group([], encoder=encoder, kind="translation").threshold == threshold_for("translation")
    assert threshold_for("translation") > threshold_for("need")
    with pytest.raises(KeyError):
        group([], encoder=encoder, kind="poem")


def test_stored_vectors_give_the_same_groups(tuned: Any, encoder: Encoder) -> None:
    stored = encode_items(tuned.items, encoder)
    assert sets(group(tuned.items, encoder=encoder, vectors=stored)) == sets(group(tuned.items, encoder=encoder))


def test_another_pool_does_not_change_what_two_texts_are_much(encoder: Encoder, tuned: Any) -> None:
    """The reference texts hold the centres, so that a pool of two is judged like a pool of a hundred."""
    pair = [Item("x", "在肯尼亚开展沥青路面耐久性试验"), Item("y", "Durability of asphalt pavements in Kenya")]
    alone = group(pair, encoder=encoder).likeness("x", "y")
    among = group([*pair, *tuned.without_facts()], encoder=encoder).likeness("x", "y")
    assert alone.score == pytest.approx(among.score, abs=0.12)
