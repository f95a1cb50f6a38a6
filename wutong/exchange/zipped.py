"""A zip file written while it is sent: no more than one of its files is held in memory."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZIP_STORED, ZipFile


class _Drain(io.RawIOBase):
    """Takes what the zip writes and gives it away at once."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pieces.append(bytes(data))
        return len(self.pieces[-1])

    def taken(self) -> bytes:
        taken, self.pieces = b"".join(self.pieces), []
        return taken


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Files by name, piece by piece. They are Office files, packed already: stored as they are."""
    drain = _Drain()
    with ZipFile(drain, "w", ZIP_STORED) as archive:
        for name, data in files:
            archive.writestr(name, data)
            yield drain.taken()
    yield drain.taken()
