"""What the reader understood, as plain values a file keeps and a page shows; and from there to stated needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from wutong.calls.reading.results import PART, Found, Leftover, NeedReading, ReplyReading
from wutong.calls.statement import StatedNeed
from wutong.calls.sureness import SURE
from wutong.directory.folding import fold
from wutong.directory.gazetteer import find_places
from wutong.documents.blocks import Place

TRUSTED_UNIT = 0.75  # a unit below this is confirmed by a person
VALUES = ("title", "text", "countries", "field", "action", "money", "period", "partner", "contact", "priority")
# What a person can correct of a need, by the names of its columns.
COLUMNS = (
    "title", "text", "countries", "field", "action", "amount", "currency", "starts_on", "ends_on", "period_words",
    "partner", "contact", "priority",
)  # fmt: skip


def as_plain(value: Any) -> Any:
    """Any part of a reading as JSON types; places as Place.as_dict."""
    if isinstance(value, Place):
        return value.as_dict()
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: as_plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, list | tuple | frozenset | set):
        return [as_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): as_plain(one) for key, one in value.items()}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str):
        return value.replace("\x00", "")  # PostgreSQL keeps no such character
    return value.isoformat() if isinstance(value, date) else value


def is_kept(plain: dict[str, Any]) -> bool:
    """Whether a file holds a whole reading, and not only the mark that one began."""
    return "digest" in plain


def revive(plain: dict[str, Any]) -> ReplyReading:
    """A kept reading as the values `settle` compares: who, when, what kind, which titles, and the words around them."""
    return ReplyReading(
        file=plain["file"],
        path=tuple(plain["path"]),
        kind=plain["kind"],
        unit=_found(plain["unit"]) if plain.get("unit") else None,
        unit_key=plain["unit_key"],
        needs=tuple(_need(need) for need in plain["needs"]),
        language=plain["language"],
        notes=tuple(plain["notes"]),
        confidence=plain["confidence"],
        leftover=tuple(Leftover(Place.from_dict(o["place"]), o["text"], o["why"]) for o in plain["leftover"]),
        sent=_day(plain["sent"]),
        digest=plain["digest"],
        problem=plain.get("problem"),
    )


def _found(plain: dict[str, Any]) -> Found[Any]:
    return Found(plain["value"], Place.from_dict(plain["place"]), plain["quote"], plain["confidence"])


def _need(plain: dict[str, Any]) -> NeedReading:
    parts: dict[str, Any] = {name: _found(plain[name]) for name in ("title", "text", "countries", "field", "action")}
    return NeedReading(source=Place.from_dict(plain["source"]), **parts)


def stated(need: dict[str, Any], *, language: str = "") -> StatedNeed:
    """One read need (plain) as a stated need, each value with the place, quote and confidence it was read with."""
    value = {name: (need.get(name) or {}).get("value") for name in VALUES}
    money, period = value["money"] or {}, value["period"] or {}
    return StatedNeed(
        title=value["title"] or "",
        text=value["text"] or "",
        language=language,
        field=value["field"] or "",
        action=value["action"] or "",
        countries=list(value["countries"] or ()),
        country_words=_country_words(need, f"{value['title']}\n{value['text']}"),
        amount=_total(money),
        currency=money.get("currency", "")[:3] if money else "",
        starts_on=_day(period.get("start")),
        ends_on=_day(period.get("end")),
        period_words=period.get("printed", ""),
        partner=value["partner"] or "",
        contact=value["contact"] or "",
        priority=value["priority"] if value["priority"] in ("high", "normal", "low") else "normal",
        places={"need": need.get("source")}
        | {name: _where(need[name]) for name in VALUES if isinstance(need.get(name), dict)},
    )


def _country_words(need: dict[str, Any], said: str) -> str:
    """How the unit itself names the countries, as “ASEAN states” in a cell; of a sentence of the need, in which they
    were found, the names alone. What a name stands for depends on the day; where it stands does not."""
    quote: str = (need.get("countries") or {}).get("quote") or ""
    if quote.strip() in said:
        named = [place for place in find_places(quote, date.max) if place.countries and not place.is_home]
        quote = "、".join(dict.fromkeys(place.words for place in named))
    return quote[:300]


def _total(money: dict[str, Any]) -> Decimal | None:
    """The sum in whole currency; a sum whose currency was not understood is left to the words."""
    if not money or not money.get("currency"):
        return None
    total = Decimal(money["amount"]) * int(money.get("multiplier") or 1)
    return total.quantize(Decimal("0.01")) if total < Decimal("1e17") else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _where(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "place": found.get("place"),
        "quote": (found.get("quote") or "")[:500],
        "confidence": found.get("confidence"),
    }


def doubts(reading: ReplyReading, *, unit_is_asked: bool) -> list[str]:
    """Why a person should look before this is taken in; nothing means it can be taken in as read."""
    found = []
    if reading.kind in ("reply", "no_needs"):
        if reading.unit_key and PART in reading.notes:
            found.append("part")
        elif not reading.unit_key or (reading.unit is not None and reading.unit.confidence < TRUSTED_UNIT):
            found.append("unit")
        elif not unit_is_asked:
            found.append("not_asked")
    if reading.kind == "reply" and not reading.needs:
        found.append("no_need_found")
    if reading.confidence < SURE:
        found.append("kind")
    if any(need.title.confidence < 0.5 for need in reading.needs):
        found.append("needs")
    return found


def say_the_same(one: ReplyReading, other: ReplyReading) -> bool:
    """Whether most needs of the smaller of two answers stand in the other under the same title."""
    small, large = sorted(({fold(need.title.value) for need in reading.needs} for reading in (one, other)), key=len)
    return bool(small) and 2 * len(small & large) > len(small)


def of_form(
    name: str,
    *,
    unit_id: int | None,
    unit_name: str,
    needs: Sequence[StatedNeed],
    no_needs: bool,
    answers: dict[str, Any],
    problems: list[dict[str, str]],
) -> dict[str, Any]:
    """Our own form come back, in the shape of a reading: every value is sure, for it stands in its own field."""
    asked = {"value": unit_name, "place": Place("field").as_dict(), "quote": unit_name, "confidence": 1.0}
    sealed = json.dumps(answers, sort_keys=True, ensure_ascii=False, default=str)
    return {
        "file": name,
        "path": [],
        "kind": "no_needs" if no_needs else "reply",
        "unit": asked if unit_name else None,
        "unit_key": str(unit_id) if unit_id else None,
        "needs": [as_read(need) for need in needs],
        "language": "",
        "notes": ["form"],
        "confidence": 1.0,
        "leftover": [],
        "sent": None,
        "digest": hashlib.sha256(sealed.encode()).hexdigest(),
        "form": True,
        "answers": answers,
        "problems": problems,
    }


def as_read(need: StatedNeed) -> dict[str, Any]:
    """A stated need in the shape of a read one, so that one page shows and corrects both."""
    money = {"amount": str(need.amount), "currency": need.currency, "unit": need.currency, "multiplier": 1}
    period = {"printed": need.period_words, "start": as_plain(need.starts_on), "end": as_plain(need.ends_on)}
    values = {
        "title": need.title,
        "text": need.text,
        "countries": need.countries,
        "field": need.field,
        "action": need.action,
        "money": money if need.amount is not None else None,
        "period": period if need.starts_on or need.ends_on or need.period_words else None,
        "partner": need.partner,
        "contact": need.contact,
        "priority": need.priority,
    }
    source = need.places.get("need") or Place("field").as_dict()
    quotes = {"countries": need.country_words}
    read = {
        name: {"value": value, "place": source, "quote": "", "confidence": 1.0}
        | need.places.get(name, {})
        | ({"quote": quotes[name]} if quotes.get(name) else {})
        for name, value in values.items()
        if value is not None
    }
    return read | {"source": source}


def correct(read: StatedNeed, values: Mapping[str, Any]) -> StatedNeed:
    """A need as read, with what a person made of it: {name: {was, now}} is kept for each value that differs."""
    now = {name: values[name] for name in COLUMNS if name in values}
    changed = {
        name: {"was": as_column(name, getattr(read, name)), "now": as_column(name, value)}
        for name, value in now.items()
        if as_column(name, getattr(read, name)) != as_column(name, value)
    }
    return replace(read, **{name: now[name] for name in changed}, corrections=read.corrections | changed)


def as_column(name: str, value: Any) -> Any:
    """A value of a need as JSON, the same whether it was just read or comes from the database."""
    if name == "amount" and value is not None:
        return f"{Decimal(value):.2f}"
    if name == "countries":
        return sorted(value or ())
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    return as_plain(value)


def from_column(name: str, plain: Any) -> Any:
    """Back from `as_column`."""
    if name == "amount":
        return None if plain is None else Decimal(plain)
    return _day(plain) if name in ("starts_on", "ends_on") else plain
