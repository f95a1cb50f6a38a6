"""Texts of a file no value was read from: listed, so that nothing is dropped silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from wutong.web.pages.triage.original import Original

WHY = {
    "letter": _("Words of the covering letter"),
    "header": _("Headings of a table"),
    "heading": _("Headings"),
    "section": _("Headings of sections"),
    "lead": _("Introductory sentences"),
    "hidden": _("On a hidden sheet"),
    "quoted": _("Older messages below"),
    "note": _("Notes"),
    "total": _("Lines of totals"),
    "table": _("Other cells of the tables"),
    "advertising": _("Advertising"),
    "call_letter": _("Words of the call itself"),
    "question": _("Questions to the office"),
    "none": _("Lines that say there is nothing"),
    "unread": _("Not understood"),
}
# What is most likely a missed need comes first.
ORDER = ("unread", "note", "table", "section", "lead", "question", "heading", "hidden", "quoted")


@dataclass(slots=True)
class Kind:
    """Leftover texts of one reason, each with its anchor in the original."""

    why: str
    texts: list[tuple[str, str]]

    @property
    def label(self) -> Any:
        return WHY.get(self.why, self.why)

    @property
    def likely(self) -> bool:
        return self.why in ("unread", "note", "table", "question")


def leftovers(kept: Iterable[Mapping[str, Any]], original: Original | None) -> list[Kind]:
    kinds: dict[str, Kind] = {}
    for one in kept:
        anchor = original.anchor(one["place"]) if original else ""
        kinds.setdefault(one["why"], Kind(one["why"], [])).texts.append((anchor, one["text"]))
    return sorted(kinds.values(), key=lambda kind: ORDER.index(kind.why) if kind.why in ORDER else len(ORDER))
