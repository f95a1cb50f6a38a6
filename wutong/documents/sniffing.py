"""What a file is, by its bytes. Its name is asked only where bytes cannot tell a table from prose (.csv)."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile

from wutong.documents.blocks import Unreadable
from wutong.documents.encodings import decode, is_text
from wutong.documents.ole import MAGIC as OLE_MAGIC
from wutong.documents.ole import BrokenContainer, Ole
from wutong.documents.separated import looks_separated

# Things that are no documents, told by name so that the office can answer the sender.
_FOREIGN = [
    (b"\x89PNG", "PNG image"), (b"\xff\xd8\xff", "JPEG image"), (b"GIF8", "GIF image"), (b"BM", "BMP image"),
    (b"II*\0", "TIFF image"), (b"MM\0*", "TIFF image"), (b"RIFF", "sound, film or WebP image"),
    (b"MZ", "Windows program"), (b"\x7fELF", "Linux program"), (b"Rar!\x1a\x07", "RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip archive"), (b"\x1f\x8b", "gzip archive"), (b"BZh", "bzip2 archive"),
    (b"\xfd7zXZ", "xz archive"), (b"\x78\x9f\x3e\x22", "Outlook winmail.dat (TNEF)"), (b"ID3", "sound"),
    (b"SQLite format 3", "database"), (b"\xca\xfe\xba\xbe", "program"), (b"%!PS", "PostScript"), (b"OggS", "sound"),
]  # fmt: skip
_BY_MEMBER = [
    ("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"), ("content.xml", "odf"), ("word/document2.xml", "docx"), ("Document.xml", "ofd"),
    ("OFD.xml", "ofd"),
]  # fmt: skip
_FROM_LINE = re.compile(r"\A(?:From [^\n]+\n)?(?:[\x21-\x39\x3b-\x7e]{2,60}:[ \t]?[^\n]*\n(?:[ \t][^\n]*\n)*)+")
_MAIL_HEADER = re.compile(
    r"^(from|to|subject|date|received|message-id|mime-version|return-path|delivered-to|x-mailer|content-type):",
    re.I | re.M,
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|ul|ol)\b[^<]*>", re.I)
_OFFICE_XML = re.compile(r'<\?mso-application\s+progid="(Word|Excel)\.')


def sniff(name: str, data: bytes) -> str:
    """The media word of `Document.media`. Raises `Unreadable`: empty, encrypted, damaged, unknown_type."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty", name, f"{len(data)} bytes")
    if data.startswith(OLE_MAGIC):
        return _in_container(name, data)
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _in_zip(name, data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:5] == b"{\\rtf":
        return "rtf"
    if what := _foreign(data):
        raise Unreadable("unknown_type", name, what)
    if not is_text(data):
        raise Unreadable("unknown_type", name, "binary data of no known kind")
    return _in_text(name, data)


def _foreign(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "film or HEIC image"
    found = next((what for magic, what in _FOREIGN if data.startswith(magic)), "")
    plain_letters = found in ("BMP image", "Windows program") and is_text(data)  # "BM", "MZ" may begin a sentence
    return "" if plain_letters else found


def _in_zip(name: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {info.filename.replace("\\", "/").lstrip("/") for info in archive.infolist()}
            mimetype = archive.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in members else ""
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError):
        members = {member for member, _ in _BY_MEMBER if member.encode() in data}  # cut off: the directory is gone
        mimetype = ""
    found = next((media for member, media in _BY_MEMBER if member in members), "zip")
    if found == "odf":
        found = {"text": "odt", "spreadsheet": "ods"}.get(mimetype.rpartition(".")[2].partition("-")[0], "zip")
    if found == "zip" and "[Content_Types].xml" in members:
        found = "docx" if any(member.startswith("word/") for member in members) else "zip"
    if found == "ofd":
        raise Unreadable("unknown_type", name, "OFD layout document")
    return found


def _in_container(name: str, data: bytes) -> str:
    try:
        ole = Ole(data)
    except (BrokenContainer, struct.error) as error:
        raise Unreadable("damaged", name, f"OLE container: {error}") from error
    if "EncryptedPackage" in ole or "EncryptionInfo" in ole:
        raise Unreadable("encrypted", name, "Office file with a password")
    if "WordDocument" in ole:
        head = ole.read("WordDocument", at_most=12)
        if len(head) >= 12 and head[11] & 0x01:  # fEncrypted of the file information block
            raise Unreadable("encrypted", name, "Word file with a password")
        return "doc"
    for stream in ("Workbook", "Book"):
        if stream in ole:
            if _asks_password(ole.read(stream, at_most=65536)):
                raise Unreadable("encrypted", name, "Excel file with a password")
            return "xls"
    if "__properties_version1.0" in ole:
        return "msg"
    what = "PowerPoint presentation" if "PowerPoint Document" in ole else "OLE container of no known kind"
    raise Unreadable("unknown_type", name, what)


def _asks_password(stream: bytes) -> bool:
    """True when a FILEPASS record stands among the first records of a workbook stream."""
    at = 0
    for _ in range(64):
        if at + 4 > len(stream):
            return False
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == 0x2F:
            return True
        at += 4 + length
    return False


def _in_text(name: str, data: bytes) -> str:
    head, _ = decode(data[:65536])
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<") and "<!ENTITY" in start[:8192].upper():  # neither HTML nor office XML ever does
        raise Unreadable("bomb", name, "declares XML entities")
    if office := _OFFICE_XML.search(start[:2000]):
        return "word-xml" if office[1] == "Word" else "excel-xml"
    if _is_mail(start):
        return "eml"
    if start[:1] in "{[" and _is_json(data):
        return "json"
    if _is_html(start):
        return "html"
    return "csv" if looks_separated(head, name) else "txt"


def _is_mail(start: str) -> bool:
    """True when the text opens with a block of header lines of which at least two belong to mail."""
    block = _FROM_LINE.match(start.replace("\r\n", "\n").replace("\r", "\n") + "\n")
    if block is None:
        return False
    found = {header.lower() for header in _MAIL_HEADER.findall(block[0])}
    return len(found) >= 3 or bool(
        found & {"received", "message-id", "mime-version", "return-path"} and len(found) >= 2
    )


def _is_html(start: str) -> bool:
    head = start[:4000]
    return bool(
        re.match(r"<(?:!doctype\s+html|html|!--|\?xml|head|body|meta|table|div|p\b|h[1-6])", head, re.I)
    ) and bool(_HTML.search(head))


def _is_json(data: bytes) -> bool:
    try:
        json.loads(decode(data)[0])
    except (ValueError, RecursionError):
        return False
    return True
