"""A group as a card: its members side by side, the first as the base, with what differs and why they are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from wutong.base.money import Money, totals
from wutong.base.texts import in_language
from wutong.calls.models import Membership, Need, NeedGroup, Suggestion
from wutong.calls.needs_form import action_labels, field_labels
from wutong.directory.gazetteer import country_name
from wutong.documents.blocks import Place
from wutong.exchange import values
from wutong.exchange.wording import Words
from wutong.web.merging.differences import Mark, marks

SHOWN = 6  # members on a card of the list; all of them on the group's own page
COMPARED = ("title", "countries", "field", "action", "money", "period", "partner")


@dataclass(frozen=True, slots=True)
class Term:
    """One reason of a likeness, as the card says it."""

    kind: str
    words: str
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """One need on a card."""

    need: Need
    is_base: bool
    title: list[Mark]
    text: list[Mark]
    wording: str  # "" compared word by word, "other_language", "unlike"
    differs: frozenset[str]
    money: str
    period: str
    place: str
    likeness: int | None
    route: str
    weak: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A suggestion as seen from one group: the need here, and the one elsewhere it resembles."""

    suggestion: Suggestion
    here: Membership
    there: Membership

    @property
    def score(self) -> int:
        return round(100 * self.suggestion.score)


@dataclass(slots=True)
class Card:
    group: NeedGroup
    members: list[Member]
    size: int
    units: list[str]
    countries: list[str]
    money: str
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        return self.size - len(self.members)

    @property
    def token(self) -> str:
        """Names the group as the officer saw it: a step taken on an older state is refused."""
        return f"{self.group.pk}:{self.group.version}"


def cards(
    groups: Iterable[NeedGroup], suggestions: Mapping[int, Sequence[Suggestion]], *, at_most: int | None = SHOWN
) -> list[Card]:
    """Groups fetched with their members, as cards. No query is made here."""
    words = Words("zh-hans" if (get_language() or "zh").startswith("zh") else "en")
    return [_card(group, suggestions.get(group.pk, ()), words, at_most) for group in groups]


def _card(group: NeedGroup, suggestions: Sequence[Suggestion], words: Words, at_most: int | None) -> Card:
    seats: list[Membership] = group.members  # type: ignore[attr-defined]
    needs = [seat.need for seat in seats]
    return Card(
        group=group,
        members=[_member(seat, seats[0].need, words) for seat in seats[:at_most]],
        size=len(seats),
        units=list(dict.fromkeys(in_language(need.unit.names) for need in needs)),
        countries=list(dict.fromkeys(code for need in needs for code in need.countries)),
        money=_money(needs, words),
        doubts=[_doubt(group, suggestion) for suggestion in suggestions],
    )


def _doubt(group: NeedGroup, suggestion: Suggestion) -> Doubt:
    left, right = suggestion.left, suggestion.right
    here, there = (left, right) if left.group_id == group.pk else (right, left)
    return Doubt(suggestion, here, there)


def _member(seat: Membership, base: Need, words: Words) -> Member:
    need, why = seat.need, seat.why if seat.likeness is not None else {}
    title, text, wording = _compared(base, need)
    return Member(
        need=need,
        is_base=need.pk == base.pk,
        title=title,
        text=text,
        wording=wording,
        differs=frozenset(name for name in COMPARED if _fact(need, name) != _fact(base, name)),
        money=_money([need], words),
        period=_period(need),
        place=_place(need, words),
        likeness=round(100 * seat.likeness) if seat.likeness is not None else None,
        route=why.get("route", ""),
        weak=tuple(_language(code) for code in why.get("weak", ())),
        terms=tuple(_term(term) for term in why.get("terms", ())),
    )


def _compared(base: Need, need: Need) -> tuple[list[Mark], list[Mark], str]:
    """Title and text with marks where marks help, else plain with the reason why there are none."""
    plain = [Mark("same", need.title)], [Mark("same", need.text)]
    if need.language != base.language:
        return *plain, "other_language"
    title, text = marks(base.title, need.title), marks(base.text, need.text)
    unlike = title is None and text is None
    return title or plain[0], plain[1] if text is None else text, "unlike" if unlike else ""


def _fact(need: Need, name: str) -> Any:
    if name == "countries":
        return frozenset(need.countries)
    if name == "money":
        return need.amount, need.currency
    if name == "period":
        return need.starts_on, need.ends_on, need.period_words
    return getattr(need, name)


def _money(needs: Iterable[Need], words: Words) -> str:
    stated = (Money(need.currency, need.amount) for need in needs if need.amount is not None)
    return words.money(values.Money(sum_.amount, sum_.currency) for sum_ in totals(stated))


def _period(need: Need) -> str:
    if need.period_words or not (need.starts_on or need.ends_on):
        return need.period_words
    first, last = (str(day.year) if day else "" for day in (need.starts_on, need.ends_on))
    return first if first == last else f"{first}–{last}"


def _place(need: Need, words: Words) -> str:
    place = need.places.get("need")
    return words.place(Place.from_dict(place)) if place and need.file_id else ""


def _term(term: Mapping[str, str]) -> Term:
    """Shared facts by their names, shared words as both texts write them."""
    a, b = term["a"], term["b"]
    if term["kind"] == "fact":
        return Term("fact", _named(a, b))
    return Term(term["kind"], a if a == b else f"{a} = {b}", term.get("gloss", ""))


def _named(fact: str, value: str) -> str:
    language = get_language() or "zh-hans"
    if fact == "country":
        return country_name(value, language)
    labels = field_labels() if fact == "field" else action_labels()
    return in_language(labels.get(value, {})) or value


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code or _("unknown language")
