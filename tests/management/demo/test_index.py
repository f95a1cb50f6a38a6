"""What writing the demo hands back, and what stays on disk when writing fails."""

from __future__ import annotations

import json
import subprocess
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from wutong.management.demo import Demo, DemoIndex, FilePlan, TruthFile, load_demo, office, write_demo
from wutong.management.demo.build import need_truth
from wutong.management.demo.writers import write_shape


def test_content_is_read_once() -> None:
    assert load_demo() is load_demo()


def test_content_cannot_be_changed_by_those_who_read_it(demo: Demo) -> None:
    need = next(iter(demo.needs.values()))
    with pytest.raises(FrozenInstanceError):
        need.title = "other"  # type: ignore[misc]


def test_counts_add_up_to_the_files(index: DemoIndex) -> None:
    assert sum(index.counts().values()) == len(index.files)
    assert index.counts()["reply"] == sum(file.kind == "reply" for file in index.files)


def test_keys_are_those_of_the_needs_written(index: DemoIndex, demo: Demo) -> None:
    assert index.keys() <= set(demo.needs)
    assert index.keys() == {need.key for file in index.files for need in file.needs}


def test_the_index_goes_through_json_unchanged(index: DemoIndex) -> None:
    told = index.as_dict()
    assert json.loads(json.dumps(told, ensure_ascii=False)) == told


def test_a_truth_says_nothing_about_what_is_not_there(demo: Demo) -> None:
    plain = TruthFile("a.docx", "huajiang", "reply", ()).as_dict()
    assert plain == {"file": "a.docx", "unit": "huajiang", "kind": "reply", "needs": []}


@pytest.mark.parametrize("name", ["copy_of", "superseded_by", "author"])
def test_a_truth_names_what_it_points_at(name: str) -> None:
    told = replace(TruthFile("a.docx", "huajiang", "superseded", ()), **{name: "b"}).as_dict()
    assert told[name] == "b"


def test_the_truth_of_a_need_is_the_need(demo: Demo) -> None:
    for need in demo.needs.values():
        told = need_truth(need)
        assert (told["key"], told["title"], told["text"]) == (need.key, need.title, need.text)
        assert tuple(told["countries"]) == need.countries
        assert (told["money"] or {}).get("value") == (need.money.value if need.money else None)


def test_the_truth_does_not_give_groups_away_in_the_files(truth: dict[str, Any]) -> None:
    """A reader under test may look at the files' part without seeing which needs are the same."""
    for entry in truth["files"]:
        assert not any("same_as" in need or "near_miss_of" in need for need in entry["needs"])


def test_a_copy_holds_the_needs_of_its_original(truth: dict[str, Any]) -> None:
    by_name = {entry["file"]: entry for entry in truth["files"]}
    for entry in truth["files"]:
        if "copy_of" in entry:
            assert entry["needs"] == by_name[entry["copy_of"]]["needs"]


def test_needs_of_a_sub_unit_are_told_with_their_own_unit(truth: dict[str, Any], demo: Demo) -> None:
    passed_on = [need for entry in truth["files"] for need in entry["needs"] if need["unit"] != entry["unit"]]
    assert len(passed_on) > 40
    assert all(demo.units[need["unit"]].parent in ("qingneng", "jiangzhou") for need in passed_on)


def test_units_pass_on_the_needs_of_every_sub_unit(truth: dict[str, Any], demo: Demo) -> None:
    told = {need["unit"] for entry in truth["files"] for need in entry["needs"]}
    assert {unit.key for unit in demo.units.values() if unit.parent} <= told


def test_an_office_suite_that_fails_leaves_the_earlier_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "replies" / "earlier.docx"
    kept.parent.mkdir()
    kept.write_bytes(b"earlier")

    def failing(*_: Any, **__: Any) -> None:
        raise subprocess.CalledProcessError(1, "soffice")

    monkeypatch.setattr(office.shutil, "which", lambda name: name)
    monkeypatch.setattr(office.subprocess, "run", failing)
    with pytest.raises(subprocess.CalledProcessError):
        write_demo(tmp_path)
    assert kept.read_bytes() == b"earlier"


def test_the_office_suite_gets_a_profile_and_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """It must not meet a suite that somebody has open."""
    calls: list[list[str]] = []

    def pretend(command: list[str], **_: Any) -> None:
        calls.append(command)
        folder = Path(command[command.index("--outdir") + 1])
        folder.mkdir(exist_ok=True)
        for name in command[command.index("--outdir") + 2 :]:
            suffix = command[command.index("--convert-to") + 1].split(":")[0]
            (folder / Path(name).name).with_suffix(f".{suffix}").write_bytes(b"old")

    monkeypatch.setattr(office.subprocess, "run", pretend)
    converted = office.to_old_formats({"a.docx": b"1", "b.docx": b"2", "c.xlsx": b"3"})
    assert converted == {"a.docx": b"old", "b.docx": b"old", "c.xlsx": b"old"}
    assert len(calls) == 2  # one start for each format, not for each file
    assert all(any(word.startswith("-env:UserInstallation=file://") for word in call) for call in calls)


def test_an_unknown_shape_is_refused(demo: Demo) -> None:
    with pytest.raises(KeyError, match="origami"):
        write_shape(FilePlan("a.docx", "huajiang", "origami", demo.files[0].sent), demo)


def test_an_unknown_need_is_refused(demo: Demo) -> None:
    with pytest.raises(KeyError, match="huajiang-99"):
        write_shape(FilePlan("a.docx", "huajiang", "prose", demo.files[0].sent, needs=("huajiang-99",)), demo)
