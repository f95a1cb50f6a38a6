"""Any form, any answers: written to a face and read back, they are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from tests.forms.sending import post_data
from tests.forms.shapes import EVERY_KIND, filled_forms
from wutong.forms import excel, json, web, word
from wutong.forms.checking import check
from wutong.forms.definition import Form

SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
LANGUAGES = [("zh-hans",), ("en",), ("zh-hans", "en")]

FULL = (
    Form.from_dict(EVERY_KIND),
    {
        "topic": "=SUM(A1)", "story": "第一行\n  缩进 \n\n末行\t_x000D_", "count": "12345678901234567890.1234",
        "cost": {"amount": "1200000.00", "currency": "CNY"}, "day": "1899-12-31", "term": {"end": "2027-12-31"},
        "mode": "sea", "modes": ["rail", "air"], "where": {"countries": ["KZ", "UZ"], "words": "中亚"},
        "unit": {"id": 17, "name": "甲大学 [#3]"}, "head": {"name": "", "phone": "+86 10", "email": "a@b.cn"},
        "paper": {"sha256": "ab" * 32, "name": "a [1].pdf", "size": 0},
        "lines": [{"topic": "-1"}, {"cost": {"amount": "0.10", "currency": "EUR"}, "story": "@x\n=y"}],
    },
)  # fmt: skip


def settled(form: Form, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers as they are kept. They must be without fault, and settle to themselves."""
    first = check(form, answers)
    assert first.ok, [problem.message for problem in first.problems]
    again = check(form, first.values)
    assert again.values == first.values and not again.problems
    return first.values


def returns(
    form: Form, kept: dict[str, Any], write: Callable[..., bytes], read: Callable[..., Any], **how: Any
) -> None:
    filled = read(form, write(form, kept, **how))
    checked = check(form, filled)
    assert checked.values == kept
    assert not checked.problems
    assert filled.stamp == form.stamp


@QUICK
@given(filled_forms())
@example(FULL)
def test_json_returns_what_was_kept(filled: tuple[Form, dict[str, Any]]) -> None:
    form, answers = filled
    returns(form, settled(form, answers), json.write, json.read)


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@settings(SLOW, max_examples=12)
@given(filled_forms())
@example(FULL)
def test_excel_returns_what_was_kept(languages: tuple[str, ...], filled: tuple[Form, dict[str, Any]]) -> None:
    form, answers = filled
    returns(form, settled(form, answers), excel.write, excel.read, languages=languages, blank_rows=2)


@pytest.mark.parametrize("languages", LANGUAGES, ids="+".join)
@settings(SLOW, max_examples=12)
@given(filled_forms())
@example(FULL)
def test_word_returns_what_was_kept(languages: tuple[str, ...], filled: tuple[Form, dict[str, Any]]) -> None:
    form, answers = filled
    returns(form, settled(form, answers), word.write, word.read, languages=languages, blank_rows=1)


@settings(QUICK, max_examples=40)
@given(filled_forms())
@example(FULL)
def test_the_page_returns_what_was_kept(filled: tuple[Form, dict[str, Any]]) -> None:
    """What a browser would post from the rendered page, read again."""
    form, answers = filled
    kept = settled(form, answers)
    page = web.posted(form, post_data(web.blank(form, kept)), previous=kept)
    checked = page.check()
    assert checked.values == kept
    assert not checked.problems


@settings(QUICK, max_examples=40)
@given(filled_forms())
def test_the_stored_definition_returns_the_form(filled: tuple[Form, dict[str, Any]]) -> None:
    form, _ = filled
    again = Form.from_dict(form.to_dict())
    assert again == form
    assert again.digest == form.digest
