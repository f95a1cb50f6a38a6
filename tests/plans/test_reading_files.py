"""`wutong plan read` on files of every kind: encodings, formats, and files that cannot be read."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from docx import Document

PLAN = "某市行动计划\n一、目标\n到2030年，建成联合实验室50家以上。\n二、任务\n（一）平台\n加强统筹。\n"


def told(path: Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command("plan", "read", str(path), json=True, stdout=out)
    return json.loads(out.getvalue())


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_gives_the_same_reading(tmp_path: Path, encoding: str, end: str) -> None:
    found = told(written(tmp_path, "plan.txt", PLAN.replace("\n", end).encode(encoding)))
    assert [(head["number"], head["line"]) for head in found["headings"]] == [("一", 2), ("二", 4), ("（一）", 5)]
    assert [(one["value"], one["line"], one["bound"]) for one in found["targets"]] == [(50, 3, "at_least")]


def test_html_and_word_give_the_same_reading_as_the_text(tmp_path: Path) -> None:
    lines = PLAN.splitlines()
    page = (
        "<html><head><meta charset='utf-8'></head><body>"
        + "".join(f"<p>{line}</p>" for line in lines)
        + "</body></html>"
    )
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.docx"))
    expected = told(written(tmp_path, "plan.txt", PLAN.encode()))
    for path in (written(tmp_path, "plan.html", page.encode()), tmp_path / "plan.docx"):
        found = told(path)
        assert [(one["number"], one["title"]) for one in found["headings"]] == [
            (one["number"], one["title"]) for one in expected["headings"]
        ]
        assert [(one["value"], one["quote"]) for one in found["targets"]] == [
            (one["value"], one["quote"]) for one in expected["targets"]
        ]


def test_a_word_table_of_indicators(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("一、目标")
    table = document.add_table(rows=0, cols=4)
    for cells in (["指标", "2025年", "2030年", "属性"], ["合作基地（家）", "30", "50", "预期性"]):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    document.save(str(tmp_path / "plan.docx"))
    assert [(one["value"], one["unit"], one["deadline"]) for one in told(tmp_path / "plan.docx")["targets"]] == [
        (50, "家", "2030年")
    ]


BAD = {
    "nothing.txt": b"",
    "nothing.docx": b"",
    "cut.docx": b"PK\x03\x04" + b"\x00" * 40,
    "cut.pdf": b"%PDF-1.4\n1 0 obj\n<<",
    "noise.pdf": bytes(range(256)) * 8,
    "noise.docx": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_and_never_a_traceback(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, BAD[name])
    found = told(path)
    assert (found["headings"], found["targets"]) == ([], [])
    assert found["problem"]["code"]
    with pytest.raises(CommandError, match=name):
        call_command("plan", "read", str(path), stdout=io.StringIO())


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert told(tmp_path / "none.txt")["problem"]["code"]


def test_a_long_text_takes_time_in_proportion(tmp_path: Path) -> None:
    """Twice the text takes about twice the time: nothing in the reader grows with the square."""

    def seconds(times: int) -> float:
        path = written(tmp_path, "plan.txt", (PLAN * times).encode())
        start = time.process_time()
        told(path)
        return time.process_time() - start

    seconds(10)
    assert seconds(1600) < 6 * max(seconds(400), 0.05)
