"""The needs form in its six languages: labels, choices and parts in every face, and back without a code."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn
from openpyxl import load_workbook

from tests.forms.sending import post_data, rendered
from wutong.base.texts import LANGUAGES
from wutong.forms import asks, excel, json, web, word
from wutong.forms.checking import check
from wutong.forms.definition import Form
from wutong.forms.labels import printed, wordings
from wutong.forms.parts import parts, words
from wutong.forms.spelling import clean

KEPT: dict[str, Any] = {
    "unit": {"id": None, "name": "甲大学"},
    "contact": {"name": "张三", "phone": "010", "email": "z@example.cn"},
    "has_needs": "yes",
    "needs": [
        {
            "title": "灌溉", "text": "联合\n研究", "field": "agriculture", "action": "joint_lab", "priority": "high",
            "money": {"amount": "1200000.00", "currency": "KZT"}, "period": {"start": "2027-01-01", "end": "2028-06-30"},
            "contact": {"name": "李四", "phone": "1", "email": ""},
        },
        {"title": "水", "text": "示范", "field": "other", "action": "transfer", "priority": "low"},
    ],
}  # fmt: skip
EVERY = pytest.mark.parametrize("language", LANGUAGES)


def labels(form: Form, language: str) -> list[str]:
    """Every label of the form in that language."""
    return list(_labels(form.asks, language))


def _labels(many: Any, language: str) -> Iterator[str]:
    for ask in many:
        yield ask.label[language]
        yield from _labels(getattr(ask, "columns", ()), language)


def cells_of(data: bytes) -> set[str]:
    book = load_workbook(io.BytesIO(data))
    return {clean(str(cell.value)) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}


@EVERY
def test_the_form_has_every_label_in_it(needs: Form, language: str) -> None:
    assert all(label.strip() for label in labels(needs, language))
    assert language in needs.languages()


@EVERY
def test_options_read_differently_in_it(needs: Form, language: str) -> None:
    for table in needs.tables:
        for column in table.columns:
            said = [option.label[language] for option in getattr(column, "options", ())]
            assert len(said) == len(set(said))


@EVERY
def test_words_of_the_forms_are_all_there(language: str) -> None:
    assert [name for name, each in words().items() if not each.get(language, "").strip()] == []


@EVERY
def test_the_workbook_prints_every_label(needs: Form, language: str) -> None:
    printed_cells = " ".join(cells_of(excel.write(needs, languages=[language])))
    singles = [label for label in labels(needs, language) if label != needs.tables[0].label[language]]
    assert [label for label in singles if label not in printed_cells] == []


@EVERY
def test_the_workbooks_dropdowns_hold_the_labels(needs: Form, language: str) -> None:
    book = load_workbook(io.BytesIO(excel.write(needs, languages=[language])))
    listed = {str(cell.value) for row in book["_lists"].iter_rows() for cell in row if cell.value}
    field = next(column for column in needs.tables[0].columns if column.code == "field")
    assert isinstance(field, asks.Choice)
    assert {option.label[language] for option in field.options} <= listed


@EVERY
def test_the_document_prints_every_label(needs: Form, language: str) -> None:
    body = docx.Document(io.BytesIO(word.write(needs, languages=[language]))).element.body
    text = "".join(node.text or "" for node in body.iter(qn("w:t")))
    assert [label for label in labels(needs, language) if label not in text] == []


@EVERY
def test_the_page_prints_every_label(needs: Form, language: str) -> None:
    with translation.override(language):
        text = rendered(web.blank(needs, language=language)).text_content()
    assert [label for label in labels(needs, language) if label not in text] == []


@EVERY
def test_the_page_says_which_language_it_is(needs: Form, language: str) -> None:
    (form,) = rendered(web.blank(needs, KEPT, language)).xpath("//form")
    assert form.get("lang") == language
    assert form.get("dir") == ("rtl" if language == "ar" else "ltr")


@EVERY
def test_the_page_returns_what_was_kept_whatever_it_spoke(needs: Form, language: str) -> None:
    page = web.posted(needs, post_data(web.blank(needs, KEPT, language)), previous=KEPT)
    assert page.language == language
    assert page.check().values == KEPT


@EVERY
@pytest.mark.parametrize("face", [excel, word], ids=["excel", "word"])
def test_files_return_what_was_kept_whatever_they_spoke(needs: Form, face: Any, language: str) -> None:
    filled = face.read(needs, face.write(needs, KEPT, languages=[language], blank_rows=1))
    checked = check(needs, filled)
    assert checked.values == KEPT
    assert not checked.problems


@EVERY
def test_a_workbook_without_codes_is_read_by_its_labels(needs: Form, language: str) -> None:
    book = load_workbook(io.BytesIO(excel.write(needs, KEPT, languages=[language], blank_rows=1)))
    book.worksheets[0].delete_cols(1)
    book.worksheets[1].delete_rows(1)
    stream = io.BytesIO()
    book.save(stream)
    assert check(needs, excel.read(needs, stream.getvalue())).values == KEPT


@EVERY
def test_choices_typed_in_its_words_are_understood(needs: Form, language: str) -> None:
    for column in needs.tables[0].columns:
        for option in getattr(column, "options", ()):
            row = {"title": "a", "text": "b", column.code: option.label[language]}
            checked = check(needs, KEPT | {"needs": [row]})
            assert checked.values["needs"][0][column.code] == option.code


@EVERY
def test_parts_are_labelled_in_it(needs: Form, language: str) -> None:
    labelled = [part for column in needs.tables[0].columns for part in parts(column) if part.name]
    assert labelled
    assert all(part.label[language] for part in labelled)


@EVERY
def test_two_labels_never_read_the_same(needs: Form, language: str) -> None:
    for many in (needs.asks, needs.tables[0].columns):
        said = [ask.label[language].casefold() for ask in many]
        assert len(said) == len(set(said))


@EVERY
def test_the_schema_carries_its_titles(needs: Form, language: str) -> None:
    columns = json.schema(needs, language)["properties"]["needs"]["items"]["properties"]
    assert {code: about["title"] for code, about in columns.items()} == {
        column.code: column.label[language] for column in needs.tables[0].columns
    }


@EVERY
def test_answers_are_shown_under_its_labels(needs: Form, language: str) -> None:
    with translation.override(language):
        shown = web.display(needs, KEPT, language)
    assert [answer.label for answer in shown] == [ask.label[language] for ask in needs.asks]
    table = next(answer for answer in shown if answer.is_table)
    row = dict(zip(table.columns, table.rows[0], strict=True))
    by_code = {column.code: column.label[language] for column in needs.tables[0].columns}
    field = next(column for column in needs.tables[0].columns if column.code == "field")
    assert isinstance(field, asks.Choice)
    assert row[by_code["field"]] == next(o.label[language] for o in field.options if o.code == "agriculture")
    assert "KZT" in row[by_code["money"]]


@pytest.mark.parametrize("other", LANGUAGES[1:])
def test_a_form_in_two_languages_is_read_by_either(needs: Form, other: str) -> None:
    title = needs.tables[0].columns[0].label
    both = printed(title, ["zh-hans", other])
    assert wordings({"x": both}) <= wordings(title)
    filled = word.read(needs, word.write(needs, KEPT, languages=["zh-hans", other], blank_rows=0))
    assert check(needs, filled).values == KEPT


@EVERY
def test_a_problem_is_told_with_its_labels(needs: Form, language: str) -> None:
    checked = check(needs, KEPT | {"needs": [{"title": "a", "text": "b", "money": {"amount": "x", "currency": "CNY"}}]})
    with translation.override(language):
        message = checked.problems[0].message
    money = next(column for column in needs.tables[0].columns if column.code == "money")
    assert money.label[language] in message
    assert needs.tables[0].label[language] in message
