"""The peers of intake and of the plan document do the work they are said to do."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.intake import opened_plainly
from bench.plan_document import NEEDS, Said, plan_of, said_by, written_plainly
from wutong.exchange.plan_document import render_plan

words = st.text(st.sampled_from("需求合作need 123"), max_size=12)
tables = st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=4)


def word(path: Path, *paragraphs: str, cells: tuple[str, ...] = ()) -> None:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        for cell, text in zip(document.add_table(1, len(cells)).rows[0].cells, cells, strict=True):
            cell.text = text
    document.save(str(path))


def test_opening_plainly_meets_every_paragraph_and_cell(tmp_path: Path):
    word(tmp_path / "a.docx", "一二三", "四五", cells=("六", "七八"))
    book = openpyxl.Workbook()
    book.active.append(["need", None, 3])
    book.create_sheet("2")["C4"] = "x"
    book.save(tmp_path / "b.xlsx")
    assert opened_plainly(tmp_path) == 5 + 3 + 3


def test_opening_plainly_leaves_other_files_shut_and_survives_damaged_ones(tmp_path: Path):
    word(tmp_path / "a.docx", "一二三")
    for name in ("b.eml", "c.zip", "d.docx", "e.xlsx"):
        (tmp_path / name).write_bytes(b"not what its name says")
    assert opened_plainly(tmp_path) == 3


@settings(max_examples=15, deadline=None)
@given(st.lists(words, max_size=6), st.lists(tables, max_size=2))
def test_the_plain_document_says_all_it_was_given(paragraphs: list[str], rows: list[list[list[str]]]):
    said = Said(paragraphs, rows)
    assert said_by(written_plainly(said)) == said


def test_the_plain_side_writes_all_our_document_says():
    said = said_by(render_plan(plan_of(25), internal=True))
    again = said_by(written_plainly(said))
    assert again.paragraphs == said.paragraphs
    assert list(map(len, again.tables)) == list(map(len, said.tables))


def test_the_plan_has_as_many_needs_as_asked_for_each_in_one_item():
    plan = plan_of(NEEDS)
    needs = [need for section in plan.sections for need in section.needs]
    assert len(needs) == len({need.number for need in needs}) == NEEDS
    assert len(plan.asked) == sum(len(need.sources) for need in needs) > NEEDS
