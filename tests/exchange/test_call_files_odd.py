"""The files of a call with odd contents: one language only, long lists, strange letters, another clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from wutong.base.texts import texts
from wutong.calls.models import Copy, Inquiry
from wutong.directory.models import Organisation
from wutong.exchange.call_files import blank_form, letter_document

pytestmark = pytest.mark.django_db
LANGUAGES = ["zh-hans", "en"]


def said(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fields", [
    {"copies": []}, {"contact": ""}, {"email": ""}, {"contact": "", "email": "", "copies": []},
    {"titles": texts(zh="只有中文")}, {"titles": texts(en="English only")}, {"letters": texts(en="English only.")},
    {"letters": texts(zh="一。\n\n\n二。\n")}, {"letters": {}}, {"plan": None},
])  # fmt: skip
def test_a_letter_opens_whatever_it_lacks(make_call: Any, language: str, fields: dict[str, Any]) -> None:
    call = make_call(issue=False, **fields)
    assert call.number in said(letter_document(call, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_without_a_number_can_be_looked_at(make_call: Any, language: str) -> None:
    assert said(letter_document(make_call(issue=False, number=""), language))


@pytest.mark.parametrize("words", ["<b>&amp;</b>", "a & b < c", "“引号”", "𠮷野家", "العربية", "\u200b"])
def test_strange_letters_stand_as_written(make_call: Any, words: str) -> None:
    call = make_call(letters=texts(zh=words), number="测函〔2026〕7号")
    assert words.strip() in said(letter_document(call, "zh-hans"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_addressee_stands_in_the_letter_once_and_in_order(call: Any, world: Any, language: str) -> None:
    for number in range(60):
        unit = Organisation.objects.create(kind="other", names=texts(zh=f"单位{number:03}号", en=f"Unit {number:03} X"))
        Inquiry.objects.create(
            call=call,
            unit=unit,
            office=world.division,
            deadline=call.deadline,
            addressed_at=world.at,
            order=number + 10,
        )
    text = said(letter_document(call, language))
    names = [inquiry.unit.names[language] for inquiry in call.inquiries.select_related("unit")]
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert all(text.count(name) == 1 for name in names)


def test_every_copy_stands_in_the_letter(call: Any) -> None:
    names = [f"抄送单位{number:02}号" for number in range(30)]
    Copy.objects.bulk_create(Copy(call=call, name=name) for name in names)
    text = said(letter_document(call, "zh-hans"))
    assert all(name in text for name in names)


@pytest.mark.parametrize(("zone", "day"), [("Asia/Shanghai", "2026年10月16日"), ("America/Lima", "2026年10月15日")])
def test_the_day_of_the_deadline_is_the_day_where_the_call_stands(make_call: Any, zone: str, day: str) -> None:
    """Late in the evening of one place is the next morning of another."""
    call = make_call(deadline=datetime(2026, 10, 15, 18, 0, tzinfo=UTC), time_zone=zone, number="测函〔2026〕8号")
    assert day in said(letter_document(call, "zh-hans"))


def test_asking_for_a_letter_changes_nothing(call: Any, count_queries: Any) -> None:
    before = list(type(call).objects.values())
    first, second = (letter_document(call, "zh-hans") for _time in range(2))
    assert said(first) == said(second)
    assert list(type(call).objects.values()) == before


def test_the_letter_costs_the_same_for_many_addressees(call: Any, world: Any, count_queries: Any) -> None:
    few = count_queries(lambda: letter_document(call, "en"))
    for number in range(30):
        unit = Organisation.objects.create(kind="other", names=texts(zh=f"单位{number}"))
        Inquiry.objects.create(
            call=call, unit=unit, office=world.division, deadline=call.deadline, addressed_at=world.at
        )
    assert count_queries(lambda: letter_document(call, "en")) == few


@pytest.mark.parametrize("language", [*LANGUAGES, "ru", "fr"])
def test_a_form_opens_in_every_face_and_language(call: Any, language: str) -> None:
    assert Document(BytesIO(blank_form(call, "docx", language))).tables
    assert load_workbook(BytesIO(blank_form(call, "xlsx", language))).sheetnames
    assert json.loads(blank_form(call, "json", language))


@pytest.mark.parametrize("face", ["docx", "xlsx", "json"])
def test_a_blank_form_holds_no_answer_of_anybody(call: Any, face: str) -> None:
    """Two units get the same blank form."""
    one, two = (blank_form(call, face, "en") for _time in range(2))
    if face == "json":
        assert one == two
    else:
        assert abs(len(one) - len(two)) < 64
