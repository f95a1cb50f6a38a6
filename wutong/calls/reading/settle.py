"""Across files: what replaces an earlier answer of the same unit, and what is the same file sent twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from .results import ANSWERS, PART, ReplyReading
from .vocabulary import count, either, fold, says

DATED = re.compile(r"(20\d\d)\s*[-年./_]?\s*(\d{1,2})\s*[-月./_]?\s*(\d{1,2})日?")
VERSION = re.compile(rf"(?:{either('phrases', 'version_before')})\s*(\d{{1,2}})(?:\.\d+)?(?![\d年])", re.I)
SURE_UNIT = 0.7  # below it, two answers of different kinds may be from two units
SHARED = 0.5  # share of its needs an earlier answer must have in common with the one that replaces it
ALIKE = 82  # likeness of two titles that are the same need in another version


def settle(readings: Iterable[ReplyReading]) -> tuple[ReplyReading, ...]:
    """The same readings in the same order, with `superseded` and `duplicate_of` set across files."""
    settled = list(readings)
    _duplicates(settled)
    by_unit: dict[str, list[int]] = defaultdict(list)
    for at, reading in enumerate(settled):
        unit = reading.unit_key or (fold(reading.unit.value) if reading.unit else "")
        if PART in reading.notes:  # a part of a unit neither replaces the answer of the whole, nor is replaced by it
            unit = f"{unit} {fold(reading.unit.value) if reading.unit else ''} {PART}"
        if reading.kind in ANSWERS and unit and reading.duplicate_of is None:
            by_unit[unit].append(at)
    for places in by_unit.values():
        _supersede(settled, places)
    return tuple(settled)


def _duplicates(readings: list[ReplyReading]) -> None:
    first: dict[str, int] = {}
    for at in sorted(range(len(readings)), key=lambda at: says("copy", " ".join(readings[at].key))):
        reading = readings[at]
        if reading.kind not in ANSWERS or not reading.digest:
            continue
        held = first.setdefault(reading.digest, at)
        if held != at and _same_unit(readings[held], reading):
            notes = (*reading.notes, "same content")
            readings[at] = replace(reading, kind="superseded", duplicate_of=readings[held].key, notes=notes)


def _same_unit(one: ReplyReading, two: ReplyReading) -> bool:
    return one.unit_key == two.unit_key or not (one.unit_key and two.unit_key)


def _supersede(readings: list[ReplyReading], places: Sequence[int]) -> None:
    """Of several answers of one unit the newest stands, where a mark, a date or the content says it is a version."""
    orders = {at: order_of(readings[at]) for at in places}
    ordered = sorted(places, key=orders.__getitem__)
    for position, at in enumerate(ordered):
        later = (n for n in ordered[position + 1 :] if _replaces(readings[n], readings[at], orders[n], orders[at]))
        newer = next(later, None)
        if newer is not None:
            notes = (*readings[at].notes, "replaced by " + " / ".join(readings[newer].key))
            by = readings[newer].key
            readings[at] = replace(readings[at], kind="superseded", superseded_by=by, notes=notes)


type Order = tuple[int, int, date]


def order_of(reading: ReplyReading) -> Order:
    """Marks of a newer version count first, then the printed version number, then the date."""
    words = " ".join([*_names(reading), *(left.text for left in reading.leftover if left.why in ("letter", "header"))])[
        :3000
    ]
    version = max((int(number) for number in VERSION.findall(" ".join(_names(reading)))), default=0)
    marked = bool(count("newer_version", words))
    return int(marked), version, reading.sent or _printed_date(words) or date.min


def _names(reading: ReplyReading) -> list[str]:
    """File names with their underscores opened, so that words in them begin and end."""
    return [name.replace("_", " ") for name in reading.key]


def _replaces(newer: ReplyReading, older: ReplyReading, at: Order, before: Order) -> bool:
    if newer.file == older.file:
        return False
    if newer.kind != older.kind:  # from "no needs" to needs or back: only where the newer says that it is a version
        sure = all(one.unit is not None and one.unit.confidence >= SURE_UNIT for one in (newer, older))
        return sure and at[:2] > before[:2]
    return at > before and _overlap(newer, older) >= SHARED


def _overlap(one: ReplyReading, two: ReplyReading) -> float:
    """The share of the smaller answer's needs that the other has too."""
    small, large = sorted((one.needs, two.needs), key=len)
    if not small:
        return 0.0
    titles = [fold(need.title.value) for need in large]
    found = sum(any(fuzz.ratio(fold(need.title.value), title) >= ALIKE for title in titles) for need in small)
    return found / len(small)


def _printed_date(words: str) -> date | None:
    found = []
    for year, month, day in DATED.findall(words):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(found, default=None)
