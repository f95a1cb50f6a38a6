"""Files taken in and read, for the pages that show them."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from docx import Document as Word

from wutong.documents.opening import open_file

NEEDS = [("光伏组件可靠性", "哈萨克斯坦"), ("耐盐水稻育种", "越南")]


def letter(unit: str, needs: list[tuple[str, str]] = NEEDS) -> bytes:
    """A Word reply whose needs stand in a table."""
    word = Word()
    word.add_paragraph("关于报送国际科技合作需求的复函")
    word.add_paragraph("国际处：现将我单位国际科技合作需求报送如下。")
    table = word.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ("需求名称", "需求内容", "拟合作国家"), strict=True):
        cell.text = words
    for name, country in needs:
        for cell, words in zip(table.add_row().cells, (name, f"{name}的联合研究。", country), strict=True):
            cell.text = words
    word.add_paragraph("备注：经费待定。")
    word.add_paragraph(unit)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def mail(body: str, *attached: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "partner_officer@test.example", "Reply"
    message.set_content(body)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.fixture
def files() -> SimpleNamespace:
    return SimpleNamespace(letter=letter, mail=mail, NEEDS=NEEDS)


class HereAndNow:
    """Opens files in this process, as the limited one does: its start would take longer than the tests."""

    def __enter__(self) -> HereAndNow:
        return self

    def __exit__(self, *why: object) -> None:
        return None

    def open(self, name: str, data: bytes) -> Any:
        return open_file(name, data)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wutong.jobs.reading.Worker", HereAndNow)
    monkeypatch.setattr("wutong.jobs.opened.Worker", HereAndNow)


@pytest.fixture
def take(call: Any, world: Any) -> Callable[..., Any]:
    """`take(("a.docx", data), …)`: taken in by the division and read; answers the files in order of arrival."""
    from wutong.calls.models import IntakeFile
    from wutong.jobs.reading import read_batch, take_and_read

    def run(*arrived: tuple[str, bytes], read: bool = True) -> list[Any]:
        by = world.by["programme_officer"]
        batch = take_and_read(call, world.division, list(arrived), way="upload", by=by, at=world.at)
        if read:
            read_batch.call(work_id=batch.work_id)
        return list(IntakeFile.objects.filter(batch=batch).order_by("pk"))

    return run


@pytest.fixture
def doubtful(take: Callable[..., Any]) -> Any:
    """A file in the tray: its two needs are clear, its unit is not known."""
    file = take(("函.docx", letter("无人知晓研究所")))[0]
    assert file.state == "triage"
    return file


@pytest.fixture
def officer_client(sign_in: Callable[[str], Any]) -> Any:
    return sign_in("programme_officer")


@pytest.fixture
def typed(doubtful: Any, officer_client: Any, world: Any) -> Callable[..., dict[str, Any]]:
    """What the browser would send for a file of the tray, with some values typed over."""
    return lambda file=doubtful, **over: browser_values(officer_client.get(f"/triage/{file.pk}/")) | over


@pytest.fixture
def form_values() -> Callable[[Any], dict[str, Any]]:
    return browser_values


def browser_values(page: Any) -> dict[str, Any]:
    """The values of the settling form as a browser sends them unchanged."""
    sheet = page.context["sheet"]
    values: dict[str, Any] = {"version": sheet.file.reply_id or "", "unit": "", "seen": ""}
    if sheet.chosen:
        values |= {"unit": sheet.chosen.unit_id, "seen": sheet.chosen.unit_id}
    for card in sheet.cards:
        for field in card.form:
            value = field.value()
            values[field.html_name] = "" if value in (None, False) else field.field.prepare_value(value)
    return values
