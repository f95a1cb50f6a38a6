"""What is compared of a need: its topic. Country, action, period, money and contacts stand in fields of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from wutong.calls.reading.money import pattern as money
from wutong.calls.reading.vocabulary import table

BRACKET = re.compile(r"[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]")
SENTENCE = re.compile(r"[^。；！？;!?\n.]+(?:\.(?=\S)[^。；！？;!?\n.]*)*(?:[。；！？;!?\n.]+|$)")
YEAR = re.compile(r"(?<!\d)20[2-4]\d(?!\d)")
CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.\w+)+|(?<!\d)\d{3,4}-\d{6,8}(?!\d)")
LEAST_KNOWN = 4  # a shorter value of a column stands in ordinary words too


def compared(title: str, text: str, known: Iterable[str] = ()) -> str:
    """Title and text without the brackets and sentences that only repeat stated facts. `known`: values of the need's
    own columns (partner, contact). A need that says nothing else keeps its text."""
    values = [value.casefold() for value in known if len(value) >= LEAST_KNOWN]
    title = topic(title, values).strip() or title
    return f"{title}\n{topic(text, values)}".strip()


def topic(text: str, values: Iterable[str] = ()) -> str:
    """A text without the parts that state two facts or more beside each other."""
    values = tuple(values)
    bare = BRACKET.sub(lambda found: "" if _repeats(found[0], values) else found[0], text)
    return "".join(part for part in SENTENCE.findall(bare) if not _repeats(part, values))


def _repeats(part: str, values: tuple[str, ...]) -> bool:
    """How many kinds of facts a part of the text states: at least two mean that it repeats the columns."""
    sums = any(found["before"] or found["after"] or found["only"] for found in money().finditer(part))
    own = any(value in part.casefold() for value in values)
    stated = (sums, own, bool(YEAR.search(part)), bool(CONTACT.search(part)), bool(_actions().search(part)))
    return sum(stated) > 1


@cache
def _actions() -> re.Pattern[str]:
    """The names of the actions in all languages, as they stand in a column."""
    names = {name for code in table("actions").values() for listed in code["names"].values() for name in listed}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)
