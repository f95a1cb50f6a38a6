"""The command: parts in processes of their own, the table, the file of rows, and what it answers."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bench import __main__ as command
from bench.measuring import KEYS, failed, row

GOOD = row("needs list", 10.0, 8.0, most=2, unit="ms")
BAD = row("plan document", 30.0, None, most=20, unit="s", note="慢")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., int]:
    """The command with parts that are already measured: `run("good", "--strict")`."""
    rows = {"good": [GOOD], "bad": [GOOD, BAD], "broken": [failed("broken", "ValueError: nothing to measure")]}
    monkeypatch.setenv("WUTONG_VAR", str(tmp_path))
    monkeypatch.setattr(command, "PARTS", ("good", "bad"))
    monkeypatch.setattr(command, "rows_of", lambda part, environment: rows[part])
    return lambda *words: command.main(words)


def written(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "bench.json").read_text(encoding="utf-8"))


def test_the_rows_are_written_beside_the_table(run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture):
    run("bad")
    assert written(tmp_path) == [GOOD, BAD]
    printed = capsys.readouterr().out
    assert all(made["name"] in printed for made in (GOOD, BAD))


def test_without_names_all_parts_are_measured(run: Callable[..., int], tmp_path: Path):
    run()
    assert written(tmp_path) == [GOOD, GOOD, BAD]


@pytest.mark.parametrize(("words", "answer"), [
    (("good",), 0), (("good", "--strict"), 0), (("bad",), 0), (("bad", "--strict"), 1), (("broken",), 0),
    (("broken", "--strict"), 1),
])  # fmt: skip
def test_only_strictly_a_missed_aim_is_a_failure(run: Callable[..., int], words: tuple[str, ...], answer: int):
    assert run(*words) == answer


def test_a_part_that_fails_does_not_stop_the_others(run: Callable[..., int], tmp_path: Path):
    run("broken", "good")
    assert [made["holds"] for made in written(tmp_path)] == [False, True]


def test_with_postgres_the_parts_get_the_address_of_the_cluster(monkeypatch: pytest.MonkeyPatch):
    class Cluster:
        def __enter__(self) -> str:
            return "postgres://here"

        def __exit__(self, *_: object) -> None:
            pass

    addresses = []

    def rows_of(part: str, environment: Mapping[str, str]) -> list[Any]:
        addresses.append(environment.get("WUTONG_DATABASE_URL"))
        return []

    monkeypatch.setattr(command, "rows_of", rows_of)
    monkeypatch.setattr(command, "postgres_cluster", Cluster)
    command.measure(["good", "bad"], postgres=True)
    assert addresses == ["postgres://here"] * 2


def test_a_part_that_is_not_there_is_a_row_that_says_so():
    (made,) = command.rows_of("no_such_part", os.environ)
    assert tuple(made) == KEYS
    assert made["holds"] is False
    assert "no_such_part" in made["note"]


def test_a_part_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(command, "MINUTES", 0.0005)
    (made,) = command.rows_of("no_such_part", os.environ)
    assert made["holds"] is False
    assert "stopped" in made["note"]


def test_columns_stand_below_each_other_chinese_names_too():
    rows = [row("需求列表", 1.5, 3.0, most=2, unit="ms"), row("needs list, by country", 12_345.0, None, unit="ms")]
    head, *lines = command.table(rows).splitlines()
    assert {command._width(line[: line.index("ms")]) for line in lines} == {command._width(head[: head.index("unit")])}


def test_a_missed_aim_stands_out_in_the_table():
    assert "NO" in command.table([BAD])
    assert "NO" not in command.table([GOOD])


def test_what_was_not_measured_is_left_empty():
    assert "None" not in command.table([failed("matching", "ended"), BAD])
