"""A need told in two parts of one file (a mail and its table, a letter and its annex) is one need with both places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from rapidfuzz import fuzz

from .results import Leftover, NeedReading, ReplyReading
from .settle import order_of
from .vocabulary import fold, says

TOLD_TWICE = "told twice"
SAME_TITLE, NEAR_TITLE = 86, 70  # near: enough for two that name the same countries and action
SAME_PART, SHORTEST_PART = 92, 6
OPTIONAL = ("money", "period", "partner", "contact", "priority")
Pairing = list[tuple[int, int]]


def told_once(readings: list[ReplyReading]) -> list[ReplyReading]:
    """The readings of one file, each need in the part that says most about it; the other part keeps the words."""
    told = list(readings)
    several = sum(reading.kind == "reply" for reading in told) > 2
    for one, two in combinations(range(len(told)), 2):
        if not _may_repeat(told[one], told[two], named=several):
            continue
        pairs = paired(told[one], told[two])
        if pairs:
            _join(told, one, two, pairs)
    return told


def _may_repeat(one: ReplyReading, two: ReplyReading, *, named: bool) -> bool:
    """Both answer, and nothing says that two units speak. `named`: of many parts only those that name one unit."""
    if not (one.kind == two.kind == "reply" and one.needs and two.needs) or one.digest == two.digest:
        return False
    if one.unit_key and two.unit_key:
        return one.unit_key == two.unit_key
    names = [fold(reading.unit.value) for reading in (one, two) if reading.unit]
    return not named if len(names) < 2 else names[0] in names[1] or names[1] in names[0]


def paired(one: ReplyReading, two: ReplyReading) -> Pairing:
    """Which needs of the two readings are the same. A part that points to the other one and counts as many needs
    tells them in the same order."""
    free = set(range(len(two.needs)))
    found: Pairing = []
    for at, need in enumerate(one.needs):
        twin = next((other for other in sorted(free) if same_need(need, two.needs[other])), None)
        if twin is not None:
            free.remove(twin)
            found.append((at, twin))
    in_order = [(at, at) for at in range(len(one.needs))]
    points = any(says("covering", words) for reading in (one, two) for words in _words(reading))
    if len(one.needs) == len(two.needs) and points and len(found) * 2 >= len(in_order):
        return in_order if all(_agree(one.needs[at], two.needs[at]) for at, _ in in_order) else found
    return found


def _words(reading: ReplyReading) -> Iterator[str]:
    yield from (left.text for left in reading.leftover)
    yield from (mark.text for need in reading.needs for mark in need.marks)


def same_need(one: NeedReading, two: NeedReading) -> bool:
    """Alike by title, or the title of one within that of the other; not where countries or sums contradict."""
    short, long = sorted((fold(one.title.value), fold(two.title.value)), key=len)
    if not short or not _agree(one, two):
        return False
    alike = fuzz.ratio(short, long)
    values = [(need.countries.value, need.action.value) for need in (one, two)]
    same_values = bool(one.countries.value) and values[0] == values[1]
    if alike >= (NEAR_TITLE if same_values else SAME_TITLE):
        return True
    return len(short) >= SHORTEST_PART and fuzz.partial_ratio(short, long) >= SAME_PART


def _agree(one: NeedReading, two: NeedReading) -> bool:
    countries = set(one.countries.value), set(two.countries.value)
    sums = [need.money.value.total for need in (one, two) if need.money and need.money.value.currency]
    return (not all(countries) or bool(countries[0] & countries[1])) and len(set(sums)) < 2


def _join(told: list[ReplyReading], one: int, two: int, pairs: Pairing) -> None:
    """Keep the form, the newer version, or the fuller telling."""
    flipped = [(b, a) for a, b in pairs]
    kept, lost, where = (one, two, pairs) if _stands(told[one], told[two], pairs) else (two, one, flipped)
    gone = {b: a for a, b in where}
    needs = list(told[kept].needs)
    for other, at in gone.items():
        needs[at] = joined(needs[at], told[lost].needs[other])
    told[kept] = replace(told[kept], needs=tuple(needs))
    told[lost] = _without(told[lost], set(gone))


def _stands(one: ReplyReading, two: ReplyReading, pairs: Pairing) -> bool:
    ranks = [("form" in reading.notes, *order_of(reading)[:2]) for reading in (one, two)]
    if ranks[0] != ranks[1]:
        return ranks[0] > ranks[1]
    first = sum(_fullness(one.needs[at]) for at, _ in pairs)
    return first > sum(_fullness(two.needs[at]) for _, at in pairs)


def _fullness(need: NeedReading) -> float:
    said = sum(getattr(need, name) is not None for name in OPTIONAL) + bool(need.countries.value)
    sure = need.countries.confidence + need.field.confidence + need.action.confidence
    return 2 * said + sure + min(len(need.text.value), 400) / 200


def joined(kept: NeedReading, other: NeedReading) -> NeedReading:
    """What the kept telling does not say is taken from the other, with its own place."""
    more = {name: getattr(other, name) for name in OPTIONAL if getattr(kept, name) is None}
    if not kept.countries.value:
        more["countries"] = other.countries
    return replace(kept, **more, also=(*kept.also, other.source, *other.also), marks=(*kept.marks, *other.marks))


def _without(reading: ReplyReading, gone: set[int]) -> ReplyReading:
    """The poorer telling: its words are left over, and with nothing else to tell it only carries the other part."""
    left = tuple(_left(need) for at, need in enumerate(reading.needs) if at in gone)
    needs = tuple(need for at, need in enumerate(reading.needs) if at not in gone)
    told = replace(reading, needs=needs, leftover=(*reading.leftover, *(one for many in left for one in many)))
    if needs:
        return replace(told, notes=(*reading.notes, TOLD_TWICE))
    return replace(told, kind="not_a_reply", notes=(*reading.notes, TOLD_TWICE), confidence=max(0.7, told.confidence))


def _left(need: NeedReading) -> Iterator[Leftover]:
    seen = dict.fromkeys((mark.place, f"{mark.label}：{mark.text}" if mark.label else mark.text) for mark in need.marks)
    return (Leftover(place, text, TOLD_TWICE) for place, text in seen)
