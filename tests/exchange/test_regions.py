"""Regions printed by their name where units named them."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.merged import merged_call, stated
from wutong.directory.gazetteer import country_name, group
from wutong.exchange.gathering import gather
from wutong.exchange.regions import regions_and_countries

ON = date(2026, 11, 24)


def members(code: str, on: date = ON) -> list[str]:
    return sorted(group(code).members(on) - {"CN"})


def said(codes: list[str], *words: str, on: date = ON, language: str = "zh-hans") -> tuple[str, ...]:
    return regions_and_countries(codes, words, on, language)


def test_a_region_is_printed_by_its_name_and_number() -> None:
    assert said(members("WEST_ASIA"), "West Asia") == (f"西亚（{len(members('WEST_ASIA'))}国）",)


def test_the_word_of_the_unit_comes_before_the_name_of_the_group() -> None:
    assert said(members("GCC"), "面向海湾国家") == ("海湾国家（6国）",)
    assert said(members("GCC"), "海合会国家") == ("海合会（6国）",)
    assert said(members("GCC"), "Gulf states") == ("海合会（6国）",)


def test_a_name_that_says_its_number_says_it_once() -> None:
    assert said(members("CENTRAL_ASIA"), "中亚五国") == ("中亚五国",)
    assert said(members("CENTRAL_ASIA"), "中亚国家") == ("中亚（5国）",)
    assert said(members("CENTRAL_ASIA"), "中亚", language="en") == ("five Central Asian states",)


def test_countries_outside_the_region_follow_it() -> None:
    assert said([*members("CENTRAL_ASIA"), "MN"], "中亚五国和蒙古") == ("中亚五国", "蒙古")


def test_words_decide_between_regions_of_the_same_members() -> None:
    assert members("ASEAN") == members("SOUTHEAST_ASIA")
    assert said(members("ASEAN"), "东盟国家") == ("东盟（11国）",)
    assert said(members("ASEAN"), "东南亚国家") == ("东南亚（11国）",)


def test_what_a_region_meant_on_the_day_of_the_call() -> None:
    then = date(2024, 1, 1)
    assert said(members("ASEAN", then), "东盟", on=then) == ("东盟（10国）",)
    assert len(said(members("ASEAN", then), "东盟", on=ON)) == 10  # East Timor was not among them: no whole region


def test_a_region_with_countries_left_out_is_listed() -> None:
    without = [code for code in members("ASEAN") if code != "VN"]
    assert said(without, "除越南外的东盟国家") == tuple(country_name(code, "zh-hans") for code in without)


def test_countries_named_one_by_one_stay_so() -> None:
    assert said(members("CENTRAL_ASIA"), "", "哈萨克斯坦") == tuple(
        country_name(code, "zh-hans") for code in members("CENTRAL_ASIA")
    )


def test_a_region_inside_another_is_not_told_beside_it() -> None:
    codes = sorted({*members("ASEAN"), *members("MEKONG")})
    assert said(codes, "湄公河国家", "东盟国家") == ("东盟（11国）",)


def test_no_countries_no_words() -> None:
    assert said([], "", "有关国家") == ()


def test_english_names_regions_too() -> None:
    assert said(members("ASEAN"), "ASEAN countries", language="en") == ("ASEAN (11 countries)",)


@pytest.mark.django_db
def test_gathered_rows_keep_every_country_beside_the_region(world, call) -> None:
    desk = merged_call(world, call)
    need = desk.reply(world.abroad, stated("区域合作", countries=members("CENTRAL_ASIA"), country_words="中亚各国"))[0]
    desk.group(need)
    row = next(merged for _group, merged in gather(desk.consolidation, "zh-hans").rows if merged.title == "区域合作")
    assert row.where == ("中亚（5国）",)
    assert len(row.countries) == 5


@pytest.mark.django_db
def test_ordinary_is_the_priority_nobody_raised(world, call) -> None:
    desk = merged_call(world, call)
    first, second = desk.reply(world.abroad, stated("急需"), stated("平常"))
    desk.group(first, priority="high")
    desk.group(second)
    rows = {merged.title: merged for _group, merged in gather(desk.consolidation, "zh-hans").rows}
    assert not rows["急需"].is_ordinary and rows["平常"].is_ordinary
