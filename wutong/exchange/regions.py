"""Prints a whole region by its name where units named the region: 海湾国家（6国） instead of six countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from wutong.base.texts import in_language
from wutong.directory.gazetteer import country_name, find_places, group, home
from wutong.exchange.labels import say

FEWEST = 3  # countries a region must stand for to be worth its name
COUNTED = re.compile(r"[三四五六七八九十]国$|^(?:three|four|five|six|seven|eight)\b")  # 中亚五国 says its number itself


def regions_and_countries(codes: Sequence[str], said: Iterable[str], on: date, language: str) -> tuple[str, ...]:
    """The regions named in the words of the units, then the countries outside them.

    A region counts only where all its members of that day are among the codes: one that somebody left countries out of
    is printed country by country.
    """
    texts = tuple(said)
    whole = {code: members for words in texts for code, members in _named(words, on) if members <= set(codes)}
    inside = frozenset().union(*whole.values())
    wide = [code for code, members in whole.items() if not any(members < other for other in whole.values())]
    names = [_printed(code, len(whole[code]), " ".join(texts), language) for code in wide]
    return (*dict.fromkeys(names), *(country_name(code, language) for code in codes if code not in inside))


@cache
def _named(words: str, on: date) -> tuple[tuple[str, frozenset[str]], ...]:
    """Codes of the regions in these words, with their members abroad."""
    regions = [mention.code for mention in find_places(words, on) if mention.kind == "region"]
    members = ((code, group(code).members(on) - {home()}) for code in regions)
    return tuple((code, found) for code, found in members if len(found) >= FEWEST)


def _printed(code: str, count: int, said: str, language: str) -> str:
    """By the word a unit used, where it is of this language: 海湾国家 and 海合会 are the same six."""
    used = [word for word in group(code).words.get(language.removesuffix("-hans"), ()) if word in said]
    name = max(used, key=len, default=in_language(group(code).names, language))
    return name if COUNTED.search(name) else say("region", language, name=name, count=count)
