"""Marks of what differs, word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.web.merging.differences import MOST_WORDS, Mark, marks, words_of

TEXT = st.text(alphabet=st.sampled_from("杂交水稻育种试验站 abcdef xyz，。-1234\nпшеница"), max_size=60)


@given(TEXT, TEXT)
def test_what_is_not_gone_joins_to_the_text(base, text):
    found = marks(base, text)
    if found is not None:
        assert "".join(mark.words for mark in found if mark.kind != "gone") == text


@given(TEXT)
def test_a_text_is_the_same_as_itself(text):
    assert {mark.kind for mark in marks(text, text)} <= {"same"}


@given(TEXT)
def test_words_join_to_the_text_again(text):
    assert "".join(words_of(text)) == text


@given(TEXT, TEXT)
def test_neighbours_are_of_different_kinds(base, text):
    found = marks(base, text) or []
    assert all(one.kind != other.kind for one, other in pairwise(found))


def test_whole_words_are_marked_in_chinese():
    found = marks("在泰国清迈建设水稻育种试验站。", "在泰国清迈建设小麦育种试验站。")
    assert Mark("gone", "水稻") in found
    assert Mark("new", "小麦") in found


def test_passages_parted_by_a_space_only_are_one():
    found = marks("we want four red buoys near the port of Mombasa", "we want two blue buoys near the port of Mombasa")
    assert Mark("gone", "four red") in found
    assert Mark("new", "two blue") in found


def test_a_long_passage_left_out_is_shortened():
    gone = next(
        mark
        for mark in marks(
            "同样的开头，" + "很长的一段话" * 9 + "同样的结尾部分在这里", "同样的开头，同样的结尾部分在这里"
        )
        or [Mark("gone", "…")]
        if mark.kind == "gone"
    )
    assert len(gone.words) < 30
    assert gone.words.endswith("…")


@pytest.mark.parametrize(
    ("base", "text"), [("隧道监测", "malaria tests in Kenya"), ("word " * (MOST_WORDS + 1), "word " * (MOST_WORDS + 2))]
)
def test_unlike_and_very_long_texts_are_not_marked(base, text):
    assert marks(base, text) is None
