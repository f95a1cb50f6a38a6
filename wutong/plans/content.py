"""The plans that come with the product: reads data/plan_*.toml and data/crosswalk.toml into checked, frozen values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LANGUAGES = ("zh-hans", "en")
KINDS = frozenset({"letter", "heading", "goal", "action", "task", "safeguard"})
ROLES = frozenset({"lead", "joint", "implements", "reports", "receives"})
MEASURES = frozenset({"flow", "stock"})
# SKOS mapping relations (W3C SKOS Reference, section 10), each with the relation read from the other end.
RELATIONS = {"exact": "exact", "close": "close", "broad": "narrow", "narrow": "broad", "related": "related"}

Label = Mapping[str, str]  # {"zh-hans": …, "en": …}


class ContentError(ValueError):
    """A plan file says something that cannot be; the message names file and entry."""

    def __init__(self, file: str, entry: str, problem: str) -> None:
        self.file, self.entry, self.problem = file, entry, problem
        super().__init__(f"{file}, {entry}: {problem}")


@dataclass(frozen=True, slots=True)
class BodyContent:
    """A body the text makes responsible, and for what: lead, joint, implements, reports, receives."""

    name: Label
    role: str


@dataclass(frozen=True, slots=True)
class ItemContent:
    code: str
    number: str  # as printed
    level: int
    parent: str | None
    kind: str
    title: Label
    summary: Label
    action: str  # exchange, joint_lab, park, transfer; empty except for the four actions
    bodies: tuple[BodyContent, ...]
    position: int  # order in the plan, from 0


@dataclass(frozen=True, slots=True)
class TargetContent:
    indicator: str
    clause: str  # code of the item that states the figure
    action: str  # code of the action it belongs to
    tasks: tuple[str, ...]  # codes of the tasks that serve it
    title: Label
    value: int
    unit: str
    unit_label: Label
    measures: str  # flow: happened in the period; stock: true on the day
    years: int
    baseline: date
    due: date
    due_basis: Label
    quote: str


@dataclass(frozen=True, slots=True)
class PlanContent:
    code: str
    title: Label
    issuer: Label
    number: str  # document number, empty where the text has none
    issued: date | None
    baseline: date
    baseline_basis: Label
    items: tuple[ItemContent, ...]
    targets: tuple[TargetContent, ...]
    notes: Mapping[str, Label]  # further remarks of the file: issuer_basis, sent_with

    def item(self, code: str) -> ItemContent:
        """The item with this code; KeyError if there is none."""
        for item in self.items:
            if item.code == code:
                return item
        raise KeyError(f"plan {self.code} has no item {code}")

    def has(self, code: str) -> bool:
        return any(item.code == code for item in self.items)

    def children(self, code: str | None) -> tuple[ItemContent, ...]:
        return tuple(item for item in self.items if item.parent == code)


@dataclass(frozen=True, slots=True)
class LinkContent:
    source: str
    target: str
    relation: str  # read source → target
    note: Label

    def turned(self) -> LinkContent:
        """The same link read from the other end."""
        return LinkContent(self.target, self.source, RELATIONS[self.relation], self.note)


@dataclass(frozen=True, slots=True)
class CrosswalkContent:
    source: str  # plan codes
    target: str
    links: tuple[LinkContent, ...]

    def of(self, code: str) -> tuple[LinkContent, ...]:
        """Links of an item of either plan, always read from that item."""
        return tuple(
            link if link.source == code else link.turned() for link in self.links if code in (link.source, link.target)
        )


class _Entry:
    """One table of a file: hands out its values and says where something is missing."""

    def __init__(self, file: str, name: str, values: Mapping[str, Any]) -> None:
        self.file, self.name, self.values = file, name, values

    def wrong(self, problem: str) -> ContentError:
        return ContentError(self.file, self.name, problem)

    def get[T](self, key: str, kind: type[T]) -> T:
        value = self.values.get(key)
        if not isinstance(value, kind) or value == "":
            raise self.wrong(
                f"{key} is missing" if value in (None, "") else f"{key} should be {kind.__name__}, is {value!r}"
            )
        return value

    def label(self, key: str, optional: bool = False) -> Label:
        if optional and key not in self.values:
            return {}
        value = self.get(key, dict)
        for language in LANGUAGES:
            if not value.get(language):
                raise self.wrong(f"{key} has no {language} text")
        return value

    def one_of(self, key: str, known: frozenset[str] | Mapping[str, str]) -> str:
        value = self.get(key, str)
        if value not in known:
            raise self.wrong(f"unknown {key} {value!r}; known are {', '.join(sorted(known))}")
        return value


def load_plan(path: Path) -> PlanContent:
    """One plan file, checked. Raises ContentError."""
    raw = _parse(path)
    head = _Entry(path.name, "[plan]", raw.get("plan", {}))
    baseline = head.get("baseline", date)
    items = _items(path.name, raw.get("item", []))
    codes = {item.code for item in items}
    return PlanContent(
        code=head.get("code", str),
        title=head.label("title"),
        issuer=head.label("issuer"),
        number=head.values.get("number", ""),
        issued=head.values.get("issued"),
        baseline=baseline,
        baseline_basis=head.label("baseline_basis"),
        items=items,
        targets=tuple(_target(path.name, values, codes, baseline) for values in raw.get("target", [])),
        notes={key: head.label(key) for key in ("issuer_basis", "sent_with") if key in head.values},
    )


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(path.name, "the file", f"is not valid TOML: {error}") from error


def _items(file: str, listed: list[dict[str, Any]]) -> tuple[ItemContent, ...]:
    known: dict[str, ItemContent] = {}
    for position, values in enumerate(listed):
        item = _item(_Entry(file, f"item {values.get('code', position + 1)}", values), position, known)
        known[item.code] = item
    return tuple(known.values())


def _item(entry: _Entry, position: int, known: Mapping[str, ItemContent]) -> ItemContent:
    code, level, parent = entry.get("code", str), entry.get("level", int), entry.values.get("parent")
    if code in known:
        raise entry.wrong(f"code {code} is used twice")
    if parent is not None and parent not in known:
        raise entry.wrong(f"parent {parent} does not stand before it")
    if level != (known[parent].level + 1 if parent else 1):
        raise entry.wrong(f"level {level} does not fit its parent {parent or '(none)'}")
    kind = entry.one_of("kind", KINDS)
    if kind not in {"letter"} and not entry.values.get("number"):
        raise entry.wrong("number is missing")
    bodies = tuple(_body(_Entry(entry.file, f"{entry.name}, bodies", body)) for body in entry.values.get("bodies", []))
    summary = entry.label("summary", optional=kind not in {"task", "safeguard"})
    action = entry.values.get("action", "")
    if (kind == "action") != bool(action):
        raise entry.wrong("an item of kind action names its action, and no other item does")
    return ItemContent(
        code,
        entry.values.get("number", ""),
        level,
        parent,
        kind,
        entry.label("title"),
        summary,
        action,
        bodies,
        position,
    )


def _body(entry: _Entry) -> BodyContent:
    return BodyContent(entry.label("name"), entry.one_of("role", ROLES))


def _target(file: str, values: dict[str, Any], codes: set[str], baseline: date) -> TargetContent:
    entry = _Entry(file, f"target {values.get('indicator', '?')}", values)
    clause, action, tasks = entry.get("clause", str), entry.get("action", str), tuple(entry.get("tasks", list))
    for code in (clause, action, *tasks):
        if code not in codes:
            raise entry.wrong(f"item {code} is not in this plan")
    due, years = entry.get("due", date), entry.get("years", int)
    if due.year != baseline.year + years:
        raise entry.wrong(f"due {due} is not {years} years after the baseline {baseline}")
    return TargetContent(
        indicator=entry.get("indicator", str),
        clause=clause,
        action=action,
        tasks=tasks,
        title=entry.label("title"),
        value=entry.get("value", int),
        unit=entry.get("unit", str),
        unit_label=entry.label("unit_label"),
        measures=entry.one_of("measures", MEASURES),
        years=years,
        baseline=baseline,
        due=due,
        due_basis=entry.label("due_basis"),
        quote=entry.get("quote", str),
    )


def load_crosswalk(path: Path, plans: Mapping[str, PlanContent]) -> CrosswalkContent:
    """A crosswalk file, checked against the plans it joins. Raises ContentError."""
    raw = _parse(path)
    head = _Entry(path.name, "[crosswalk]", raw.get("crosswalk", {}))
    ends = head.get("from", str), head.get("to", str)
    for code in ends:
        if code not in plans:
            raise head.wrong(f"there is no plan {code}")
    seen: set[frozenset[str]] = set()
    links = []
    for values in raw.get("link", []):
        entry = _Entry(path.name, f"link {values.get('from', '?')} → {values.get('to', '?')}", values)
        link = LinkContent(
            entry.get("from", str), entry.get("to", str), entry.one_of("relation", RELATIONS), entry.label("note")
        )
        for plan, code in zip(ends, (link.source, link.target), strict=True):
            if not plans[plan].has(code):
                raise entry.wrong(f"plan {plan} has no item {code}")
        if frozenset((link.source, link.target)) in seen:
            raise entry.wrong("the two items are linked twice")
        seen.add(frozenset((link.source, link.target)))
        links.append(link)
    return CrosswalkContent(*ends, tuple(links))


def shipped_plans(folder: Path = DATA) -> dict[str, PlanContent]:
    """The plans in the product by code."""
    plans = [load_plan(path) for path in sorted(folder.glob("plan_*.toml"))]
    return {plan.code: plan for plan in plans}


def shipped_crosswalk(folder: Path = DATA) -> CrosswalkContent:
    return load_crosswalk(folder / "crosswalk.toml", shipped_plans(folder))
