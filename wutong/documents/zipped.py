"""Zip containers from strangers: members are listed and unpacked in memory within limits, nothing is written."""

from __future__ import annotations

import io
import zipfile
import zlib

from wutong.documents.source import Source

FLAG_ENCRYPTED = 0x1
FLAG_UTF8 = 0x800
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Zip:
    """An opened zip. Sizes claimed by its directory are believed only to refuse early, never to allocate."""

    def __init__(self, source: Source) -> None:
        self.source = source
        try:
            self.file = zipfile.ZipFile(io.BytesIO(source.data))
        except _BROKEN as error:
            raise source.unreadable("damaged", f"zip directory: {error}") from error
        self.listed = [info for info in self.file.infolist() if not info.is_dir()]  # names may come twice
        self.members = {info.filename: info for info in self.listed}
        if len(self.listed) > source.limits.max_members:
            raise source.unreadable("too_many_files", f"{len(self.listed)} files inside")
        if sum(info.file_size for info in self.listed) > source.limits.max_unpacked_bytes:
            raise source.unreadable("bomb", f"unpacks to more than {source.limits.max_unpacked_bytes} bytes")

    def __contains__(self, name: str) -> bool:
        return name in self.members

    def read(self, member: str | zipfile.ZipInfo, at_most: int | None = None) -> bytes:
        """The unpacked member; `bomb` when it grows past the limits, `encrypted`, `damaged`."""
        info = self.members[member] if isinstance(member, str) else member
        name = info.filename
        if info.flag_bits & FLAG_ENCRYPTED:
            raise self.source.unreadable("encrypted", name)
        limit = at_most or self.source.limits.max_unpacked_bytes
        try:
            with self.file.open(info) as opened:
                data = opened.read(min(info.file_size, limit) + 1)
        except _BROKEN as error:
            raise self.source.unreadable("damaged", f"{name}: {error}") from error
        self._judge(name, len(data), info.compress_size, limit)
        return data

    def _judge(self, name: str, size: int, packed: int, limit: int) -> None:
        limits = self.source.limits
        if size > limits.ratio_from_bytes and size > limits.max_ratio * max(packed, 1):
            raise self.source.unreadable("bomb", f"{name} is packed more than {limits.max_ratio} times")
        if size > limit:
            raise self.source.unreadable("too_large", f"{name} is over {limit} bytes")
        self.source.budget.spend_unpacked(size)
