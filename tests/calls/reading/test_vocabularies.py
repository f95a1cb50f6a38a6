"""The vocabularies a domain officer keeps: every entry is used, means one thing, and is found by what reads it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.calls.reading import vocabulary as module
from wutong.calls.reading.headers import heads, role_of, wordings
from wutong.calls.reading.markers import marker_of
from wutong.calls.reading.money import money_of
from wutong.calls.reading.organisations import organisation_in
from wutong.calls.reading.periods import period_of
from wutong.calls.reading.vocabulary import both_scripts, fold, lexicon, phrase, table
from wutong.directory.gazetteer import TRADITIONAL, simplified

CODE = Path(str(module.__file__)).parent
SOURCES = "\n".join(path.read_text("utf-8") for path in CODE.glob("*.py"))
FILES = sorted(path.stem for path in (CODE / "vocabulary").glob("*.toml"))
MANY = {"fields": 13, "actions": 4}


def lists_of(name: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of entries in a file, with where it stands."""

    def below(where: str, held: object) -> Iterator[tuple[str, list[str]]]:
        if isinstance(held, dict):
            for key, value in held.items():
                yield from below(f"{where}.{key}", value)
        elif isinstance(held, list) and all(isinstance(one, str) for one in held):
            yield where, held

    yield from below(name, table(name))


@pytest.mark.parametrize("name", FILES)
def test_no_list_says_a_thing_twice_or_holds_an_empty_entry(name: str) -> None:
    for where, entries in lists_of(name):
        twice = {entry for entry in entries if entries.count(entry) > 1}
        assert not twice, (where, twice)
        assert all(entry.strip() for entry in entries), where


@pytest.mark.parametrize("name", ["phrases", "names", "lists"])
def test_every_kind_is_asked_for_by_the_code(name: str) -> None:
    unused = [kind for kind in table(name) if f'"{kind}"' not in SOURCES and f"'{kind}'" not in SOURCES]
    assert unused == []


@pytest.mark.parametrize("name", ["phrases", "names"])
def test_every_pattern_compiles_in_both_scripts(name: str) -> None:
    for where, entries in lists_of(name):
        for entry in entries:
            assert re.compile(both_scripts(entry), re.IGNORECASE), where


def test_every_role_of_a_heading_is_one_the_reader_knows() -> None:
    known = set(re.findall(r'"(\w+)"', SOURCES))
    for role in table("headers"):
        assert role in known, role
    for role in heads():
        assert role.removesuffix("_last") in table("headers"), role


def test_no_heading_stands_under_two_roles() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for role, languages in table("headers").items():
        for wording in (word for words in languages.values() for word in words):
            owners[fold(wording) or wording].add(role)
    assert {wording: roles for wording, roles in owners.items() if len(roles) > 1} == {}


@pytest.mark.parametrize("role", list(table("headers")))
def test_every_heading_is_read_as_its_role(role: str) -> None:
    for words in table("headers")[role].values():
        for wording in words:
            assert role_of(wording) == (role, 1.0), wording


@pytest.mark.parametrize("role", list(heads()))
def test_every_part_of_a_label_is_used(role: str) -> None:
    """A label nobody listed is read by what it ends with or asks for; the first role that fits decides."""
    ends, asks, _ = heads()[role]
    order = list(heads())
    for word in (*ends, *asks):
        told = role_of(f"拟{word}")[0] or role_of(f"我们{word}")[0]
        earlier = {name.removesuffix("_last") for name in order[: order.index(role) + 1]}
        assert told == role.removesuffix("_last") or told in earlier or fold(word) in wordings(), word


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("需求的名字", "title"),
        ("打算干什么", "text"),
        ("跟哪个国家", "countries"),
        ("大概花多少钱（万元）", "money"),
        ("何时完成", "period"),
        ("和谁合作", "partner"),
        ("谁负责", "contact"),
        ("经费来源情况", "money"),
        ("国家名单", "countries"),
        ("How much is needed", "money"),
        ("When", "period"),
        ("Сколько стоит", "money"),
        ("Intitulé du besoin", "title"),
        ("Durée prévue", "period"),
        ("País de destino", "countries"),
        ("ميزانية المشروع", "money"),
        ("經費預算", "money"),
    ],
)
def test_labels_on_no_list_are_read_by_their_parts(label: str, role: str) -> None:
    assert role_of(label)[0] == role


@pytest.mark.parametrize("name", list(MANY))
def test_no_term_speaks_for_two_codes(name: str) -> None:
    assert len(table(name)) == MANY[name]
    owners: dict[str, set[str]] = defaultdict(set)
    for code, groups in table(name).items():
        for kind in ("terms", "hints"):
            for word in (word for words in groups.get(kind, {}).values() for word in words):
                owners[word.casefold().replace("ё", "е")].add(code)
    assert {word: codes for word, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize("name", list(MANY))
def test_every_term_is_found_and_means_its_code(name: str) -> None:
    for code, groups in table(name).items():
        for kind in ("terms", "hints"):
            for word in (word for words in groups.get(kind, {}).values() for word in words):
                if re.search(r"[\[\]?\\]", word):
                    continue  # a pattern of letters, with no one word it stands for
                said = word.replace("*", "")
                assert code in {hit.code for hit in lexicon(name).hits(said)}, (code, word)


def test_every_currency_and_multiplier_is_read() -> None:
    for code, names in table("amounts")["currencies"].items():
        for name in names:
            if re.search(r"[\[\]?\\()]", name):
                continue
            money = money_of(f"300 {name}") or money_of(f"{name} 300")
            assert money is not None and money.currency == code, name
    for word, times in table("amounts")["multipliers"].items():
        money = money_of(
            f"3{word}元" if re.search(r"[\u3400-\u9fff]$", word) and not word.endswith("元") else f"3 {word} USD"
        )
        assert money is not None and money.multiplier == times, word


def test_every_word_of_time_is_read() -> None:
    for part, (first, last) in table("amounts")["parts_of_year"].items():
        period = period_of(f"2027年{part}")
        assert period and period.start and period.end and (period.start.month, period.end.month) == (first, last), part
    for language, months in table("amounts")["months"].items():
        if language in ("en", "ru"):
            for number, month in enumerate(months, 1):
                period = period_of(f"{month if month != 'ма' else 'май'} 2027 - {months[11]} 2028")
                assert period and period.start and period.start.month == number, month


@pytest.mark.parametrize("word", [word for words in table("lists")["need_words"].values() for word in words])
def test_every_word_for_a_need_begins_one(word: str) -> None:
    marker = marker_of(f"{word} 3: x")
    assert marker is not None and (marker.style, marker.ordinal, marker.rest) == ("need", 3, "x")


@pytest.mark.parametrize("ending", table("names")["endings"]["zh"])
def test_every_ending_of_a_name_is_recognised(ending: str) -> None:
    assert organisation_in(f"青岚远山{ending}") == f"青岚远山{ending}"


# 薴 is written 苧, which is itself the traditional form of another word: such signs are told by no folding.
TOLD_APART = sorted(sign for sign, simple in TRADITIONAL.items() if simple not in TRADITIONAL)


@given(st.text(alphabet=TOLD_APART, min_size=1, max_size=12))
def test_traditional_words_fold_as_simplified_ones(word: str) -> None:
    assert len(simplified(word)) == len(word)
    assert fold(word) == fold(simplified(word))
    assert re.fullmatch(both_scripts(simplified(word)), word)


@given(st.sampled_from(sorted(table("phrases"))), st.text(max_size=40))
def test_a_phrase_never_fails(kind: str, text: str) -> None:
    assert phrase(kind).search(text) is None or phrase(kind).search(text) is not None
