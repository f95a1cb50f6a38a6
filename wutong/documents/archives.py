"""Zip archives of replies: every member becomes a part, names from Chinese systems decoded, bombs refused."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath

from wutong.documents.blocks import Document, Unreadable
from wutong.documents.encodings import detect
from wutong.documents.source import Source, lost_part
from wutong.documents.zipped import FLAG_UTF8, Zip

_RUBBISH = {".ds_store", "thumbs.db", "desktop.ini"}


def read_zip(source: Source) -> Document:
    archive = Zip(source)
    document = Document(source.name, "zip")
    ignored = 0
    for info in archive.listed:
        name = member_name(info)
        if _is_rubbish(name):
            ignored += 1
            continue
        document.parts.append(_part(source, archive, info, name))
    document.meta = {"files": str(len(document.parts))} | ({"ignored": str(ignored)} if ignored else {})
    return document


def member_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer saw it: without the UTF-8 flag zipfile reads cp437, and Windows in Chinese wrote GBK."""
    name = info.orig_filename
    if not info.flag_bits & FLAG_UTF8:
        try:
            stored = name.encode("cp437")
        except UnicodeEncodeError:
            stored = name.encode("utf-8", "replace")
        if not stored.isascii():
            name = stored.decode(detect(stored), "replace")
    return name.replace("\\", "/")


def _part(source: Source, archive: Zip, info: zipfile.ZipInfo, name: str) -> Document:
    try:
        data = archive.read(info, at_most=source.limits.max_bytes)
    except Unreadable as problem:
        return lost_part(source.label(name), problem.code, problem.detail)
    return source.open_part(name, data)


def _is_rubbish(name: str) -> bool:
    path = PurePosixPath(name)
    return "__MACOSX" in path.parts or path.name.lower() in _RUBBISH or path.name.startswith(("~$", "._"))
