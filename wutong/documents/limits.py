"""How much of an untrusted file we are willing to read, and what has been spent so far."""

from __future__ import annotations

from dataclasses import dataclass

from wutong.documents.blocks import Unreadable

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file with everything inside it."""

    max_bytes: int = 50 * MEGABYTE  # of the file itself and of each part
    max_members: int = 2_000  # files inside archives and mails, all levels together
    max_unpacked_bytes: int = 400 * MEGABYTE  # all levels together
    max_ratio: int = 200  # unpacked to packed, judged only above `ratio_from_bytes`
    ratio_from_bytes: int = 10 * MEGABYTE  # small files of spaces compress better than any ratio, harmlessly
    max_depth: int = 4  # archives in mails in archives …
    max_rows: int = 200_000  # of one table
    max_cells: int = 1_000_000  # all tables together, about 0.4 GB of memory
    max_blocks: int = 200_000  # all paragraphs and tables together
    converter_seconds: float = 60.0  # LibreOffice or pdftotext, for one file


DEFAULT = Limits()


@dataclass(slots=True)
class Budget:
    """What one call of `open_file` has used up; shared by all parts, so that many small bombs count as one."""

    name: str
    limits: Limits
    members: int = 0
    unpacked: int = 0
    cells: int = 0
    blocks: int = 0

    def spend_member(self) -> None:
        self.members += 1
        if self.members > self.limits.max_members:
            raise Unreadable("too_many_files", self.name, f"more than {self.limits.max_members} files inside")

    def spend_unpacked(self, size: int) -> None:
        self.unpacked += size
        if self.unpacked > self.limits.max_unpacked_bytes:
            raise Unreadable("bomb", self.name, f"unpacks to more than {self.limits.max_unpacked_bytes} bytes")

    def spend_cells(self, count: int) -> None:
        self.cells += count
        if self.cells > self.limits.max_cells:
            raise Unreadable("too_large", self.name, f"more than {self.limits.max_cells} cells")

    def spend_blocks(self, count: int = 1) -> None:
        self.blocks += count
        if self.blocks > self.limits.max_blocks:
            raise Unreadable("too_large", self.name, f"more than {self.limits.max_blocks} paragraphs")
