"""What holds for any pool of texts: order, decisions, facts, scores, vectors, words."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wutong.matching import (
    Contradiction,
    Grouping,
    Item,
    LexicalEncoder,
    Pool,
    StaleVectors,
    compare,
    coverage,
    detect_language,
    encode_items,
    group,
    nearest,
    pack,
    stamp,
    tokens,
    unpack,
)
from wutong.matching.words import features, normal, numbers, runs

LEXICAL = LexicalEncoder()
QUICK = settings(max_examples=25, deadline=None)
SAID = ["与越南共建水稻育种联合实验室", "水稻育种联合实验室（越南）", "joint rice breeding laboratory with Viet Nam",
        "老挝铁路养护人员培训班", "铁路养护技术人员培训", "Training of railway staff in Laos", "совместная лаборатория риса",
        "荒漠化防治示范", "desertification control pilot", "地震预警台网", "", "12", "？"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SAID) | st.text(max_size=12), max_size=9)
FACTS = st.sampled_from(
    [{}, {"country": frozenset({"VN"})}, {"country": frozenset({"LA"})}, {"country": frozenset({"VN", "LA"})},
     {"field": frozenset({"transport"})}, {"country": frozenset({"LA"}), "field": frozenset({"agriculture"})},
     {"country": frozenset[str]()}]
)  # fmt: skip


@st.composite
def pools(draw: st.DrawFn) -> list[Item]:
    return [Item(f"k{number}", text, facts=draw(FACTS)) for number, text in enumerate(draw(TEXTS))]


def sets(grouping: Grouping) -> list[set[str]]:
    return [set(one.keys) for one in grouping.groups] + [{key} for key in grouping.alone]


def same_place(grouping: Grouping, a: str, b: str) -> bool:
    return any({a, b} <= one for one in sets(grouping))


@QUICK
@given(pools(), st.randoms(use_true_random=False))
def test_the_order_of_texts_and_decisions_does_not_matter(items: list[Item], dice: Any) -> None:
    pairs = [(a.key, b.key) for a, b in combinations(items, 2)]
    joined, parted = pairs[:1], pairs[-1:] if len(pairs) > 1 else []
    mixed = dice.sample(items, len(items))
    turned = [(b, a) for a, b in joined], [(b, a) for a, b in parted]
    try:
        first = group(items, encoder=LEXICAL, together=joined, apart=parted)
    except Contradiction:
        with pytest.raises(Contradiction):
            group(mixed, encoder=LEXICAL, together=turned[0], apart=turned[1])
        return
    assert first == group(mixed, encoder=LEXICAL, together=turned[0], apart=turned[1])


@QUICK
@given(pools(), st.data())
def test_what_a_person_decided_holds_together_with_what_follows_from_it(items: list[Item], data: Any) -> None:
    pairs = [(a.key, b.key) for a, b in combinations(items, 2)]
    chosen = st.lists(st.sampled_from(pairs), max_size=3) if pairs else st.just([])
    joined, parted = data.draw(chosen), data.draw(chosen)
    try:
        made = group(items, encoder=LEXICAL, together=joined, apart=parted)
    except Contradiction:
        assert joined and parted
        return
    assert all(same_place(made, a, b) for a, b in joined)
    assert not any(same_place(made, a, b) for a, b in parted)
    decided = {frozenset(pair) for pair in parted}
    assert not any(frozenset((doubt.a, doubt.b)) in decided for doubt in made.suspects)


@QUICK
@given(pools())
def test_facts_keep_apart_whatever_the_words(items: list[Item]) -> None:
    made = group(items, encoder=LEXICAL, threshold=0.0)
    facts = {item.key: item.facts for item in items}
    for one in made.groups:
        for a, b in combinations(one.keys, 2):
            for name in facts[a].keys() & facts[b].keys():
                mine, other = facts[a][name], facts[b][name]
                assert not mine or not other or mine & other


@QUICK
@given(pools())
def test_every_key_is_in_exactly_one_place(items: list[Item]) -> None:
    made = group(items, encoder=LEXICAL)
    placed = [key for one in sets(made) for key in one]
    assert sorted(placed) == sorted(item.key for item in items)
    assert all(len(one.keys) >= 2 and list(one.keys) == sorted(one.keys) for one in made.groups)
    assert [one.cohesion for one in made.groups] == sorted((one.cohesion for one in made.groups), reverse=True)


@QUICK
@given(pools())
def test_a_suspect_is_no_pair_of_one_group_and_is_named_once(items: list[Item]) -> None:
    made = group(items, encoder=LEXICAL)
    pairs = [frozenset((doubt.a, doubt.b)) for doubt in made.suspects]
    assert len(pairs) == len(set(pairs)) and all(len(pair) == 2 for pair in pairs)
    assert not any(same_place(made, doubt.a, doubt.b) for doubt in made.suspects)


@QUICK
@given(pools(), st.floats(0.05, 0.9), st.floats(0.0, 0.5))
def test_a_higher_threshold_never_joins_more_pairs_surely(items: list[Item], low: float, more: float) -> None:
    """Every group of the stricter run is at least as cohesive as its threshold asks."""
    made = group(items, encoder=LEXICAL, threshold=low + more)
    assert made.threshold >= low + more - 1e-9
    assert all(one.cohesion >= made.threshold - 1e-4 for one in made.groups)


@QUICK
@given(pools())
def test_decisions_about_absent_texts_are_ignored(items: list[Item]) -> None:
    plain = group(items, encoder=LEXICAL)
    assert group(items, encoder=LEXICAL, together=[("x", "y")], apart=[("k0", "z"), ("z", "x")]) == plain


def test_a_chain_of_decisions_that_contradicts_itself_is_named() -> None:
    items = [Item(key, "水稻") for key in "abc"]
    with pytest.raises(Contradiction, match="a and c"):
        group(items, encoder=LEXICAL, together=[("a", "b"), ("b", "c")], apart=[("a", "c")])


def test_two_texts_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="same key"):
        group([Item("a", "水稻"), Item("a", "铁路")], encoder=LEXICAL)


@pytest.mark.parametrize("count", [0, 1])
def test_a_pool_of_none_or_one_has_no_groups(count: int) -> None:
    made = group([Item("a", "水稻")][:count], encoder=LEXICAL)
    assert (made.groups, made.suspects, len(made.alone)) == ((), (), count)


WORDS = st.sampled_from(SAID) | st.text(max_size=20)


@QUICK
@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways(a: str, b: str) -> None:
    there, back = (compare(Item("a", x), Item("b", y), encoder=LEXICAL) for x, y in ((a, b), (b, a)))
    assert there.score == pytest.approx(back.score, abs=1e-5)
    assert {(r.kind, r.a, r.b) for r in there.reasons} == {(r.kind, r.b, r.a) for r in back.reasons}


@QUICK
@given(WORDS, WORDS)
def test_scores_are_bounded(a: str, b: str) -> None:
    found = compare(Item("a", a), Item("b", b), encoder=LEXICAL)
    assert -1 - 1e-6 <= found.score <= 1 + 1e-6
    assert -1 - 1e-5 <= found.dense <= 1 + 1e-5 and -1e-6 <= found.lexical <= 1 + 1e-5
    assert not np.isnan(found.score)


@pytest.mark.parametrize("text", [text for text in SAID if len(text) > 3])
def test_a_text_is_most_like_itself(text: str) -> None:
    own = compare(Item("a", text), Item("b", text), encoder=LEXICAL).score
    assert all(compare(Item("a", text), Item("b", other), encoder=LEXICAL).score <= own + 1e-6 for other in SAID)


@pytest.mark.parametrize("text", [text for text in SAID if len(text) > 3])
def test_a_text_of_the_pool_finds_itself_first(text: str) -> None:
    pool = Pool([Item(f"{number:02}", said) for number, said in enumerate(SAID)], LEXICAL)
    (found,) = nearest([Item("q", text)], pool, 3)
    assert SAID[int(found[0].key)] == text


@QUICK
@given(pools(), WORDS, st.integers(1, 12))
def test_the_nearest_are_sorted_and_of_the_pool(items: list[Item], asked: str, k: int) -> None:
    (found,) = nearest([Item("q", asked)], Pool(items, LEXICAL), k)
    assert len(found) <= min(k, len(items))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({one.key for one in found}) == len(found)
    assert {one.key for one in found} <= {item.key for item in items}


ROWS = st.integers(1, 6).flatmap(
    lambda count: st.lists(st.lists(st.floats(-1, 1, width=32), min_size=8, max_size=8), min_size=count, max_size=count)
)


@QUICK
@given(ROWS)
def test_packed_vectors_come_back_nearly_the_same(rows: list[list[float]]) -> None:
    made = np.array(rows, np.float32)
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    made = np.where(lengths > 1e-3, made / np.maximum(lengths, 1e-3), 0).astype(np.float32)
    back = unpack(pack(made))
    assert back.shape == made.shape
    assert np.abs(back - made)[lengths[:, 0] > 1e-3].max(initial=0) < 0.03


def test_no_vectors_pack_to_nothing() -> None:
    assert pack(np.zeros((0, 8), np.float32)) == []
    assert unpack([]).shape[0] == 0


@QUICK
@given(pools())
def test_stored_vectors_group_as_fresh_ones(items: list[Item]) -> None:
    stored = encode_items(items, LEXICAL)
    assert group(items, encoder=LEXICAL, vectors=stored) == group(items, encoder=LEXICAL)


def test_vectors_of_another_encoder_are_refused() -> None:
    class Other(LexicalEncoder):
        version = "0"

    items = [Item("a", "水稻"), Item("b", "铁路")]
    assert stamp(Other()) != stamp(LEXICAL)
    with pytest.raises(StaleVectors):
        group(items, encoder=LEXICAL, vectors=encode_items(items, Other()))


@QUICK
@given(st.lists(WORDS, max_size=6))
def test_the_lexical_encoder_gives_unit_rows(texts: list[str]) -> None:
    rows = LEXICAL.encode(texts)
    assert rows.shape == (len(texts), LEXICAL.dimensions)
    lengths = np.linalg.norm(rows, axis=1)
    assert all(length == pytest.approx(1, abs=1e-4) or length == 0 for length in lengths)


@QUICK
@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_a_text_is_encoded_the_same_in_any_company(texts: list[str], text: str) -> None:
    alone = LEXICAL.encode([text])[0]
    assert np.allclose(LEXICAL.encode([*texts, text])[-1], alone, atol=1e-6)


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=60))
def test_tokens_lose_no_letter(text: str) -> None:
    """Every Han character and word of a text is in some token, in the order it was written."""
    joined = "".join(tokens(text))
    assert all(char in joined for run in runs(text) for char in run)
    assert all(token in normal(text) for token in tokens(text))
    assert len(features(text)) == len(tokens(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_normal_writing_is_settled_for_words(text: str) -> None:
    assert runs(normal(text)) == runs(text) or normal(normal(text)) != normal(text)


@settings(max_examples=60, deadline=None)
@given(st.integers(10, 10**9))
def test_a_number_is_one_however_it_is_grouped(value: int) -> None:
    assert numbers(f"经费{value:,}元") == numbers(f"经费{value}元") == {str(value)}


LANGUAGES = {
    "zh": ["共建联合实验室", "研发LNG储罐", "５Ｇ基站建设培训"],
    "en": ["A joint laboratory for the study of rice", "We need training with partners"],
    "ru": ["Совместная лаборатория и обучение", "Мы предлагаем обмен специалистами"],
    "ja": ["共同研究のための実験室をつくる"],
    "ko": ["공동 연구소를 세우자"],
    "ar": ["مختبر مشترك لأبحاث المياه"],
    "und": ["", "123", "——"],
}


@pytest.mark.parametrize(("language", "text"), [(code, text) for code, texts in LANGUAGES.items() for text in texts])
def test_the_language_of_a_text(language: str, text: str) -> None:
    assert detect_language(text) == language


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_language_with_a_known_coverage(text: str) -> None:
    language = detect_language(text)
    assert language and language == language.lower()
    assert coverage(language) in ("strong", "weak", "none")


@pytest.mark.parametrize("code", ["zh", "zh-Hans", "zh-hant", "en-GB", "ru"])
def test_a_region_does_not_change_what_is_covered(code: str) -> None:
    assert coverage(code) == coverage(code.split("-")[0]) == "strong"


def test_two_texts_a_fact_parts_are_no_longer_doubted_once_a_person_has_parted_them() -> None:
    items = [Item(key, SAID[0], facts={"country": frozenset({code})}) for key, code in (("a", "VN"), ("b", "LA"))]
    doubted = [(doubt.a, doubt.b) for doubt in group(items, encoder=LEXICAL).suspects]
    assert doubted == [("a", "b")]
    for parted in (("a", "b"), ("b", "a")):
        assert group(items, encoder=LEXICAL, apart=[parted]).suspects == ()
