"""The needs of a file as cards: as read, as a person corrects them, each value with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as made_list
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from wutong.calls import understanding
from wutong.calls.models import Need
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.remembering import as_record
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


@dataclass(frozen=True, slots=True)
class Made:
    """One correction: what was read, who made it when, and from which version of the reply it was kept."""

    was: str
    by: str = ""
    at: datetime | None = None
    kept_from: int | None = None


def made_of(column: str, change: Mapping[str, Any]) -> Made:
    at = change.get("at")
    moment = datetime.fromisoformat(at) if at else None
    return Made(in_words(column, change["was"]), change.get("by", ""), moment, change.get("kept_from"))


def changed(corrections: Mapping[str, Any], columns: Iterable[str]) -> list[Made]:
    """The corrections among these columns; one put back to what was read is none."""
    found = ((column, corrections.get(column)) for column in columns)
    return [made_of(column, change) for column, change in found if change and change["was"] != change["now"]]


@dataclass(slots=True)
class Value:
    """One value with where it was read: the link into the original, its quote, how sure it is."""

    name: str
    fields: list[Any]
    anchor: str = ""
    quote: str = ""
    confidence: float | None = None
    made: list[Made] = made_list(default_factory=list)
    undo: str = ""  # name of the tick that puts it back to what was read
    undone: bool = False

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
    read_number: int = -1  # in the reading, from 0
    record: Mapping[str, Any] | None = None  # of the drop, where a person dropped it before
    undone: frozenset[str] = frozenset()  # values put back to what was read
    spots: list[tuple[str, Mapping[str, Any]]] = made_list(default_factory=list)  # value, mark: all it was read from

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
            shown.made = changed(self.earlier, columns)
            shown.undo, shown.undone = f"{self.form.prefix}-asread", name in self.undone
            yield shown

    def marks(self) -> Iterator[tuple[Mapping[str, Any], Mark]]:
        for name in FILLS:
            where = self._where(name)
            if where.get("place"):
                unsure = (where.get("confidence") or 0) < understanding.SURE
                yield where["place"], Mark(f"{self.anchor}-{name}", LABELS[name], where.get("quote") or "", unsure)
        for name, spot in self.spots:
            yield spot["place"], Mark(f"{self.anchor}-{name}", LABELS[name], spot["text"])
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
        for column in (column for name in self.undone for column in FILLS.get(name, ())):
            values[column] = getattr(self.base, column)
        need = understanding.correct(self.base, values)
        # A value put back to what was read is said to be so, or the earlier correction would be made again.
        for name in self.earlier.keys() - need.corrections.keys():
            read = understanding.as_column(name, getattr(need, name))
            need.corrections[name] = {"was": read, "now": read}
        for name, change in need.corrections.items():
            before = self.earlier.get(name) or {}
            if (before.get("was"), before.get("now")) == (change["was"], change["now"]):
                need.corrections[name] = dict(before)  # who made it, and when, stays
        return need

    def drop(self) -> dict[str, Any]:
        """What is kept of it when the valid form drops it; a drop made before stays as it was made."""
        reason = self.form.cleaned_data["reason"]
        if self.record is not None and self.record["reason"] == reason:
            return dict(self.record) | {"number": self.read_number}
        title = self.base.title or self.form.cleaned_data["title"]
        return as_record(replace(self.base, title=title), self.read_number, reason)


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


def initial_of(need: Any, over: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the form begins with; `over`: values a person had corrected before."""
    values = {name: getattr(need, name) for name in understanding.COLUMNS} | dict(over or {})
    return values | {"countries": names_of(values["countries"])}
