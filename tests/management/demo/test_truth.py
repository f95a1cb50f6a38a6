"""The truth beside the files: it accounts for each of them and for every need inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest

from wutong.management.demo import Demo, DemoIndex, FilePlan

NEED_KEYS = {
    "key",
    "unit",
    "language",
    "title",
    "text",
    "countries",
    "field",
    "action",
    "money",
    "period",
    "partner",
    "contact",
}


def test_every_file_is_accounted_for(truth: dict[str, Any], replies: Path) -> None:
    assert sorted(entry["file"] for entry in truth["files"]) == sorted(path.name for path in replies.iterdir())


def test_files_in_are_the_sum_of_the_kinds(index: DemoIndex, replies: Path) -> None:
    assert sum(index.counts().values()) == len(list(replies.iterdir()))


def test_the_truth_on_disk_is_the_index_that_was_returned(truth: dict[str, Any], index: DemoIndex) -> None:
    assert truth == index.as_dict()


def test_each_need_says_everything_a_reader_is_asked_for(truth: dict[str, Any]) -> None:
    for entry in truth["files"]:
        for need in entry["needs"]:
            assert set(need) == NEED_KEYS
            assert need["money"] is None or set(need["money"]) == {"value", "unit"}


def test_every_need_is_in_one_current_file(truth: dict[str, Any], demo: Demo, index: DemoIndex) -> None:
    counted = Counter(need["key"] for entry in truth["files"] if entry["kind"] == "reply" for need in entry["needs"])
    assert set(counted.values()) == {1}
    skipped = {key for plan in demo.files if plan.name in index.skipped for key in plan.all_needs()}
    assert set(counted) == set(demo.needs) - skipped


def test_groups_hold_only_needs_that_were_written(truth: dict[str, Any], index: DemoIndex) -> None:
    members = [key for group in truth["groups"] for key in group]
    assert len(members) == len(set(members))
    assert set(members) <= index.keys()


def test_near_misses_are_in_no_group(truth: dict[str, Any]) -> None:
    grouped = {key for group in truth["groups"] for key in group}
    assert truth["near_misses"]
    assert not grouped & set(truth["near_misses"])


def test_titles_and_texts_can_be_found_in_their_file(index: DemoIndex, text_of: Callable[[str], str]) -> None:
    for entry in index.files:
        words = flat(text_of(entry.file)) if entry.needs else ""
        for need in entry.needs:
            assert shown(need.title, words), (entry.file, need.key)
            assert shown(need.text.rstrip("。"), words), (entry.file, need.key)


def test_countries_can_be_found_in_their_file(index: DemoIndex, text_of: Callable[[str], str]) -> None:
    for entry in index.files:
        words = flat(text_of(entry.file)) if entry.needs else ""
        assert [need.key for need in entry.needs if not shown(need.places, words)] == [], entry.file


def test_money_can_be_found_in_their_file(index: DemoIndex, text_of: Callable[[str], str]) -> None:
    for entry in index.files:
        words = flat(text_of(entry.file)) if entry.needs else ""
        for need in entry.needs:
            if need.money:
                told = {str(need.money.value), f"{need.money.value:,}", f"{need.money.value:,}".replace(",", "")}
                told |= {f"{need.money.value / 1e6:g}".replace(".", ",") + "млн", f"{need.money.value * 10000:,}元"}
                assert any(figure in words for figure in told), (entry.file, need.key)


def test_years_can_be_found_in_their_file(index: DemoIndex, text_of: Callable[[str], str]) -> None:
    for entry in index.files:
        words = text_of(entry.file) if entry.needs else ""
        for need in entry.needs:
            assert all(year in words for year in need.period.split("-")), (entry.file, need.key)


def test_files_without_needs_hold_no_title_of_any(index: DemoIndex, text_of: Callable[[str], str], demo: Demo) -> None:
    for entry in index.files:
        if entry.kind in ("no_needs", "not_a_reply"):
            words = text_of(entry.file)
            assert [need.key for need in demo.needs.values() if need.title in words] == []


def test_a_file_holds_no_need_the_truth_does_not_know(
    index: DemoIndex, text_of: Callable[[str], str], demo: Demo
) -> None:
    for entry in index.files:
        if entry.kind == "unreadable":
            continue
        words, known = flat(text_of(entry.file)), {need.key for need in entry.needs}
        strangers = [need.key for need in demo.needs.values() if need.key not in known and shown(need.title, words)]
        assert strangers == [], entry.file


def test_unit_names_can_be_read_off_most_replies(index: DemoIndex, text_of: Callable[[str], str], demo: Demo) -> None:
    silent = []
    for entry in index.files:
        if entry.kind == "reply":
            unit = demo.units[entry.author or entry.unit]
            family = [unit, *(one for one in demo.units.values() if one.parent == unit.key)]
            if not any(name in text_of(entry.file) for one in family for name in one.names.values()):
                silent.append(entry.file)
    assert len(silent) <= 4, silent


@pytest.mark.parametrize("kind", ["reply", "no_needs", "not_a_reply", "unreadable", "superseded"])
def test_every_kind_was_written(index: DemoIndex, kind: str) -> None:
    assert index.counts()[kind] >= 4


def test_copies_and_older_versions_point_at_written_files(truth: dict[str, Any]) -> None:
    names = {entry["file"] for entry in truth["files"]}
    pointed = [entry[name] for entry in truth["files"] for name in ("copy_of", "superseded_by") if name in entry]
    assert pointed
    assert set(pointed) <= names
    assert len(pointed) == sum(entry["kind"] == "superseded" for entry in truth["files"])


def test_what_was_skipped_needed_an_office_suite(index: DemoIndex, plans: dict[str, FilePlan]) -> None:
    assert all(plans[name].old for name in index.skipped)


def flat(words: str) -> str:
    return "".join(words.split())


def shown(words: str, inside: str) -> bool:
    """Plainly, or as HTML writes it."""
    return flat(words) in inside or flat(escape(words)) in inside
