"""Forms and valid answers for tests: one form with every kind of ask, and strategies for any form."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from wutong.forms import asks
from wutong.forms.answers import country_codes
from wutong.forms.definition import Form
from wutong.forms.spelling import clean, one_line


def _ask(code: str, kind: str, zh: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "type": kind, "label": {"zh-hans": zh, "en": code.title()}, **more}


OPTIONS = [
    {"code": "rail", "label": {"zh-hans": "铁路", "en": "Railway"}},
    {"code": "sea", "label": {"zh-hans": "海运", "en": "Sea transport"}},
    {"code": "air", "label": {"zh-hans": "航空", "en": "Air"}},
]
SINGLES = [
    _ask("topic", "text", "题目"),
    _ask("story", "long_text", "说明"),
    _ask("count", "number", "数量"),
    _ask("cost", "money", "费用"),
    _ask("day", "date", "日期"),
    _ask("term", "period", "期限"),
    _ask("mode", "choice", "方式", options=OPTIONS),
    _ask("modes", "choices", "方式（可多选）", options=OPTIONS),
    _ask("where", "countries", "国家"),
    _ask("unit", "organisation", "机构"),
    _ask("head", "person", "负责人"),
    _ask("paper", "file", "附件"),
]
EVERY_KIND: dict[str, Any] = {
    "id": "every",
    "version": 3,
    "titles": {"zh-hans": "全项表", "en": "Every kind"},
    "asks": [*SINGLES, _ask("lines", "rows", "明细", columns=SINGLES)],
}

# What breaks files: formulas, escapes, blanks, breaks, other scripts, beyond the first plane.
AWKWARD = ["=1+1", "+86", "-5", "@x", "'a", "_x0041_", ']]>&<"', "a\tb", "1,200", "2026年", "🚀", "عربي", "𠀀", "  "]
PIECES = st.sampled_from(AWKWARD)
ANY_TEXT = st.one_of(st.text(max_size=30), PIECES, st.lists(PIECES).map("".join))
LINE = ANY_TEXT.map(one_line)
LINES = st.lists(ANY_TEXT, max_size=4).map("\n".join).map(clean)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
DIGITS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20)
AMOUNTS = st.decimals(min_value=0, max_value=10**24, places=2, allow_nan=False).map(lambda number: f"{number:.2f}")
SHA = st.text("0123456789abcdef", min_size=64, max_size=64)
EMAIL = st.sampled_from(["", "a.b@example.org", "zhang@example.cn"])


def _period(ends: dict[str, str]) -> dict[str, str]:
    found = {part: day for part, day in ends.items() if day}
    in_order = sorted(found.values())
    return dict(zip(sorted(found, reverse=True), in_order, strict=True))


def answer_to(ask: asks.Ask) -> st.SearchStrategy[Any]:
    """Anything a careful person could answer; not always in the spelling that is kept."""
    match ask:
        case asks.Text():
            return LINE
        case asks.LongText():
            return LINES
        case asks.Number():
            return DIGITS.map(str)
        case asks.Money():
            return st.fixed_dictionaries({"amount": AMOUNTS, "currency": st.sampled_from(ask.currencies)})
        case asks.Date():
            return DAYS
        case asks.Period():
            return st.fixed_dictionaries({}, optional={"start": DAYS, "end": DAYS}).map(_period)
        case asks.Choice():
            return st.sampled_from([option.code for option in ask.options])
        case asks.Choices():
            return st.lists(st.sampled_from([option.code for option in ask.options]), unique=True)
    return _composed(ask)


def _composed(ask: asks.Ask) -> st.SearchStrategy[Any]:
    match ask:
        case asks.Countries():
            codes = st.lists(st.sampled_from(sorted(country_codes())), unique=True, max_size=4)
            return st.fixed_dictionaries({"countries": codes, "words": LINE})
        case asks.Organisation():
            number = st.one_of(st.none(), st.integers(0, 10**12), st.uuids().map(str))
            return st.fixed_dictionaries({"id": number, "name": LINE})
        case asks.Person():
            return st.fixed_dictionaries({"name": LINE, "phone": LINE, "email": EMAIL})
        case asks.File():
            size = st.one_of(st.none(), st.integers(0, 20_000_000))
            named = st.fixed_dictionaries({"sha256": st.none(), "name": LINE, "size": st.none()})
            return named | st.fixed_dictionaries({"sha256": SHA, "name": LINE, "size": size})
        case asks.Rows():
            return st.lists(answers_to(ask.columns), max_size=3)
    raise NotImplementedError(ask.kind)


def answers_to(many: tuple[asks.Ask, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to any of the asks: each one may be missing."""
    return st.fixed_dictionaries({}, optional={ask.code: answer_to(ask) for ask in many})


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Any form of asks in any order and number, with a table or without."""
    chosen = draw(st.lists(st.sampled_from(SINGLES), unique_by=lambda ask: ask["code"], max_size=6))
    columns = draw(st.lists(st.sampled_from(SINGLES), unique_by=lambda ask: ask["code"], max_size=5))
    table = [_ask("lines", "rows", "明细", columns=columns)] if columns else []
    many = draw(st.permutations([*chosen, *table])) or [SINGLES[0]]
    return Form.from_dict(EVERY_KIND | {"asks": many, "version": draw(st.integers(1, 10**6))})


@st.composite
def filled_forms(draw: st.DrawFn) -> tuple[Form, dict[str, Any]]:
    form = draw(forms())
    return form, draw(answers_to(form.asks))
