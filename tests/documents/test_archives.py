"""Zip files: names, nesting, bombs, and nothing lost."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from tests.documents.made import problem, said, zipped
from wutong.documents.blocks import Unreadable
from wutong.documents.limits import MEGABYTE, Limits
from wutong.documents.opening import open_file


def encrypted(package: bytes) -> bytes:
    """The flag "encrypted" set on every member."""
    marked = bytearray(package)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", marked, at + offset)[0]
            struct.pack_into("<H", marked, at + offset, flags | 1)
            at = marked.find(mark, at + 4)
    return bytes(marked)


def with_raw_name(name: bytes, data: bytes) -> bytes:
    """A zip whose writer stored the name in its own code page without saying so."""
    return zipped({"N" * len(name): data}).replace(b"N" * len(name), name)


def test_every_member_is_a_part(letter: bytes, book: bytes) -> None:
    document = open_file("all.zip", zipped({"一/回函.docx": letter, "表.xlsx": book}))
    assert [(part.name, part.media) for part in document.parts] == [("一/回函.docx", "docx"), ("表.xlsx", "xlsx")]
    assert next(document.parts[0].texts()).place.path == ("一/回函.docx",)
    assert document.meta["files"] == "2"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_the_flag(encoding: str) -> None:
    document = open_file("a.zip", with_raw_name("演示大学合作需求.txt".encode(encoding), "无需求".encode()))
    assert document.parts[0].name == "演示大学合作需求.txt"


def test_rubbish_is_counted_not_read(letter: bytes) -> None:
    rubbish = {"__MACOSX/._回函.docx": b"x", ".DS_Store": b"x", "a/Thumbs.db": b"x", "~$回函.docx": b"x"}
    document = open_file("a.zip", zipped(rubbish | {"回函.docx": letter}))
    assert [part.name for part in document.parts] == ["回函.docx"]
    assert document.meta["ignored"] == "4"


def test_climbing_paths_are_harmless_names() -> None:
    document = open_file("a.zip", zipped({"../../etc/passwd": b"text", "/root/x.txt": b"text"}))
    assert [part.problem for part in document.parts] == [None, None]


def test_one_bad_member_does_not_take_the_others(letter: bytes) -> None:
    members = {"好.docx": letter, "断.docx": letter[:2000], "空.docx": b"", "图.docx": b"\x89PNG\r\n", "信.txt": b"ok"}
    parts = open_file("a.zip", zipped(members)).parts
    assert [part.problem for part in parts] == [None, "damaged", "empty", "unknown_type", None]
    assert parts[1].detail


def test_corrupt_member_data_is_told() -> None:
    package = bytearray(zipped({"a.txt": b"some words " * 50, "b.txt": b"fine"}))
    package[45] ^= 0xFF
    parts = open_file("a.zip", bytes(package)).parts
    assert [part.problem for part in parts] == ["damaged", None]


def test_encrypted_members() -> None:
    parts = open_file("a.zip", encrypted(zipped({"a.txt": b"secret"}))).parts
    assert [part.problem for part in parts] == ["encrypted"]


def test_nested_zips_up_to_the_depth() -> None:
    package = zipped({"里.txt": "到底".encode()})
    for _ in range(3):
        package = zipped({"内.zip": package})
    deepest = list(open_file("a.zip", package).walk())[-1]
    assert said(deepest) == ["到底"]
    assert next(deepest.texts()).place.path == ("内.zip", "内.zip", "内.zip", "里.txt")
    assert list(open_file("a.zip", zipped({"内.zip": package})).walk())[-1].problem == "bomb"


def test_highly_packed_member_is_a_bomb() -> None:
    bomb = zipped({"a.txt": b" " * (30 * MEGABYTE)})
    assert open_file("a.zip", bomb).parts[0].problem == "bomb"


def test_claimed_sizes_are_not_believed() -> None:
    package = bytearray(zipped({"a.txt": b"x" * 5 * MEGABYTE}))
    at = package.find(b"PK\x01\x02")
    struct.pack_into("<I", package, at + 24, 10)
    part = open_file("a.zip", bytes(package)).parts[0]
    assert part.problem in ("damaged", "bomb", "too_large")


def test_total_and_count_limits() -> None:
    package = zipped({f"{number}.txt": bytes([65 + number]) * 1000 for number in range(8)})
    assert problem("a.zip", package, limits=Limits(max_members=5)).code == "too_many_files"
    assert problem("a.zip", package, limits=Limits(max_unpacked_bytes=5000)).code == "bomb"


def test_bombs_in_pieces_count_together() -> None:
    inner = zipped({f"{number}.txt": b"abc " * 500 for number in range(3)})
    package = zipped({f"{number}.zip": inner for number in range(10)})
    document = open_file("a.zip", package, limits=Limits(max_unpacked_bytes=20_000))
    problems = [part.problem for part in document.walk() if part.problem]
    assert "bomb" in problems
    assert len(document.parts) == 10


def test_zip_that_ends_early() -> None:
    assert problem("a.zip", zipped({"a.txt": b"x" * 3000})[:-30]).code == "damaged"


def test_overlapping_members_are_bounded() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", b"words")
        for number in range(200):  # many directory entries that all point at the first member's data
            copy = zipfile.ZipInfo(f"{number}.txt")
            copy.header_offset, copy.file_size, copy.compress_size, copy.CRC = 0, 5, 5, 0
            archive.filelist.append(copy)
    try:
        document = open_file("a.zip", buffer.getvalue())
    except Unreadable as refused:
        assert refused.code in ("damaged", "bomb", "too_many_files")
    else:
        assert len(document.parts) == 201
