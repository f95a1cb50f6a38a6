"""Words around the records: changes in the history, reasons for unreadable files, countries as people write them."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.base.journal_models import Entry
from wutong.directory.gazetteer import LANGUAGES, all_countries, country_name
from wutong.directory.importing.rows import ProblemCode as ListProblem
from wutong.documents.blocks import ProblemCode as FileProblem
from wutong.web.changes import in_words, lines_of, offices_in
from wutong.web.forms.countries import country_choices, country_codes
from wutong.web.pages.importing import PROBLEMS
from wutong.web.unreadable import REASONS, reason_for


def entry(**changes: object) -> Entry:
    return Entry(changes=changes)


def test_every_reason_for_an_unreadable_file_has_words() -> None:
    assert set(REASONS) == set(get_args(FileProblem))
    assert reason_for("something new") == reason_for("damaged")


def test_every_problem_of_a_list_has_words() -> None:
    assert set(PROBLEMS) == set(get_args(ListProblem))


def test_of_names_only_what_differs_is_told() -> None:
    old = {"authoritative": "zh-hans", "zh-hans": "甲", "en": "A"}
    lines = lines_of(entry(names=[old, old | {"en": "B", "ru": "Б"}]), {})
    assert [(old, new) for _label, old, new in lines] == [("A", "B"), ("", "Б")]
    assert all("en" in label or "ru" in label for label, _old, _new in lines)


def test_a_name_that_was_taken_away_is_told() -> None:
    lines = lines_of(entry(names=[{"zh-hans": "甲", "en": "A"}, {"zh-hans": "甲"}]), {})
    assert [(old, new) for _label, old, new in lines] == [("A", "")]


def test_parents_and_kinds_are_told_in_words() -> None:
    moved = entry(parent=[3, None], kind=["park", "castle"])
    assert offices_in([moved]) == {3}
    shown = {(old, new) for _label, old, new in lines_of(moved, {3: "Third office"})}
    assert ("Third office", "") in shown
    assert any(new == "castle" and old != "park" for old, new in shown)


@pytest.mark.parametrize(
    ("value", "words"), [(None, ""), ("x", "x"), (["a", "b"], "a; b"), (("a", None), "a; "), (7, "7"), ([], "")]
)
def test_plain_values_are_told_in_words(value: object, words: str) -> None:
    assert in_words(value) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_is_found_by_its_name(language: str) -> None:
    for one in all_countries():
        name = country_name(one.iso2, language)
        found, unknown = country_codes(name.replace(",", "").replace("،", ""))
        assert unknown or found, name
        if "," not in name and "،" not in name:
            assert not unknown, name


def test_codes_of_either_length_and_any_separator_are_read() -> None:
    assert country_codes("kz, UZB；中国、 \n法国,") == (["KZ", "UZ", "CN", "FR"], [])


def test_a_country_named_twice_counts_once() -> None:
    assert country_codes("KZ, Kazakhstan, 哈萨克斯坦") == (["KZ"], [])


@given(text=st.text(max_size=60))
def test_no_piece_of_a_text_is_lost(text: str) -> None:
    found, unknown = country_codes(text)
    assert set(found) <= {one.iso2 for one in all_countries()}
    assert bool(found or unknown) is any(piece.strip() for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    for mark in ",，;；、":
        text = text.replace(mark, "\n")
    return text.split("\n")


def test_choices_hold_every_country_once() -> None:
    codes = [code for code, _name in country_choices()]
    assert sorted(codes) == sorted(one.iso2 for one in all_countries())
