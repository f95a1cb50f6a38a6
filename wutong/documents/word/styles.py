"""Paragraph styles: heading level, boldness and list of a paragraph, looked up through the chain of parents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wutong.documents.safexml import Element
from wutong.documents.word.names import attribute, child, children, switched, whole

_HEADING = re.compile(r"^(?:heading|标题|標題|заголовок|titre|título|عنوان)\s*([1-9])$", re.IGNORECASE)
_TITLE = {"title", "标题", "標題", "название", "titre", "文件标题", "公文标题"}
_CONTENTS = re.compile(r"^(?:toc|目录|оглавление|tm)\s*[1-9]$", re.IGNORECASE)
BODY_LEVEL = 9  # w:outlineLvl counts from 0; 9 says "body text"


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    parent: str | None
    level: int | None
    bold: bool | None
    list_id: int | None
    list_level: int | None


class Styles:
    def __init__(self, root: Element | None) -> None:
        self._stored = {attribute(element, "styleId") or "": element for element in children(root, "style")}
        self._read: dict[str, Style] = {}  # few of the many styles a template brings are ever used
        self.usual = next((key for key, element in self._stored.items() if _is_usual(element)), None)

    def level(self, key: str | None) -> int | None:
        """1 for the outermost heading; None for body text."""
        for style in self._chain(key):
            if style.level is not None:
                return style.level or None
        return None

    def is_title(self, key: str | None) -> bool:
        return any(style.name.strip().lower() in _TITLE for style in self._chain(key))

    def is_contents(self, key: str | None) -> bool:
        return any(_CONTENTS.match(style.name.strip()) for style in self._chain(key))

    def bold(self, key: str | None) -> bool:
        return next((style.bold for style in self._chain(key) if style.bold is not None), False)

    def list_of(self, key: str | None) -> tuple[int, int | None] | None:
        """(list, level) that the style itself belongs to; the level may be left to the list's own definition."""
        level: int | None = None
        for style in self._chain(key):
            level = style.list_level if level is None else level
            if style.list_id is not None:
                return style.list_id, level
        return None

    def _chain(self, key: str | None) -> Iterator[Style]:
        seen: set[str] = set()
        key = key or self.usual
        while key and key in self._stored and key not in seen:
            seen.add(key)
            style = self._read.get(key) or self._read.setdefault(key, _style(self._stored[key]))
            yield style
            key = style.parent


def _is_usual(element: Element) -> bool:
    return attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true")


def outline_level(properties: Element | None) -> int | None:
    """Heading level from w:outlineLvl: None when not said, 0 for "body text"."""
    stored = whole(child(properties, "outlineLvl"))
    if stored is None:
        return None
    return stored + 1 if 0 <= stored < BODY_LEVEL else 0


def _style(element: Element) -> Style:
    name = attribute(child(element, "name")) or ""
    paragraph = child(element, "pPr")
    level = outline_level(paragraph)
    by_name = _HEADING.match(name.strip())
    if level is None and by_name:
        level = int(by_name[1])
    return Style(
        name=name,
        parent=attribute(child(element, "basedOn")),
        level=level,
        bold=switched(child(element, "rPr"), "b"),
        list_id=whole(child(paragraph, "numPr", "numId")),
        list_level=whole(child(paragraph, "numPr", "ilvl")),
    )
