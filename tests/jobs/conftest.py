"""Files a unit might send, and a batch of them taken in and read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.message import EmailMessage
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document as Word
from openpyxl import Workbook

from wutong.documents.opening import open_file


def letter(unit: str, *needs: tuple[str, str], title: str = "关于报送国际科技合作需求的复函") -> bytes:
    """A Word reply: a title, the needs in a table, the unit as signature."""
    word = Word()
    word.add_paragraph(title)
    word.add_paragraph("国际处：现将我单位国际科技合作需求报送如下。")
    table = word.add_table(rows=1, cols=4)
    for cell, words in zip(table.rows[0].cells, ("序号", "需求名称", "需求内容", "拟合作国家"), strict=True):
        cell.text = words
    for number, (name, country) in enumerate(needs, 1):
        cells = table.add_row().cells
        for cell, words in zip(cells, (str(number), name, f"{name}的联合研究与示范应用。", country), strict=True):
            cell.text = words
    word.add_paragraph(unit)
    word.add_paragraph("2026年9月8日")
    return saved(word)


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def sheet(unit: str, *needs: tuple[str, str]) -> bytes:
    book = Workbook()
    page: Any = book.active
    page.append([f"填报单位：{unit}"])
    page.append(["序号", "项目名称", "合作内容", "合作国家"])
    for number, (name, country) in enumerate(needs, 1):
        page.append([number, name, f"{name}，开展联合研究。", country])
    return saved(book)


def mail(sender: str, body: str, *attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "needs@test.example", "回复：征集需求"
    message.set_content(body)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


class HereAndNow:
    """Opens files in this process, as the limited one does: its start would take longer than the tests."""

    def __enter__(self) -> HereAndNow:
        return self

    def __exit__(self, *why: object) -> None:
        return None

    def open(self, name: str, data: bytes) -> Any:
        return open_file(name, data)


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "isolated" not in request.fixturenames:
        monkeypatch.setattr("wutong.jobs.reading.Worker", HereAndNow)


@pytest.fixture
def isolated() -> None:
    """For tests that want files opened in the limited process, as in earnest."""


SOLAR, RICE, PORT = ("光伏组件可靠性", "哈萨克斯坦"), ("耐盐水稻育种", "越南"), ("智慧港口调度", "埃及")


@pytest.fixture
def files() -> SimpleNamespace:
    """Makers of reply files, by shape."""
    return SimpleNamespace(letter=letter, sheet=sheet, mail=mail, SOLAR=SOLAR, RICE=RICE, PORT=PORT)


@pytest.fixture
def officer(world: SimpleNamespace) -> Any:
    return world.by["programme_officer"]


@pytest.fixture
def take(call: Any, world: SimpleNamespace, officer: Any) -> Callable[..., Any]:
    """`take(("a.docx", data), …)`: the batch, taken in and, unless `read=False`, read as the worker would."""
    from wutong.jobs.reading import read_batch, take_and_read

    def run(*arrived: tuple[str, bytes], read: bool = True, way: str = "upload") -> Any:
        batch = take_and_read(call, world.division, list(arrived), way=way, by=officer, at=world.at)
        if read:
            read_batch.call(work_id=batch.work_id)
        return batch

    return run


@pytest.fixture
def states(call: Any) -> Callable[[], Sequence[tuple[str, str]]]:
    """(name, state) of every file of the call, in order of arrival."""
    from wutong.calls.models import IntakeFile

    return lambda: list(IntakeFile.objects.filter(call=call).order_by("pk").values_list("name", "state"))


@pytest.fixture
def titles(call: Any) -> Callable[[], list[str]]:
    """Titles of the needs that stand."""
    from wutong.calls.models import Need

    return lambda: sorted(Need.objects.filter(call=call, is_current=True).values_list("title", flat=True))
