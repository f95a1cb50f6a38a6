"""Answers split into cells, put together again, and shown to a reader."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from lxml import html

from tests.forms.sending import rendered
from tests.forms.shapes import EVERY_KIND, filled_forms
from wutong.forms import asks, web
from wutong.forms.checking import check
from wutong.forms.definition import Form, FormError
from wutong.forms.packed import too_much_in
from wutong.forms.parts import gather, option_label, parts, spread, words
from wutong.forms.web.display import say
from wutong.forms.web.page import BUTTONS

FORM = Form.from_dict(EVERY_KIND)
BY_CODE = {ask.code: ask for ask in FORM.singles}
SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("code", "names", "shapes"),
    [
        ("topic", [""], ["line"]), ("story", [""], ["lines"]), ("count", [""], ["number"]), ("day", [""], ["date"]),
        ("cost", ["amount", "currency"], ["number", "choice"]), ("term", ["start", "end"], ["date", "date"]),
        ("mode", [""], ["choice"]), ("modes", [""], ["line"]), ("where", [""], ["line"]), ("unit", [""], ["line"]),
        ("head", ["name", "phone", "email"], ["line"] * 3), ("paper", [""], ["line"]),
    ],
)  # fmt: skip
def test_the_cells_an_ask_takes(code: str, names: list[str], shapes: list[str]) -> None:
    found = parts(BY_CODE[code])
    assert [part.name for part in found] == names
    assert [part.shape for part in found] == shapes


def test_parts_with_a_name_have_a_label_and_those_without_have_none() -> None:
    for ask in FORM.singles:
        assert all(bool(part.label) == bool(part.name) for part in parts(ask))


@SOME
@given(filled_forms())
def test_what_is_spread_over_cells_is_gathered_to_the_same_value(filled: tuple[Form, dict[str, Any]]) -> None:
    form, answers = filled
    values = check(form, answers).values
    for ask in form.singles:
        texts = spread(ask, values.get(ask.code), ["zh-hans", "en"])
        assert check(form, {ask.code: gather(ask, texts)}).values.get(ask.code) == values.get(ask.code)
        assert set(texts) <= {part.name for part in parts(ask)}


def test_nothing_spreads_to_no_cell() -> None:
    assert all(spread(ask, None, ["en"]) == {} for ask in FORM.singles)
    assert all(gather(ask, {}) is None for ask in FORM.singles)


def test_an_option_nobody_knows_is_printed_by_its_code() -> None:
    mode = BY_CODE["mode"]
    assert isinstance(mode, asks.Choice)
    assert option_label(mode.options, "walk", ["en"]) == "walk"
    assert option_label(mode.options, "sea", ["en", "zh-hans"]) == "Sea transport 海运"


def test_the_words_of_forms_are_texts() -> None:
    assert all(isinstance(text, str) for each in words().values() for text in each.values())


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("topic", "题目", "题目"), ("story", "一\n二", "一\n二"), ("count", "1200.5", "1,200.5"), ("count", "-3", "-3"),
        ("cost", {"amount": "1200000.00", "currency": "CNY"}, "1,200,000 CNY"),
        ("cost", {"amount": "0.10", "currency": "EUR"}, "0.1 EUR"), ("day", "2026-01-02", "2026-01-02"),
        ("term", {"start": "2026-01-01", "end": "2026-12-31"}, "2026-01-01 – 2026-12-31"),
        ("term", {"start": "2026-01-01"}, "from 2026-01-01"), ("term", {"end": "2026-12-31"}, "until 2026-12-31"),
        ("mode", "sea", "Sea transport"), ("modes", ["rail", "air"], "Railway; Air"),
        ("where", {"countries": ["KZ"], "words": ""}, "Kazakhstan"),
        ("where", {"countries": ["KZ", "UZ"], "words": "中亚"}, "中亚 (Kazakhstan, Uzbekistan)"),
        ("where", {"countries": [], "words": "有关国家"}, "有关国家"),
        ("where", {"countries": ["KZ"], "words": "Kazakhstan"}, "Kazakhstan"),
        ("unit", {"id": 5, "name": "甲大学"}, "甲大学"), ("unit", {"id": 5, "name": ""}, "#5"),
        ("head", {"name": "张三", "phone": "", "email": "z@a.cn"}, "张三 · z@a.cn"),
        ("paper", {"sha256": None, "name": "a.pdf", "size": None}, "a.pdf"),
    ],
)  # fmt: skip
def test_an_answer_in_words(code: str, value: Any, shown: str) -> None:
    assert say(BY_CODE[code], value, "en") == shown


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_no_answer_has_no_words(code: str) -> None:
    assert say(BY_CODE[code], None, "en") == ""


@pytest.mark.parametrize(("language", "shown"), [("en", "1,200.5"), ("fr", "1 200,5"), ("zh-hans", "1,200.5")])
def test_numbers_as_the_reader_writes_them(language: str, shown: str) -> None:
    assert say(BY_CODE["count"], "1200.5", language).replace("\u202f", " ").replace("\xa0", " ") == shown


@pytest.mark.parametrize("digits", ["12345678901234567890.1234", "0.00000001", "-99999999999999999999"])
def test_no_digit_is_lost_on_the_way_to_the_reader(digits: str) -> None:
    assert say(BY_CODE["count"], digits, "en").replace(",", "") == digits


def test_unanswered_asks_are_shown_in_their_place() -> None:
    shown = web.display(FORM, {"count": "5"}, "en")
    assert [answer.code for answer in shown] == [ask.code for ask in FORM.asks]
    assert [answer.text for answer in shown if answer.text] == ["5"]
    assert shown[-1].is_table and shown[-1].rows == []


def test_the_readers_language_is_taken_where_none_is_given() -> None:
    with translation.override("zh-hans"):
        assert web.display(FORM, {"mode": "sea"})[6].text == "海运"
    with translation.override("en"):
        assert web.display(FORM, {"mode": "sea"})[6].text == "Sea transport"


def test_buttons_hide_no_method_of_the_form() -> None:
    """A control's name becomes a property of the form: one named remove would hide form.remove()."""
    methods = {"remove", "reset", "append", "closest", "matches", "contains", "after", "before", "prepend", "animate"}
    names = set(rendered(web.blank(FORM, {"lines": [{"topic": "a"}]}, "en")).xpath("//button/@name"))
    assert names & set(BUTTONS) == set(BUTTONS)
    assert not names & methods


