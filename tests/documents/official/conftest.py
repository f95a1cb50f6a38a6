"""What the tests of the official layout share: opening a produced file, and LibreOffice to look at it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document as open_docx
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from wutong.documents import official
from wutong.documents.official import OfficialDocument, Paragraph, Signature, render


@dataclass(frozen=True)
class Opened:
    """A produced file: what a reader sees (`word`) and everything it holds (`parts`)."""

    word: Document
    parts: dict[str, bytes]

    @classmethod
    def from_bytes(cls, content: bytes) -> Opened:
        archive = ZipFile(BytesIO(content))
        return cls(open_docx(BytesIO(content)), {name: archive.read(name) for name in archive.namelist()})

    @property
    def body(self) -> list[Any]:
        return list(self.word.element.body)

    @property
    def lines(self) -> list[str]:
        return [paragraph.text for paragraph in self.word.paragraphs]

    def styled(self, style: str) -> list[Any]:
        """The paragraphs of a style, in order."""
        return [p for p in self.word.paragraphs if p._p.pPr is not None and p._p.pPr.style == style]

    def texts(self, style: str) -> list[str]:
        return [paragraph.text for paragraph in self.styled(style)]

    def style(self, key: str) -> Any:
        return next(style for style in self.word.styles.element if style.get(qn("w:styleId")) == key)

    def holds(self, text: str) -> bool:
        """Whether the text is anywhere in the file: body, tables, headers, properties."""
        for blob in self.parts.values():
            if text.encode() in blob:
                return True
            try:
                if text in "".join(etree.fromstring(blob).itertext()):
                    return True
            except etree.XMLSyntaxError:
                continue
        return False

    def section(self, number: int = 0) -> Any:
        return self.word.sections[number]._sectPr


@pytest.fixture
def opened() -> Callable[[bytes], Opened]:
    return Opened.from_bytes


@pytest.fixture
def produce() -> Callable[..., Opened]:
    """Renders a document given by its parts (zh-hans unless said) and opens it."""

    def produced(*blocks: Any, sources: bool = False, **parts: Any) -> Opened:
        document = OfficialDocument(**({"title": "标题", "blocks": tuple(blocks)} | parts))
        return Opened.from_bytes(render(document, sources=sources))

    return produced


@pytest.fixture
def twips() -> Callable[..., int | None]:
    """An attribute of a paragraph's or style's indent, spacing …, as a number."""

    def read(owner: Any, tag: str, name: str) -> int | None:
        found = next(owner.iter(qn(f"w:{tag}")), None)
        value = None if found is None else found.get(qn(f"w:{name}"))
        return None if value is None else int(value)

    return read


@pytest.fixture
def signed() -> OfficialDocument:
    return OfficialDocument("通知", (Paragraph("正文。"),), signature=Signature(("演示部科技司",), date(2026, 11, 24)))


@dataclass(frozen=True)
class Word:
    """A piece of text where LibreOffice put it, in points from the page's top left."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Looked:
    """A file as LibreOffice lays it out."""

    def __init__(self, pdf: Path) -> None:
        found = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True)
        self.pdf = pdf
        self.pages: list[tuple[float, float]] = []
        self.words: list[Word] = []
        self.fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, check=True, text=True).stdout
        for line in found.stdout.splitlines():
            if size := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
                self.pages.append((float(size[1]), float(size[2])))
            elif word := re.search(
                r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line
            ):
                left, top, right, bottom = (float(word[n]) for n in range(1, 5))
                self.words.append(Word(word[5], len(self.pages), left, top, right, bottom))

    def on(self, page: int) -> list[Word]:
        return [word for word in self.words if word.page == page]

    def find(self, text: str) -> Word:
        return next(word for word in self.words if text in word.text)

    def rows(self, page: int) -> dict[float, str]:
        """Text of every line of a page by its height on it."""
        lines: dict[float, str] = {}
        for word in self.on(page):
            lines[round(word.top, 1)] = lines.get(round(word.top, 1), "") + word.text
        return lines


@pytest.fixture(scope="session")
def look(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, bytes]], dict[str, Looked]]:
    """Lays out .docx files with LibreOffice, all in one start of it."""
    if not shutil.which("soffice") or not shutil.which("pdftotext"):
        pytest.skip("LibreOffice or poppler is not installed")

    def looked(files: dict[str, bytes]) -> dict[str, Looked]:
        room = tmp_path_factory.mktemp("office")
        for name, content in files.items():
            (room / f"{name}.docx").write_bytes(content)
        command = ["soffice", f"-env:UserInstallation=file://{room}/profile", "--headless", "--convert-to", "pdf",
                   "--outdir", str(room), *(str(room / f"{name}.docx") for name in files)]  # fmt: skip
        fonts = Path(official.__file__).parent / "fonts.conf"
        subprocess.run(command, check=True, capture_output=True, timeout=120,
                       env=os.environ | {"FONTCONFIG_FILE": str(fonts)})  # fmt: skip
        return {name: Looked(room / f"{name}.pdf") for name in files}

    return looked
