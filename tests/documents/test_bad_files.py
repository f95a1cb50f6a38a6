"""Whatever cannot be read is refused with the reason, and nothing but `Unreadable` comes out of the door."""

from __future__ import annotations

import random
import struct
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.made import attach, mail, ole, paragraph, problem, replaced, word_xml, zipped
from wutong.documents import converted
from wutong.documents.blocks import Document, Unreadable
from wutong.documents.limits import Limits
from wutong.documents.opening import open_file, open_path
from wutong.documents.sheets import old
from wutong.documents.storing import as_plain, from_plain

CASES = 400  # damaged files of each kind together; each takes a few milliseconds


def container(*streams: tuple[str, bytes]) -> bytes:
    return ole(dict(streams))


@pytest.mark.parametrize("data", [b"", b"\0" * 500, b" \r\n\t", b"\xef\xbb\xbf"])
def test_empty_files(data: bytes) -> None:
    assert problem("a.docx", data).code == "empty"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "JPEG"),
        (b"MZ\x90\0\x03\0\0\0\x04", "program"),
        (b"\x7fELF\x02\x01\x01\0", "program"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7-Zip"),
        (b"\0\0\0\x20ftypmp42\0\0", "film"),
        (bytes(range(256)) * 4, "binary"),
        (zipped({"ppt/presentation.xml": b"<p/>"}), "PowerPoint"),
        (zipped({"OFD.xml": b"<p/>"}), "OFD"),
        (container(("PowerPoint Document", b"x")), "PowerPoint"),
        (container(("Something", b"x")), "OLE"),
    ],
)
def test_foreign_files_are_named(data: bytes, what: str) -> None:
    refused = problem("需求.docx", data)
    assert refused.code == "unknown_type"
    assert what in refused.detail


def test_words_that_look_like_magic_numbers_are_text() -> None:
    assert open_file("a", b"BMW and MZ are short words").media == "txt"
    assert open_file("a", b"MZ is a country code").media == "txt"


@pytest.mark.parametrize(
    "data",
    [
        container(("EncryptedPackage", b"x"), ("EncryptionInfo", b"x")),
        container(("WordDocument", b"\xec\xa5\xc1\0" + b"\0" * 7 + b"\x01")),
        container(("Workbook", struct.pack("<HH16xHH", 0x809, 16, 0x2F, 4))),
    ],
)
def test_encrypted_office_files(data: bytes) -> None:
    assert problem("a.docx", data).code == "encrypted"


