"""A need as plain values, whichever way it came: web form, form file, free-form file, merged group."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made
from datetime import date
from decimal import Decimal
from typing import Any

from wutong.documents.blocks import Place


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
