"""The thousand replies are what the bench says: so many files and needs, no two needs alike, both sides at the same work."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.thousand import FILES, NEEDS_EACH, enlarged, parsed, patterns, plans, understood, write_thousand
from wutong.management.demo.content import load_demo

COUNT = 48


@pytest.fixture(scope="module")
def replies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("replies")
    write_thousand(folder, COUNT)
    return sorted(folder.iterdir())


def test_a_thousand_files_with_five_thousand_needs() -> None:
    demo = enlarged(load_demo(), FILES * NEEDS_EACH)
    planned = list(plans(demo, FILES))
    assert len({plan.name for plan in planned}) == FILES
    assert sum(len(plan.needs) for plan in planned) == 5_000
    assert len({(need.title, need.text) for need in demo.needs.values()}) == len(demo.needs)


def test_every_shape_comes_in_turn_in_every_language(replies: list[Path]) -> None:
    demo = load_demo()
    assert {"docx", "xlsx", "eml", "txt", "html"} == {path.suffix[1:] for path in replies}
    assert {demo.needs[plan.needs[0]].language for plan in patterns(demo)} == {"zh", "en", "ru"}


def test_the_same_files_in_every_run(replies: list[Path], tmp_path: Path) -> None:
    write_thousand(tmp_path, 6)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [path.read_bytes() for path in replies[:6]]


def test_the_needs_are_found_and_the_parsing_side_opens_every_file(replies: list[Path]) -> None:
    readings = understood(replies)
    found = sum(len(reading.needs) for reading in readings)
    assert abs(found - COUNT * NEEDS_EACH) <= COUNT * NEEDS_EACH // 20
    assert all(parsed([path]) > 0 for path in replies)
