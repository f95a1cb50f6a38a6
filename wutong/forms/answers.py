"""One answer: from whatever a face hands over to the value that is kept, or a note of what is wrong with it.

Kept values are plain JSON and settle to themselves. Nothing is kept for an ask that was not answered: "" and a
missing key are the same. What cannot be understood is not kept, and stands in the note's `given`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from functools import cache, singledispatch
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wutong.directory.gazetteer import all_countries, countries_in
from wutong.forms import asks, notation, spelling
from wutong.forms.labels import normal, wordings

_MOST_EXPONENT = 60  # 1e999999999 written out would fill the memory
_WIDE = Context(prec=60)  # money of 30 digits keeps every one


@dataclass
class Case:
    """What checking one answer needs to know beside the answer, and where it notes problems (`note(code, part=…)`)."""

    note: Callable[..., None]
    on: date | None = None
    files: frozenset[str] | None = None


@cache
def country_codes() -> frozenset[str]:
    return frozenset(country.iso2 for country in all_countries())


def as_text(given: Any) -> str:
    """A scalar as a person would have typed it. Anything else has no text."""
    if isinstance(given, str):
        return given
    if not _is_number(given):
        return ""
    exact = Decimal(repr(given) if isinstance(given, float) else given)
    return spelling.plain(exact) if abs(exact.adjusted()) <= _MOST_EXPONENT else str(exact)


def _is_number(given: Any) -> bool:
    return isinstance(given, int | float | Decimal) and not isinstance(given, bool)


def _is_blank(given: Any) -> bool:
    return given is None or given in ({}, []) or (isinstance(given, str) and not spelling.clean(given))


def settle(ask: asks.Ask, given: Any, case: Case) -> Any:
    """The value to keep, None when there is none."""
    if _is_blank(given):
        return None
    if isinstance(given, float) and not Decimal(repr(given)).is_finite():
        return _refuse(case, "not_number", given)
    return _settle(ask, given, case)


@singledispatch
def _settle(ask: asks.Ask, given: Any, case: Case) -> Any:
    raise NotImplementedError(f"no checking for {ask.kind}")


def _refuse(case: Case, code: str, given: Any, **parameters: Any) -> Any:
    """Notes the problem; the answer is not kept."""
    case.note(code, given=given, **parameters)


def _line(given: Any, case: Case, part: str = "") -> str:
    if given is not None and not isinstance(given, str) and not _is_number(given):
        _refuse(case, "not_text", given, part=part)
    return spelling.one_line(as_text(given))


@_settle.register
def _(ask: asks.Text, given: Any, case: Case) -> str | None:
    return _within(_line(given, case), ask.max_length, case)


@_settle.register
def _(ask: asks.LongText, given: Any, case: Case) -> str | None:
    if not isinstance(given, str) and not _is_number(given):
        return _refuse(case, "not_text", given)
    return _within(spelling.clean(as_text(given)), ask.max_length, case)


def _within(text: str, limit: int, case: Case) -> str | None:
    if len(text) > limit:
        case.note("too_long", length=len(text), limit=limit)
    return text or None


@_settle.register
def _(ask: asks.Number, given: Any, case: Case) -> str | None:
    found = spelling.number(as_text(given))
    if found is None:
        return _refuse(case, "not_number", given)
    if ask.minimum is not None and found < ask.minimum:
        case.note("too_small", given=given, limit=ask.minimum)
    if ask.maximum is not None and found > ask.maximum:
        case.note("too_large", given=given, limit=ask.maximum)
    text = spelling.plain(found)
    if ask.decimals is not None and len(text.partition(".")[2]) > ask.decimals:
        case.note("too_precise", given=given, limit=ask.decimals)
    return text


@_settle.register
def _(ask: asks.Money, given: Any, case: Case) -> dict[str, str] | None:
    money = given if isinstance(given, dict) else {"amount": given}
    words, named = spelling.amount_and_currency(as_text(money.get("amount")))
    currency = spelling.one_line(as_text(money.get("currency"))) or named
    if not words:
        return _refuse(case, "not_number", given, part="amount") if named and not money.get("currency") else None
    amount = spelling.number(words)
    if amount is None:
        return _refuse(case, "not_number", money["amount"], part="amount")
    code = _currency(ask, currency, words, case)
    if code is None:
        return None
    if amount < 0:
        return _refuse(case, "too_small", words, part="amount", limit=0)
    if len(spelling.plain(amount).partition(".")[2]) > 2:
        return _refuse(case, "too_precise", words, part="amount", limit=2)
    return {"amount": format(amount.quantize(Decimal("0.01"), context=_WIDE), "f"), "currency": code}


def _currency(ask: asks.Money, typed: str, words: str, case: Case) -> str | None:
    allowed = ", ".join(ask.currencies)
    if not typed and len(ask.currencies) == 1:
        return ask.currencies[0]
    if not typed:
        return _refuse(case, "no_currency", words, part="currency", limit=allowed)
    code = spelling.amount_and_currency(typed)[1] or typed.upper()
    if code not in ask.currencies:
        return _refuse(case, "unknown_currency", typed, part="currency", limit=allowed)
    return code


@_settle.register
def _(ask: asks.Date, given: Any, case: Case) -> str | None:
    found = spelling.day(as_text(given))
    if found is None:
        return _refuse(case, "not_date", given)
    text = found.isoformat()
    if ask.earliest and text < ask.earliest:
        case.note("too_early", given=text, limit=ask.earliest)
    if ask.latest and text > ask.latest:
        case.note("too_late", given=text, limit=ask.latest)
    return text


@_settle.register
def _(ask: asks.Period, given: Any, case: Case) -> dict[str, str] | None:
    if not isinstance(given, dict):
        given = dict(zip(("start", "end"), spelling.ends_of_period(as_text(given)), strict=True))
    found: dict[str, str] = {}
    edges: tuple[tuple[str, spelling.Edge], ...] = (("start", "first"), ("end", "last"))
    for part, edge in edges:
        if _is_blank(given.get(part)):
            continue
        if day := spelling.day(as_text(given[part]), edge):
            found[part] = day.isoformat()
        else:
            _refuse(case, "not_date", given[part], part=part)
    if len(found) == 2 and found["end"] < found["start"]:
        case.note("period_order", part="end", **found)
    return found or None


def _option(options: tuple[asks.Option, ...], typed: str) -> str | None:
    exact = next((option.code for option in options if option.code == typed), None)
    return exact or next(
        (option.code for option in options if normal(typed) in wordings(option.label) | {normal(option.code)}), None
    )


def _offered(options: tuple[asks.Option, ...]) -> str:
    return "; ".join(next(iter(option.label.values())) for option in options)


@_settle.register
def _(ask: asks.Choice, given: Any, case: Case) -> str | None:
    found = _option(ask.options, _line(given, case))
    return found or _refuse(case, "unknown_choice", given, limit=_offered(ask.options))


@_settle.register
def _(ask: asks.Choices, given: Any, case: Case) -> list[str] | None:
    """In the order of the form, each once."""
    items = given if isinstance(given, list | tuple) else re.split(r"[;；\n、,，]", as_text(given))
    typed = [text for text in (_line(item, case) for item in items) if text]
    chosen = {text: _option(ask.options, text) for text in typed}
    for text, code in chosen.items():
        if code is None:
            _refuse(case, "unknown_choice", text, limit=_offered(ask.options))
    return [option.code for option in ask.options if option.code in chosen.values()] or None


@_settle.register
def _(ask: asks.Countries, given: Any, case: Case) -> dict[str, Any] | None:
    stored = given if isinstance(given, dict) else {"words": given}
    words = _line(stored.get("words"), case)
    listed = stored.get("countries") or []
    codes = [str(code).strip().upper() for code in listed] if isinstance(listed, list | tuple) else []
    if not codes:
        rest, found = notation.countries_from(words)
        words, codes = (rest, found) if country_codes().issuperset(found) else (words, [])
    for code in codes:
        if code not in country_codes():
            _refuse(case, "unknown_country", code)
    codes = [code for code in dict.fromkeys(codes) if code in country_codes()]
    if words and not codes and case.on:
        codes, _ = countries_in(words, case.on, with_home=True)
        if not codes:
            _refuse(case, "countries_not_found", words)
    return {"countries": codes, "words": words} if words or codes else None


@_settle.register
def _(ask: asks.Organisation, given: Any, case: Case) -> dict[str, Any] | None:
    stored = given if isinstance(given, dict) else {"name": given}
    name, number = _line(stored.get("name"), case, "name"), stored.get("id")
    if number is None:
        name, number = notation.organisation_from(name)
    elif not re.fullmatch(r"[\w-]{1,40}", str(number)):
        number = _refuse(case, "not_text", number)
    if re.fullmatch(r"0|[1-9][0-9]{0,17}", str(number)):
        number = int(str(number))
    return {"id": number, "name": name} if name or number is not None else None


@_settle.register
def _(ask: asks.Person, given: Any, case: Case) -> dict[str, str] | None:
    stored = given if isinstance(given, dict) else person_from(spelling.clean(as_text(given)))
    person = {part: _line(stored.get(part), case, part) for part in ("name", "phone", "email")}
    if person["email"]:
        try:
            validate_email(person["email"])
        except ValidationError:
            _refuse(case, "not_email", person["email"], part="email")
    if any(person.values()) and not person["name"] and ask.required:
        case.note("no_name", part="name")
    return person if any(person.values()) else None


def person_from(text: str) -> dict[str, str]:
    """Name, phone and e-mail out of one text: 张三 010-12345678 zhang@example.cn."""
    mail = re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text)
    rest = text.replace(mail[0], " ") if mail else text
    phone = re.search(r"\+?[\d(（][\d\s()（）-]{5,}\d", rest)
    name = rest.replace(phone[0], " ") if phone else rest
    name = re.sub(r"\s+", " ", name).strip(" ,，、;；/|()（）")
    return {"name": name, "phone": phone[0].strip() if phone else "", "email": mail[0] if mail else ""}


@_settle.register
def _(ask: asks.File, given: Any, case: Case) -> dict[str, Any] | None:
    stored = given if isinstance(given, dict) else {"name": given}
    name = _line(stored.get("name"), case, "name")
    if not stored.get("sha256"):
        stored = notation.file_from(name)
        name = stored["name"]
    digest, size = stored.get("sha256"), stored.get("size")
    if digest is not None and not re.fullmatch("[0-9a-f]{64}", str(digest)):
        return _refuse(case, "unknown_file", name)
    if digest and case.files is not None and digest not in case.files:
        return _refuse(case, "unknown_file", name)
    size = size if type(size) is int and size >= 0 and digest else None
    if size is not None and size > ask.max_bytes:
        case.note("file_too_large", given=size, limit=ask.max_bytes)
    return {"sha256": digest, "name": name, "size": size} if name or digest else None
