"""Numbers with a unit in a text: 2500人次, 6—12个月, 1.3万亿斤, 百分之八十, 5 million trees, US$ 10 billion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wutong.plans.reading.numerals import HAN, half_width, parse_number
from wutong.plans.reading.vocabulary import vocabulary

KINDS = ("share", "money", "measure", "count", "time")
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?"
DASH = r"\s*(?:-|－|—|–|~|～|至|到|to|and)\s*"
MORE = r"[余多来]"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit. `start` and `end` are offsets; low == high unless it is a range."""

    low: float
    high: float
    unit: str
    kind: str  # count, share, money, measure, time, or "bare" for a number without unit
    start: int
    end: int
    more: bool = False  # 余 or 多 between number and unit
    han: bool = False  # written in Chinese numerals
    noun: str = ""  # English: the unit with the words before it, "young researchers"


@cache
def _chinese() -> re.Pattern[str]:
    scale = "|".join(sorted(vocabulary("units")["scale"]["zh"], key=len, reverse=True))
    units = "|".join(re.escape(unit) for unit in words_of("zh"))
    number = rf"(?:{ARABIC}|[{HAN}]{{0,8}}[一二两三四五六七八九十][{HAN}]{{0,8}}|(?<![上数几近逾])[百千](?![{HAN}万]))"
    return re.compile(
        rf"(?<![\d.,〔(\[A-Za-z第])(?P<share>百分之)?(?P<low>{number})\s*(?P<scale_low>{scale})?\s*(?P<unit_low>{units})?"
        rf"(?:{DASH}(?P<high>{number})\s*(?P<scale>{scale})?)?\s*(?P<more>{MORE})?\s*(?P<unit>{units})?"
    )


@cache
def words_of(language: str) -> tuple[str, ...]:
    """Units of a language, longest first."""
    return tuple(
        sorted({unit for kind in KINDS for unit in vocabulary("units")[kind][language]}, key=len, reverse=True)
    )


@cache
def kind_of(unit: str) -> str:
    return next(
        (kind for kind in KINDS if unit.lower() in vocabulary("units")[kind]["zh"] + vocabulary("units")[kind]["en"]),
        "bare",
    )


def find_quantities(text: str) -> Iterator[Quantity]:
    """Every number with the unit behind it, in order; numbers without a unit come with kind "bare"."""
    plain = half_width(text)
    yield from _chinese_quantities(plain) if re.search("[\u4e00-\u9fff]", plain) else _english_quantities(plain)


def _chinese_quantities(text: str) -> Iterator[Quantity]:
    scales = vocabulary("units")["scale"]["zh"]
    for found in _chinese().finditer(text):
        low, unit = parse_number(found["low"]), found["unit"] or ""
        high = parse_number(found["high"]) if found["high"] else None
        if low is None or _part_of_a_word(text, found):
            continue
        if found["high"] is None:
            unit = found["unit_low"] or unit
        elif high is None or high <= low or (found["unit_low"] and found["unit_low"] != unit):
            high = None
            unit = found["unit_low"] or ""
        size = scales.get(found["scale"] or found["scale_low"] or "", 1.0)
        size_low = scales.get(found["scale_low"] or "", size)
        if unit == "成":  # tenths: 九成 is 90 %
            size, size_low = 10.0, 10.0
        tenths = unit == "成"
        if found["share"] or tenths:
            unit = "%"
        end = (
            found.end()
            if high is not None or not found["high"]
            else found.end("unit_low")
            if unit
            else found.end("low")
        )
        yield Quantity(
            low * size_low,
            (high * size) if high is not None else low * size_low,
            unit.replace("％", "%"),
            kind_of(unit) if unit else "bare",
            found.start(),
            end,
            bool(found["more"]),
            not found["low"][0].isdigit() and not tenths,
        )


def _part_of_a_word(text: str, found: re.Match[str]) -> bool:
    """5G, COVID-19, 十九大, 211工程, 〔2018〕12号: digits that count nothing."""
    behind = text[found.end() : found.end() + 1]
    if found["unit"] == "成" or found["unit_low"] == "成":
        return bool(re.match(r"[果员熟立本功效为就型]", behind))
    return bool(re.match(r"[A-Za-z号届版+〕\]]", behind)) or text[max(found.start() - 1, 0) : found.start()] in {
        "-",
        "/",
        "+",
    }


@cache
def _english() -> re.Pattern[str]:
    scale = "|".join(sorted(vocabulary("units")["scale"]["en"], key=len, reverse=True))
    return re.compile(
        rf"(?P<money>(?:US|C|A)?[$€£¥]\s*|(?:USD|EUR|RMB)\s+)?(?<![\w.,])(?P<low>{ARABIC})"
        rf"(?:\s*(?:%|percent|per cent)?{DASH}(?P<high>{ARABIC}))?(?:\s*-?\s*(?P<scale>{scale})\b)?"
        r"(?P<percent>\s*(?:%|per\s?cent\b))?",
        re.IGNORECASE,
    )


@cache
def _english_unit() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in words_of("en") if unit[0].isalpha())
    return re.compile(
        rf"[\s-]+(?:(?!(?:and|or|of|by|in|to|the|from|for|with|per|a|every|each|within|over|have|has|are|were|was|will)\b)[A-Za-z’'&-]+\s+){{0,4}}?(?P<unit>{units})\b",
        re.IGNORECASE,
    )


def _is_rise(text: str, found: re.Match[str]) -> bool:
    """From 30% to 55%: the second number is the one meant, not a range."""
    return bool(found["high"] and re.search(r"\bfrom\s+(?:about\s+|around\s+)?$", text[: found.start()], re.IGNORECASE))


def _english_quantities(text: str) -> Iterator[Quantity]:
    scales = vocabulary("units")["scale"]["en"]
    for found in _english().finditer(text):
        low, high = parse_number(found["low"]), parse_number(found["high"] or found["low"])
        low, high, start = (high, high, found.start("high")) if _is_rise(text, found) else (low, high, found.start())
        if low is None or high is None or re.match(r"(?:st|nd|rd|th)?[A-Za-z]", text[found.end() :]):
            continue
        size = scales.get((found["scale"] or "").lower(), 1.0)
        after = _english_unit().match(text, found.end())
        unit = "%" if found["percent"] else (found["money"] or "").strip()
        unit, end = (unit, found.end()) if unit or not after else (after["unit"], after.end())
        if high < low or (found["high"] and 1900 < low < 2100):
            continue
        kind = "money" if found["money"] else kind_of(unit) if unit else "bare"
        noun = after.group().strip(" -") if after and end == after.end() else ""
        yield Quantity(low * size, high * size, unit, kind, start, end, noun=noun)
