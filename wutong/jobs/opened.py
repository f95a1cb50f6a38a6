"""Files once opened are kept as blocks beside their content: a page shows the original without opening it again."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.core.files.storage import default_storage

from wutong import documents
from wutong.base.files import StoredFile, write_whole
from wutong.documents.blocks import Document
from wutong.documents.isolated import Worker
from wutong.documents.storing import as_plain, from_plain


@cache
def reader_version() -> str:
    """A digest of the readers themselves: blocks kept by another version of them are not used."""
    folder = Path(str(documents.__file__)).parent
    digest = sha256()
    for source in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def path_of(stored: StoredFile) -> str:
    return f"opened/{stored.sha256[:2]}/{stored.sha256}-{reader_version()}.json.gz"


def keep_opened(stored: StoredFile, document: Document) -> None:
    """Keep the blocks of one content."""
    write_whole(path_of(stored), gzip.compress(json.dumps(as_plain(document)).encode(), compresslevel=5, mtime=0))


def kept_opened(stored: StoredFile) -> Document | None:
    """The blocks kept before; None when there are none, or only what a process that died while writing has left."""
    if not default_storage.exists(path_of(stored)):
        return None
    try:
        with default_storage.open(path_of(stored), "rb") as stream:
            return from_plain(json.loads(gzip.decompress(stream.read())))
    except (OSError, EOFError, zlib.error, ValueError):
        return None


def opened(stored: StoredFile, name: str, worker: Worker | None = None) -> Document:
    """The blocks of a kept file; opened in a limited process the first time. Raises `Unreadable`."""
    known = kept_opened(stored)
    if known is not None:
        return known
    if worker is None:
        with Worker() as own:
            document = own.open(name, stored.data())
    else:
        document = worker.open(name, stored.data())
    name_apart(document)
    keep_opened(stored, document)
    return document


def name_apart(document: Document) -> None:
    """Give parts that share a name different ones: a mail may carry “附件.docx” twice, and each is accounted for."""
    seen: set[str] = set()
    for number, part in enumerate(document.parts, 1):
        part.name = part.name or f"part {number}"
        if part.name in seen:
            part.name = f"{part.name} ({number})"
        seen.add(part.name)
        name_apart(part)


def part_at(document: Document, path: Sequence[str]) -> Document:
    """The part a path leads to, outermost first; KeyError when there is none."""
    for step in path:
        document = {part.name: part for part in document.parts}[step]
    return document
