"""Old formats through LibreOffice, PDF through poppler."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest

from tests.documents.made import paragraph, problem, rows, said, saved, word_xml
from wutong.documents import converted
from wutong.documents.blocks import Document
from wutong.documents.isolated import Worker
from wutong.documents.limits import DEFAULT, MEGABYTE, Budget, Limits
from wutong.documents.opening import open_file
from wutong.documents.programs import run
from wutong.documents.source import Source

office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
NOTHING = "<< /Type /Catalog /Pages 2 0 R >>"


def pdf(*pages: str, trailer: str = "") -> bytes:
    """A PDF with one line of text on each page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [NOTHING, f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, text in enumerate(pages):
        shown = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
        resources = "<< /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} "
        page += f"/Contents {5 + 2 * number} 0 R >>"
        objects += [page, f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream"]
    body, offsets = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def source() -> Source:
    return Source("a", b"", DEFAULT, Budget("a", DEFAULT), lambda inner: Document(inner.name, "txt"))


def converted_to(ending: str, given: bytes, folder: Path, before: str) -> bytes:
    path = folder / f"in.{before}"
    path.write_bytes(given)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
    subprocess.run([*command, "--outdir", folder / "out", path], check=True, capture_output=True, timeout=120)
    return next((folder / "out").iterdir()).read_bytes()


@poppler
def test_text_layer_with_lines_and_pages() -> None:
    document = open_file("a.docx", pdf("Needs of the demo unit", "Second page"))
    assert document.media == "pdf"
    assert [(text.text, text.place.page) for text in document.texts()] == [
        ("Needs of the demo unit", 1),
        ("Second page", 2),
    ]
    assert document.meta["pages"] == "2"


@poppler
def test_scan_without_text_layer() -> None:
    assert problem("a.pdf", pdf("", "")).code == "no_text"


@poppler
def test_protected_and_broken_pdf() -> None:
    key = "0" * 64
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    assert problem("a.pdf", pdf("x", trailer=lock)).code == "encrypted"
    assert problem("a.pdf", b"%PDF-1.4\nnothing of the kind").code == "damaged"


def test_missing_programs_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converted.shutil, "which", lambda name: None)
    for data in (pdf("x"), rb"{\rtf1 x}"):
        assert problem("a", data).code == "no_converter"


@poppler
def test_converter_out_of_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program, trace = tmp_path / "pdftotext", tmp_path / "late"
    program.write_text(f"#!/bin/sh\n(sleep 1; touch {trace}) &\nsleep 30\n")
    program.chmod(0o755)
    monkeypatch.setattr(converted.shutil, "which", lambda name: str(program))
    assert problem("a.pdf", pdf("x"), limits=Limits(converter_seconds=0.3)).code == "too_large"
    time.sleep(1.1)
    assert not trace.exists()  # the program's own children were ended with it


@pytest.mark.parametrize(
    ("script", "said_by_it"),
    [("echo out; echo complaint >&2; exit 3", (3, "out\n", "complaint\n")), ("cat", (0, "given", ""))],
)
def test_programs_are_heard_and_fed(script: str, said_by_it: tuple[int, str, str]) -> None:
    assert run(source(), ["sh", "-c", script], given=b"given", memory=500 * MEGABYTE) == said_by_it


def test_programs_live_in_an_empty_home_and_under_limits() -> None:
    _, printed, _ = run(source(), ["sh", "-c", "ls -A $HOME | wc -l; pwd; ulimit -t"], memory=500 * MEGABYTE)
    files, folder, seconds = printed.split()
    assert files == "0"
    assert not Path(folder).exists()
    assert seconds in ("121", "unlimited")  # the limit is set a moment after the start
    code, _, _ = run(
        source(), [sys.executable, "-c", "import time; time.sleep(.3); bytearray(10**9)"], memory=500 * MEGABYTE
    )
    assert code == 1


@office
@pytest.mark.office
def test_old_word_and_old_excel_side_by_side(tmp_path: Path, letter: bytes) -> None:
    made = openpyxl.Workbook()
    made.active.append(["需求名称", "经费"])
    made.active.append(["联合实验室", 120])
    made.active.merge_cells("A3:B3")
    made.active["A3"] = "合计"
    for folder in ("doc", "xls"):
        (tmp_path / folder).mkdir()
    old_word = converted_to("doc", letter, tmp_path / "doc", "docx")
    old_excel = converted_to("xls", saved(made), tmp_path / "xls", "xlsx")
    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(lambda data: open_file("回函.txt", data), (old_word, old_word))
    assert one.media == two.media == "doc"
    assert "1.共建盐碱地治理联合实验室" in said(one)
    assert rows(one)[1] == ["节水灌溉示范", "乌兹别克斯坦", "1,200"]
    document = open_file("a.doc", old_excel)
    assert (document.media, rows(document)) == ("xls", [["需求名称", "经费"], ["联合实验室", "120"], ["合计", "合计"]])
    assert [cell.merged for cell in next(document.tables()).rows[2]] == [False, True]
    assert problem("a.doc", old_word[: len(old_word) // 3]).code == "damaged"


@office
@pytest.mark.office
def test_rich_text_in_a_worker() -> None:
    with Worker() as worker:
        document = worker.open("a.doc", rb"{\rtf1\ansi\ansicpg936 {\b Needs} of the unit\par \u21512?\u20316?\par}")
    assert (document.media, document.meta["converted"]) == ("rtf", "docx")
    assert said(document) == ["Needs of the unit", "合作"]
    assert said(open_file("b", word_xml(paragraph("x")))) == ["x"]
