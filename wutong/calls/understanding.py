"""What the reader understood, as plain values a file keeps and a page shows; and from there to stated needs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from wutong.calls.reading.results import Found, Leftover, NeedReading, ReplyReading
from wutong.calls.statement import StatedNeed
from wutong.documents.blocks import Place

SURE = 0.6  # a value below this is shown as unsure
TRUSTED_UNIT = 0.75  # a unit below this is confirmed by a person
VALUES = ("title", "text", "countries", "field", "action", "money", "period", "partner", "contact", "priority")


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
    return value.isoformat() if isinstance(value, date) else value


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
    )


def _found(plain: dict[str, Any]) -> Found[Any]:
    return Found(plain["value"], Place.from_dict(plain["place"]), plain["quote"], plain["confidence"])


def _need(plain: dict[str, Any]) -> NeedReading:
    parts = {name: _found(plain[name]) for name in ("title", "text", "countries", "field", "action")}
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
        country_words=((need.get("countries") or {}).get("quote") or "")[:300],
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
        if not reading.unit_key or (reading.unit is not None and reading.unit.confidence < TRUSTED_UNIT):
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
    where = {"place": need.places.get("need"), "quote": "", "confidence": 1.0}
    read = {
        name: {"value": value} | (need.places.get(name) or where) for name, value in values.items() if value is not None
    }
    return read | {"source": need.places.get("need")}
