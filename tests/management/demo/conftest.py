"""The demo written once for all tests here, and small independent readers for every format it uses."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from wutong.management.demo import Demo, DemoIndex, FilePlan, load_demo, office, write_demo
from wutong.management.demo.__main__ import main


@pytest.fixture(scope="session")
def demo() -> Demo:
    return load_demo()


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def index(out: Path) -> DemoIndex:
    return write_demo(out)


@dataclass(frozen=True)
class Run:
    """One run of the command and what it said."""

    folder: Path
    files: list[Path]
    said: str


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> DemoIndex:
    """The demo as written on a machine without an office suite."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office.shutil, "which", lambda name: None)
        return write_demo(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="session")
def again(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The same once more, by the command, into a folder where an earlier run and its user left something."""
    folder, said = tmp_path_factory.mktemp("again"), io.StringIO()
    (folder / "replies").mkdir()
    (folder / "replies" / "left over.docx").write_bytes(b"old")
    (folder / "notes.txt").write_text("mine")
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said):
        patch.setattr(office.shutil, "which", lambda name: None)
        assert main(["--out", str(folder)]) == 0
    return Run(folder, sorted((folder / "replies").iterdir()), said.getvalue())


@pytest.fixture(scope="session")
def replies(index: DemoIndex) -> Path:
    return index.folder


@pytest.fixture(scope="session")
def truth(index: DemoIndex, out: Path) -> dict[str, Any]:
    return json.loads((out / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def plans(demo: Demo) -> dict[str, FilePlan]:
    return {plan.name: plan for plan in demo.files}


@pytest.fixture(scope="session")
def message_of(replies: Path) -> Callable[[str], EmailMessage]:
    def read(name: str) -> EmailMessage:
        return message_from_bytes((replies / name).read_bytes(), policy=default)

    return read


@pytest.fixture(scope="session")
def text_of(replies: Path) -> Callable[[str], str]:
    """All text of a written file, with everything packed inside it."""

    @cache
    def read(name: str) -> str:
        return "\n".join(words(name, (replies / name).read_bytes()))

    return read


@pytest.fixture(scope="session")
def members_of() -> Callable[[bytes], dict[str, bytes]]:
    return zip_members


def words(name: str, data: bytes) -> Iterator[str]:
    if name.endswith(".eml"):
        yield from mail_words(data)
    elif name.endswith(".zip"):
        for member, content in zip_members(data).items():
            yield from words(member, content)
    elif data[:2] == b"PK":
        yield from (workbook_words(data) if name.endswith(".xlsx") else word_words(data))
    elif name.endswith(".xls"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        yield from (
            str(cell) for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row
        )
    elif name.endswith(".doc"):
        yield data.decode("utf-16-le", "ignore")
    else:
        yield data.decode("gbk" if name.endswith(".txt") else "utf-8")


def word_words(data: bytes) -> Iterator[str]:
    document = Document(io.BytesIO(data))
    yield from (paragraph.text for paragraph in document.paragraphs)
    yield from (cell.text for table in document.tables for row in table.rows for cell in row.cells)


def workbook_words(data: bytes) -> Iterator[str]:
    for sheet in load_workbook(io.BytesIO(data)):
        if sheet.sheet_state == "visible":
            yield from (str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


def mail_words(data: bytes) -> Iterator[str]:
    message = message_from_bytes(data, policy=default)
    yield message.get_body(("plain", "html")).get_content()
    for part in message.iter_attachments():
        yield from words(part.get_filename(), part.get_content())


def zip_members(data: bytes) -> dict[str, bytes]:
    """Members by name, read as an old Chinese Windows would write them."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {info.filename.encode("cp437").decode("gbk"): packed.read(info) for info in packed.infolist()}
