"""The page: buttons without JavaScript, files, languages, and what those who listen to it hear."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from lxml import html

from tests.forms.sending import post_data, rendered
from wutong.forms import web
from wutong.forms.definition import Form

SHA = "d" * 64
FILE = {"sha256": SHA, "name": "план.pdf", "size": 3}
NEED = {"title": "灌溉", "text": "联合\n研究"}
KEPT: dict[str, Any] = {
    "unit": {"id": 5, "name": "甲大学"}, "contact": {"name": "张三", "phone": "1", "email": ""}, "has_needs": "yes",
    "needs": [NEED | {"attachment": FILE}, NEED | {"countries": {"countries": ["KZ"], "words": "中亚"}}],
}  # fmt: skip


def sent(form: Form, changes: dict[str, str], files: dict[str, Any] | None = None, **pressed: str) -> web.Page:
    """The page with `KEPT` answers after a person changed some inputs and pressed a button."""
    data = post_data(web.blank(form, KEPT, "en"), **pressed)
    for name, value in changes.items():
        data[name] = value
    return web.posted(form, data, MultiValueDict({name: [file] for name, file in (files or {}).items()}), previous=KEPT)


def texts(root: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in root.xpath(path)]


def test_an_empty_page_offers_one_row_and_keeps_nothing(needs: Form) -> None:
    page = web.blank(needs, language="en")
    assert texts(rendered(page), "//fieldset/div/legend") == ["Needs 1"]
    assert web.posted(needs, post_data(page)).check().values == {}


def test_adding_a_row_keeps_everything_typed(needs: Form) -> None:
    page = sent(needs, {"needs-1-money-amount": "much"}, add_row="needs")
    assert page.asked_for == "add"
    again = web.posted(needs, post_data(page), previous=KEPT)
    assert len(again.answers["needs"]) == 3
    assert again.answers["needs"][1]["money"] == {"amount": "much"}
    assert again.check().values["needs"] == KEPT["needs"]


def test_removing_a_row_removes_that_row(needs: Form) -> None:
    page = sent(needs, {}, drop_row="needs-1")
    assert page.asked_for == "remove"
    assert page.check().values["needs"] == KEPT["needs"][1:]


@pytest.mark.parametrize(
    "pressed", [{"drop_row": "needs-9"}, {"drop_row": "needs-x"}, {"add_row": "unit"}, {"add_row": "nothing"}]
)
def test_buttons_the_page_never_had_do_nothing(needs: Form, pressed: dict[str, str]) -> None:
    assert sent(needs, {}, **pressed).check().values == KEPT


def test_another_language_keeps_what_was_typed(needs: Form) -> None:
    page = sent(needs, {"remarks": "как есть"}, show="ru")
    root = rendered(page)
    assert "Организация" in texts(root, "//label")
    assert root.xpath("string(//textarea[@name='remarks'])").strip() == "как есть"
    assert web.posted(needs, post_data(page), previous=KEPT).language == "ru"


def test_arabic_runs_from_right_to_left(needs: Form) -> None:
    (form,) = rendered(web.blank(needs, language="ar")).xpath("//form")
    assert (form.get("dir"), form.get("lang")) == ("rtl", "ar")


def test_buttons_work_without_javascript_and_swap_the_form_with_it(needs: Form) -> None:
    for button in rendered(web.blank(needs, KEPT)).xpath(
        "//button[@name='add_row' or @name='drop_row' or @name='show']"
    ):
        assert button.get("type") == "submit"
        assert button.get("hx-select") == button.get("hx-target") == "#form-needs"


def test_enter_saves_and_does_not_remove_a_row(needs: Form) -> None:
    assert rendered(web.blank(needs, KEPT)).xpath("(//button[@type='submit'])[1]/@name") == ["save"]


def test_every_input_has_a_label_and_hears_its_help_and_errors(every_kind: Form) -> None:
    page = web.posted(every_kind, QueryDict("count=x&day=y&cost-amount=z&lines-0-count=w"), language="en")
    page.check()
    root = rendered(page)
    ids = set(root.xpath("//@id"))
    assert len(ids) == len(root.xpath("//*[@id]"))
    for control in root.xpath("//input[not(@type='hidden')] | //textarea | //select"):
        assert root.xpath(f"//label[@for='{control.get('id')}']"), control.get("name")
        assert set((control.get("aria-describedby") or "").split()) <= ids
    for name in ("count", "day", "cost-amount", "lines-0-count"):
        (control,) = root.xpath(f"//input[@name='{name}']")
        assert control.get("aria-invalid") == "true"
        assert root.xpath(f"//*[@id='{control.get('aria-describedby').split()[-1]}']")[0].text_content().strip()


def test_a_date_in_words_is_shown_as_it_was_typed(every_kind: Form) -> None:
    page = web.posted(every_kind, QueryDict("day=2026年"))
    (control,) = rendered(page).xpath("//input[@name='day']")
    assert (control.get("type"), control.get("value")) == ("text", "2026年")


def test_typed_text_is_never_markup(every_kind: Form) -> None:
    data = QueryDict(mutable=True)
    data.update(
        {"topic": "<script>x</script>", "count": "<b>", "paper-kept": '{"sha256":null,"name":"<b>","size":null}'}
    )
    page = web.posted(every_kind, data)
    page.check()
    root = rendered(page)
    assert not root.xpath("//script | //b")


def test_words_changed_lose_the_codes_that_stood_for_the_old_ones(needs: Form) -> None:
    page = sent(needs, {"unit": "乙大学", "needs-1-countries": "蒙古"})
    values = page.check().values
    assert values["unit"] == {"id": None, "name": "乙大学"}
    assert values["needs"][1]["countries"] == {"countries": [], "words": "蒙古"}


def test_an_upload_is_handed_over_by_its_digest(needs: Form) -> None:
    page = sent(needs, {}, {"needs-1-attachment": SimpleUploadedFile("a.pdf", b"abc")})
    stored = page.check().values["needs"][1]["attachment"]
    assert (stored["name"], stored["size"]) == ("a.pdf", 3)
    assert page.uploads[stored["sha256"]].read() == b"abc"


def test_a_file_can_be_taken_away(needs: Form) -> None:
    assert "attachment" not in sent(needs, {"needs-0-attachment-drop": "on"}).check().values["needs"][0]


def test_a_digest_the_page_was_not_made_with_is_not_believed(needs: Form) -> None:
    stolen = json.dumps(FILE | {"sha256": "e" * 64})
    values = sent(needs, {"needs-0-attachment-kept": stolen}).check().values
    assert "attachment" not in values["needs"][0]


@pytest.mark.parametrize(
    "kept", ["{", "[]", '{"id": 1}', '{"id": {}, "name": 3}', "null", '{"countries": 3, "words": "a"}']
)
def test_a_forged_hidden_field_does_no_harm(every_kind: Form, kept: str) -> None:
    data = QueryDict(mutable=True)
    data.update({"unit": "甲", "unit-kept": kept, "where": "a", "where-kept": kept, "paper-kept": kept})
    checked = web.posted(every_kind, data).check()
    assert checked.values["unit"] == {"id": None, "name": "甲"}
    assert "paper" not in checked.values


def test_too_many_rows_are_told_and_not_all_read(needs: Form) -> None:
    data = QueryDict("&".join(f"needs-{number}-title=a" for number in range(2000)))
    page = web.posted(needs, data)
    assert len(page.answers["needs"]) == 301
    assert "many_rows" in {problem.code for problem in page.check().problems}


def test_problems_are_listed_above_with_their_places(needs: Form) -> None:
    page = sent(needs, {"needs-1-money-amount": "much", "needs-0-title": ""})
    page.check()
    listed = texts(rendered(page), "//*[@id='form-problems']//li")
    assert "Needs, row 1, field Title: an answer is needed" in listed
    assert "Needs, row 2, field Money: “much” is not a number" in listed


def test_answers_read_as_words(needs: Form) -> None:
    more = {"money": {"amount": "1200000.00", "currency": "CNY"}, "period": {"end": "2027-12-31"}, "field": "energy"}
    shown = web.display(
        needs, KEPT | {"needs": [NEED | more | {"countries": {"countries": ["KZ"], "words": ""}}]}, "en"
    )
    page = html.fromstring(f"<div>{render_to_string('forms/answers.html', {'answers': shown})}</div>")
    assert texts(page, "//dd")[:3] == ["甲大学", "张三 · 1", "Yes"]
    row = dict(zip(texts(page, "//thead//th"), texts(page, "//tbody//*[self::th or self::td]"), strict=True))
    assert (row["Money"], row["Field"], row["Period"]) == ("1,200,000 CNY", "Energy", "until 2027-12-31")
    assert row["Countries or region"] == "Kazakhstan"


def test_unanswered_asks_are_shown_as_such(needs: Form) -> None:
    page = html.fromstring(
        f"<div>{render_to_string('forms/answers.html', {'answers': web.display(needs, {}, 'en')})}</div>"
    )
    assert set(texts(page, "//dd")) == {"—"}
    assert texts(page, "//p") == ["No rows"]
