"""What a journal entry changed, as lines a person reads: field, old, new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wutong.base.journal_models import Entry
from wutong.directory.models import Organisation

KINDS: dict[str, Any] = dict(Organisation.Kind.choices)

LABELS = {
    "names": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind"),
    "parent": gettext_lazy("Belongs to"),
    "country_id": gettext_lazy("Country"),
    "short_name": gettext_lazy("Short name"),
    "aliases": gettext_lazy("Other names"),
    "email": gettext_lazy("E-mail of the office"),
    "ror": "ROR",
    "uscc": gettext_lazy("Unified social credit code"),
}


def offices_in(entries: Iterable[Entry]) -> set[int]:
    """Numbers of the offices that entries speak of as parents."""
    return {pk for entry in entries for pk in entry.changes.get("parent", []) if pk}


def lines_of(entry: Entry, offices: Mapping[int, Any]) -> list[tuple[str, str, str]]:
    """Label, old and new of every field; of names only the languages that differ. `offices`: parents by number."""
    lines: list[tuple[str, str, str]] = []
    for name, (old, new) in entry.changes.items():
        if name == "parent":
            old, new = (str(offices.get(pk, pk)) if pk else None for pk in (old, new))
        if name == "kind":
            old, new = (KINDS.get(str(kind), kind) for kind in (old, new))
        lines += _lines(name, old, new)
    return lines


def _lines(name: str, old: Any, new: Any) -> Iterator[tuple[str, str, str]]:
    label = str(LABELS.get(name, name))
    if not isinstance(new, dict):
        yield label, in_words(old), in_words(new)
        return
    was = old if isinstance(old, dict) else {}
    for language in dict.fromkeys((*was, *new)):
        if language != "authoritative" and was.get(language) != new.get(language):
            yield f"{label} ({language})", was.get(language, ""), new.get(language, "")


def in_words(value: Any) -> str:
    """A plain value of the journal or of a dry run for the page."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple):
        return "; ".join(in_words(one) for one in value)
    return str(value)
