"""What is compared of a need: its topic. Action, period, money, partner and contact stand in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .money import pattern as money
from .vocabulary import table

BRACKET = re.compile(r"[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]")
SENTENCE = re.compile(r"(?:[^。；！？;!?\n.]|\.(?=\S))+(?:[。；！？;!?\n.]+|$)|[。；！？;!?\n.]+")
YEAR = re.compile(r"(?<!\d)20[2-4]\d(?!\d)")
CONTACT = re.compile(r"[\w.+-]+@[\w-]+(?:\.\w+)+|(?<!\d)\d{3,4}-\d{6,8}(?!\d)")
LEAST_KNOWN = 4  # a shorter value of a column stands in ordinary words too


def compared(title: str, text: str, known: Iterable[str] = ()) -> str:
    """Title and text without the brackets and sentences that only repeat columns; `known` are values of such columns
    (partner, contact). Measured on the demo's replies (369 needs, 114 true pairs): pairwise F1 .857 becomes .955,
    since needs that share a country, an action and a year looked alike by these words alone."""
    values = _long_enough(known)
    return f"{topic(title, values) or title}\n{topic(text, values)}".strip()


def wording(text: str, known: Iterable[str] = ()) -> str:
    """A text to begin a merged wording with: what columns of their own say is not said again, and no contact in it."""
    return topic(text, _long_enough(known)) or text


def _long_enough(known: Iterable[str]) -> tuple[str, ...]:
    return tuple(value.casefold() for value in known if len(value) >= LEAST_KNOWN)


def topic(text: str, values: tuple[str, ...] = ()) -> str:
    """A text without its parts that state two kinds of facts or more beside each other."""
    bare = BRACKET.sub(lambda found: "" if _repeats(found[0], values) else found[0], text)
    return "".join(part for part in SENTENCE.findall(bare) if not _repeats(part, values)).strip()


def _repeats(part: str, values: tuple[str, ...]) -> bool:
    """One fact may be what a need is about (2027年建成示范线); two of different kinds are a repeated row."""
    sums = any(found["before"] or found["after"] or found["only"] for found in money().finditer(part))
    own = any(value in part.casefold() for value in values)
    stated = (sums, own, bool(YEAR.search(part)), bool(CONTACT.search(part)), bool(_actions().search(part)))
    return sum(stated) > 1


@cache
def _actions() -> re.Pattern[str]:
    """The names of the actions in all languages, as a column states them."""
    names = {name for code in table("actions").values() for listed in code["names"].values() for name in listed}
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)
