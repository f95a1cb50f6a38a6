"""Files made on the spot, as units make them: Word, Excel, mail and zip."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
from lxml import etree

from wutong.documents.blocks import Document, Unreadable
from wutong.documents.opening import open_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def zipped(members: dict[str, bytes], **how: Any) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def replaced(package: bytes, changes: dict[str, Callable[[bytes], bytes] | bytes]) -> bytes:
    """The same zip with some members rewritten or added."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        members[name] = change(members[name]) if callable(change) else change
    return zipped(members)


def word_xml(body: str, **parts: str) -> bytes:
    """A small .docx from the XML of its body; `numbering`, `styles`, `footnotes` as further parts."""
    wrapped = f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    wrapped += f'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>{body}</w:body></w:document>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = "".join(f'<Relationship Id="r{k}" Type="{office}/{k}" Target="{k}.xml"/>' for k in parts)
    members = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": wrapped,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{links}</Relationships>',
    }
    members |= {f"word/{kind}.xml": f'<w:{kind} xmlns:w="{W}">{inner}</w:{kind}>' for kind, inner in parts.items()}
    for text in members.values():
        etree.fromstring(text)
    return zipped({name: text if isinstance(text, bytes) else text.encode() for name, text in members.items()})


END, NOBODY = 0xFFFFFFFE, 0xFFFFFFFF


class OleWriter:
    """An OLE container of streams and storages, small streams in the mini stream as the format asks."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self.entries: list[list[Any]] = [["Root Entry", 5, NOBODY, NOBODY, END, 0]]
        self.sectors, self.fat, self.mini, self.mini_fat = b"", list[int](), b"", list[int]()
        self.entries[0][3] = self._storage(tree)
        self.entries[0][5] = len(self.mini)
        self.entries[0][4] = self._chain(self.mini)

    def _storage(self, tree: dict[str, Any]) -> int:
        """Entries of one storage, each hanging on the right of the one before; the number of the first."""
        first = previous = NOBODY
        for name, content in tree.items():
            number = len(self.entries)
            entry = [name, 1 if isinstance(content, dict) else 2, NOBODY, NOBODY, END, 0]
            self.entries.append(entry)
            if isinstance(content, dict):
                entry[3] = self._storage(content)
            else:
                entry[4], entry[5] = (self._small if len(content) < 4096 else self._chain)(content), len(content)
            if previous == NOBODY:
                first = number
            else:
                self.entries[previous][2] = number
            previous = number
        return first

    def _chain(self, content: bytes) -> int:
        start, count = len(self.fat), -(-len(content) // 512)
        self.fat += [*range(start + 1, start + count), END] if count else []
        self.sectors += content.ljust(count * 512, b"\0")
        return start if count else END

    def _small(self, content: bytes) -> int:
        start, count = len(self.mini_fat), -(-len(content) // 64)
        self.mini_fat += [*range(start + 1, start + count), END] if count else []
        self.mini += content.ljust(count * 64, b"\0")
        return start if count else END

    def written(self) -> bytes:
        mini_fat = self._chain(struct.pack(f"<{len(self.mini_fat)}I", *self.mini_fat))
        directory = self._chain(b"".join(self._entry(*entry) for entry in self.entries))
        tables = -(-(len(self.fat) + 3) // 128)
        start = len(self.fat)
        self.fat += [0xFFFFFFFD] * tables
        table = struct.pack(f"<{len(self.fat)}I", *self.fat).ljust(tables * 512, b"\xff")
        header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
        header = header.ljust(44, b"\0") + struct.pack("<IIIIIIII", tables, directory, 0, 4096, mini_fat, 1, END, 0)
        listed = struct.pack(f"<{tables}I", *range(start, start + tables))
        return header + listed.ljust(109 * 4, b"\xff") + self.sectors + table

    @staticmethod
    def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        stored = name.encode("utf-16-le").ljust(64, b"\0")
        return stored + struct.pack("<HBBIII36xIII", len(name) * 2 + 2, kind, 1, NOBODY, right, child, start, size, 0)


def ole(tree: dict[str, Any]) -> bytes:
    return OleWriter(tree).written()


def paragraph(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def mail(body: str = "您好，附件为我校需求。", **headers: str) -> EmailMessage:
    message = EmailMessage()
    told = {"From": "张三 <zhang@demo.example>", "To": "office@demo.example", "Subject": "演示大学回函"}
    told |= {"Date": "Tue, 24 Nov 2026 08:00:00 +0800"}
    for name, value in (told | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def attach(message: EmailMessage, name: str, data: bytes) -> EmailMessage:
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def said(document: Document) -> list[str]:
    return [text.number + text.text for text in document.texts()]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row] for row in list(document.tables())[table].rows]


def problem(name: str, data: bytes, **how: Any) -> Unreadable:
    """Why the file cannot be read; the test fails when it can."""
    with pytest.raises(Unreadable) as caught:
        open_file(name, data, **how)
    return caught.value
