"""Reading in a worker process: same answers, limits that bite, a crash costs one file only."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents.made import attach, mail, word_xml, zipped
from wutong.documents import isolated
from wutong.documents.blocks import Document, Unreadable
from wutong.documents.isolated import Allowance, Worker, open_isolated
from wutong.documents.limits import MEGABYTE, Limits
from wutong.documents.opening import open_file

ROW = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='900'/></w:tcPr><w:p/></w:tc></w:tr>"
WIDE = word_xml(f"<w:tbl>{ROW * 2500}</w:tbl>")  # a small file with more than two million cells


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


def children(worker: Worker) -> int:
    assert worker._child is not None
    return worker._child.pid


def is_running(pid: int) -> bool:
    """False also for a dead process that nobody has taken note of yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def test_answers_are_the_same_as_in_process(worker: Worker, letter: bytes, book: bytes) -> None:
    message = attach(attach(mail("您好\n> 旧"), "回函.docx", letter), "坏.docx", letter[:900]).as_bytes()
    for data in (letter, book, message, zipped({"一.docx": letter, "表.xlsx": book}), b"a,b\n1,2\n3,4"):
        assert worker.open("名 字", data) == open_file("名 字", data)


def test_refusals_come_back_with_code_and_detail(worker: Worker) -> None:
    with pytest.raises(Unreadable) as caught:
        worker.open("图.docx", b"\x89PNG\r\n\x1a\n")
    assert (caught.value.code, caught.value.name, caught.value.detail) == ("unknown_type", "图.docx", "PNG image")


def test_one_worker_serves_a_batch_and_is_fast(worker: Worker, letter: bytes) -> None:
    worker.open("a", letter)
    first, started = children(worker), time.monotonic()
    answers = list(worker.open_all((f"{number}.docx", letter) for number in range(60)))
    assert all(isinstance(answer, Document) for answer in answers)
    assert [answer.name for answer in answers] == [f"{number}.docx" for number in range(60)]
    assert children(worker) == first
    assert time.monotonic() - started < 10


def test_a_bad_file_in_a_batch_is_reported_in_its_place(worker: Worker, letter: bytes) -> None:
    answers = list(worker.open_all([("a", letter), ("b", letter[:500]), ("c", b""), ("d", letter)]))
    assert [getattr(answer, "code", "read") for answer in answers] == ["read", "damaged", "empty", "read"]


def test_a_killed_worker_is_replaced_without_losing_the_next_file(letter: bytes) -> None:
    with Worker() as worker:
        worker.open("a", letter)
        first = children(worker)
        os.kill(first, signal.SIGKILL)
        assert worker.open("b", letter).media == "docx"
        assert children(worker) != first


def test_computing_time_is_limited_and_the_next_file_read(letter: bytes) -> None:
    with Worker(Limits(max_cells=10**9), Allowance(cpu_seconds=1, memory_bytes=8_000 * MEGABYTE)) as worker:
        with pytest.raises(Unreadable) as caught:
            worker.open("慢.docx", WIDE)
        assert caught.value.code == "too_large"
        assert worker.open("b", letter).media == "docx"


def test_memory_is_limited_and_the_next_file_read(letter: bytes) -> None:
    with Worker(Limits(max_cells=10**9), Allowance(memory_bytes=260 * MEGABYTE)) as worker:
        with pytest.raises(Unreadable) as caught:
            worker.open("大.docx", WIDE)
        assert caught.value.code in ("too_large", "damaged")
        assert worker.open("b", letter).media == "docx"


def test_waiting_time_is_limited(letter: bytes) -> None:
    with Worker(allowance=Allowance(wall_seconds=0.0001)) as worker, pytest.raises(Unreadable, match="not read within"):
        worker.open("a", letter)


def test_programs_a_worker_started_end_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter runs in a process group of its own, so ending the worker alone would leave it behind."""
    program, mark = tmp_path / "soffice", tmp_path / "pid"
    program.write_text(f"#!/bin/sh\necho $$ > {mark}\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with Worker(allowance=Allowance(wall_seconds=2)) as worker, pytest.raises(Unreadable, match="not read within"):
        worker.open("a.rtf", rb"{\rtf1 x}")
    assert not is_running(int(mark.read_text()))


def test_worker_is_renewed_after_its_share_of_files(letter: bytes) -> None:
    with Worker(allowance=Allowance(files_per_worker=2)) as worker:
        seen = []
        for _ in range(4):
            worker.open("a", letter)
            seen.append(children(worker))
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_limits_reach_the_worker(letter: bytes) -> None:
    with Worker(Limits(max_blocks=2)) as worker, pytest.raises(Unreadable, match="paragraphs"):
        worker.open("a", letter)
    with Worker(Limits(max_bytes=100)) as worker, pytest.raises(Unreadable, match="bytes"):
        worker.open("a", letter)


def test_closing_leaves_no_process(letter: bytes) -> None:
    with Worker() as worker:
        worker.open("a", letter)
        pid = children(worker)
    assert not Path(f"/proc/{pid}").exists()


def test_one_file_in_a_worker_of_its_own(tmp_path: Path, letter: bytes) -> None:
    assert open_isolated("a", letter) == open_file("a", letter)
    path = tmp_path / "回函.docx"
    path.write_bytes(letter)
    with Worker() as worker:
        assert worker.open_path(path).name == "回函.docx"


def test_worker_code_needs_no_shell_and_no_pickle() -> None:
    source = Path(isolated.__file__).read_text("utf-8")
    assert "import pickle" not in source
    assert "shell=True" not in source
