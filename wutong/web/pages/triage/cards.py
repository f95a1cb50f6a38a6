"""The needs of a file as cards: as read, as a person corrects them, each value with its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from wutong.calls import understanding
from wutong.calls.models import IntakeFile, Need
from wutong.calls.queries.intake import standing_needs
from wutong.calls.statement import StatedNeed
from wutong.web.forms.intake import NeedForm, names_of
from wutong.web.pages.triage.original import Mark, Original

# The values a reader finds, and the columns of the form they fill.
FILLS = {
    "title": ("title",),
    "text": ("text",),
    "countries": ("countries",),
    "field": ("field",),
    "action": ("action",),
    "money": ("amount", "currency"),
    "period": ("starts_on", "ends_on", "period_words"),
    "partner": ("partner",),
    "contact": ("contact",),
    "priority": ("priority",),
}
VALUE_OF = {column: value for value, columns in FILLS.items() for column in columns}
LABELS = {
    "title": _("Title"),
    "text": _("Description"),
    "countries": _("Countries"),
    "field": _("Field"),
    "action": _("Action"),
    "money": _("Money"),
    "period": _("Period"),
    "partner": _("Partner"),
    "contact": _("Contact"),
    "priority": _("Priority"),
}
MOST_ADDED = 300


@dataclass(slots=True)
class Value:
    """One value with where it was read: the link into the original, its quote, how sure it is."""

    name: str
    fields: list[Any]
    anchor: str = ""
    quote: str = ""
    confidence: float | None = None
    was: str = ""

    @property
    def label(self) -> Any:
        return LABELS[self.name]

    @property
    def unsure(self) -> bool:
        return self.confidence is not None and self.confidence < understanding.SURE

    @property
    def percent(self) -> int:
        return round(100 * (self.confidence or 0))


@dataclass(slots=True)
class Card:
    """One need: what was read (`base`), what a person made of it before (`earlier`), and its form."""

    number: int
    base: StatedNeed
    form: NeedForm
    earlier: Mapping[str, Any]
    added: bool = False

    @property
    def anchor(self) -> str:
        return f"need-{self.number}"

    @property
    def unsure(self) -> int:
        names = [name for name in FILLS if self._where(name).get("confidence") is not None]
        return sum(self._where(name)["confidence"] < understanding.SURE for name in names)

    def values(self, original: Original | None = None) -> Iterator[Value]:
        for name, columns in FILLS.items():
            where = self._where(name)
            shown = Value(name, [self.form[column] for column in columns])
            if where.get("place") and original is not None:
                shown.anchor = original.anchor(where["place"])
            shown.quote, shown.confidence = where.get("quote") or "", where.get("confidence")
            changed = [
                c for c in columns if (self.earlier.get(c) or {}).get("was") != (self.earlier.get(c) or {}).get("now")
            ]
            shown.was = "; ".join(in_words(column, self.earlier[column]["was"]) for column in changed)
            yield shown

    def marks(self) -> Iterator[tuple[Mapping[str, Any], Mark]]:
        for name in FILLS:
            where = self._where(name)
            if where.get("place"):
                unsure = (where.get("confidence") or 0) < understanding.SURE
                yield where["place"], Mark(f"{self.anchor}-{name}", LABELS[name], where.get("quote") or "", unsure)
        if self.base.places.get("need") and self.added:
            yield self.base.places["need"], Mark(self.anchor, _("Added"), self.base.text)

    def _where(self, name: str) -> dict[str, Any]:
        where = self.base.places.get(name)
        return where if isinstance(where, dict) else {}

    def stated(self) -> StatedNeed:
        """The need as the valid form leaves it."""
        values = {name: self.form.cleaned_data.get(name) for name in understanding.COLUMNS}
        for name in ("text", "field", "action", "currency", "period_words", "partner", "contact"):
            values[name] = values[name] or ""
        values["priority"] = values["priority"] or "normal"
        need = understanding.correct(self.base, values)
        # A value put back to what was read is said to be so, or the earlier correction would be made again.
        for name in self.earlier.keys() - need.corrections.keys():
            read = understanding.as_column(name, getattr(need, name))
            need.corrections[name] = {"was": read, "now": read}
        return need


def in_words(column: str, value: Any) -> str:
    if column == "countries":
        return names_of(value or ()) or "—"
    return str(value) if value not in (None, "") else "—"


def as_read(need: Need) -> StatedNeed:
    """A stored need as it was read, before anybody corrected it."""
    columns = {name: getattr(need, name) for name in StatedNeed.__slots__ if hasattr(need, name)}
    for name, change in need.corrections.items():
        columns[name] = understanding.from_column(name, change["was"])
    return StatedNeed(**(columns | {"corrections": {}}))


def initial_of(need: Any) -> dict[str, Any]:
    values = {name: getattr(need, name) for name in understanding.COLUMNS}
    return values | {"countries": names_of(values["countries"])}


def cards_of(file: IntakeFile, data: Any, on: date) -> list[Card]:
    """The needs read from the file, or those that stand from it, then those a person adds on this page."""
    cards = []
    sources: list[tuple[StatedNeed, dict[str, Any], Mapping[str, Any]]] = []
    if file.state == "accepted":
        sources = [(as_read(need), initial_of(need), need.corrections) for need in standing_needs(file)]
    elif file.reading.get("needs"):
        language = file.reading.get("language", "")
        read = [understanding.stated(need, language=language) for need in file.reading["needs"]]
        sources = [(need, initial_of(need), {}) for need in read]
    for number, (base, initial, earlier) in enumerate(sources, 1):
        cards.append(Card(number, base, NeedForm(data, prefix=f"n{number}", initial=initial, on=on), earlier))
    return cards + _added(data, len(cards), on)


def _added(data: Any, after: int, on: date) -> list[Card]:
    """Cards a person added: each carries its place in a hidden value, so that its source is never lost."""
    places = data.getlist("added") if data is not None else []
    cards = []
    for number, packed in enumerate(places[:MOST_ADDED], after + 1):
        kept = json.loads(packed)
        base = StatedNeed(title="", text=str(kept.get("quote", ""))[:5000], places=places_of(kept))
        cards.append(Card(number, base, NeedForm(data, prefix=f"n{number}", on=on), {}, added=True))
    return cards


def places_of(kept: Mapping[str, Any]) -> dict[str, Any]:
    place, quote = kept.get("place") or {"kind": "field"}, str(kept.get("quote", ""))[:500]
    where = {"place": place, "quote": quote, "confidence": 1.0}
    return {"need": place, "title": where, "text": where}


def blank_card(number: int, place: Mapping[str, Any], text: str, on: date) -> Card:
    """A card begun from a block of the original: its first line as title, the whole as text."""
    base = StatedNeed(title="", text=text, places=places_of({"place": place, "quote": text}))
    first = text.strip().split("\n")[0].split("。")[0][:120]
    initial = {"title": first, "text": text, "priority": "normal"}
    return Card(number, base, NeedForm(prefix=f"n{number}", initial=initial, on=on), {}, added=True)
