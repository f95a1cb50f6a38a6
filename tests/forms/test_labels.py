"""Labels recognised however they were printed, and codes written beside words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.forms import notation
from wutong.forms.answers import country_codes
from wutong.forms.excel.layout import escaped, sheet_name, unescaped
from wutong.forms.labels import clashes, printed, same_wording, wordings
from wutong.forms.spelling import one_line

LABEL = {"zh-hans": "经费（万元）", "en": "Money", "ru": "Финансирование"}
WORDS = st.text(max_size=20).map(one_line)


@pytest.mark.parametrize(
    "text",
    ["经费（万元）", " 经费(万元)：", "*经费 万元", "Money", "MONEY *", "经费（万元） Money", "Money / 经费（万元）"],
)
def test_a_label_is_known_however_it_was_printed(text: str) -> None:
    assert same_wording(text, LABEL)


@pytest.mark.parametrize("text", ["", "经", "Moneys", "经费（万元）经费", "钱 Money"])
def test_other_words_are_not_the_label(text: str) -> None:
    assert not same_wording(text, LABEL)


@given(
    st.lists(st.sampled_from(sorted(LABEL)), min_size=1, max_size=2, unique=True), st.sampled_from([" ", "\n", " / "])
)
def test_what_is_printed_is_known_again(languages: list[str], separator: str) -> None:
    assert same_wording(printed(LABEL, languages, separator), LABEL)


def test_the_same_word_in_two_languages_is_printed_once() -> None:
    assert printed({"fr": "Action", "en": "Action"}, ["fr", "en"]) == "Action"


def test_clashes_name_both_codes_once() -> None:
    many = [("a", wordings({"en": "Name"})), ("b", wordings({"en": "name:"})), ("c", wordings({"en": "Other"}))]
    assert clashes(many) == [("a", "b")]


@given(WORDS, st.lists(st.sampled_from(sorted(country_codes())), min_size=1, unique=True))
def test_countries_beside_words(words: str, codes: list[str]) -> None:
    assert notation.countries_from(notation.countries_text({"words": words, "countries": codes})) == (words, codes)


@given(WORDS, st.integers(0, 10**15))
def test_an_organisations_number_beside_its_name(name: str, number: int) -> None:
    text = one_line(notation.organisation_text({"name": name, "id": number}))
    assert notation.organisation_from(text) == (name, str(number))


@given(WORDS, st.text("0123456789abcdef", min_size=64, max_size=64), st.none() | st.integers(0, 10**12))
def test_a_files_digest_beside_its_name(name: str, digest: str, size: int | None) -> None:
    value: dict[str, Any] = {"name": name, "sha256": digest, "size": size}
    assert notation.file_from(one_line(notation.file_text(value))) == value


@pytest.mark.parametrize("text", ["亚洲 [区域]", "[kz]", "KZ UZB", "甲大学 [3]", "a.pdf [draft]", "中亚 [KZ] 等"])
def test_other_brackets_stay_words(text: str) -> None:
    assert notation.countries_from(text) == (text, [])
    assert notation.organisation_from(text) == (text, None)
    assert notation.file_from(text)["name"] == text


@given(st.text() | st.lists(st.sampled_from(["_x0041_", "_x005F_", "_", "x00", "a"])).map("".join))
def test_excels_escapes_undo_each_other(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=31), max_size=3))
def test_sheet_names_are_such_as_excel_allows(wanted: str, taken: list[str]) -> None:
    name = sheet_name(wanted, taken)
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\\n\x00")
    assert name.casefold() not in {other.casefold() for other in taken}


def test_many_sheets_of_the_same_name_differ() -> None:
    taken: list[str] = []
    for _ in range(12):
        taken.append(sheet_name("需求" * 20, taken))
    assert len({name.casefold() for name in taken}) == 12