@pytest.mark.parametrize("name", ["add", "remove"])
def test_the_older_names_of_the_buttons_do_nothing(name: str) -> None:
    page = web.posted(FORM, QueryDict(f"lines-0-topic=a&{name}=lines-1"), language="en")
    assert page.asked_for == ""
    assert page.answers["lines"][0]["topic"] == "a"


@pytest.mark.parametrize("code", ["add_row", "drop_row", "add", "remove", "show", "form", "row", "kept"])
def test_no_ask_may_be_named_like_a_button(code: str) -> None:
    with pytest.raises(FormError, match=f"code '{code}'"):
        Form.from_dict(EVERY_KIND | {"asks": [EVERY_KIND["asks"][0] | {"code": code}]})


def test_rows_can_be_added_and_taken_away_again_and_again() -> None:
    data = QueryDict("lines-0-topic=a&add_row=lines")
    page = web.posted(FORM, data, language="en")
    assert (page.asked_for, len(page.answers["lines"])) == ("add", 2)
    data = QueryDict("lines-0-topic=a&lines-1-topic=b&lines-2-topic=c&drop_row=lines-2")
    page = web.posted(FORM, data, language="en")
    assert page.asked_for == "remove"
    assert [row["topic"] for row in page.answers["lines"]] == ["a", "c"]


def test_rows_with_gaps_in_their_numbers_stay_in_order() -> None:
    page = web.posted(FORM, QueryDict("lines-7-topic=b&lines-2-topic=a&lines-30-topic=c"))
    assert [row["topic"] for row in page.answers["lines"]] == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["lines-x-topic", "lines--topic", "lines-123456-topic", "other-0-topic", "lines-0"])
def test_names_that_no_page_had_are_not_read(name: str) -> None:
    page = web.posted(FORM, QueryDict(f"{name}=a"))
    assert page.check().values == {}


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_kind_has_an_input_with_its_label(code: str) -> None:
    root = rendered(web.blank(FORM, language="en"))
    group = root.xpath(f"//*[starts-with(@name, '{code}') and not(@type='hidden')]")
    assert group
    assert FORM.ask(code).label["en"] in root.text_content()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "kept", [{"topic": "<b>x</b>"}, {"story": "</textarea><i>"}, {"unit": {"id": 1, "name": '"><u>'}}]
)
def test_kept_answers_are_never_markup(kept: dict[str, Any]) -> None:
    root = rendered(web.blank(FORM, kept, "en"))
    assert not root.xpath("//b | //i[not(@class)] | //u")
    assert isinstance(root, html.HtmlElement)


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x03\x04", b"PK\x05\x06" + bytes(10)])
def test_what_is_no_container_is_said(data: bytes) -> None:
    assert too_much_in(data)


def test_an_ordinary_container_may_be_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("a.xml", bytes(1_000_000))
    assert too_much_in(stream.getvalue()) == ""


def test_a_container_is_judged_by_what_it_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wutong.forms.packed.MOST_UNPACKED", 999)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("a.xml", bytes(500))
        box.writestr("b.xml", bytes(500))
    assert too_much_in(stream.getvalue()) == "1000 bytes unpacked"
