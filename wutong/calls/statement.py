"""A need as plain values, whichever way it came: web form, form file, free-form file, merged group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from dataclasses import field as made
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from wutong.directory.folding import fold
from wutong.documents.blocks import Place
from wutong.forms.answers import person_from

READ_FROM = {  # value of a need → the attributes that hold it
    "title": ("title",),
    "text": ("text",),
    "field": ("field",),
    "action": ("action",),
    "countries": ("countries", "country_words"),
    "money": ("amount", "currency"),
    "period": ("starts_on", "ends_on", "period_words"),
    "partner": ("partner",),
    "contact": ("contact",),
    "priority": ("priority",),
}


@dataclass(slots=True)
class StatedNeed:
    """One need before it is stored. `places` maps each value to where it was read (Place, quote, confidence)."""

    title: str
    text: str = ""
    language: str = ""
    field: str = ""
    action: str = ""
    countries: list[str] = made(default_factory=list)
    country_words: str = ""
    amount: Decimal | None = None
    currency: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    period_words: str = ""
    partner: str = ""
    contact: str = ""
    priority: str = "normal"
    places: dict[str, Any] = made(default_factory=dict)
    corrections: dict[str, Any] = made(default_factory=dict)
    merged_from_id: int | None = None


class Stated(Protocol):
    """What a stated need and a stored one have in common."""

    title: Any
    text: Any
    field: Any
    action: Any
    countries: Any
    country_words: Any
    amount: Any
    currency: Any
    starts_on: Any
    ends_on: Any
    period_words: Any
    partner: Any
    contact: Any
    priority: Any
    places: Any
    merged_from_id: Any


def from_answers(answers: dict[str, Any], places: dict[tuple[int, str], Place] | None = None) -> list[StatedNeed]:
    """The needs table of the form's answers (forms JSON) as stated needs.

    places: where each (row, column) stands in the file it came in; without it the place is the row of the web form.
    """
    needs = [_from_row(row) for row in answers.get("needs") or []]
    for number, need in enumerate(needs, 1):
        for (row, column), place in (places or {}).items():
            if row == number:
                need.places[column] = {"place": place.as_dict(), "quote": "", "confidence": 1.0}
        need.places["need"] = need.places.get("title", {}).get("place") or {"kind": "field", "row": number}
    return needs


def _from_row(row: dict[str, Any]) -> StatedNeed:
    money, period = row.get("money") or {}, row.get("period") or {}
    countries, contact = row.get("countries") or {}, row.get("contact") or {}
    partner = row.get("partner") or {}
    return StatedNeed(
        title=row.get("title", ""),
        text=row.get("text", ""),
        field=row.get("field") or "",
        action=row.get("action") or "",
        countries=sorted(countries.get("countries", [])),
        country_words=countries.get("words", ""),
        amount=Decimal(money["amount"]) if money.get("amount") else None,
        currency=money.get("currency", "") if money.get("amount") else "",
        starts_on=_day(period.get("start")),
        ends_on=_day(period.get("end")),
        partner=partner.get("name", "") if isinstance(partner, dict) else str(partner),
        contact=_person(contact),
        priority=row.get("priority") or "normal",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _person(contact: Any) -> str:
    if not isinstance(contact, dict):
        return str(contact)
    return " ".join(part for part in (contact.get("name"), contact.get("phone"), contact.get("email")) if part)


def to_rows(needs: Iterable[Stated]) -> list[dict[str, Any]]:
    """Needs as the needs table of the form, so that they can be read and changed there whichever way they came."""
    return [_row(need) for need in needs]


def _row(need: Stated) -> dict[str, Any]:
    amount = need.amount
    period = {"start": _text(need.starts_on) or need.period_words, "end": _text(need.ends_on)}
    if need.ends_on and not need.starts_on:
        period["start"] = ""
    countries = {"countries": list(need.countries), "words": need.country_words}
    row: dict[str, Any] = {
        "title": need.title,
        "text": need.text,
        "countries": countries if need.countries or need.country_words else None,
        "field": need.field,
        "action": need.action,
        "money": {"amount": f"{amount:.2f}", "currency": need.currency} if amount is not None else None,
        "period": {part: text for part, text in period.items() if text},
        "partner": {"id": None, "name": need.partner} if need.partner else None,
        "contact": person_from(need.contact) if need.contact else None,
        "priority": need.priority,
    }
    return {code: value for code, value in row.items() if value}


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def keep_sources(needs: list[StatedNeed], before: Iterable[Stated]) -> list[StatedNeed]:
    """What a person saved without changing it keeps the place it was first read from, and the group it was merged in.

    Needs are recognised by their title; of several with one title the first keeps the place of the first.
    """
    known: dict[str, list[Stated]] = {}
    for old in before:
        known.setdefault(fold(old.title), []).append(old)
    return [_with_sources(need, known.get(fold(need.title)) or []) for need in needs]


def _with_sources(need: StatedNeed, namesakes: list[Stated]) -> StatedNeed:
    if not namesakes:
        return need
    old = namesakes.pop(0)
    same = [value for value, names in READ_FROM.items() if all(getattr(need, n) == getattr(old, n) for n in names)]
    kept = {value: old.places[value] for value in same if value in old.places}
    if old.places.get("need"):
        kept["need"] = old.places["need"]
    return replace(need, places=need.places | kept, merged_from_id=old.merged_from_id)


def in_file(needs: list[StatedNeed], name: str) -> list[StatedNeed]:
    """The same needs with the file's name as the outermost container of every place."""
    return [replace(need, places={key: _inside(value, name) for key, value in need.places.items()}) for need in needs]


def _inside(found: Any, name: str) -> Any:
    if not isinstance(found, dict):
        return found
    if "kind" in found:
        return found | {"path": [name, *found.get("path", [])]}
    return found | {"place": _inside(found.get("place"), name)}
