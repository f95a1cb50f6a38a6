"""Files that sit inside a Word file as icons or chunks: a reply often carries its table so."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from wutong.documents.blocks import Document
from wutong.documents.encodings import decode
from wutong.documents.ole import BrokenContainer, Ole
from wutong.documents.opc import Package, Relation
from wutong.documents.source import Source

_NATIVE = "\x01Ole10Native"
_FILES = ("package", "aFChunk")  # kept as they are; a chart's workbook hangs on the chart and is not met here
_OWN_DOCUMENTS = ("WordDocument", "Workbook", "Book")


def embedded_parts(source: Source, package: Package, relations: dict[str, Relation]) -> tuple[list[Document], int]:
    """The files inside as parts, and how many objects hold no file (formulas, drawings)."""
    parts, others = [], 0
    for relation in relations.values():
        if relation.outside or not package.has(relation.target):
            continue
        name = relation.target.rsplit("/", 1)[-1]
        if relation.kind in _FILES:
            parts.append(source.open_part(name, package.bytes(relation.target)))
        elif relation.kind == "oleObject":
            found = list(_inside(name, package.bytes(relation.target)))
            parts += [source.open_part(label, data) for label, data in found]
            others += not found
    return parts, others


def _inside(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file an OLE object wraps, with its own name when it says one; nothing for other objects."""
    try:
        ole = Ole(data)
    except (BrokenContainer, struct.error):
        return
    if "Package" in ole:
        yield name, ole.read("Package")
    elif _NATIVE in ole:
        yield from _native(ole.read(_NATIVE))
    elif any(stream in ole for stream in _OWN_DOCUMENTS):
        yield name, data


def _native(stream: bytes) -> Iterator[tuple[str, bytes]]:
    """Layout: size, flags, label, path, two numbers, length and path again, length and the file."""
    label, _, rest = stream[6:].partition(b"\0")
    _, _, rest = rest.partition(b"\0")
    if len(rest) < 8:
        return
    skipped = struct.unpack_from("<I", rest, 4)[0]
    at = 8 + skipped
    if at + 4 <= len(rest):
        length = struct.unpack_from("<I", rest, at)[0]
        yield decode(label)[0] or "object", rest[at + 4 : at + 4 + length]
