"""Files nobody can read: cut off, encrypted, empty, a picture of a page, a name that lies."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from ..reply import Reply
from .prose import call_letter

SCAN = Path(__file__).parent.parent / "content" / "scan.png"
SECTOR = 512
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def truncated(reply: Reply) -> bytes:
    """A Word file whose upload stopped after two thirds."""
    whole = call_letter(reply)
    return whole[: len(whole) * 2 // 3]


def empty(_: Reply) -> bytes:
    return b""


def picture(_: Reply) -> bytes:
    """A photographed page; the plan gives it a name of another kind."""
    return SCAN.read_bytes()


def scan_pdf(_: Reply) -> bytes:
    """A PDF that holds the picture of a page and no text. PDF takes the compressed lines of a PNG as they are."""
    width, height, pixels = _png(SCAN.read_bytes())
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
    page += " /Resources << /XObject << /S 4 0 R >> >> >>"
    lines = f"/DecodeParms << /Predictor 15 /Colors 1 /BitsPerComponent 8 /Columns {width} >>"
    image = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    image += f" /Filter /FlateDecode {lines} /Length {len(pixels)} >>\nstream\n"
    draw = "q 595 0 0 842 0 0 cm /S Do Q"
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page.encode(),
            image.encode() + pixels + b"\nendstream",
            f"<< /Length {len(draw)} >>\nstream\n{draw}\nendstream".encode(),
        ]
    )


def encrypted(_: Reply) -> bytes:
    """The outside of a workbook saved with a password: an OLE container with EncryptionInfo and EncryptedPackage."""
    streams = {
        "EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00".ljust(4096, b"\x20"),
        "EncryptedPackage": _noise(8192),
    }
    table, entries, body = [FAT_SECTOR, END], [_entry("Root Entry", 5, END, 0, child=1)], b""
    for number, (name, content) in enumerate(streams.items(), 1):
        first, count = len(table), len(content) // SECTOR
        table += [*range(first + 1, first + count), END]
        entries.append(_entry(name, 2, first, len(content), right=number + 1 if number < len(streams) else NONE))
        body += content
    table += [FREE] * (SECTOR // 4 - len(table))
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    return _ole_header() + struct.pack(f"<{len(table)}I", *table) + directory + body


def _png(data: bytes) -> tuple[int, int, bytes]:
    """Width, height and compressed pixels of an 8-bit grey PNG."""
    chunks = list(_chunks(data))
    width, height = struct.unpack(">II", dict(chunks)[b"IHDR"][:8])
    return width, height, b"".join(content for kind, content in chunks if kind == b"IDAT")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        yield kind, data[at + 8 : at + 8 + length]
        at += length + 12


def _pdf(objects: list[bytes]) -> bytes:
    written, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size, start = len(objects) + 1, len(written)
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return written + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def _ole_header() -> bytes:
    """Version 3, one table sector (0), the directory in sector 1, no small streams."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return head + struct.pack("<109I", 0, *[FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int, child: int = NONE, right: int = NONE) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBB3I", len(label), kind, 1, NONE, right, child)
    return label.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def _noise(length: int) -> bytes:
    """Bytes that look encrypted and are the same in every run."""
    block = b"".join(zlib.crc32(number.to_bytes(4)).to_bytes(4) for number in range(length // 4))
    return block[:length]
