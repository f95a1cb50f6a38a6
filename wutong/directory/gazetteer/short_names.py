"""Countries called by one Chinese character in a row of several: 中吉乌铁路, 俄、哈两国, 中俄蒙三国."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from .facts import facts
from .folding import fold
from .mention import Mention

_NUMERALS = {numeral: count for count, numeral in enumerate("两三四五六七八", 2)}


def with_short_names(text: str, folded: str, found: Sequence[Mention]) -> list[Mention]:
    """The mentions found before and those of rows; a row outweighs the pair it begins with (中老缅泰)."""
    longer = [mention for mention in found if not _is_pair(mention)]
    rows = list(short_names(text, folded, longer))
    inside = {at for mention in rows for at in range(mention.start, mention.end)}
    return [one for one in found if inside.isdisjoint(range(one.start, one.end))] + rows


def _is_pair(mention: Mention) -> bool:
    return len(mention.words) == 2 and mention.words[0] == _home() and not mention.is_home


def short_names(text: str, folded: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """One mention for each character; none where a longer name has been found already."""
    short = facts("country_words/zh")["short"]
    taken = [(mention.start, mention.end) for mention in found]
    for row in _rows().finditer(folded):
        start, end = row.span("row")
        letters = [at for at in range(start, end) if folded[at] in short or folded[at] == _home()]
        if not _counted(row, len(letters)) or any(one < end and start < other for one, other in taken):
            continue
        for at in letters:
            if said := short.get(folded[at]):
                code = said["country"]
                yield Mention(at, at + 1, text[at], "country", code, frozenset((code,)), said["confidence"])


def _counted(row: re.Match[str], count: int) -> bool:
    """两国 closes a row of two, 三国 one of three."""
    numeral = row["numeral"]
    return numeral is None or _NUMERALS[numeral] == count


def _home() -> str:
    home: str = facts("country_words/zh")["rules"]["home_short"]
    return home


@cache
def _rows() -> re.Pattern[str]:
    """Home and two or more before a word such as 铁路 or a mark; or two and more, with home or without, before 两国."""
    table = facts("country_words/zh")
    one, home = f"[{''.join(table['short'])}]", _home()
    apart = f"(?<![{table['rules']['pair_not_after']}])"
    followers = "|".join(re.escape(fold(word)) for word in table["rules"]["pair_followers"])
    member = f"[{''.join(table['short'])}{home}]"
    return re.compile(
        rf"{apart}(?P<row>{home}{one}{{2,6}}(?=(?:{followers}|\Z|[^\w\s]))"
        rf"|{apart}(?:{member}[、,和与]?){{1,7}}{member}(?=(?P<numeral>[{''.join(_NUMERALS)}])国)"
        rf"|{apart}(?:{member}[、,])+{member}(?=等国))"
    )
