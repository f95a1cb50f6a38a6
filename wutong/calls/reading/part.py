"""Whether “no needs” is said by a part of a unit only: a laboratory does not answer for its university."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from .results import Found
from .vocabulary import HAN, says, table

EDGE_LINES = 6  # letterhead and signature
LONGEST_LINE = 60


@cache
def _words(kind: str) -> re.Pattern[str]:
    """Names of parts, or of offices that speak for the whole, in any language."""
    listed = [word for words in table("names")[kind].values() for word in words]
    return re.compile("|".join(sorted(listed, key=len, reverse=True)), re.IGNORECASE)


@cache
def _self() -> re.Pattern[str]:
    return re.compile(f"[我本](?P<own>{'|'.join(table('names')['own_words']['zh'])})")


def speaks_for_part(text: str, lines: Iterable[str], unit: Found[str] | None) -> bool:
    """The words say so; or the sender signs as a part of the unit; or calls himself what the unit is not."""
    if says("part_only", text):
        return True
    if unit is None:
        return False
    lines = list(lines)
    edges = [*lines[:EDGE_LINES], *lines[-EDGE_LINES:], unit.quote]
    short = [line for line in edges if len(line) <= LONGEST_LINE]
    if any(_names_part(line, name) for line in short for name in (unit.value, unit.quote)):
        return True
    own = _self().search(text)
    return bool(HAN.search(unit.value) and own and own["own"][-1] not in unit.value)


def _names_part(line: str, unit: str) -> bool:
    """青岚大学农学院, Laboratory of Optics, Green University; not 青岚大学科研处, which speaks for the university."""
    at = line.casefold().find(unit.casefold())
    if at < 0:
        return False
    rest = (line[:at] + "|" + line[at + len(unit) :]).strip("| ，,。.")
    return bool(_words("parts").search(rest)) and not _words("for_the_whole").search(rest)
