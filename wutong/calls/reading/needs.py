"""From a draft to a need: every value understood, with the place it was read from and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from .classify import Weights, classify
from .countries import find_countries
from .money import find_money
from .periods import find_period
from .results import Draft, Found, NeedReading, Piece, ReadingContext
from .titles import title_from
from .vocabulary import fold, is_none

SAME_TITLE = 90
SAME_START = 12  # folded characters


def finish(
    draft: Draft, context: ReadingContext, contact: Found[str] | None = None, usual: Weights | None = None
) -> NeedReading:
    """`contact`: of the whole file, for needs that name none. `usual`: what the file's needs are about on the whole."""
    title = _title(draft)
    return NeedReading(
        title=title,
        text=_text(draft, title),
        countries=find_countries(draft, title.value, context),
        field=classify("fields", draft, title.value, usual),
        action=classify("actions", draft, title.value),
        source=draft.source,
        money=find_money(draft),
        period=find_period(draft),
        partner=_joined(draft, ("partner",)),
        contact=_joined(draft, ("contact", "phone", "email")) or contact,
        priority=_joined(draft, ("priority",)),
        unit=_joined(draft, ("unit",)),
        marks=tuple(draft.marks()),
        also=tuple(draft.also),
    )


def _title(draft: Draft) -> Found[str]:
    if draft.title is not None:
        words = re.sub(r"\s*\n\s*", " ", draft.title.text).strip(" 。.;；")
        return Found(words, draft.title.place, draft.title.text, min(0.97, draft.strength + 0.05))
    if draft.text:
        first = draft.text[0]
        return Found(title_from(first.text), first.place, first.text, draft.strength * 0.7)
    return Found("", draft.source, "", 0.0)


def _text(draft: Draft, title: Found[str]) -> Found[str]:
    """The content; where a need has none, its title is all that was said."""
    if draft.text:
        return Found(draft.body(), draft.text[0].place, draft.text[0].text, draft.strength)
    return Found(title.value, title.place, title.quote, draft.strength * 0.8)


def _joined(draft: Draft, roles: Iterable[str]) -> Found[str] | None:
    pieces = [p for role in roles for p in draft.values.get(role, ()) if p.text.strip() and not is_none(p.text)]
    return joined(pieces)


def joined(pieces: list[Piece], sure: float = 0.9) -> Found[str] | None:
    words = " ".join(dict.fromkeys(piece.text.strip() for piece in pieces))
    return Found(words, pieces[0].place, words, sure) if pieces else None


def merge_same(drafts: list[Draft]) -> tuple[list[Draft], list[Draft]]:
    """A need told twice in one file (a list and a table, a heading over a table) becomes one; the fuller telling stays.

    Returns the needs and the tellings that went into another.
    """
    if len({(draft.shape, _table(draft)) for draft in drafts}) < 2:
        return drafts, []
    kept: list[Draft] = []
    merged: list[Draft] = []
    for draft in drafts:
        twin = next((other for other in kept if _twins(other, draft)), None)
        if twin is None:
            kept.append(draft)
            continue
        fuller, other = sorted((twin, draft), key=_fullness, reverse=True)
        for role, pieces in other.values.items():
            if role not in fuller.values:
                fuller.values[role] = pieces
        if not fuller.text:
            fuller.text = other.text
        fuller.also += [other.source, *other.also]
        kept[kept.index(twin)] = fuller
        merged.append(other)
    return kept, merged


def _twins(one: Draft, two: Draft) -> bool:
    """A list and a table may differ in wording; two tables (a summary sheet and its parts) agree to the letter."""
    if one.shape != two.shape:
        return _same(one, two)
    if _table(one) == _table(two) or one.title is None or two.title is None:
        return False
    stated = [(_stated(one, role), _stated(two, role)) for role in ("countries", "money", "partner", "unit")]
    return fold(one.title.text) == fold(two.title.text) and all(a == b or not (a and b) for a, b in stated)


def _table(draft: Draft) -> tuple[str | None, int | None]:
    return draft.source.sheet, draft.source.table


def _stated(draft: Draft, role: str) -> str:
    return fold("".join(piece.text for piece in draft.values.get(role, ())))


def _same(one: Draft, two: Draft) -> bool:
    a, b = (fold(d.title.text if d.title else d.body()[:60]) for d in (one, two))
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    return fuzz.ratio(a, b) >= SAME_TITLE or (len(shorter) >= SAME_START and longer.startswith(shorter))


def _fullness(draft: Draft) -> tuple[int, float]:
    return len(draft.values) * 2 + bool(draft.text), draft.strength
