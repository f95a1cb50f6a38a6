"""Where a need comes from: unit, file, place. A need that was merged below leads to the files of all who asked it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import batched

from wutong.base.texts import in_language
from wutong.calls.models import IntakeFile, Membership, Need
from wutong.documents.blocks import Place
from wutong.exchange.labels import say
from wutong.exchange.values import Source

AT_ONCE = 500  # keys in one query
WITH_FILES = ("unit", "reply", "file__stored", "file__parent__stored")
Below = dict[int, list[Need]]  # the needs merged in a group of an office below


def sources_of(needs: Iterable[Need], language: str) -> dict[int, tuple[Source, ...]]:
    """By the key of the need; one query for each office the needs passed through. Needs come with WITH_FILES."""
    asked = list(needs)
    below: Below = {}
    frontier = _merged(asked)
    while frontier:
        found = _members(frontier)
        below |= {group: found.get(group, []) for group in frontier}
        frontier = _merged(need for members in found.values() for need in members) - below.keys()
    return {need.pk: tuple(_trace(need, below, language)) for need in asked}


def _merged(needs: Iterable[Need]) -> set[int]:
    return {need.merged_from_id for need in needs if need.merged_from_id}


def _members(groups: set[int]) -> Below:
    found: Below = {}
    for some in batched(sorted(groups), AT_ONCE):
        rows = Membership.objects.filter(group__in=some).order_by("pk")
        for row in rows.select_related(*(f"need__{name}" for name in WITH_FILES)):
            found.setdefault(row.group_id, []).append(row.need)
    return found


def _trace(need: Need, below: Below, language: str, through: frozenset[int] = frozenset()) -> list[Source]:
    """`through`: the groups passed on the way down; damaged records that lead round end where they began."""
    group = need.merged_from_id or 0
    members = below.get(group)
    if not members or group in through:
        return [source_of(need, language)]
    return [source for member in members for source in _trace(member, below, language, through | {group})]


def source_of(need: Need, language: str) -> Source:
    """The file as it arrived and the place in it, through the containers it lay in."""
    unit = in_language(need.unit.names, language)
    if need.file is None:
        return Source(unit, say("on_page", language, version=need.reply.version))
    place = need.places.get("need")
    arrived = need.file.parent or need.file
    return Source(unit, arrived.name, _inside(need.file, place), arrived.stored.sha256)


def _inside(file: IntakeFile, stored: dict[str, object] | None) -> Place | None:
    """The place, with the way to it from the file that arrived."""
    if not stored:
        return Place("field", path=tuple(file.path)) if file.path else None
    place = Place.from_dict({name: value for name, value in stored.items() if name in Place.__slots__})
    return replace(place, path=tuple(file.path)) if file.path and not place.path else place
