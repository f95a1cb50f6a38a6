"""Quantities in Russian: 2 500 специалистов, 1,5 млрд рублей, 25 процентов."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wutong.plans.reading.quantities.model import Quantity, kind_of
from wutong.plans.reading.vocabulary import vocabulary

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d{1,15}(?:[,.]\d{1,6})?"
PERCENT = re.compile(r"\s*(?:%|процент)[а-я]*", re.IGNORECASE)
NOUN = re.compile(
    r"[\s-]*(?P<noun>(?:[А-яЁё-]+\s+){0,2}(?:[А-яЁё]{3,}(?:ов|ев|ий|ей|ек|ок|ых|а|я|ы|и|ц|т|к|р|н)|лет|раз|дня))\b"
)
MULTIPLES = re.compile(r"\bв\s+(?P<times>два|три|четыре|пять|десять)\s+раза?\b", re.IGNORECASE)  # снизить в два раза
TIMES = {"два": 2.0, "три": 3.0, "четыре": 4.0, "пять": 5.0, "десять": 10.0}


@cache
def _pattern() -> re.Pattern[str]:
    scale = "|".join(re.escape(word) for word in sorted(vocabulary("units")["scale"]["ru"], key=len, reverse=True))
    return re.compile(
        rf"(?<![\w.,])(?P<low>{NUMBER})(?:\s*(?:-|—|–|до)\s*(?P<high>{NUMBER}))?(?:\s*(?P<scale>{scale})[а-я]*\.?)?",
        re.IGNORECASE,
    )


def russian_quantities(text: str) -> Iterator[Quantity]:
    """In order of the text."""
    yield from sorted([*_multiples(text), *_in_figures(text)], key=lambda one: one.start)


def _multiples(text: str) -> Iterator[Quantity]:
    for found in MULTIPLES.finditer(text):
        times = TIMES[found["times"].lower()]
        yield Quantity(times, times, "раза", "share", found.start("times"), found.end())


def _in_figures(text: str) -> Iterator[Quantity]:
    for found in _pattern().finditer(text):
        low, high = _value(found["low"]), _value(found["high"] or found["low"])
        rise = found["high"] and re.search(r"\bс\s*$", text[: found.start()])
        start = found.start("high") if rise else found.start()
        low = high if rise else low
        if high < low or re.match(r"[-–]?[а-яa-z]", text[found.end() :]):
            continue
        size = vocabulary("units")["scale"]["ru"].get((found["scale"] or "").lower(), 1.0)
        unit, end = _unit(text, found.end())
        kind = kind_of(unit) if kind_of(unit) != "bare" else "count" if unit else "bare"
        yield Quantity(low * size, high * size, unit, kind, start, end, noun=text[found.end() : end].strip())


def _value(text: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))


def _unit(text: str, end: int) -> tuple[str, int]:
    if percent := PERCENT.match(text, end):
        return "%", percent.end()
    noun = NOUN.match(text, end)
    if not noun:
        return "", end
    known = next((word for word in noun["noun"].split() if kind_of(word.lower()) != "bare"), noun["noun"].split()[-1])
    return known, noun.start() + noun.group().rindex(known) + len(known)
