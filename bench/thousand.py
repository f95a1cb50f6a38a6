"""A thousand replies with five thousand needs: reading them beside only parsing them, the grouping stated apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import Row, in_turn, once, row
from wutong.calls.reading import FolderReading, ReadingContext, ReplyReading, read_path, settle
from wutong.calls.reading.folder import groups_of
from wutong.documents.blocks import Unreadable
from wutong.documents.opening import open_path
from wutong.management.demo.content import Demo, FilePlan, load_demo
from wutong.management.demo.writers import write_shape

FILES, NEEDS_EACH = 1_000, 5
TIMES_PARSING = 3
ROUNDS = 2  # after one that warms: each takes a quarter of a minute
CONTEXT = ReadingContext(on=date(2026, 9, 1))
ENDINGS = {"sheet": "xlsx", "text_numbers": "xlsx", "merged": "xlsx", "by_action": "xlsx", "transposed": "xlsx",
           "hidden": "xlsx", "text": "txt", "html": "html", "mail": "eml"}  # fmt: skip
LOT = {"zh": "（第{}批）", "en": " (lot {})", "ru": " (лот {})"}
APART = ("mail", "archive", "copy")  # of mails only those whose body holds the needs are written


def patterns(demo: Demo) -> list[FilePlan]:
    """The shapes of the demo's replies, each with the wording of its table, as often as they come there."""
    plain = [plan for plan in demo.files if plan.kind == "reply" and plan.needs and not plan.parts and not plan.old]
    return [plan for plan in plain if plan.shape not in APART or (plan.shape == "mail" and plan.body == "needs")]


def enlarged(demo: Demo, count: int) -> Demo:
    """So many needs, no two worded alike: those of the demo, again and again in further lots."""
    more = dict(demo.needs)
    for number, (key, need) in enumerate(islice(cycle(demo.needs.items()), len(demo.needs), count)):
        lot = LOT[need.language].format(2 + number // len(demo.needs))
        more[f"{key}-{number}"] = replace(
            need, key=f"{key}-{number}", title=f"{need.title}{lot}", text=f"{need.text.rstrip('。.')}{lot}"
        )
    return replace(demo, needs=more)


def plans(demo: Demo, count: int) -> Iterator[FilePlan]:
    """Replies in every shape by turns, with needs of one language each."""
    spoken: dict[str, list[str]] = {}
    for key, need in demo.needs.items():
        spoken.setdefault(need.language, []).append(key)
    taken = {language: cycle(keys) for language, keys in spoken.items()}
    for number, pattern in enumerate(islice(cycle(patterns(demo)), count)):
        keys = tuple(islice(taken[demo.needs[pattern.needs[0]].language], NEEDS_EACH))
        name = f"{number:04}.{ENDINGS.get(pattern.shape, 'docx')}"
        yield replace(pattern, name=name, unit=demo.needs[keys[0]].unit, author="", needs=keys, superseded_by="")


def write_thousand(folder: Path, count: int = FILES) -> None:
    demo = enlarged(load_demo(), count * NEEDS_EACH)
    for plan in plans(demo, count):
        (folder / plan.name).write_bytes(write_shape(plan, demo))


def parsed(paths: list[Path]) -> int:
    """Blocks met when each file is only opened: the same libraries, nothing understood."""
    met = 0
    for path in paths:
        try:
            met += sum(len(part.blocks) for part in open_path(path).walk())
        except Unreadable:  # none of these is; a fault of the writers would show in the needs
            continue
    return met


def understood(paths: list[Path]) -> tuple[ReplyReading, ...]:
    """Every file opened and understood, and versions told apart; no grouping, so nothing is encoded."""
    return settle([reading for path in paths for reading in read_path(path, path.name, CONTEXT)])


def cases() -> list[Row]:
    """All rows of this part of the bench."""
    with TemporaryDirectory() as folder:
        write_thousand(Path(folder))
        paths = sorted(Path(folder).iterdir())
        read: list[tuple[ReplyReading, ...]] = []
        ours, plain = in_turn(lambda: read.append(understood(paths)), lambda: parsed(paths), times=ROUNDS)
        readings = read[-1]
    needs = sum(len(reading.needs) for reading in readings)
    names = tuple(path.name for path in paths)
    grouped: list[FolderReading] = []
    spent = once(lambda: grouped.append(FolderReading(names, readings, groups_of(names, readings))))
    note = f"{len(paths)} files, {needs} needs; beside opening them to blocks with the same libraries"
    apart = f"{len(grouped[0].groups)} groups of {needs} needs; encoding is nearly all of it"
    return [
        row("intake: a thousand replies read", ours.cpu, plain.cpu, most=TIMES_PARSING, unit="s CPU", note=note),
        row("intake: their needs grouped", spent.cpu, None, unit="s CPU", note=apart),
    ]
