"""Writes the whole demo: the reply files, the call beside them, and the truth a reader is measured against."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from .content import CONTENT, Demo, FilePlan, Need, load_demo
from .office import office_found, to_old_formats
from .writers import write_shape


@dataclass(frozen=True)
class TruthFile:
    """What one file really is. `copy_of`: the same bytes under another name; `superseded_by`: the newer version."""

    file: str
    unit: str
    kind: str
    needs: tuple[Need, ...]
    copy_of: str = ""
    superseded_by: str = ""
    author: str = ""  # the sub-unit that wrote it, when its head office sent it

    def as_dict(self) -> dict[str, Any]:
        known = {name: getattr(self, name) for name in ("copy_of", "superseded_by", "author") if getattr(self, name)}
        needs = [need_truth(need) for need in self.needs]
        return {"file": self.file, "unit": self.unit, "kind": self.kind, "needs": needs} | known


@dataclass(frozen=True)
class DemoIndex:
    folder: Path  # where the reply files are
    files: tuple[TruthFile, ...]
    groups: tuple[tuple[str, ...], ...]  # keys of needs that are one and the same
    near_misses: dict[str, tuple[str, ...]]  # key of a need → the keys it must not be merged with
    skipped: tuple[str, ...]  # planned files that needed an office suite where there was none

    def counts(self) -> Counter[str]:
        return Counter(file.kind for file in self.files)

    def keys(self) -> set[str]:
        return {need.key for file in self.files for need in file.needs}

    def as_dict(self) -> dict[str, Any]:
        return {
            "files": [file.as_dict() for file in self.files],
            "groups": [list(group) for group in self.groups],
            "near_misses": {key: list(keys) for key, keys in self.near_misses.items()},
        }


def write_demo(out: Path) -> DemoIndex:
    """Writes out/replies/*, out/letter.toml and out/truth.json; what an earlier run left in replies/ goes."""
    demo, replies = load_demo(), out / "replies"
    plans = [plan for plan in demo.files if office_found() or not plan.old]
    contents = _contents(plans, demo)
    shutil.rmtree(replies, ignore_errors=True)
    replies.mkdir(parents=True)
    for plan, content in zip(plans, contents, strict=True):
        path = replies / plan.name
        path.write_bytes(content)
        sent = datetime.combine(plan.sent, time(1), UTC).timestamp()
        os.utime(path, (sent, sent))
    index = _index(plans, demo, replies)
    shutil.copyfile(CONTENT / "call.toml", out / "letter.toml")
    (out / "truth.json").write_text(json.dumps(index.as_dict(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return index


def need_truth(need: Need) -> dict[str, Any]:
    return {
        "key": need.key,
        "unit": need.unit,
        "language": need.language,
        "title": need.title,
        "text": need.text,
        "countries": list(need.countries),
        "field": need.field,
        "action": need.action,
        "money": asdict(need.money) if need.money else None,
        "period": need.period,
        "partner": need.partner,
        "contact": need.contact,
    }


def _contents(plans: list[FilePlan], demo: Demo) -> list[bytes]:
    written = {plan.name: write_shape(plan, demo) for plan in plans if not plan.copy_of}
    modern = {f"{plan.name}x": written[plan.name] for plan in plans if plan.old}
    if modern:
        written |= {name.removesuffix("x"): content for name, content in to_old_formats(modern).items()}
    return [written[plan.copy_of or plan.name] for plan in plans]


def _index(plans: list[FilePlan], demo: Demo, folder: Path) -> DemoIndex:
    by_name = {plan.name: plan for plan in plans}
    files = tuple(_truth(plan, by_name, demo) for plan in plans)
    written = {need.key for file in files for need in file.needs}
    groups = {word: tuple(key for key in keys if key in written) for word, keys in demo.groups().items()}
    near = {need.key: groups[need.near_miss_of] for need in demo.needs.values() if need.near_miss_of}
    return DemoIndex(
        folder=folder,
        files=files,
        groups=tuple(keys for keys in groups.values() if len(keys) > 1),
        near_misses={key: keys for key, keys in near.items() if key in written},
        skipped=tuple(plan.name for plan in demo.files if plan.name not in by_name),
    )


def _truth(plan: FilePlan, by_name: dict[str, FilePlan], demo: Demo) -> TruthFile:
    keys = by_name[plan.copy_of].all_needs() if plan.copy_of else plan.all_needs()
    needs = tuple(demo.needs[key] for key in keys)
    return TruthFile(plan.name, plan.unit, plan.kind, needs, plan.copy_of, plan.superseded_by, plan.author)
