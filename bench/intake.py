"""Reading a folder of replies: what understanding costs beside merely opening the Word and Excel files in it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import docx
import openpyxl

from bench.measuring import Row, in_turn, row
from wutong.calls.reading import ReadingContext, read_folder
from wutong.management.demo import write_demo

ROUNDS = 3
TIMES_OPENING, SECONDS_A_FILE = 5, 0.5  # sixty files in half a minute: nobody has to come back for the result
CONTEXT = ReadingContext(on=date(2026, 9, 1))


def opened_plainly(folder: Path) -> int:
    """Characters and cells met when every Word and Excel file is walked once with the usual libraries."""
    walks = {".docx": _words, ".xlsx": _cells}
    return sum(walks[path.suffix](path) for path in sorted(folder.iterdir()) if path.suffix in walks)


def _words(path: Path) -> int:
    try:
        document = docx.Document(str(path))
    except Exception:  # some demo files are damaged on purpose
        return 0
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return sum(map(len, said))


def _cells(path: Path) -> int:
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except Exception:  # some demo files are damaged on purpose
        return 0
    return sum(value is not None for sheet in book for line in sheet.iter_rows(values_only=True) for value in line)


def against_opening(folder: Path) -> Row:
    files = sum(1 for _ in folder.iterdir())
    ours, plain = in_turn(lambda: read_folder(folder, CONTEXT), lambda: opened_plainly(folder), times=ROUNDS)
    needs = sum(len(reading.needs) for reading in read_folder(folder, CONTEXT).readings)
    note = f"{files} .docx and .xlsx; opening with python-docx and openpyxl understands none of the {needs} needs"
    return row("intake: Word and Excel files read", ours.cpu, plain.cpu, most=TIMES_OPENING, unit="s CPU", note=note)


def whole_folder(folder: Path) -> Row:
    began = perf_counter()
    found = read_folder(folder, CONTEXT)
    spent = perf_counter() - began
    needs = sum(len(reading.needs) for reading in found.readings)
    note = f"{len(found.files)} files, {needs} needs in {spent:.1f} s; mail, zip, PDF and old formats with them"
    return row("intake: a demo file read", spent / len(found.files), None, most=SECONDS_A_FILE, unit="s", note=note)


def cases() -> list[Row]:
    """All rows of this part of the bench."""
    with TemporaryDirectory() as folder:
        replies = write_demo(Path(folder)).folder
        modern = Path(folder) / "modern"
        modern.mkdir()
        for path in replies.iterdir():
            if path.suffix in (".docx", ".xlsx"):
                shutil.copy(path, modern)
        return [against_opening(modern), whole_folder(replies)]
