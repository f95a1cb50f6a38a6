"""OLE containers (.doc, .xls, .msg, encrypted Office files): which streams lie inside, and their bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # sector numbers from here on are marks, not sectors
_NOBODY = 0xFFFFFFFF
_ENTRY = 128
STORAGE, STREAM, ROOT = 1, 2, 5


class BrokenContainer(ValueError):
    """The container's own tables contradict each other or end early."""


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Ole:
    """Read-only view. Chains are followed at most once round, so that loops in a damaged file end."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(MAGIC):
            raise BrokenContainer("no container header")
        self.data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise BrokenContainer("odd sector size")
        self.sector, self.mini_sector = 1 << shift, 1 << mini_shift
        directory, self.cutoff, mini_fat = struct.unpack_from("<I4xII", data, 48)
        self.fat = self._fat()
        self.mini_fat = self._numbers(self._chain(mini_fat, self.fat))
        self.entries = [self._entry(raw) for raw in _cut(self._chain(directory, self.fat), _ENTRY)]
        if not self.entries or self.entries[0].kind != ROOT:
            raise BrokenContainer("no root entry")
        self.mini = self._chain(self.entries[0].start, self.fat)
        self.paths = dict(self._walk(self.entries[0].child, (), set()))

    def __contains__(self, name: str) -> bool:
        return (name,) in self.paths

    def read(self, *path: str, at_most: int | None = None) -> bytes:
        """Bytes of a stream; b"" when there is none of this name."""
        entry = self.paths.get(path)
        if entry is None or entry.kind != STREAM:
            return b""
        size = entry.size if at_most is None else min(entry.size, at_most)
        if entry.size < self.cutoff:
            return self._mini_chain(entry.start)[:size]
        return self._chain(entry.start, self.fat, size)[:size]

    def _fat(self) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self.data, 76))
        following, count = struct.unpack_from("<II", self.data, 68)
        for _ in range(min(count, len(self.data) // self.sector)):
            if following >= _END:
                break
            more = self._numbers(self._at(following))
            sectors += more[:-1]
            following = more[-1] if more else _NOBODY
        return self._numbers(b"".join(self._at(number) for number in sectors if number < _END))

    def _at(self, number: int) -> bytes:
        start = (number + 1) * self.sector
        return self.data[start : start + self.sector]

    def _chain(self, start: int, table: list[int], at_most: int | None = None) -> bytes:
        found, number, seen, size = [], start, set(), 0
        while number < len(table) and number not in seen and (at_most is None or size < at_most):
            seen.add(number)
            found.append(self._at(number))
            size += self.sector
            number = table[number]
        return b"".join(found)

    def _mini_chain(self, start: int) -> bytes:
        found, number, seen = [], start, set()
        while number < len(self.mini_fat) and number not in seen:
            seen.add(number)
            found.append(self.mini[number * self.mini_sector : (number + 1) * self.mini_sector])
            number = self.mini_fat[number]
        return b"".join(found)

    def _walk(self, index: int, above: tuple[str, ...], seen: set[int]) -> Iterator[tuple[tuple[str, ...], Entry]]:
        waiting = [(index, above)]
        while waiting:
            number, path = waiting.pop()
            if number >= len(self.entries) or number in seen:
                continue
            seen.add(number)
            entry = self.entries[number]
            yield (*path, entry.name), entry
            waiting += [(entry.left, path), (entry.right, path)]
            if entry.kind == STORAGE:
                waiting.append((entry.child, (*path, entry.name)))

    @staticmethod
    def _numbers(raw: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4]))

    @staticmethod
    def _entry(raw: bytes) -> Entry:
        length, kind, left, right, child, start, size = struct.unpack_from("<HBxIII36xII", raw, 64)
        name = raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
        return Entry(name, kind, left, right, child, start, size)


def _cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data) - size + 1, size)]
