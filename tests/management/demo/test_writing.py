"""Writing the whole demo: quick, the same every time, honest when there is no office suite."""

from __future__ import annotations

import filecmp
import json
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from wutong.management.demo import DemoIndex, FilePlan, load_demo, office
from wutong.management.demo.__main__ import main
from wutong.management.demo.writers import write_shape

SLOWEST = 40  # seconds, on one core


def test_two_runs_write_the_same_bytes(bare: DemoIndex, again: Any) -> None:
    assert [path.name for path in again.files] == sorted(path.name for path in bare.folder.iterdir())
    for path in again.files:
        assert filecmp.cmp(path, bare.folder / path.name, shallow=False), path.name


def test_the_office_suite_changes_only_what_it_saves(index: DemoIndex, bare: DemoIndex) -> None:
    for entry in bare.files:
        assert filecmp.cmp(index.folder / entry.file, bare.folder / entry.file, shallow=False), entry.file


def test_the_truth_is_the_same_in_every_run(bare: DemoIndex, again: Any) -> None:
    assert (bare.folder.parent / "truth.json").read_bytes() == (again.folder / "truth.json").read_bytes()


def test_without_an_office_suite_old_formats_are_left_out_and_named(bare: DemoIndex) -> None:
    demo = load_demo()
    assert set(bare.skipped) == {plan.name for plan in demo.files if plan.old}
    assert len(bare.files) == len(demo.files) - len(bare.skipped)
    assert len(list(bare.folder.iterdir())) == len(bare.files)


def test_without_an_office_suite_groups_shrink_with_their_members(bare: DemoIndex) -> None:
    assert {key for group in bare.groups for key in group} <= bare.keys()
    assert all(len(group) > 1 for group in bare.groups)
    assert set(bare.near_misses) <= bare.keys()
    assert len(bare.keys()) < len(load_demo().needs)


def test_the_notice_names_what_was_not_written(again: Any) -> None:
    for plan in load_demo().files:
        assert (plan.name in again.said) == plan.old


def test_the_command_says_what_it_wrote(again: Any) -> None:
    truth = json.loads((again.folder / "truth.json").read_text("utf-8"))
    assert f"{len(truth['files'])} files" in again.said
    assert f"{len(truth['groups'])} groups" in again.said


def test_the_command_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "--out" in capsys.readouterr().err


def test_a_second_run_clears_what_an_earlier_one_left(again: Any) -> None:
    assert "left over.docx" not in [path.name for path in again.files]


def test_files_beside_the_replies_are_left_alone(again: Any) -> None:
    assert (again.folder / "notes.txt").read_text() == "mine"


def test_files_carry_the_day_they_were_sent(index: DemoIndex, plans: dict[str, FilePlan]) -> None:
    for entry in index.files:
        changed = time.gmtime((index.folder / entry.file).stat().st_mtime)
        assert (changed.tm_year, changed.tm_mon, changed.tm_mday) == plans[entry.file].sent.timetuple()[:3]


def test_the_copy_has_the_same_bytes_and_nothing_else_has(index: DemoIndex) -> None:
    contents: dict[bytes, list[str]] = {}
    for path in index.folder.iterdir():
        contents.setdefault(path.read_bytes(), []).append(path.name)
    copies = {entry.file: entry.copy_of for entry in index.files if entry.copy_of}
    assert copies
    for names in contents.values():
        if len(names) > 1 and not any(name.endswith("盖章）.pdf") for name in names):
            assert {copies.get(name, name) for name in names} == {copies[name] for name in names if name in copies}


def test_the_call_lies_beside_the_replies(index: DemoIndex, out: Path) -> None:
    letter = tomllib.loads((out / "letter.toml").read_text("utf-8"))
    assert letter["call"]["number"] == load_demo().call["number"]
    assert len(letter["copy"]) == 8


@pytest.mark.office
def test_old_word_files_are_really_old(index: DemoIndex) -> None:
    if index.skipped:
        pytest.skip("no office suite")
    old = [plan for plan in load_demo().files if plan.old]
    for plan in old:
        assert (index.folder / plan.name).read_bytes()[:4] == b"\xd0\xcf\x11\xe0", plan.name


def test_nothing_to_convert_starts_no_office_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.subprocess, "run", None)
    assert office.to_old_formats({}) == {}


def test_a_range_names_its_needs_in_order() -> None:
    for plan in load_demo().files:
        for part in plan.walk():
            assert list(part.needs) == sorted(part.needs), part.name


def test_it_is_quick() -> None:
    """Processor time of all writers; the office suite adds five seconds or so."""
    demo, start = load_demo(), time.process_time()
    for plan in demo.files[::3]:
        if not plan.copy_of:
            write_shape(plan, demo)
    assert (time.process_time() - start) * 3 < SLOWEST / 2
