"""Frame words: complete in both languages, and dates, money and places as people write them."""

from __future__ import annotations

import string
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.documents.blocks import Place
from wutong.exchange.values import Money, Source
from wutong.exchange.wording import Words, _table

ZH, EN = Words("zh-hans"), Words("en")
# Words one language needs and the other does not: 万, and names of currencies and months.
ONE_SIDED = ("currency.", "date.month_names")


def leaves(table: dict[str, Any], above: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in table.items():
        path = f"{above}{key}"
        found |= leaves(value, f"{path}.") if isinstance(value, dict) else {path: value}
    return found


def shared(language: str) -> dict[str, Any]:
    return {key: value for key, value in leaves(_table(language)).items() if not key.startswith(ONE_SIDED)}


def test_both_languages_have_the_same_words() -> None:
    assert shared("zh-hans").keys() == shared("en").keys()


def names(text: Any) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} if isinstance(text, str) else set()


@pytest.mark.parametrize("key", sorted(shared("zh-hans")))
def test_both_languages_fill_in_the_same_values(key: str) -> None:
    """English may name the month or the offset as well; neither may forget what the other says."""
    chinese, english = names(shared("zh-hans")[key]), names(shared("en")[key])
    assert chinese - {"month"} == english - {"month", "month_name", "offset"} or key.startswith("zone.")


@pytest.mark.parametrize("key", sorted(shared("en")))
def test_no_word_is_empty(key: str) -> None:
    assert shared("zh-hans")[key] != "" or key == "between"
    assert shared("en")[key] != "" or key == "plan.unit"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_days_are_written_without_leading_zeros(day: date) -> None:
    assert ZH.day(day) == f"{day.year}年{day.month}月{day.day}日"
    assert EN.day(day) == f"{day.day} {day.strftime('%B')} {day.year}"


@pytest.mark.parametrize(
    ("zone", "chinese", "english"),
    [
        (ZoneInfo("Asia/Shanghai"), "（北京时间）", "(Beijing time, UTC+08:00)"),
        (UTC, "（协调世界时）", "(UTC)"),
        (timezone(timedelta(hours=5, minutes=30)), "（UTC+05:30）", "(UTC+05:30)"),
        (ZoneInfo("Asia/Almaty"), "（Asia/Almaty时间，UTC+05:00）", "(Asia/Almaty, UTC+05:00)"),
    ],
)
def test_moments_name_their_zone(zone: Any, chinese: str, english: str) -> None:
    moment = datetime(2026, 12, 5, 8, 5, tzinfo=zone)
    assert ZH.moment(moment) == f"2026年12月5日8:05{chinese}"
    assert EN.moment(moment) == f"08:05 on 5 December 2026 {english}"


@pytest.mark.parametrize(
    ("amount", "currency", "chinese", "english"),
    [
        ("3000000", "CNY", "300万元", "CNY 3,000,000"),
        ("3005000", "CNY", "300.5万元", "CNY 3,005,000"),
        ("12345.67", "USD", "12,345.67美元", "USD 12,345.67"),
        ("9999", "EUR", "9,999欧元", "EUR 9,999"),
        ("123456789", "CNY", "123,456,789元", "CNY 123,456,789"),
        ("120000.50", "USD", "120,000.5美元", "USD 120,000.5"),
        ("500", "XYZ", "500（XYZ）", "XYZ 500"),
        ("0", "CNY", "0元", "CNY 0"),
    ],
)
def test_money(amount: str, currency: str, chinese: str, english: str) -> None:
    money = Money(Decimal(amount), currency)
    assert ZH.money([money]) == chinese
    assert EN.money([money]) == english


@given(st.decimals(0, 10**12, places=2))
def test_money_is_never_rounded(amount: Decimal) -> None:
    said = ZH.money([Money(amount, "CNY")]).removesuffix("元")
    factor = 10_000 if said.endswith("万") else 1
    assert Decimal(said.removesuffix("万").replace(",", "")) * factor == amount


def test_unlike_money_is_listed_and_not_added() -> None:
    assert ZH.money([Money(Decimal(10_000), "CNY"), Money(Decimal(5), "USD")]) == "1万元；5美元"
    assert ZH.money([]) == ""


@pytest.mark.parametrize(
    ("place", "chinese", "english"),
    [
        (Place("paragraph", paragraph=12), "第12段", "paragraph 12"),
        (Place("line", line=3), "第3行", "line 3"),
        (Place("cell", table=2, row=5, column=3), "表2第5行第3列", "table 2, row 5, column 3"),
        (Place("cell", sheet="需求", row=4, column=28), "需求!AB4", "需求!AB4"),
        (Place("cell", sheet="需求"), "需求", "需求"),
        (Place("paragraph", ("a.zip", "b.eml"), 1), "a.zip / b.eml：第1段", "a.zip / b.eml: paragraph 1"),
        (Place("field"), "", ""),
    ],
)
def test_places(place: Place, chinese: str, english: str) -> None:
    assert (ZH.place(place), EN.place(place)) == (chinese, english)


def test_sources() -> None:
    source = Source("演示大学", "回函.docx", Place("paragraph", paragraph=3))
    assert ZH.source(source) == "演示大学《回函.docx》第3段"
    assert EN.source(source) == "演示大学, 回函.docx, paragraph 3"
    assert EN.source(Source("演示大学", "a.xlsx")) == "演示大学, a.xlsx"


@pytest.mark.parametrize(
    ("said", "chinese", "english"),
    [
        (("甲。", "乙。"), "甲。乙。", "甲。 乙。"),
        (("甲。", "", "乙。"), "甲。乙。", "甲。 乙。"),
        ((), "", ""),
    ],
)
def test_sentences_one_after_another(said: tuple[str, ...], chinese: str, english: str) -> None:
    assert (ZH.sentences(*said), EN.sentences(*said)) == (chinese, english)


def test_contact_names_only_what_is_known() -> None:
    assert ZH.contact(contact="甲", phone="", email="a@b.example") == "联系人：甲　电子邮箱：a@b.example"
    assert EN.contact(contact="", phone="010", email="") == "Telephone: 010"
    assert ZH.contact(contact="", phone="", email="") == ""


@given(st.lists(st.text("甲乙丙", max_size=3), max_size=5))
def test_lists_leave_out_what_is_empty(parts: list[str]) -> None:
    assert ZH.join(parts).split("、") == ([part for part in parts if part] or [""])
