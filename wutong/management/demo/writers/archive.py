"""Archives as made on an older Chinese Windows: member names in GBK, and nothing that says so."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from .steady import dated


def archive(members: list[tuple[str, bytes]], encoding: str, day: date) -> bytes:
    """Python would mark the names as UTF-8, so stand-ins of the same length are written first and then replaced."""
    target = io.BytesIO()
    names = [
        (name.encode(encoding), _stand_in(number, len(name.encode(encoding))))
        for number, (name, _) in enumerate(members)
    ]
    with zipfile.ZipFile(target, "w") as packed:
        for (_, stand_in), (_, content) in zip(names, members, strict=True):
            packed.writestr(dated(stand_in.decode(), day), content)
    packed_bytes = target.getvalue()
    for name, stand_in in names:
        packed_bytes = packed_bytes.replace(stand_in, name)
    return packed_bytes


def _stand_in(number: int, length: int) -> bytes:
    """A word that occurs nowhere else in the archive."""
    return f"~{number}~wutong~".encode().ljust(length, b"~")