@pytest.mark.parametrize("end", ["import os; os.abort()", "bytearray(10**13)", "print('no JSON')"])
def test_workbook_that_ends_its_reader(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some damaged workbooks make the reading library end its process: it runs apart, the file is merely damaged."""
    monkeypatch.setattr(converted.shutil, "which", lambda name: None)
    monkeypatch.setattr(old, "own_module", lambda name: ([sys.executable, "-c", end], {}))
    assert problem("a.xls", container(("Workbook", b"\x09\x08\x10\0" + b"\0" * 9000))).code == "damaged"


def test_wrong_endings_do_not_matter(letter: bytes, book: bytes) -> None:
    for name in ("a.xlsx", "a.pdf", "a.txt", "a", "回函.doc"):
        assert open_file(name, letter).media == "docx"
        assert open_file(name, book).media == "xlsx"


def test_cut_office_files_are_damaged(letter: bytes, book: bytes) -> None:
    for data in (letter, book):
        assert {problem("a", data[: len(data) * part // 10]).code for part in range(1, 10)} == {"damaged"}


def test_broken_xml_is_damaged() -> None:
    made = word_xml(paragraph("x"))
    assert problem("a", replaced(made, {"word/document.xml": b"<w:document"})).code == "damaged"


@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "word/styles.xml"])
@pytest.mark.parametrize("declared", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(letter: bytes, part: str, declared: str) -> None:
    bomb = f"<!DOCTYPE x [{declared}<!ENTITY b '&a;&a;'>]><x>&b;</x>".encode()
    assert problem("a", replaced(letter, {part: bomb})).code == "bomb"
    late = b"<!--" + b" " * 9000 + b"-->" + bomb
    assert problem("a", replaced(letter, {part: late})).code == "bomb"


def test_entities_in_a_workbook_are_refused(book: bytes) -> None:
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet>&a;</worksheet>"
    assert problem("a", replaced(book, {"xl/worksheets/sheet1.xml": bomb})).code == "bomb"
    late = b"<!--" + b" " * 9000 + b"-->" + bomb
    assert problem("a", replaced(book, {"xl/worksheets/sheet1.xml": late})).code == "bomb"


def test_packed_office_part_is_a_bomb() -> None:
    made = replaced(word_xml(paragraph("x")), {"word/document.xml": b"<w:p/>" * 4_000_000})
    assert problem("a", made).code == "bomb"


def test_size_and_block_limits(letter: bytes) -> None:
    assert problem("a", letter, limits=Limits(max_bytes=100)).code == "too_large"
    assert problem("a", letter, limits=Limits(max_blocks=3)).code == "too_large"
    assert problem("a", b"x\n" * 100, limits=Limits(max_blocks=50)).code == "too_large"


def test_open_path_reads_and_refuses_without_loading(tmp_path: Path, letter: bytes) -> None:
    path = tmp_path / "回函.docx"
    path.write_bytes(letter)
    assert open_path(path).name == "回函.docx"
    with pytest.raises(Unreadable, match="too_large"):
        open_path(path, Limits(max_bytes=10))


def opened(data: bytes) -> Document | Unreadable:
    """Anything but `Unreadable` goes through and fails the test."""
    try:
        document = open_file("a", data, Limits(converter_seconds=0.001))
    except Unreadable as refused:
        return refused
    assert from_plain(as_plain(document)) == document
    return document


def damaged(data: bytes, dice: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(dice.choice((0, 1, 3, 20))):
        broken[dice.randrange(len(broken))] = dice.randrange(256)
    return bytes(broken[: dice.randrange(1, len(broken) + 1)] if dice.random() < 0.4 else broken)


def test_damaged_files_never_raise_anything_else(letter: bytes, book: bytes) -> None:
    message = attach(mail("您好\n> 旧文"), "回函.docx", letter).as_bytes()
    page = "<html><table><tr><td colspan=2>需求<td>b</table><p>x</html>".encode("gbk")
    good = [letter, book, message, page, zipped({"一.docx": letter, "二.xlsx": book}), b"a,b,c\n1,2,3\n4,5,6\n"]
    good += [
        container(("WordDocument", b"\xec\xa5\xc1\0")),
        container(("Workbook", b"\x09\x08\x10\0")),
        b'{"a": [1, 2]}',
    ]
    dice = random.Random(20261124)
    for number in range(CASES):
        opened(damaged(good[number % len(good)], dice))


def test_damage_inside_the_packages_never_raises_anything_else(letter: bytes, book: bytes) -> None:
    """Flips in packed bytes mostly fail the checksum; flips in the XML reach the readers."""
    dice = random.Random(7)
    names = ("document", "styles", "numbering", "document.xml.rels", "header1")
    parts = [(letter, f"word/{'_rels/' if 'rels' in name else ''}{name.removesuffix('.xml')}") for name in names]
    parts = [(letter, part if part.endswith(".rels") else f"{part}.xml") for _, part in parts]
    parts += [(book, "xl/worksheets/sheet1.xml"), (book, "xl/workbook.xml"), (book, "xl/styles.xml")]
    for number in range(CASES // 4):
        package, part = parts[number % len(parts)]
        opened(replaced(package, {part: lambda old: attribute_damage(old, dice)}))


def attribute_damage(xml: bytes, dice: random.Random) -> bytes:
    """Digits replaced by odd numbers, so that the XML stays well-formed and its meaning does not."""
    odd = [b"-1", b"99999999999999999999", b"x", b"", b"1e309", b"0"]
    pieces = xml.split(b'"')
    for _ in range(3):
        at = dice.randrange(len(pieces) // 2) * 2 + 1
        if b"http" not in pieces[at]:
            pieces[at] = dice.choice(odd)
    return b'"'.join(pieces)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    opened(data)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>/=\"' &;abptrdhl\n发件人：From:To>|,;{}[]%", max_size=200))
def test_any_text(text: str) -> None:
    for start in ("", "<html>", "From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n", "{"):
        opened((start + text).encode())
