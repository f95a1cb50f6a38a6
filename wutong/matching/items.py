"""What is compared: a text, perhaps a summary in a covered language, and facts that stand outside the score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .encoders import Encoder
from .languages import Coverage, detect_language

Route = Literal["direct", "summary", "uncovered"]
Facts = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Item:
    """A text to compare. `key` is unique in its pool; `language` ("zh", "zh-Hans") is detected when not given.

    facts: what the caller knows for certain, such as {"country": {"TH"}, "field": {"transport"}}. Two items whose facts
    of one name are both stated and share nothing are never the same, whatever their wording.
    """

    key: str
    text: str
    language: str | None = None
    summary: str | None = None
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """How an item is read by an encoder: the text that is encoded, its language, and the way it got there."""

    item: Item
    language: str  # of the item's own text
    text: str  # what is encoded and counted: the item's text or its summary
    text_language: str
    coverage: Coverage  # of text_language
    route: Route


def view(item: Item, encoder: Encoder) -> View:
    """Read an item directly where the encoder covers its language, else through a summary it covers better."""
    language = item.language.lower().split("-")[0] if item.language else detect_language(item.text)
    covered = encoder.coverage(language)
    if covered != "strong" and item.summary:
        summary_language = detect_language(item.summary)
        summary_covered = encoder.coverage(summary_language)
        if (covered, summary_covered) != ("weak", "weak") and summary_covered != "none":
            return View(item, language, item.summary, summary_language, summary_covered, "summary")
    return View(item, language, item.text, language, covered, "uncovered" if covered == "none" else "direct")


def parted_by(a: Item, b: Item) -> str | None:
    """The name of a fact that keeps two items apart: both state it and share nothing of it."""
    for name in sorted(a.facts.keys() & b.facts.keys()):
        if a.facts[name] and b.facts[name] and not a.facts[name] & b.facts[name]:
            return name
    return None
