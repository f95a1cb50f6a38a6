"""The Word form as Word sees it, and as it comes back from people."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import _Cell

from wutong.forms import word
from wutong.forms.checking import Checked, check
from wutong.forms.definition import Form
from wutong.forms.word.controls import hints

UNIT = {"unit": {"id": None, "name": "甲大学"}, "has_needs": "yes"}
NEED = {
    "title": "节水灌溉", "text": "联合研究\n示范", "field": "agriculture", "period": {"end": "2027-12-31"},
    "money": {"amount": "1200000.00", "currency": "CNY"}, "contact": {"name": "李四", "phone": "1", "email": ""},
}  # fmt: skip


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def saved(document: Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def back(form: Form, edit: Callable[[Document], Any], answers: dict[str, Any], **how: Any) -> Checked:
    document = opened(word.write(form, answers, **how))
    edit(document)
    return check(form, word.read(form, saved(document)))


def without_fields(document: Document) -> None:
    """What a word processor that knows no content controls leaves: the words alone."""
    for sdt in list(document.element.body.iter(qn("w:sdt"))):
        parent, content = sdt.getparent(), sdt.find(qn("w:sdtContent"))
        for child in list(content):
            parent.insert(parent.index(sdt), child)
        parent.remove(sdt)


def overwrite(cell: _Cell, text: str) -> None:
    """Everything in the cell deleted, and typed anew."""
    for child in list(cell._tc):
        if child.tag != qn("w:tcPr"):
            cell._tc.remove(child)
    for line in text.split("\n"):
        cell.add_paragraph(line)


def tags(document: Document) -> list[str]:
    return [tag.get(qn("w:val")) for tag in document.element.body.iter(qn("w:tag"))]


def test_every_part_of_every_ask_is_a_tagged_field(needs: Form) -> None:
    found = tags(opened(word.write(needs, blank_rows=2)))
    assert found.count("unit") == 1
    assert found.count("contact.email") == 1
    assert found.count("needs.money.currency") == 2
    assert max(map(len, found)) <= 64


def test_choices_are_dropdowns_with_labels_and_codes(needs: Form) -> None:
    body = opened(word.write(needs, languages=["zh-hans"], blank_rows=1)).element.body
    listed = {(item.get(qn("w:displayText")), item.get(qn("w:value"))) for item in body.iter(qn("w:listItem"))}
    assert {("农业", "agriculture"), ("共建联合实验室", "joint_lab"), ("CNY", "CNY"), ("高", "high")} <= listed


def test_dates_have_a_picker(needs: Form) -> None:
    body = opened(word.write(needs, {"needs": [NEED]}, blank_rows=0)).element.body
    assert [day.get(qn("w:fullDate")) for day in body.iter(qn("w:date"))] == [None, "2027-12-31T00:00:00Z"]


def test_the_header_of_a_table_repeats_and_a_wide_one_turns_the_page(needs: Form, every_kind: Form) -> None:
    document = opened(word.write(needs))
    assert document.tables[1].rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert document.sections[0].page_width > document.sections[0].page_height


def test_a_blank_form_says_nothing(needs: Form) -> None:
    filled = word.read(needs, word.write(needs, blank_rows=5))
    assert not {code for code, answer in filled.answers.items() if answer}
    assert not filled.problems


@pytest.mark.parametrize("languages", [("zh-hans",), ("en",), ("ru",), ("ar",), ("zh-hans", "en"), ("en", "fr")])
def test_without_fields_labels_and_columns_are_read(needs: Form, languages: tuple[str, ...]) -> None:
    kept = UNIT | {"needs": [NEED, NEED | {"title": "第二项"}]}
    checked = back(needs, without_fields, kept, languages=languages)
    assert checked.values == kept
    assert not [problem for problem in checked.problems if problem.is_error and problem.code != "missing"]


def test_rows_copied_by_a_person_are_read(needs: Form) -> None:
    def edit(document: Document) -> None:
        row = document.tables[1].rows[1]._tr
        for _ in range(3):
            row.addnext(copy.deepcopy(row))

    assert back(needs, edit, UNIT | {"needs": [NEED]}).values["needs"] == [NEED] * 4


def test_cells_typed_over_are_read_by_their_column(needs: Form) -> None:
    def edit(document: Document) -> None:
        cells = document.tables[1].rows[1].cells
        overwrite(cells[0], "新名称")
        overwrite(cells[5], "120万元")
        overwrite(cells[6], "2026年1月至2027年12月")
        overwrite(cells[8], "姓名：王五\n电话：010-87654321")

    (row,) = back(needs, edit, UNIT | {"needs": [NEED]}, blank_rows=0).values["needs"]
    assert row["title"] == "新名称"
    assert row["money"] == {"amount": "1200000.00", "currency": "CNY"}
    assert row["period"] == {"start": "2026-01-01", "end": "2027-12-31"}
    assert row["contact"] == {"name": "王五", "phone": "010-87654321", "email": ""}


def test_a_column_a_person_added_is_told(needs: Form) -> None:
    def edit(document: Document) -> None:
        table = document.tables[1]
        table.add_column(100000)
        table.rows[1].cells[-1].text = "补充"

    checked = back(needs, edit, UNIT | {"needs": [NEED]})
    assert checked.values["needs"] == [NEED]
    assert [p.parameters["given"] for p in checked.problems if p.code == "outside_field"] == ["补充"]


def test_words_beside_a_field_belong_to_the_answer(needs: Form) -> None:
    def edit(document: Document) -> None:
        document.tables[0].rows[0].cells[1].paragraphs[0].add_run("（总部）")

    assert back(needs, edit, UNIT).values["unit"]["name"] == "甲大学（总部）"


def test_words_beside_several_fields_are_told(needs: Form) -> None:
    def edit(document: Document) -> None:
        document.tables[0].rows[1].cells[1].add_paragraph("周一不在")

    kept = {"contact": {"name": "张三", "phone": "", "email": ""}}
    checked = back(needs, edit, kept)
    assert checked.values == kept
    assert [p.parameters["given"] for p in checked.problems if p.code == "outside_field"] == ["周一不在"]


def test_deleted_words_of_tracked_changes_are_not_read(needs: Form) -> None:
    def edit(document: Document) -> None:
        field = next(document.tables[0]._tbl.iter(qn("w:sdtContent")))
        deletion = field.makeelement(qn("w:del"), {})
        deletion.append(copy.deepcopy(field[0]))
        field.insert(0, deletion)

    assert back(needs, edit, UNIT).values["unit"]["name"] == "甲大学"


def test_problems_name_table_row_and_field(needs: Form) -> None:
    checked = back(needs, lambda document: overwrite(document.tables[1].rows[2].cells[5], "much"), {"needs": [NEED]})
    wrong = next(problem for problem in checked.problems if problem.code == "not_number")
    assert wrong.where == "Table 2, row 3, field Money"


def test_another_form_is_told_and_same_codes_are_read(needs: Form, every_kind: Form) -> None:
    filled = word.read(every_kind, word.write(needs, UNIT))
    assert filled.problems[0].code == "other_form"
    assert check(every_kind, filled).values == {"unit": UNIT["unit"]}


def test_a_stranger_with_the_same_labels_is_read_without_stamp(needs: Form) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["需求名称", "需求内容", "领域", "灌溉", "联合研究", "农业"], strict=True):
        cell.text = text
    filled = word.read(needs, saved(document))
    assert [problem.code for problem in filled.problems] == ["no_stamp"]
    assert check(needs, filled).values == {"needs": [{"title": "灌溉", "text": "联合研究", "field": "agriculture"}]}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no document", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_document_is_a_problem(needs: Form, data: bytes) -> None:
    assert [problem.code for problem in word.read(needs, data).problems] == ["unreadable"]


def test_hints_could_not_be_answers() -> None:
    assert all(hint.startswith("〔") and hint.endswith("〕") for hint in hints())
