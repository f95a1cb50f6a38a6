"""Files nobody can read are broken in the way their kind says, and in no other."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import zipfile
import zlib
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from wutong.documents.blocks import Unreadable
from wutong.documents.opening import open_path
from wutong.management.demo import DemoIndex

TRUNCATED = "地矿院盖章件.docx"
ENCRYPTED = "材料所需求-内部.xlsx"
EMPTY = "云桥回函.docx"
SCAN = "康泽公司复函（扫描件）.pdf"
PICTURES = ["关于无合作需求的复函（盖章）.pdf", "澜湄中心盖章页.xlsx"]
REASONS = {TRUNCATED: {"damaged"}, ENCRYPTED: {"encrypted"}, EMPTY: {"empty"}, SCAN: {"no_text"}} | {
    name: {"unknown_type", "no_text"} for name in PICTURES
}


def test_these_are_all_unreadable_files(index: DemoIndex) -> None:
    assert {entry.file for entry in index.files if entry.kind == "unreadable"} == set(REASONS)


@pytest.mark.parametrize("name", REASONS)
def test_the_product_cannot_read_it_and_knows_why(replies: Path, name: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_path(replies / name)
    assert refused.value.code in REASONS[name]


def test_every_other_file_opens(replies: Path, index: DemoIndex) -> None:
    for entry in index.files:
        if entry.kind != "unreadable" and not entry.file.endswith((".doc", ".xls")):
            document = open_path(replies / entry.file)
            assert [part.name for part in document.walk() if part.problem] == [], entry.file


def test_a_truncated_file_begins_like_a_word_file(replies: Path) -> None:
    raw = (replies / TRUNCATED).read_bytes()
    assert raw[:2] == b"PK"
    assert b"[Content_Types].xml" in raw
    with pytest.raises(zipfile.BadZipFile):
        Document(io.BytesIO(raw))


def test_an_empty_file_has_no_bytes(replies: Path) -> None:
    assert (replies / EMPTY).stat().st_size == 0


def test_an_encrypted_workbook_is_no_zip(replies: Path) -> None:
    raw = (replies / ENCRYPTED).read_bytes()
    assert raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    with pytest.raises(zipfile.BadZipFile):
        load_workbook(io.BytesIO(raw))


def directory_of(raw: bytes) -> dict[str, tuple[int, int]]:
    """Name → first sector and size, read from the container's directory sector."""
    (sector,) = struct.unpack_from("<I", raw, 48)
    entries = raw[512 * (sector + 1) : 512 * (sector + 2)]
    found = {}
    for at in range(0, 512, 128):
        (length,) = struct.unpack_from("<H", entries, at + 64)
        if length:
            name = entries[at : at + length - 2].decode("utf-16-le")
            start, size = struct.unpack_from("<IQ", entries, at + 116)
            found[name] = (start, size)
    return found


def test_the_container_has_the_streams_of_a_password(replies: Path) -> None:
    found = directory_of((replies / ENCRYPTED).read_bytes())
    assert {"EncryptionInfo", "EncryptedPackage"} <= set(found)


def test_the_streams_of_the_container_can_be_followed(replies: Path) -> None:
    raw = (replies / ENCRYPTED).read_bytes()
    table = struct.unpack("<128I", raw[512:1024])
    for name, (sector, size) in directory_of(raw).items():
        if not size:
            continue
        length = 0
        while sector != 0xFFFFFFFE:
            assert 512 * (sector + 2) <= len(raw), name
            length, sector = length + 512, table[sector]
        assert length == size, name


def test_a_scan_is_a_page_without_text(replies: Path) -> None:
    raw = (replies / SCAN).read_bytes()
    assert raw.startswith(b"%PDF-")
    assert b"/Font" not in raw
    assert b"/Subtype /Image" in raw


def test_the_table_of_the_pdf_points_at_its_objects(replies: Path) -> None:
    raw = (replies / SCAN).read_bytes()
    start = int(re.findall(rb"startxref\n(\d+)", raw)[-1])
    assert raw[start:].startswith(b"xref")
    offsets = [int(number) for number in re.findall(rb"(\d{10}) 00000 n", raw[start:])]
    for number, offset in enumerate(offsets, 1):
        assert raw[offset:].startswith(f"{number} 0 obj".encode())


def test_the_picture_in_the_pdf_is_whole(replies: Path) -> None:
    raw = (replies / SCAN).read_bytes()
    width, height = (int(re.search(rb"/" + side + rb" (\d+) ", raw)[1]) for side in (b"Width", b"Height"))  # type: ignore[index]
    stream = raw.split(b"stream\n", 1)[1]
    assert len(zlib.decompressobj().decompress(stream)) == height * (width + 1)


@pytest.mark.office
def test_a_pdf_reader_shows_the_page_and_finds_no_words(replies: Path, tmp_path: Path) -> None:
    try:
        said = subprocess.run(["pdftotext", str(replies / SCAN), "-"], capture_output=True, check=True)
    except FileNotFoundError:
        pytest.skip("poppler-utils is not installed")
    assert said.stdout.strip() == b""
    subprocess.run(["pdftoppm", "-r", "20", "-gray", str(replies / SCAN), str(tmp_path / "page")], check=True)
    (page,) = tmp_path.glob("page*")
    assert len(set(page.read_bytes()[20:])) > 20


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_hides_behind_another_name(replies: Path, name: str) -> None:
    assert (replies / name).read_bytes().startswith(b"\x89PNG")
