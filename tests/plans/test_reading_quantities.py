"""Numbers with their units, and times ahead, as they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.plans.reading.deadlines import find_times
from wutong.plans.reading.quantities import find_quantities
from wutong.plans.reading.vocabulary import FOLDER, vocabulary, words


def found(text: str) -> list[tuple[float, float, str, str]]:
    return [(item.low, item.high, item.unit, item.kind) for item in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建成50家", (50, 50, "家", "count")),
        ("培训2500人次", (2500, 2500, "人次", "count")),
        ("共1.2万人次", (12_000, 12_000, "人次", "count")),
        ("产量1.3万亿斤", (1.3e12, 1.3e12, "斤", "measure")),
        ("达到3.5亿元", (3.5e8, 3.5e8, "元", "money")),
        ("增长6%", (6, 6, "%", "share")),
        ("增长６％", (6, 6, "%", "share")),
        ("占百分之八十", (80, 80, "%", "share")),
        ("提高5个百分点", (5, 5, "个百分点", "share")),
        ("为期6—12个月", (6, 12, "个月", "time")),
        ("培育2至3家", (2, 3, "家", "count")),
        ("投资1~2亿元", (1e8, 2e8, "元", "money")),
        ("建成三十个", (30, 30, "个", "count")),
        ("两千五百人次", (2500, 2500, "人次", "count")),
        ("打造百家企业", (100, 100, "家", "count")),
        ("1,200家", (1200, 1200, "家", "count")),
        ("引进 50 余个", (50, 50, "个", "count")),
        ("面积500平方公里", (500, 500, "平方公里", "measure")),
        ("装机500万千瓦", (5e6, 5e6, "千瓦", "measure")),
    ],
)
def test_chinese_quantities(text: str, expected: tuple[float, float, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("train 500 young researchers", (500, 500, "researchers", "count")),
        ("plant 5 million trees", (5e6, 5e6, "trees", "count")),
        ("grow by 40%", (40, 40, "%", "share")),
        ("grow by 5-7 percent", (5, 7, "%", "share")),
        ("spend US$ 30 million", (3e7, 3e7, "US$", "money")),
        ("spend €250 million", (2.5e8, 2.5e8, "€", "money")),
        ("rise from 30% to 55%", (55, 55, "%", "share")),
        ("1,200 visits", (1200, 1200, "visits", "count")),
        ("over 3 years", (3, 3, "years", "time")),
    ],
)
def test_english_quantities(text: str, expected: tuple[float, float, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize("text", ["推进5G建设", "〔2018〕12号", "COVID-19 response", "1st meeting", "上百家企业"])
def test_digits_that_count_nothing(text: str) -> None:
    assert [item for item in found(text) if item[3] == "count"] == []


def test_two_numbers_in_a_list_are_no_range() -> None:
    assert [item[0] for item in found("平台5个、中心20个")] == [5, 20]


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["家", "个", "人次", "亩", "元", "项"]))
def test_any_number_keeps_its_unit(value: int, unit: str) -> None:
    assert found(f"达到{value}{unit}")[0][:3] == (value, value, unit)


@given(st.text(max_size=200))
def test_quantities_stand_inside_the_text(text: str) -> None:
    for item in find_quantities(text):
        assert 0 <= item.start < item.end <= len(text)
        assert item.low <= item.high


@pytest.mark.parametrize(
    ("text", "printed", "year", "firm"),
    [
        ("到2025年，", "2025年", 2025, True),
        ("2027年前，", "2027年前", 2027, True),
        ("2027年底前，", "2027年底前", 2027, True),
        ("到2025年底，", "2025年底", 2025, True),
        ("2025年，", "2025年", 2025, False),
        ("2019年6月底前，", "2019年6月底前", 2019, True),
        ("5年内，", "5年内", None, True),
        ("未来五年，", "未来五年", None, True),
        ("“十四五”期间，", "“十四五”期间", 2025, True),
        ("十五五时期", "十五五时期", 2030, True),
        ("2024—2027年，", "2024—2027年", 2027, True),
        ("By 2030, it", "2030", 2030, True),
        ("by the end of 2028", "end of 2028", 2028, True),
        ("in 2023 it", "2023", 2023, False),
        ("within five years", "within five years", None, True),
        ("over the next two years", "over the next two years", None, True),
    ],
)
def test_times(text: str, printed: str, year: int | None, firm: bool) -> None:
    when = find_times(text)[0]
    assert (when.text, when.year, when.firm) == (printed, year, firm)


@pytest.mark.parametrize("text", ["每年培训", "trained every year", "年均增长"])
def test_yearly_is_no_deadline(text: str) -> None:
    assert find_times(text)[0].yearly


@pytest.mark.parametrize("text", ["", "没有时间", "共50家", "no date here"])
def test_no_time_where_none_is_named(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_vocabulary_opens(path: object) -> None:
    assert vocabulary(path.stem)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "name", ["reach", "intent", "future", "past", "past_heading", "goal_heading", "announced", "ceiling", "condition"]
)
def test_marks_are_listed_in_both_languages(name: str) -> None:
    entry = vocabulary("targets")[name]
    assert entry["zh"] and entry["en"]
    assert all(word.isascii() for word in entry["en"])


def test_no_unit_has_two_kinds() -> None:
    units = vocabulary("units")
    for language in ("zh", "en"):
        listed = [unit for kind in ("count", "share", "money", "measure", "time") for unit in units[kind][language]]
        assert sorted({unit for unit in listed if listed.count(unit) > 1}) == []


def test_longer_words_come_first() -> None:
    lengths = [len(word) for word in words("targets", "intent")]
    assert lengths == sorted(lengths, reverse=True)
