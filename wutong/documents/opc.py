"""Office Open XML packages (.docx, .xlsx): parts, relations between parts, and document properties."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from wutong.documents import safexml
from wutong.documents.source import Source
from wutong.documents.zipped import Zip

RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CORE = {
    "title": "title",
    "creator": "author",
    "subject": "about",
    "keywords": "keywords",
    "created": "created",
    "modified": "modified",
    "lastModifiedBy": "modified_by",
}


@dataclass(frozen=True, slots=True)
class Relation:
    kind: str  # last word of the relation type: "styles", "worksheet", "header" …
    target: str  # part name, or an outside address
    outside: bool


class Package:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.zip = Zip(source)

    def has(self, part: str) -> bool:
        return part in self.zip

    def xml(self, part: str) -> safexml.Element:
        """The parsed part; `damaged` when it is missing."""
        return safexml.parse(self.bytes(part), self.source.name)

    def bytes(self, part: str) -> bytes:
        if part not in self.zip:
            raise self.source.unreadable("damaged", f"{part} is missing")
        return self.zip.read(part)

    def relations(self, part: str) -> dict[str, Relation]:
        """Relations of a part by their id; empty when it has none."""
        folder, file = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(rels):
            return {}
        return {item.get("Id", ""): _relation(item, folder) for item in self.xml(rels).iterchildren("{*}Relationship")}

    def main_part(self, usual: str) -> str:
        """The part the package opens with; `usual` when it does not say."""
        found = (relation.target for relation in self.relations("").values() if relation.kind == "officeDocument")
        return next((target for target in found if self.has(target)), usual)

    def meta(self) -> dict[str, str]:
        """Core properties by plain names, custom properties by their own, and whether macros lie inside (never run)."""
        macros = any(name.lower().endswith("vbaproject.bin") for name in self.zip.members)
        return self._core() | self._custom() | ({"macros": "1"} if macros else {})

    def _core(self) -> dict[str, str]:
        if not self.has("docProps/core.xml"):
            return {}
        found = {safexml.local(item): (item.text or "").strip() for item in self.xml("docProps/core.xml")}
        return {ours: found[theirs] for theirs, ours in _CORE.items() if found.get(theirs)}

    def _custom(self) -> dict[str, str]:
        if not self.has("docProps/custom.xml"):
            return {}
        properties = self.xml("docProps/custom.xml").iterchildren("{*}property")
        return {item.get("name", ""): "".join(item.itertext()).strip() for item in properties}


def _relation(item: safexml.Element, folder: str) -> Relation:
    kind, target = item.get("Type", "").rsplit("/", 1)[-1], item.get("Target", "")
    if item.get("TargetMode") == "External":
        return Relation(kind, target, outside=True)
    joined = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(kind, joined, outside=False)
