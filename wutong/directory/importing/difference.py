"""A dry run: what taking in a list would add and change, on plain values; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wutong.directory.folding import fold

from .rows import OrganisationRow, Problem

_PLAIN_FIELDS = ("ror", "uscc", "country", "kind", "email", "website", "status")
_IDENTIFIERS = ("ror", "uscc")


@dataclass(frozen=True, slots=True)
class Change:
    """`fields` holds old → new of what would change: plain fields, "names.en", "aliases", "parents"."""

    existing: OrganisationRow
    incoming: OrganisationRow
    fields: dict[str, tuple[object, object]]


@dataclass(slots=True)
class Changes:
    """Every incoming row is in one of `new`, `changed`, `same`, or `refused` with a problem that names its place."""

    new: list[OrganisationRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: list[OrganisationRow] = field(default_factory=list)
    refused: list[OrganisationRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def compare(existing: Iterable[OrganisationRow], incoming: Iterable[OrganisationRow]) -> Changes:
    """Match by ROR, then by credit code, then by exact folded name under the same parent.

    An empty incoming field changes nothing, an alias is only ever added. A row whose identifiers contradict is refused.
    """
    known, rows = _Known(list(existing)), list(incoming)
    parents = known.parent_names(rows)
    changes, taken = Changes(), dict[int, str]()
    for row in rows:
        found, problem = known.match(row, parents)
        if problem is None and found is not None and id(found) in taken:
            problem = Problem("twice", row.place, taken[id(found)])
        elif problem is None and found is None and (first := known.earlier(row, parents)):
            problem = Problem("twice", row.place, first)
        if problem is not None:
            changes.refused.append(row)
            changes.problems.append(problem)
            continue
        changes.problems.extend(_unknown_parents(row, parents))
        if found is not None:
            taken[id(found)] = row.place
        _file(changes, found, row, parents)
    return changes


class _Known:
    """The organisations there are, by each way of finding one, and the new ones met so far."""

    def __init__(self, rows: list[OrganisationRow]) -> None:
        self._rows = rows
        self._by_code = {(kind, getattr(row, kind)): row for row in rows for kind in _IDENTIFIERS if getattr(row, kind)}
        self._by_name: dict[str, list[OrganisationRow]] = defaultdict(list)
        for row in rows:
            for name in {fold(name) for name in row.names.values()}:
                self._by_name[name].append(row)
        self._new: dict[tuple[str, ...], str] = {}

    def parent_names(self, incoming: list[OrganisationRow]) -> dict[str, str]:
        """A parent may be given by ROR or any name: each of them → the ROR if there is one, else one folded name."""
        names: dict[str, str] = {}
        for row in (*self._rows, *incoming):
            one = row.ror or fold(row.name)
            names.setdefault(row.ror or one, one)
            for name in row.names.values():
                names.setdefault(fold(name), one)
        return names

    def match(self, row: OrganisationRow, parents: Mapping[str, str]) -> tuple[OrganisationRow | None, Problem | None]:
        by_code = [self._by_code.get((kind, getattr(row, kind))) for kind in _IDENTIFIERS]
        found = [one for one in by_code if one is not None]
        if len({id(one) for one in found}) > 1:
            return None, Problem("conflict", row.place, " / ".join(one.name for one in found))
        candidates = found[:1] or self._named(row, parents)
        if len(candidates) > 1:
            return None, Problem("ambiguous", row.place, row.name)
        if not candidates:
            return None, None
        return candidates[0], _contradiction(candidates[0], row)

    def earlier(self, row: OrganisationRow, parents: Mapping[str, str]) -> str | None:
        """Where the same new organisation stood before in what comes in; remembers this one."""
        keys: list[tuple[str, ...]] = [(kind, getattr(row, kind)) for kind in _IDENTIFIERS if getattr(row, kind)]
        keys = keys or [("name", fold(row.name), *_parent_keys(row, parents))]
        first = next((self._new[key] for key in keys if key in self._new), None)
        self._new |= {key: row.place for key in keys if first is None}
        return first

    def _named(self, row: OrganisationRow, parents: Mapping[str, str]) -> list[OrganisationRow]:
        names = [fold(name) for name in row.names.values()]
        alike = list({id(one): one for name in names for one in self._by_name.get(name, ())}.values())
        above = _parent_keys(row, parents)
        return [one for one in alike if not above or above & _parent_keys(one, parents)]


def _parent_keys(row: OrganisationRow, parents: Mapping[str, str]) -> set[str]:
    keys = (parent if parent in parents else fold(parent) for parent in row.parents)
    return {parents.get(key, key) for key in keys}


def _contradiction(existing: OrganisationRow, row: OrganisationRow) -> Problem | None:
    for kind in _IDENTIFIERS:
        old, new = getattr(existing, kind), getattr(row, kind)
        if old and new and old != new:
            return Problem("conflict", row.place, f"{kind} {old} / {new}")
    return None


def _unknown_parents(row: OrganisationRow, parents: Mapping[str, str]) -> Iterator[Problem]:
    for parent in row.parents:
        if parent not in parents and fold(parent) not in parents:
            yield Problem("unknown_parent", row.place, parent)


def _file(changes: Changes, found: OrganisationRow | None, row: OrganisationRow, parents: Mapping[str, str]) -> None:
    if found is None:
        changes.new.append(row)
    elif fields := dict(_differences(found, row, parents)):
        changes.changed.append(Change(found, row, fields))
    else:
        changes.same.append(row)


def _differences(
    old: OrganisationRow, new: OrganisationRow, parents: Mapping[str, str]
) -> Iterator[tuple[str, tuple[object, object]]]:
    for name in _PLAIN_FIELDS:
        was, becomes = getattr(old, name), getattr(new, name)
        if becomes and was != becomes:
            yield name, (was, becomes)
    for language, text in new.names.items():
        if old.names.get(language) != text:
            yield f"names.{language}", (old.names.get(language, ""), text)
    known = {fold(text) for text in (*old.names.values(), *old.aliases)} | {fold(text) for text in new.names.values()}
    added = tuple(alias for alias in new.aliases if fold(alias) not in known)
    if added:
        yield "aliases", (old.aliases, old.aliases + added)
    if new.parents and _parent_keys(old, parents) != _parent_keys(new, parents):
        yield "parents", (old.parents, new.parents)
