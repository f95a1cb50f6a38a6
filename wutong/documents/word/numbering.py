"""Automatic numbering computed as Word prints it: the reader of a reply sees 一、 and must not lose it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wutong.documents.safexml import Element
from wutong.documents.word.counting import printed
from wutong.documents.word.names import attribute, child, children, switched, whole

BULLET = "•"
LEVELS = 9
_HOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    start: int
    number_format: str
    pattern: str  # "%1、" or "%1.%2"
    restart: int | None  # level whose step resets this one; 0 never, None any higher level
    legal: bool  # all numbers of the pattern in digits
    style: str | None


class Numbering:
    """The lists of one document, counting as its paragraphs are read in order."""

    def __init__(self, root: Element | None) -> None:
        self._shared: dict[int, dict[int, Level]] = {}  # abstract list → levels
        self._list_style: dict[str, int] = {}
        self._linked: dict[int, str] = {}
        for element in children(root, "abstractNum"):
            self._take_abstract(element)
        self._of: dict[int, int] = {}  # list → abstract list
        self._own: dict[int, dict[int, Level]] = {}
        self._restart: dict[int, dict[int, int]] = {}  # list → level → number to start from, once
        for element in children(root, "num"):
            self._take_list(element)
        self._counters: dict[int, dict[int, int]] = {}

    def level_of_style(self, list_id: int, style: str | None) -> int:
        """The level that a paragraph style is tied to inside the list; the first when it is tied to none."""
        levels = self._levels(list_id)
        return next((index for index, level in levels.items() if style and level.style == style), 0)

    def next(self, list_id: int, index: int) -> str:
        """Count one more paragraph at this level (from 0) of the list; what Word prints before it."""
        levels = self._levels(list_id)
        level = levels.get(index)
        if level is None:
            return ""
        counters = self._counters.setdefault(self._abstract(list_id), {})
        self._count(counters, levels, list_id, index)
        if level.number_format == "bullet":
            return BULLET
        return _HOLDER.sub(
            lambda found: self._figure(counters, levels, level, int(found[1]) - 1), level.pattern
        ).strip()

    def _count(self, counters: dict[int, int], levels: dict[int, Level], list_id: int, index: int) -> None:
        anew = self._restart.get(list_id, {}).pop(index, None)
        if anew is not None:
            counters[index] = anew
        else:
            counters[index] = counters[index] + 1 if index in counters else levels[index].start
        for deeper in [other for other in counters if other > index]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or index < restart:
                del counters[deeper]

    @staticmethod
    def _figure(counters: dict[int, int], levels: dict[int, Level], of: Level, index: int) -> str:
        if index not in levels:
            return ""
        number = counters.get(index, levels[index].start)
        return str(number) if of.legal else printed(number, levels[index].number_format)

    def _abstract(self, list_id: int) -> int:
        abstract = self._of.get(list_id, -1)
        return self._list_style.get(self._linked.get(abstract, ""), abstract)

    def _levels(self, list_id: int) -> dict[int, Level]:
        return self._shared.get(self._abstract(list_id), {}) | self._own.get(list_id, {})

    def _take_abstract(self, element: Element) -> None:
        key = whole(element, "abstractNumId")
        if key is None:
            return
        self._shared[key] = _levels_in(element)
        if style := attribute(child(element, "styleLink")):
            self._list_style[style] = key
        if linked := attribute(child(element, "numStyleLink")):
            self._linked[key] = linked

    def _take_list(self, element: Element) -> None:
        key, abstract = whole(element, "numId"), whole(child(element, "abstractNumId"))
        if key is None or abstract is None:
            return
        self._of[key] = abstract
        for override in children(element, "lvlOverride"):
            index, start = whole(override, "ilvl"), whole(child(override, "startOverride"))
            if index is not None and start is not None:
                self._restart.setdefault(key, {})[index] = start
            self._own.setdefault(key, {}).update(_levels_in(override))


def _levels_in(element: Element) -> dict[int, Level]:
    found = {whole(item, "ilvl"): _level(item) for item in children(element, "lvl")}
    return {index: level for index, level in found.items() if index is not None and 0 <= index < LEVELS}


def _level(element: Element) -> Level:
    start = whole(child(element, "start"))
    number_format = child(element, "numFmt")
    if number_format is None:  # some formats are written inside alternatives
        number_format = element.find(".//{*}numFmt")
    return Level(
        start=1 if start is None else start,
        number_format=attribute(number_format) or "decimal",
        pattern=attribute(child(element, "lvlText")) or "",
        restart=whole(child(element, "lvlRestart")),
        legal=switched(element, "isLgl") is True,
        style=attribute(child(element, "pStyle")),
    )
