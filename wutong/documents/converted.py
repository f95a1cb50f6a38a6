"""Formats read with the help of another program: old Word and its kin by LibreOffice, PDF by poppler."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from wutong.documents.blocks import Block, Document
from wutong.documents.limits import MEGABYTE
from wutong.documents.plain import lines
from wutong.documents.programs import run
from wutong.documents.safexml import refuse_doctype
from wutong.documents.sheets.xlsx import read_xlsx
from wutong.documents.source import Source
from wutong.documents.word.reading import read_docx
from wutong.documents.zipped import Zip

# media word → (ending LibreOffice expects, what to convert to)
_ROUTES = {
    "doc": ("doc", "docx"),
    "rtf": ("rtf", "docx"),
    "odt": ("odt", "docx"),
    "word-xml": ("xml", "docx"),
    "xls": ("xls", "xlsx"),
    "ods": ("ods", "xlsx"),
    "xlsb": ("xlsb", "xlsx"),
    "excel-xml": ("xml", "xlsx"),
}
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_CHILD_MEMORY = 3_000 * MEGABYTE  # address space of LibreOffice, which maps far more than it uses


def read_converted(source: Source, media: str) -> Document:
    """Convert with LibreOffice, then read. `no_converter` when it is not installed, `damaged` when it gives nothing."""
    ending, target = _ROUTES[media]
    if media in ("odt", "ods"):
        _refuse_entities(source)
    data = _convert(source, ending, target)
    inner = replace(source, data=data)
    document = read_docx(inner) if target == "docx" else read_xlsx(inner)
    document.media = {"word-xml": "doc", "excel-xml": "xls"}.get(media, media)
    document.meta["converted"] = target
    return document


def _refuse_entities(source: Source) -> None:
    """What no other reader here would parse is not handed to another program either."""
    package = Zip(source)
    for part in ("content.xml", "styles.xml", "meta.xml", "settings.xml", "META-INF/manifest.xml"):
        if part in package:
            refuse_doctype(package.read(part), source.name)


def read_pdf(source: Source) -> Document:
    """The text layer, line by line, with pages. `no_text` for scans, `encrypted` with a password."""
    program = shutil.which("pdftotext")
    if program is None:
        raise source.unreadable("no_converter", "pdftotext is not installed")
    with tempfile.TemporaryDirectory(prefix="wutong-") as folder:
        path = Path(folder, "in.pdf")
        path.write_bytes(source.data)
        command = [program, "-layout", "-enc", "UTF-8", str(path), "-"]
        code, printed, complaint = run(source, command, memory=_CHILD_MEMORY)
    if "password" in complaint.lower():
        raise source.unreadable("encrypted", "PDF with a password")
    if code != 0:
        raise source.unreadable("damaged", complaint.strip()[:200])
    if not "".join(printed.split()):
        raise source.unreadable("no_text", "PDF without a text layer, probably a scan")
    return Document(source.name, "pdf", list(_pages(source, printed)), meta={"pages": str(printed.count("\f") or 1)})


def _pages(source: Source, printed: str) -> list[Block]:
    found: list[Block] = []
    first = 1
    for number, page in enumerate(printed.split("\f"), start=1):
        found += [replace(text, place=replace(text.place, page=number)) for text in lines(source, page, first)]
        first += page.count("\n")
    return found


def has_converter() -> bool:
    return _program() is not None


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _convert(source: Source, ending: str, target: str) -> bytes:
    program = _program()
    if program is None:
        raise source.unreadable("no_converter", "LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="wutong-") as folder:
        given = Path(folder, f"in.{ending}")
        given.write_bytes(source.data)
        profile = Path(folder, "profile").as_uri()  # of its own, so that several conversions can run side by side
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck",
                   "--convert-to", _FILTERS[target], "--outdir", str(Path(folder, "out")), str(given)]  # fmt: skip
        _, _, complaint = run(source, command, memory=_CHILD_MEMORY)
        made = Path(folder, "out", f"in.{target}")
        if not made.exists():
            raise source.unreadable("damaged", f"LibreOffice could not open it: {complaint.strip()[:200]}")
        if made.stat().st_size > source.limits.max_unpacked_bytes:
            raise source.unreadable("too_large", "grows past the limit when converted")
        return made.read_bytes()
