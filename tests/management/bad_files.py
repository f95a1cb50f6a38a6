"""Bad files as they arrive, each with the reason it is refused for: what `wutong intake read` and the site must bear."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from tests.documents.harming import PDF, SOUND, unpacked
from tests.documents.made import ole, replaced, zipped

LETTER, BOOK = SOUND["a.docx"], SOUND["b.xlsx"]
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY l 'lol'>"
    + "".join(f"<!ENTITY l{n} '{f'&l{n - 1 or ""};' * 10}'>" for n in range(1, 10))
    + "]>"
)
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'a' * 50_000}'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY p SYSTEM 'file:///etc/passwd'>]>"
FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
            '=HYPERLINK("http://evil.example","x")')  # fmt: skip


def old_word(size: int = 9_000) -> bytes:
    return ole({"WordDocument": b"\xec\xa5\xc1\0" + b"\0" * size, "1Table": b"\0" * 5_000})


def old_book() -> bytes:
    return ole({"Workbook": b"\x09\x08\x10\0\0\x06\x05\0" + b"\0" * 9_000})


def with_password(secret: bytes) -> bytes:
    return ole({"EncryptionInfo": b"\4\0\4\0" * 300, "EncryptedPackage": secret * 9_000})


def locked_pdf() -> bytes:
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<00><00>]"
    return PDF.replace(b"trailer<</Root 1 0 R>>", b"trailer<</Root 1 0 R" + lock.encode() + b">>")


def locked_zip() -> bytes:
    marked = bytearray(zipped({"复函.docx": LETTER}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(mark) + offset
        struct.pack_into("<H", marked, at, struct.unpack_from("<H", marked, at)[0] | 1)
    return bytes(marked)


def body(declared: str, entity: str, times: int = 1) -> bytes:
    return f"{declared}<w:document xmlns:w='w'><w:body>{f'&{entity};' * times}</w:body></w:document>".encode()


def open_document(content: bytes) -> bytes:
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": b"<manifest/>"})


def nested(levels: int) -> bytes:
    package = LETTER
    for level in range(levels):
        package = zipped({f"{level}.zip": package})
    return package


def with_part(package: bytes, name: str, data: bytes) -> bytes:
    return replaced(package, {name: data})


def many(count: int) -> bytes:
    return zipped({f"{number}.txt": b"x" for number in range(count)})


def bomb() -> bytes:
    return zipped({"复函.txt": b"\0" * 120_000_000})


# name → (how it is made, the codes that tell the office why it was refused)
BAD: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "cut.docx": (lambda: LETTER[:-400], {"damaged"}),
    "cut.xlsx": (lambda: BOOK[: len(BOOK) // 2], {"damaged"}),
    "cut.pdf": (lambda: PDF[:120], {"damaged", "no_text"}),
    "cut.zip": (lambda: zipped({"a.docx": LETTER})[:-30], {"damaged"}),
    "cut.doc": (lambda: old_word()[:1_100], {"damaged"}),
    "cut.xls": (lambda: old_book()[:1_100], {"damaged"}),
    "locked.docx": (lambda: with_password(b"\7"), {"encrypted"}),
    "locked.xlsx": (lambda: with_password(b"\5"), {"encrypted"}),
    "locked.pdf": (locked_pdf, {"encrypted"}),
    "locked.zip": (locked_zip, {"encrypted"}),
    "empty.docx": (lambda: b"", {"empty"}),
    "spaces.txt": (lambda: b" \r\n\t" * 500, {"empty"}),
    "picture.docx": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 200, {"unknown_type"}),
    "program.pdf": (lambda: b"MZ\x90\0\x03\0\0\0\x04" * 50, {"unknown_type"}),
    "laughs.docx": (lambda: with_part(LETTER, "word/document.xml", body(LAUGHS, "l9")), {"bomb"}),
    "quadratic.docx": (lambda: with_part(LETTER, "word/document.xml", body(QUADRATIC, "a", 50_000)), {"bomb"}),
    "outside.docx": (lambda: with_part(LETTER, "word/document.xml", body(OUTSIDE, "p")), {"bomb"}),
    "styles.docx": (lambda: with_part(LETTER, "word/styles.xml", body(LAUGHS, "l9")), {"bomb"}),
    "laughs.xlsx": (lambda: with_part(BOOK, "xl/worksheets/sheet1.xml", body(LAUGHS, "l9")), {"bomb"}),
    "quadratic.xlsx": (lambda: with_part(BOOK, "xl/workbook.xml", body(QUADRATIC, "a", 50_000)), {"bomb"}),
    "laughs.odt": (lambda: open_document(body(LAUGHS, "l9")), {"bomb"}),
    "outside.odt": (lambda: open_document(body(OUTSIDE, "p")), {"bomb"}),
    "laughs.html": (lambda: f"{LAUGHS}<html><body><p>&l9;</p></body></html>".encode(), {"bomb"}),
    "outside.html": (lambda: f"{OUTSIDE}<html><body><p>&p;</p></body></html>".encode(), {"bomb"}),
    "laughs.svg": (lambda: f"{LAUGHS}<svg><text>&l9;</text></svg>".encode(), {"bomb"}),
    "laughs.xml": (lambda: f"<?xml version='1.0'?>{LAUGHS}<a>&l9;</a>".encode(), {"bomb"}),
    "bomb.zip": (bomb, {"bomb", "too_large"}),
    "nested.zip": (lambda: nested(9), {"bomb"}),
    "many.zip": (lambda: many(10_000), {"too_many_files"}),
    "huge.txt": (lambda: "水稻联合实验室。\n".encode() * 2_200_000, {"too_large"}),
}  # fmt: skip


def macro_file(package: bytes) -> bytes:
    return replaced(package, {"word/vbaProject.bin": b'Sub AutoOpen()\nShell "calc"\nEnd Sub\n'})


def formula_book() -> bytes:
    """A reply whose cells begin like formulas; openpyxl would store the first as a formula, so it is told otherwise."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["填报单位：测试大学"])
    sheet.append(["序号", "项目名称", "合作内容", "合作国家"])
    for number, formula in enumerate(FORMULAS, 1):
        sheet.append([number, "", "", "越南"])
        for column, words in ((2, formula), (3, f"{formula} 联合研究与示范应用")):
            cell = sheet.cell(row=number + 2, column=column)
            cell.value, cell.data_type = words, "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def two_hundred_needs() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "项目名称", "合作内容", "合作国家"])
    for number in range(1, 201):
        sheet.append([number, f"第{number}号水库联合监测", f"第{number}号水库水质联合监测与预警。", "老挝"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_pictures(megabytes: int) -> bytes:
    """A Word reply that is large for its pictures, as many are."""
    members = unpacked(LETTER)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
        noise = bytes(range(256)) * 4096
        for number in range(megabytes):
            stored = zipfile.ZipInfo(f"word/media/image{number}.jpeg")
            package.writestr(stored, noise, compress_type=zipfile.ZIP_STORED)
    return stream.getvalue()


def odd_archive() -> bytes:
    """Names that climb, that are absolute, that come twice, that no line can hold; each member a reply of its own."""
    names = ["../../etc/a.docx", "/root/b.docx", "C:\\x\\c.docx", "..\\d.docx", "e\x01f\ng.docx", "长" * 100 + ".docx"]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for number, name in enumerate([*names, "同名.txt", "同名.txt"], 1):
            words = f"霜桥研究所\n1. 第{number}号水库联合监测，与老挝合作，经费{number}0万元。\n联系人：某\n"
            package.writestr(name, words.encode())
    return stream.getvalue()
