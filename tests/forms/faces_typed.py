"""What people type, put into every face as they would: one file holds all cases, a row for each."""

from __future__ import annotations

import io
import json as plain
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from django.http import QueryDict
from docx.oxml.ns import qn
from openpyxl import load_workbook

from tests.forms.shapes import OPTIONS
from wutong.forms import asks, excel, json, web, word
from wutong.forms.checking import Filled, check
from wutong.forms.definition import Form
from wutong.forms.excel.layout import cells, code_of
from wutong.forms.parts import parts
from wutong.forms.problems import Problem

MARK = "mark"  # the column that names the case


@dataclass(frozen=True, eq=False)
class Case:
    """A text typed for one ask, or texts for its parts, and the value kept for it or the faults told about it."""

    code: str
    typed: str | dict[str, str]
    kept: Any = None
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {self.typed}"


@dataclass(frozen=True)
class Judged:
    value: Any
    problems: tuple[Problem, ...]

    @property
    def faults(self) -> list[str]:
        return [problem.code for problem in self.problems]


def _column(code: str, kind: str, **settings: Any) -> dict[str, Any]:
    return {"code": code, "type": kind, "label": {"zh-hans": f"甲{code}", "en": f"Ask {code}"}, **settings}


COLUMNS = [
    _column(MARK, "text"),
    _column("topic", "text", max_length=12),
    _column("story", "long_text", max_length=30),
    _column("count", "number", minimum=-5, maximum=2_000_000, decimals=2),
    _column("cost", "money", currencies=["CNY", "USD"]),
    _column("day", "date", earliest="2026-01-01", latest="2030-12-31"),
    _column("term", "period"),
    _column("mode", "choice", options=OPTIONS),
    _column("modes", "choices", options=OPTIONS),
    _column("where", "countries"),
    _column("unit", "organisation"),
    _column("head", "person"),
    _column("paper", "file", max_bytes=100),
]
FORM = Form.from_dict(
    {
        "id": "cases",
        "version": 2,
        "titles": {"zh-hans": "例表", "en": "Cases"},
        "asks": [_column("first", "text"), _column("lines", "rows", columns=COLUMNS)],
    }
)
TABLE = FORM.tables[0]
WHOLE = {"money": "amount", "period": "start", "person": "name"}  # where a text goes that is typed in one piece


def ask_of(code: str) -> asks.Ask:
    return next(column for column in TABLE.columns if column.code == code)


def by_part(case: Case) -> dict[str, str]:
    """The texts by part, as the cells of Excel and the inputs of the page take them."""
    if isinstance(case.typed, dict):
        return case.typed
    return {WHOLE.get(ask_of(case.code).kind, ""): case.typed}


def in_excel(cases: Sequence[Case]) -> Filled:
    book = load_workbook(io.BytesIO(excel.write(FORM, blank_rows=2)))
    sheet = book.worksheets[1]
    columns = {code_of(ask, part, TABLE): at for at, (ask, part) in enumerate(cells(TABLE.columns), start=1)}
    for row, case in enumerate(cases, start=3):
        sheet.cell(row, columns[f"lines.{MARK}"]).value = str(row)
        for part, text in by_part(case).items():
            cell = sheet.cell(row, columns[".".join(filter(None, ("lines", case.code, part)))])
            cell.value, cell.data_type = text, "s"
    stream = io.BytesIO()
    book.save(stream)
    return excel.read(FORM, stream.getvalue())


def in_word(cases: Sequence[Case]) -> Filled:
    """Every cell typed over, as in a word processor that knows no fields."""
    document = docx.Document(io.BytesIO(word.write(FORM, languages=("en",), blank_rows=len(cases))))
    codes = [column.code for column in TABLE.columns]
    rows = list(document.tables[1]._tbl.tr_lst)
    for number, (case, row) in enumerate(zip(cases, rows[1:], strict=True), start=3):
        for code, cell in zip(codes, row.tc_lst, strict=True):
            text = str(number) if code == MARK else _in_one(case) if code == case.code else ""
            _type_over(cell, text)
    stream = io.BytesIO()
    document.save(stream)
    return word.read(FORM, stream.getvalue())


def _in_one(case: Case) -> str:
    """Parts under their labels, a line each; a text typed in one piece as it is."""
    if isinstance(case.typed, str):
        return case.typed
    labels = {part.name: part.label["en"] for part in parts(ask_of(case.code))}
    return "\n".join(f"{labels[part]}: {text}" for part, text in case.typed.items())


def _type_over(cell: Any, text: str) -> None:
    for child in list(cell):
        if child.tag != qn("w:tcPr"):
            cell.remove(child)
    for line in text.split("\n"):
        cell.add_p().add_r().add_t(line)


def on_page(cases: Sequence[Case]) -> Filled:
    data = QueryDict(mutable=True)
    for number, case in enumerate(cases):
        data[f"lines-{number}-{MARK}"] = str(number + 3)
        for part, text in by_part(case).items():
            name = "-".join(filter(None, (f"lines-{number}-{case.code}", part)))
            values = text.split("；") if case.code == "modes" else [text]
            data.setlist(name, values)
    page = web.posted(FORM, data, language="en")
    return Filled(page.answers, stamp=FORM.stamp)


def in_json(cases: Sequence[Case]) -> Filled:
    rows = [{MARK: str(number), case.code: case.typed} for number, case in enumerate(cases, start=3)]
    return json.read(FORM, plain.dumps(plain.loads(json.write(FORM)) | {"answers": {"lines": rows}}).encode())


FACES = {"excel": in_excel, "word": in_word, "page": on_page, "json": in_json}


@cache
def judged(face: str, cases: tuple[Case, ...]) -> dict[Case, Judged]:
    """What came of each case in that face."""
    filled = FACES[face](cases)
    checked = check(FORM, filled)
    by_mark = {str(number): case for number, case in enumerate(cases, start=3)}
    marks = {row: answer[MARK] for row, answer in enumerate(filled.answers["lines"], start=1)}
    values = {row[MARK]: row for row in checked.values["lines"]}
    told: dict[str, list[Problem]] = {mark: [] for mark in by_mark}
    for problem in checked.problems:
        if problem.row:
            told[marks[problem.row]].append(problem)
    return {case: Judged(values[mark].get(case.code), tuple(told[mark])) for mark, case in by_mark.items()}
