"""The files of a call: its letter and its form."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from wutong.exchange.call_files import blank_form, letter_document

pytestmark = pytest.mark.django_db


def lines(data: bytes) -> list[str]:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_letter_says_what_the_call_says(call, language):
    said = "\n".join(lines(letter_document(call, language)))
    assert call.number in said
    assert call.letters[language] in said
    for inquiry in call.inquiries.all():
        assert inquiry.unit.names[language] in said
    assert call.email in said and call.contact in said


def test_the_letter_names_the_deadline_on_the_clock_of_the_call(call):
    said = "".join(lines(letter_document(call, "zh-hans")))
    due = call.local_deadline
    assert f"{due.year}年{due.month}月{due.day}日" in said


def test_copies_stand_in_the_letter(call):
    assert any("测试计划司" in line for line in lines(letter_document(call, "zh-hans")))


def test_sub_units_are_not_addressed_by_the_letter(call, world):
    from datetime import timedelta

    from wutong.calls.steps.inquiries import pass_on

    inquiry = call.inquiries.get(unit=world.province)
    early = inquiry.deadline - timedelta(days=5)
    pass_on(inquiry, to=[world.college_a], deadline=early, by=world.by["middle_officer"], at=world.at)
    assert world.college_a.names["zh-hans"] not in "".join(lines(letter_document(call, "zh-hans")))


def test_a_letter_written_in_one_language_stands_in_it_everywhere(make_call):
    call = make_call(letters={"authoritative": "zh-hans", "zh-hans": "只有中文。"}, number="测函〔2026〕9号")
    assert "只有中文。" in "".join(lines(letter_document(call, "en")))


def test_the_form_opens_in_every_face(call):
    assert Document(BytesIO(blank_form(call, "docx", "en"))).tables
    assert load_workbook(BytesIO(blank_form(call, "xlsx", "en"))).sheetnames
    assert json.loads(blank_form(call, "json", "en"))
