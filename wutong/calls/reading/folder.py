"""A folder of replies read as a whole, and the JSON that tells what was understood. No database, no traceback."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from wutong.documents.blocks import Document, Unreadable
from wutong.documents.encodings import file_name
from wutong.documents.opening import open_path
from wutong.matching import Item, encode_items, group

from .classify import spoken_of
from .compared import compared
from .reply import read_reply
from .results import NeedReading, ReadingContext, ReplyReading
from .settle import settle

RANK = ("reply", "no_needs", "superseded", "unreadable", "not_a_reply")  # what a file is, by the best part in it
IGNORED = {"truth.json", "thumbs.db", "desktop.ini"}
# Needs that name exactly the same countries and the same action are one from the calibrated threshold of needs on
# (.28); others, whose countries only meet, must be as alike as translations of one text. Measured as pairwise F1 on
# the demo folder (402 needs, 121 true pairs) and on 44 files of somebody else (149 needs, 12 pairs): .96 and .91 so;
# .93 and .67 with the one threshold .24 for all whose countries and fields meet. From .24 to .30 hardly anything
# changes. The title counts twice, for it says what a need is about and no more.
MEETING = 0.5
Key = tuple[str, int]
Opener = Callable[[Path], Document]


@dataclass(frozen=True, slots=True)
class FolderReading:
    """Every file of the folder in order of name, and groups of needs that say the same across files."""

    files: tuple[str, ...]
    readings: tuple[ReplyReading, ...]
    groups: tuple[tuple[Key, ...], ...]
    ignored: int = 0  # files of the system, hidden ones, and links that lead out of the folder

    def of(self, file: str) -> tuple[ReplyReading, ...]:
        return tuple(reading for reading in self.readings if reading.file == file)

    def kind_of(self, file: str) -> str:
        kinds = {reading.kind for reading in self.of(file)}
        return next((kind for kind in RANK if kind in kinds), "not_a_reply")

    def counts(self) -> dict[str, int]:
        """Files by kind; the sum is the number of files."""
        return dict(Counter(self.kind_of(file) for file in self.files))


def read_folder(folder: Path, context: ReadingContext, opener: Opener = open_path) -> FolderReading:
    """Every file below the folder, hidden ones and those of the system apart. A file is named by its path in it.

    `opener` for strangers' files: that of a limited process, `documents.isolated.Worker.open_path`.
    """
    paths, ignored = files_of(folder)
    names = tuple(file_name(path.relative_to(folder).as_posix()) for path in paths)
    readings: list[ReplyReading] = []
    for name, path in zip(names, paths, strict=True):
        readings += read_path(path, name, context, opener)
    settled = settle(readings)
    return FolderReading(names, settled, groups_of(names, settled), ignored)


def files_of(folder: Path) -> tuple[list[Path], int]:
    """The files people put there, in order of name; and how many others were left out."""
    found = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    files = [path for path in found if path.is_file()]  # a pipe or a socket would be waited for without end
    kept = [path for path in files if not _ignored(path.relative_to(folder)) and not _leads_out(path, folder)]
    return kept, len(found) - len(kept)


def read_path(path: Path, name: str, context: ReadingContext, opener: Opener = open_path) -> tuple[ReplyReading, ...]:
    """One file on disk; whatever is wrong with it, there is a reading that says so."""
    try:
        document = opener(path)
    except Unreadable as problem:
        document = Document(name, "unknown", problem=problem.code, detail=problem.detail)
    except OSError as problem:
        document = Document(name, "unknown", problem="damaged", detail=str(problem.strerror))
    document.name = name
    try:
        return read_reply(document, context)
    except Exception as fault:
        return (ReplyReading(name, (), "unreadable", problem="damaged", notes=(type(fault).__name__,), confidence=0.2),)


def _ignored(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts) or path.name.lower() in IGNORED


def _leads_out(path: Path, folder: Path) -> bool:
    """A link to somewhere else: what lies outside the folder was not sent. Of folders, the link itself is left out."""
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def _needs(readings: tuple[ReplyReading, ...], file: str) -> list[NeedReading]:
    """The needs that stand: those of parts that nothing replaced; all of them when the whole file is replaced."""
    own = [reading for reading in readings if reading.file == file]
    standing = [reading for reading in own if reading.kind == "reply"] or own
    return [need for reading in standing for need in reading.needs]


def groups_of(names: tuple[str, ...], readings: tuple[ReplyReading, ...]) -> tuple[tuple[Key, ...], ...]:
    """Needs that say the same, among the files that stand."""
    standing = [name for name in names if any(one.file == name and one.kind == "reply" for one in readings)]
    needs = {(name, number): need for name in standing for number, need in enumerate(_needs(readings, name))}
    keyed = {f"{name}#{number}": (name, number) for name, number in needs}
    if len(needs) < 2:
        return ()
    texts = {key: _compared(needs[place]) for key, place in keyed.items()}
    exact = [Item(key, texts[key], facts=_exact_facts(needs[place])) for key, place in keyed.items()]
    meeting = [Item(key, texts[key], facts=_facts(needs[place], texts[key])) for key, place in keyed.items()]
    vectors = encode_items(exact)
    same = [pair for one in group(exact, vectors=vectors).groups for pair in combinations(one.keys, 2)]
    found = group(meeting, threshold=MEETING, together=same, vectors=vectors).groups
    return tuple(tuple(sorted(keyed[key] for key in one.keys)) for one in found)


def _exact_facts(need: NeedReading) -> dict[str, frozenset[str]]:
    """All countries as one fact, and the action: needs that differ in either are kept apart whatever their wording."""
    countries = " ".join(need.countries.value)
    return {"country": frozenset({countries or "none"}), "action": frozenset({need.action.value})}


def _facts(need: NeedReading, text: str) -> dict[str, frozenset[str]]:
    """Countries and fields, of which two needs must have one in common."""
    fields = spoken_of("fields", text) | {need.field.value}
    return {"country": frozenset(need.countries.value), "field": fields}


def _compared(need: NeedReading) -> str:
    title, text = need.title.value, need.text.value
    known = [found.value for found in (need.partner, need.contact) if found]
    said = compared(title, "" if text.startswith(title) and len(text) < len(title) + 4 else text, known)
    return said.partition("\n")[0] + "\n" + said


def folder_json(folder: FolderReading) -> dict[str, Any]:
    """The contract of `wutong intake read --json`; `parts` tells what each contained file is."""
    files = [_file(folder, name) for name in folder.files]
    groups = [[list(key) for key in one] for one in folder.groups]
    return {"files": files, "groups": groups, "ignored": folder.ignored}


def _file(folder: FolderReading, name: str) -> dict[str, Any]:
    parts = folder.of(name)
    kind = folder.kind_of(name)
    named = [part for part in parts if part.unit is not None]
    carriers = [part for part in named if not part.path or not part.needs]
    if (
        len({part.unit_key or (part.unit and part.unit.value) for part in named if part not in carriers}) > 1
        and carriers
    ):
        named = carriers  # an office sends what several of its units answered
    named.sort(key=lambda part: (part.kind != kind, -(part.unit.confidence if part.unit else 0)))
    told: dict[str, Any] = {
        "file": name,
        "unit": (named[0].unit_key or named[0].unit.value) if named and named[0].unit else None,
        "kind": kind,
        "needs": [need_json(need) for need in _needs(parts, name)] if kind in ("reply", "superseded") else [],
    }
    if len(parts) > 1:
        told["parts"] = [
            {"path": list(p.path), "kind": p.kind, "unit": p.unit_key or (p.unit and p.unit.value)} for p in parts
        ]
    problem = next((part.problem for part in parts if part.problem), None)
    return told | ({"problem": problem} if problem else {})


def need_json(need: NeedReading) -> dict[str, Any]:
    money, period = need.money, need.period
    return {
        "title": need.title.value,
        "text": need.text.value,
        "countries": list(need.countries.value),
        "field": need.field.value,
        "action": need.action.value,
        "money": {"value": float(money.value.amount), "unit": money.value.unit} if money else None,
        "period": period.value.printed if period else None,
        "source": need.source.as_dict(),
    } | ({"also": [place.as_dict() for place in need.also]} if need.also else {})
