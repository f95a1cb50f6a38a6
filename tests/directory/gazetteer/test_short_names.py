"""Countries called by one character, read only in a row of several."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.gazetteer import countries_in, find_places, states
from wutong.directory.gazetteer.facts import facts

TODAY = date(2026, 11, 24)
SHORT = facts("country_words/zh")["short"]
NUMERALS = {2: "两", 3: "三", 4: "四", 5: "五"}


def codes(text: str) -> list[str]:
    return [mention.code for mention in find_places(text, TODAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中吉乌铁路沿线地质调查", ["KG", "UZ"]),
        ("推动中蒙俄经济走廊建设", ["MN", "RU"]),
        ("中老泰联合实验室", ["LA", "TH"]),
        ("与俄、哈两国专家", ["RU", "KZ"]),
        ("俄哈两国", ["RU", "KZ"]),
        ("哈、吉、乌三国", ["KZ", "KG", "UZ"]),
        ("中、俄、蒙三国", ["RU", "MN"]),
        ("越、老、柬、缅四国", ["VN", "LA", "KH", "MM"]),
        ("德和法两国", ["DE", "FR"]),
        ("面向俄、哈、吉等国", ["RU", "KZ", "KG"]),
        ("俄，哈两国", ["RU", "KZ"]),
    ],
)
def test_a_row_of_short_names_is_read(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "老马识途",
        "哈、吉",
        "俄、哈三国",  # one of the three is not read: a person must look
        "集中美德教育",
        "其中德法合作",
        "法、德、英",
        "两国三方",
        "吉等国",
    ],
)
def test_without_the_right_company_characters_are_characters(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中巴", ["PK"]),
        ("国别：中老、中蒙", ["LA", "MN"]),
        ("中哈小麦条锈病联防", ["KZ"]),
        ("开展中老水文站网建设", ["LA"]),
        ("“中蒙”沙尘暴观测", ["MN"]),
        ("中—老班列、中-泰班列", ["LA", "TH"]),
        ("中吉乌", ["KG", "UZ"]),
        ("中老缅泰水文站", ["LA"]),
        ("中老缅泰，", ["LA", "MM", "TH"]),
        ("中匈牙利合作", ["HU"]),
    ],
)
def test_a_pair_alone_or_at_the_beginning_of_a_name(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "中老年人健康",
        "过程中老化",
        "其中巴士",
        "中巴士改造",
        "水中蒙脱石",
        "中乌克兰",
        "中波红外",
        "中新材料",
        "中沙漠化",
    ],
)
def test_a_pair_is_no_pair_inside_other_words(text: str) -> None:
    assert not {"LA", "PK", "MN", "UZ", "PL", "SG", "SA"} & set(codes(text))


def test_every_letter_that_ends_a_pair_is_used() -> None:
    """Each entry of [pair_begins] names a pair and keeps its longer words out."""
    table = facts("country_words/zh")
    assert set(table["pair_begins"]) <= set(table["pairs"])
    for pair, letters in table["pair_begins"].items():
        code = table["pairs"][pair].get("country")
        assert len(set(letters)) == len(letters), pair
        assert all((code, 0) not in [(m.code, m.start) for m in find_places(pair + x + "。", TODAY)] for x in letters)


def test_a_pair_is_still_a_pair() -> None:
    assert codes("中俄合作、中印尼合作、中哈边境") == ["RU", "ID", "KZ"]


def test_longer_names_are_not_taken_apart() -> None:
    assert codes("巴西、巴等国") == ["BR"]
    assert codes("泰国、老挝、越南三国") == ["TH", "LA", "VN"]


def test_every_character_is_pointed_to_where_it_stands() -> None:
    text = "拟建中　　吉"
    assert not find_places(text, TODAY)
    text = "邻近的俄、哈两国"
    for mention in find_places(text, TODAY):
        assert text[mention.start : mention.end] == mention.words
        assert mention.countries == {mention.code}


def test_home_in_a_row_adds_no_partner() -> None:
    assert countries_in("中、俄、蒙三国", TODAY, with_home=True)[0] == ["RU", "MN"]


def test_short_names_belong_to_chinese() -> None:
    assert find_places("俄、哈两国", TODAY, ["en", "ru"]) == ()
    assert len(find_places("俄、哈两国", TODAY, ["zh"])) == 2


def test_doubtful_characters_are_less_sure() -> None:
    sure = {mention.code: mention.confidence for mention in find_places("哈、乌两国", TODAY)}
    assert sure["UZ"] < sure["KZ"] < 1


def test_every_short_name_is_one_character_of_a_state() -> None:
    assert all(len(name) == 1 for name in SHORT)
    assert {said["country"] for said in SHORT.values()} <= states()
    assert len({said["country"] for said in SHORT.values()}) == len(SHORT)


@given(st.lists(st.sampled_from(sorted(SHORT)), min_size=2, max_size=5, unique=True))
def test_any_enumeration_closed_by_its_number_is_read_whole(names: list[str]) -> None:
    text = f"面向{'、'.join(names)}{NUMERALS[len(names)]}国"
    assert codes(text) == [SHORT[name]["country"] for name in names]


@given(st.lists(st.sampled_from(sorted(SHORT)), min_size=3, max_size=5, unique=True))
def test_a_wrong_number_is_no_reading(names: list[str]) -> None:
    assert codes(f"面向{'、'.join(names)}两国") == []
