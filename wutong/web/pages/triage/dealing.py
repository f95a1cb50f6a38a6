"""The cards of one file laid out: what was read or stands, what was decided about earlier files, what a person adds."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from wutong.calls import understanding
from wutong.calls.models import Inquiry, IntakeFile
from wutong.calls.queries.intake import standing_needs
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.remembering import Remembered, remember, words_of
from wutong.web.forms.intake import NeedForm
from wutong.web.pages.triage.cards import FILLS, Card, as_read, initial_of

MOST_ADDED = 300
# Marks of the reader that are shown at another value than the one they are named after.
SHOWN_AS = {"extra": "text", "note": "text", "": "text", "section": "title"}


def cards_of(
    file: IntakeFile, data: Any, on: date, chosen: Inquiry | None, replaces: Collection[IntakeFile]
) -> list[Card]:
    """The needs read from the file, or those that stand from it; then those a person adds on this page."""
    read = read_needs(file)
    known = Remembered()
    if file.state == "accepted":
        cards = list(_standing(file, read, data, on))
    else:
        if chosen is not None:
            known = remember(file, chosen, read, replaces)
        cards = [_read(number, need, known, data, on) for number, need in enumerate(read)]
    _mark(file, cards)
    return cards + (_added(data, len(cards), known, on) if data is not None else _again(known, len(cards), on))


def read_needs(file: IntakeFile) -> list[StatedNeed]:
    language = file.reading.get("language", "")
    return [understanding.stated(need, language=language) for need in file.reading.get("needs") or ()]


def _card(number: int, base: StatedNeed, initial: Mapping[str, Any], data: Any, on: date, **more: Any) -> Card:
    form = NeedForm(data, prefix=f"n{number}", initial=dict(initial), on=on)
    undone = frozenset(data.getlist(f"n{number}-asread")) & FILLS.keys() if data is not None else frozenset()
    return Card(number, base, form, more.pop("earlier", {}), undone=undone, **more)


def _read(number: int, need: StatedNeed, known: Remembered, data: Any, on: date) -> Card:
    """As read, with the corrections and drops made in the unit's earlier files."""
    kept, record = known.corrections.get(number, {}), known.dropped.get(number)
    now = {name: understanding.from_column(name, change["now"]) for name, change in kept.items()}
    initial = initial_of(need, now) | ({"drop": True, "reason": record["reason"]} if record else {})
    return _card(number + 1, need, initial, data, on, earlier=kept, read_number=number, record=record)


def _standing(file: IntakeFile, read: list[StatedNeed], data: Any, on: date) -> Iterator[Card]:
    """What stands now, then what was dropped, so that it can be put back."""
    numbers = {words_of(need.title, need.text): number for number, need in enumerate(read)}
    count = 0
    for count, need in enumerate(standing_needs(file), 1):
        base = as_read(need)
        number = numbers.get(words_of(base.title, base.text), -1)
        yield _card(count, base, initial_of(need), data, on, earlier=need.corrections, read_number=number)
    for record in file.reading.get("dropped") or ():
        if 0 <= record["number"] < len(read):
            count += 1
            need_read = read[record["number"]]
            initial = initial_of(need_read) | {"drop": True, "reason": record["reason"]}
            yield _card(count, need_read, initial, data, on, read_number=record["number"], record=record)


def _mark(file: IntakeFile, cards: list[Card]) -> None:
    """Every piece of the original that went into a need leads to the value it went into."""
    read = file.reading.get("needs") or []
    for card in cards:
        if 0 <= card.read_number < len(read):
            marks = read[card.read_number].get("marks") or ()
            named = ((SHOWN_AS.get(mark["role"], mark["role"]), mark) for mark in marks)
            card.spots = [(name, mark) for name, mark in named if name in FILLS]


def _again(known: Remembered, after: int, on: date) -> list[Card]:
    """Needs a person had added to the version before, where the new one still says them."""
    cards = []
    for number, need in enumerate(known.added, after + 1):
        base = StatedNeed(title="", text=_quote(need), places=need.places)
        form = NeedForm(prefix=f"n{number}", initial=initial_of(need), on=on)
        cards.append(Card(number, base, form, need.corrections, added=True))
    return cards


def _added(data: Any, after: int, known: Remembered, on: date) -> list[Card]:
    """Cards a person added: each carries its place in a hidden value, so that its source is never lost."""
    before = {_quote(need): need.corrections for need in known.added}
    cards = []
    for number, packed in enumerate(data.getlist("added")[:MOST_ADDED], after + 1):
        kept = _unpacked(packed)
        base = StatedNeed(title="", text=str(kept.get("quote", ""))[:5000], places=places_of(kept))
        cards.append(_card(number, base, {}, data, on, earlier=before.get(base.text, {}), added=True))
    return cards


def _unpacked(packed: str) -> dict[str, Any]:
    """Whatever a browser sends, a card comes of it."""
    try:
        kept = json.loads(packed)
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) and isinstance(kept.get("place") or {}, dict) else {}


def _quote(need: StatedNeed) -> str:
    return str((need.places.get("title") or {}).get("quote") or "")


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
