"""Quantities in English: 5 million trees, US$ 10 billion, fifty laboratories, one third, double, halve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wutong.plans.reading.numerals import parse_number
from wutong.plans.reading.quantities.model import ARABIC, DASH, Quantity, kind_of, words_of
from wutong.plans.reading.vocabulary import vocabulary

STOP = (
    "and|or|of|by|in|to|the|from|for|with|per|a|an|every|each|within|over|have|has|had|are|were|was|is|be|been|being|will|shall|"
    "should|must|may|can|at|on|as|than|that|which|who|more|less|fewer|before|after|until|through|across|under|into|between|"
    "compared|available|annually|respectively"
)
SYMBOL = re.compile(r"\s?(?:[EPTGMk]?(?:W|Wh|Wp|FLOPS|bps)|Mt|Gt|kt|t|ha|km2?|m2|m3|MtCO2e?|tCO2e?)\b")
TOLD = re.compile(
    r"[^.;]{0,120}?\bto\s+(?:about\s+|around\s+|at least\s+)?[$€£]?(?!20\d\d\b)\d"
)  # double …, from 600 to 1,200
YEAR = re.compile(r"(?:19|20)\d\d")
PLURAL = re.compile(r"[A-Za-z’'-]*[a-z]s$")


@cache
def _pattern() -> re.Pattern[str]:
    scale = "|".join(sorted(vocabulary("units")["scale"]["en"], key=len, reverse=True))
    spelled = "|".join(sorted(vocabulary("units")["spelled"]["en"], key=len, reverse=True))
    return re.compile(
        rf"(?P<money>(?:US|C|A|S|NZ|HK)?[$€£¥]\s*|(?:USD|EUR|RMB|CNY|GBP)\s+)?(?<![\w.,])(?P<low>{ARABIC}|(?:{spelled})\b)"
        rf"(?:\s*(?:%|percent|per cent)?{DASH}(?P<high>{ARABIC}|(?:{spelled})\b))?(?:\s*-?\s*(?P<scale>{scale})\b)?"
        r"(?P<percent>\s*(?:%|per\s?cent\b|percentage points?\b))?",
        re.IGNORECASE,
    )


@cache
def _known_unit() -> re.Pattern[str]:
    units = "|".join(re.escape(unit) for unit in words_of("en") if unit[0].isalpha())
    return re.compile(rf"[\s-]+(?:(?!(?:{STOP})\b)[A-Za-z’'&-]+\s+){{0,4}}?(?P<unit>{units})\b", re.IGNORECASE)


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\s+(?P<noun>(?:(?!(?:{STOP})\b)[A-Za-z’'&-]+\s*){{1,5}})", re.IGNORECASE)


@cache
def _multiples() -> re.Pattern[str]:
    known = "|".join(sorted(vocabulary("units")["multiples"]["en"], key=len, reverse=True))
    return re.compile(rf"\b(?:{known})\b", re.IGNORECASE)


def english_quantities(text: str) -> Iterator[Quantity]:
    """In order of the text."""
    fractions = [one for one in _in_words(text) if one.unit == "%"]
    numbers = [
        one
        for found in _pattern().finditer(text)
        if (one := _quantity(found, text))
        and not any(one.start < part.end and part.start < one.end for part in fractions)
    ]
    named = [
        one
        for one in _in_words(text)
        if not any(number.start < one.end < number.end for number in numbers) and not TOLD.match(text, one.end)
    ]
    yield from sorted(numbers + named, key=lambda one: one.start)


def _in_words(text: str) -> Iterator[Quantity]:
    """double → 2 times, halve → 50 %, a third → 33.33 %."""
    for found in _multiples().finditer(text):
        value, unit = vocabulary("units")["multiples"]["en"][found.group().lower()]
        yield Quantity(value, value, unit, "share", found.start(), found.end(), verb=True)


def _value(text: str | None) -> float | None:
    if text is None:
        return None
    spelled: dict[str, float] = vocabulary("units")["spelled"]["en"]
    return spelled[text.lower()] if text.lower() in spelled else parse_number(text)


def _quantity(found: re.Match[str], text: str) -> Quantity | None:
    low, high, start = _value(found["low"]), _value(found["high"] or found["low"]), found.start()
    if _is_rise(text, found):
        low, start = high, found.start("high")
    if low is None or high is None or re.match(r"(?:st|nd|rd|th)?[A-Za-z]|/\d", text[found.end() :]):
        return None
    if high < low or (found["high"] and YEAR.fullmatch(found["low"])):  # by 2030 to 450 GW: a year and a number
        if YEAR.fullmatch(found["high"]):
            return None
        low, start = high, found.start("high")
    size = vocabulary("units")["scale"]["en"].get((found["scale"] or "").lower(), 1.0)
    unit, noun, end = _unit(text, found)
    kind = "money" if found["money"] else (kind_of(unit) if kind_of(unit) != "bare" else "count") if unit else "bare"
    spelled = not found["low"][0].isdigit()
    return Quantity(low * size, high * size, unit, kind, start, end, han=spelled, noun=noun)


def _unit(text: str, found: re.Match[str]) -> tuple[str, str, int]:
    """Unit, the words it stands in, and where they end."""
    if found["percent"]:
        unit = "percentage points" if "point" in found["percent"].lower() else "%"
        return unit, "", found.end()
    if found["money"]:
        return found["money"].strip(), "", found.end()
    if symbol := SYMBOL.match(text, found.end()):
        return symbol.group().strip(), symbol.group().strip(), symbol.end()
    if known := _known_unit().match(text, found.end()):
        return known["unit"], known.group().strip(" -"), known.end()
    if YEAR.fullmatch(found["low"]):
        return "", "", found.end()  # compared to 1990 levels
    if noun := _noun().match(text, found.end()):
        said = noun["noun"].split()
        last = next((at for at in reversed(range(len(said))) if PLURAL.fullmatch(said[at])), None)
        if last is not None:
            words = re.match(rf"\s+(?:\S+\s+){{{last}}}\S+", text[found.end() :])
            width = len(words.group().rstrip(",.;:")) if words else 0
            return said[last], " ".join(said[: last + 1]), found.end() + width
    return "", "", found.end()


def _is_rise(text: str, found: re.Match[str]) -> bool:
    """From 30% to 55%: the second number is the one meant, not a range."""
    return bool(found["high"] and re.search(r"\bfrom\s+(?:about\s+|around\s+)?$", text[: found.start()], re.IGNORECASE))
