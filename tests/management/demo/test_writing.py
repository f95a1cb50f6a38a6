"""Writing the whole demo: quick, the same every time, honest when there is no office suite."""

from __future__ import annotations

import filecmp
import json
import time
import tomllib
from pathlib import Path

import pytest

from wutong.management.demo import DemoIndex, FilePlan, load_demo, office, write_demo
from wutong.management.demo.__main__ import main
from wutong.management.demo.writers import write_shape

SLOWEST = 40  # seconds, on one core


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.shutil, "which", lambda name: None)


def test_two_runs_write_the_same_bytes(index: DemoIndex, out: Path, tmp_path: Path, no_office: None) -> None:
    again = write_demo(tmp_path)
    for entry in again.files:
        assert filecmp.cmp(index.folder / entry.file, again.folder / entry.file, shallow=False), entry.file


def test_the_truth_is_the_same_in_every_run(tmp_path: Path, no_office: None) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        write_demo(folder)
    assert (first / "truth.json").read_bytes() == (second / "truth.json").read_bytes()


def test_without_an_office_suite_old_formats_are_left_out_and_named(tmp_path: Path, no_office: None) -> None:
    written = write_demo(tmp_path)
    demo = load_demo()
    assert set(written.skipped) == {plan.name for plan in demo.files if plan.old}
    assert len(written.files) == len(demo.files) - len(written.skipped)
    assert len(list(written.folder.iterdir())) == len(written.files)


def test_without_an_office_suite_groups_shrink_with_their_members(tmp_path: Path, no_office: None) -> None:
    written = write_demo(tmp_path)
    assert {key for group in written.groups for key in group} <= written.keys()
    assert all(len(group) > 1 for group in written.groups)
    assert set(written.near_misses) <= written.keys()


def test_the_notice_names_what_was_not_written(
    tmp_path: Path, no_office: None, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--out", str(tmp_path)])
    said = capsys.readouterr().out
    for plan in load_demo().files:
        assert (plan.name in said) == plan.old


def test_the_command_says_what_it_wrote(tmp_path: Path, no_office: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--out", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    truth = json.loads((tmp_path / "truth.json").read_text("utf-8"))
    assert f"{len(truth['files'])} files" in said
    assert f"{len(truth['groups'])} groups" in said


def test_the_command_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "--out" in capsys.readouterr().err


def test_a_second_run_clears_what_an_earlier_one_left(tmp_path: Path, no_office: None) -> None:
    stray = tmp_path / "replies" / "left over.docx"
    stray.parent.mkdir()
    stray.write_bytes(b"old")
    write_demo(tmp_path)
    assert not stray.exists()


def test_files_beside_the_replies_are_left_alone(tmp_path: Path, no_office: None) -> None:
    kept = tmp_path / "notes.txt"
    kept.write_text("mine")
    write_demo(tmp_path)
    assert kept.read_text() == "mine"


def test_it_is_quick(tmp_path: Path) -> None:
    start = time.process_time()
    write_demo(tmp_path)
    assert time.process_time() - start < SLOWEST / 2


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


@pytest.mark.office
def test_the_office_suite_saves_word_and_excel_in_one_go(index: DemoIndex) -> None:
    if not office.office_found():
        pytest.skip("no office suite")
    demo = load_demo()
    wanted = {plan.name + "x": write_shape(plan, demo) for plan in demo.files if plan.old}
    converted = office.to_old_formats(wanted)
    assert set(converted) == set(wanted)
    assert all(content[:4] == b"\xd0\xcf\x11\xe0" for content in converted.values())


def test_nothing_to_convert_starts_no_office_suite(no_office: None) -> None:
    assert office.to_old_formats({}) == {}


def test_a_range_of_needs_must_be_a_range() -> None:
    demo = load_demo()
    lone = [plan for plan in demo.files if plan.needs]
    assert all(list(plan.needs) == sorted(plan.needs) for plan in lone)


def test_no_file_takes_the_writers_more_than_a_few_seconds() -> None:
    demo = load_demo()
    slow = []
    for plan in demo.files:
        start = time.process_time()
        if not plan.copy_of:
            write_shape(plan, demo)
        if time.process_time() - start > 3:
            slow.append(plan.name)
    assert slow == []
