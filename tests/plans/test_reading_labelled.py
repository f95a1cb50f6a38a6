"""Reading measured on policy texts labelled by hand; the labels live here, the texts beside the checkout."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bench import plan_reading

LABELS = sorted((Path(__file__).parent / "labels").glob("*.toml"))
WITHOUT_TARGETS = [path.stem for path in LABELS if not tomllib.loads(path.read_text(encoding="utf-8"))["targets"]]
at_hand = pytest.mark.skipif(not plan_reading.labelled(), reason="the labelled texts are not beside the checkout")


@pytest.fixture(scope="module")
def texts() -> dict[str, tuple[str, dict[str, Any]]]:
    return {name: (text, labels) for name, text, labels in plan_reading.labelled()}


@at_hand
def test_the_aims_are_met_and_beat_the_plain_reader(capsys: pytest.CaptureFixture[str]) -> None:
    rows = plan_reading.cases()
    with capsys.disabled():
        for row in rows:
            print(f"\n{row['name']}: F1 {row['ours']} (plain reader {row['against']}, aim {row['aim']})", end="")
    assert all(row["holds"] and row["ours"] > row["against"] for row in rows)


@at_hand
@pytest.mark.parametrize("name", [path.stem for path in LABELS])
def test_every_labelled_text_is_read_well(texts: dict[str, tuple[str, dict[str, Any]]], name: str) -> None:
    text, labels = texts[name]
    headings, _ = plan_reading.our_reader(text)
    if "headings" in labels:
        expected = [tuple(label) for label in labels["headings"]]
        assert plan_reading.f1([(headings, expected)]) >= plan_reading.HEADING_AIM


@at_hand
@pytest.mark.parametrize("name", WITHOUT_TARGETS)
def test_texts_that_set_no_figure_yield_none(texts: dict[str, tuple[str, dict[str, Any]]], name: str) -> None:
    assert plan_reading.our_reader(texts[name][0])[1] == []


@pytest.mark.parametrize("path", LABELS, ids=lambda path: path.stem)
def test_labels_hold_numbers_and_lines_only(path: Path) -> None:
    labels = tomllib.loads(path.read_text(encoding="utf-8"))
    lines = [line for line, _ in labels.get("headings", [])]
    assert lines == sorted(lines)
    assert all(len(number) <= 8 for _, number in labels.get("headings", []))
    assert all(isinstance(value, int) and value > 0 for _, value, _ in labels["targets"])


@pytest.mark.parametrize(
    ("found", "expected", "score"),
    [
        (["a", "b"], ["a", "b"], 1.0),
        (["a"], ["a", "b"], 2 / 3),
        (["a", "a"], ["a"], 2 / 3),
        ([], ["a"], 0.0),
        ([], [], 1.0),
    ],
)
def test_f1(found: list[str], expected: list[str], score: float) -> None:
    assert plan_reading.f1([(found, expected)]) == pytest.approx(score)


def test_the_plain_reader_finds_the_plainest() -> None:
    headings, targets = plan_reading.plain_reader("一、目标\n建成50家、1.5万人次。\n")
    assert headings == [(1, "一")]
    assert targets == [(2, 50, "家"), (2, 15000, "人次")]
