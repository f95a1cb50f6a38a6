"""How both sides of a row are measured on a machine that is never quiet, and what a row is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import Any

Row = dict[str, Any]
Work = Callable[[], object]
LEAST = 3
KEYS = ("name", "ours", "against", "ratio", "aim", "holds", "unit", "note")


@dataclass(frozen=True, slots=True)
class Spent:
    """Medians of one side, in seconds: by the clock on the wall, and of this process on the processor."""

    wall: float
    cpu: float


def once(work: Work) -> Spent:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - cpu)


def middle(spent: list[Spent]) -> Spent:
    return Spent(median(one.wall for one in spent), median(one.cpu for one in spent))


def in_turn(ours: Work, against: Work, *, times: int, within: float = inf) -> tuple[Spent, Spent]:
    """Medians of both sides. They take turns (A B A B), so what else the machine does falls on both alike;
    a first round that warms caches is not counted. Three rounds at least, then no more than fit `within` seconds."""
    ours(), against()
    rounds: list[tuple[Spent, Spent]] = []
    began = time.perf_counter()
    while len(rounds) < min(times, LEAST) or (len(rounds) < times and time.perf_counter() - began < within):
        rounds.append((once(ours), once(against)))
    return middle([one for one, _ in rounds]), middle([other for _, other in rounds])


def row(
    name: str,
    ours: float,
    against: float | None,
    *,
    most: float | None = None,
    unit: str,
    note: str = "",
) -> Row:
    """One row. With `most` it holds where ours is at most so many times the other side (or, alone, at most that)."""
    ratio = ours / against if against else None
    compared = ratio if ratio is not None else ours
    said = "" if most is None else f"≤ {most:g} {'×' if ratio is not None else unit}"
    return {
        "name": name,
        "ours": round(ours, 3),
        "against": None if against is None else round(against, 3),
        "ratio": None if ratio is None else round(ratio, 3),
        "aim": said,
        "holds": most is None or compared <= most,
        "unit": unit,
        "note": note,
    }


def failed(name: str, why: str) -> Row:
    """What stands in the table for a part that could not be measured."""
    return dict.fromkeys(KEYS) | {"name": name, "aim": "", "holds": False, "unit": "", "note": why}
