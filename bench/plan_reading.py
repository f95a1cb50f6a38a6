"""Measures the reading of plans against texts labelled by hand, beside a plain regular-expression reader."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path
from typing import Any

from wutong.plans.reading import read_plan

ROOT = Path(__file__).parent.parent
LABELS = ROOT / "tests" / "plans" / "labels"
TEXTS = ROOT.parent / "shared" / "data" / "policy"
HEADING_AIM, TARGET_AIM = 0.98, 0.85
PLAIN_HEADING = re.compile(
    r"^\s*(?P<number>[一二三四五六七八九十]+(?=、)|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[章条]|\d+\.)",
    re.MULTILINE,
)
PLAIN_TARGET = re.compile(
    r"(?P<value>\d+(?:\.\d+)?)\s*(?P<scale>万亿|亿|万)?(?P<unit>人次|个百分点|%|家|个|项|人|名|款|例|斤|亩)"
)
SCALE = {"万": 10**4, "亿": 10**8, "万亿": 10**12, None: 1}
Found = tuple[list[Hashable], list[Hashable]]
Reader = Callable[[str], Found]


def f1(pairs: Iterable[tuple[Iterable[Hashable], Iterable[Hashable]]]) -> float:
    """F1 over all (found, expected) pairs together; 1.0 where nothing was expected and nothing found."""
    hit = found_all = expected_all = 0
    for found, expected in pairs:
        counted, wanted = Counter(found), Counter(expected)
        hit += (counted & wanted).total()
        found_all, expected_all = found_all + counted.total(), expected_all + wanted.total()
    return 2 * hit / (found_all + expected_all) if found_all + expected_all else 1.0


def our_reader(text: str) -> Found:
    reading = read_plan(text)
    headings: list[Hashable] = [(heading.line, heading.number) for heading in reading.headings]
    return headings, [(target.line, target.value, target.unit) for target in reading.targets]


def plain_reader(text: str) -> Found:
    """What one regular expression each finds: a number at the start of a line, a number with a unit."""
    headings: list[Hashable] = []
    targets: list[Hashable] = []
    for at, line in enumerate(text.splitlines(), 1):
        if found := PLAIN_HEADING.match(line):
            headings.append((at, found["number"]))
        targets += [(at, float(hit["value"]) * SCALE[hit["scale"]], hit["unit"]) for hit in PLAIN_TARGET.finditer(line)]
    return headings, targets


def labelled() -> list[tuple[str, str, dict[str, Any]]]:
    """Name, text and labels of every labelled text that is at hand."""
    files = sorted(LABELS.glob("*.toml"))
    texts = [(path.stem, TEXTS / f"{path.stem}.txt", path) for path in files]
    return [
        (name, text.read_text(encoding="utf-8"), tomllib.loads(path.read_text(encoding="utf-8")))
        for name, text, path in texts
        if text.exists()
    ]


def scores(reader: Reader) -> tuple[float, float]:
    """Heading F1 and target F1 of a reader over all labelled texts."""
    headings, targets = [], []
    for _, text, labels in labelled():
        found_headings, found_targets = reader(text)
        if "headings" in labels:
            headings.append((found_headings, [tuple(label) for label in labels["headings"]]))
        targets.append((found_targets, [tuple(label) for label in labels["targets"]]))
    return f1(headings), f1(targets)


def cases() -> list[dict[str, Any]]:
    """Rows for `make bench`; none where the labelled texts are not at hand."""
    texts = labelled()
    if not texts:
        return []
    ours, plain = scores(our_reader), scores(plain_reader)
    note = f"{len(texts)} labelled policy texts; against one regular expression"
    names = (("plan reading: headings", HEADING_AIM), ("plan reading: targets", TARGET_AIM))
    return [
        {
            "name": name,
            "ours": round(own, 3),
            "against": round(other, 3),
            "ratio": round(own / other, 2) if other else None,
            "aim": aim,
            "holds": own >= aim,
            "unit": "F1",
            "note": note,
        }
        for (name, aim), own, other in zip(names, ours, plain, strict=True)
    ]


if __name__ == "__main__":
    for row in cases():
        print(row)
