"""Words weighed by rarity: held against scikit-learn's own weighing, and against what the weights are for."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfTransformer

from wutong.matching.lexical import LexicalSpace

texts = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 4).map(float), max_size=5), max_size=8)


def cosine(space: LexicalSpace, a: int, b: int) -> float:
    return float((space.rows[a] @ space.rows[b].T).toarray()[0, 0])


@settings(max_examples=80)
@given(texts.filter(lambda rows: any(rows)))
def test_weights_are_those_of_scikit_learn(rows: list[dict[str, float]]) -> None:
    counted = DictVectorizer(sort=True).fit_transform(rows)
    expected = TfidfTransformer(smooth_idf=True).fit_transform(counted).toarray()
    assert np.allclose(LexicalSpace(rows).rows.toarray(), expected, atol=1e-5)


@given(texts)
def test_rows_have_unit_length_or_are_empty(rows: list[dict[str, float]]) -> None:
    lengths = (
        np.sqrt(LexicalSpace(rows).rows.multiply(LexicalSpace(rows).rows).sum(axis=1)).A1 if rows else np.array([])
    )
    assert all(length == pytest.approx(1 if row else 0, abs=1e-5) for row, length in zip(rows, lengths, strict=True))


@given(texts)
def test_a_text_of_the_pool_is_placed_where_it_lies(rows: list[dict[str, float]]) -> None:
    space = LexicalSpace(rows)
    assert np.allclose(space.place(rows).toarray(), space.rows.toarray(), atol=1e-6)


def test_words_the_pool_never_used_are_left_out() -> None:
    space = LexicalSpace([{"rice": 1.0}, {"rail": 1.0}])
    known, unknown = space.place([{"rice": 1.0, "moon": 5.0}, {"moon": 1.0}]).toarray()
    assert known.tolist() == space.rows.toarray()[0].tolist()
    assert not unknown.any()


def test_a_rare_word_binds_more_than_a_common_one() -> None:
    filler = [{"cooperation": 1.0, f"w{n}": 1.0} for n in range(20)]
    pairs: list[Any] = [
        {"cooperation": 1.0, "rice": 1.0},
        {"cooperation": 1.0, "rail": 1.0},
        {"rice": 1.0, "moon": 1.0},
    ]
    space = LexicalSpace([*pairs, *filler])
    assert cosine(space, 0, 2) > cosine(space, 0, 1) > 0


def test_an_empty_pool_and_empty_texts() -> None:
    assert LexicalSpace([]).rows.shape == (0, 1)
    assert LexicalSpace([{}, {}]).rows.nnz == 0
    assert LexicalSpace([{}]).place([dict(Counter("ab"))]).nnz == 0
