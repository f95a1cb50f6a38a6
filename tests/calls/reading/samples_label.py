"""What a sample reply is known to hold, and how a reading is scored against it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz


@dataclass(frozen=True)
class Need:
    """countries, field and action as words; several fields or actions mean that either is right."""

    title: str
    countries: str
    field: str
    action: str


@dataclass(frozen=True)
class Sample:
    name: str
    kind: str
    unit: str
    needs: tuple[Need, ...]
    data: bytes


@dataclass
class Score:
    """Shares of what was right; `faults` names what was wrong."""

    kind: float
    found: float
    countries: float
    field: float
    action: float
    unit: float
    faults: list[str]


def write(samples: Iterable[Sample], folder: Path) -> None:
    for sample in samples:
        (folder / sample.name).write_bytes(sample.data)


def score(told: dict[str, Any], samples: tuple[Sample, ...]) -> Score:
    files = {file["file"]: file for file in told["files"]}
    faults: list[str] = []
    right = {"kind": 0, "unit": 0, "countries": 0, "field": 0, "action": 0}
    pairs = named = read = expected = 0
    for sample in samples:
        file = files[sample.name]
        right["kind"] += _note(file["kind"] == sample.kind, f"{sample.name}: kind {file['kind']}", faults)
        if sample.unit:
            named += 1
            right["unit"] += _note(file["unit"] == sample.unit, f"{sample.name}: unit {file['unit']}", faults)
        matched = match(file["needs"], sample.needs)
        pairs, read, expected = pairs + len(matched), read + len(file["needs"]), expected + len(sample.needs)
        _unmatched(sample, file["needs"], matched, faults)
        for need, label in matched:
            where = f"{sample.name}: {label.title}"
            right["countries"] += _note(
                set(need["countries"]) == set(label.countries.split()), f"{where} countries {need['countries']}", faults
            )
            for name in ("field", "action"):
                right[name] += _note(need[name] in getattr(label, name).split(), f"{where} {name} {need[name]}", faults)
    f1 = 2 * pairs / max(1, read + expected)
    share = {name: right[name] / max(1, pairs) for name in ("countries", "field", "action")}
    return Score(right["kind"] / len(samples), f1, **share, unit=right["unit"] / max(1, named), faults=faults)


def match(needs: list[dict[str, Any]], labels: tuple[Need, ...]) -> list[tuple[dict[str, Any], Need]]:
    """Pairs that are the same need by title, each used once."""
    free, pairs = list(needs), []
    for label in labels:
        likeness = [max(fuzz.ratio(n["title"], label.title), 100 * (label.title in n["title"])) for n in free]
        if likeness and max(likeness) >= 70:
            pairs.append((free.pop(likeness.index(max(likeness))), label))
    return pairs


def _unmatched(sample: Sample, needs: list[dict[str, Any]], matched: list[Any], faults: list[str]) -> None:
    read = [need for need, _ in matched]
    faults += [f"{sample.name}: false need {need['title']!r}" for need in needs if need not in read]
    faults += [
        f"{sample.name}: missed {label.title}" for label in sample.needs if label not in [found for _, found in matched]
    ]


def _note(right: bool, fault: str, faults: list[str]) -> int:
    if not right:
        faults.append(fault)
    return int(right)
