"""A number with its unit, and the units the vocabulary knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from wutong.plans.reading.numerals import half_width
from wutong.plans.reading.vocabulary import vocabulary

KINDS = ("share", "money", "measure", "count", "time")
ARABIC = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d{1,6})?"
DASH = r"\s*(?:-|－|—{1,2}|–|~|～|至|到|to|and)\s*"


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
    han: bool = False  # written in words: 三十, fifty
    noun: str = ""  # English: the unit with the words before it, "young researchers"
    verb: bool = False  # a verb that carries its own number: 翻一番, double, halve

    def times(self, factor: float) -> Quantity:
        return replace(self, low=self.low * factor, high=self.high * factor)


@cache
def words_of(language: str) -> tuple[str, ...]:
    """Units of a language, longest first."""
    return tuple(
        sorted({unit for kind in KINDS for unit in vocabulary("units")[kind][language]}, key=len, reverse=True)
    )


@cache
def kind_of(unit: str) -> str:
    lower = unit.lower()
    return next(
        (kind for kind in KINDS if any(lower in listed for listed in vocabulary("units")[kind].values())), "bare"
    )


@cache
def scaled_unit(said: str) -> tuple[float, str]:
    """Factor and bare unit of a unit as tables name it: 亿元 is 100,000,000 times 元."""
    plain = half_width(said).strip()
    if plain.startswith("%"):
        return 1.0, "%"  # % of GDP
    scales = {
        **vocabulary("units")["scale"]["zh"],
        **vocabulary("units")["scale"]["en"],
        **vocabulary("units")["scale"]["ru"],
    }
    for scale in sorted(scales, key=len, reverse=True):
        rest = plain[len(scale) :].strip()
        if plain.lower().startswith(scale) and (len(scale) > 1 or not scale.isascii()) and kind_of(rest) != "bare":
            return scales[scale], rest
    return 1.0, plain
