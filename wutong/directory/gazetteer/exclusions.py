"""Countries named only to be left out of a region: 除越南外的东盟国家, ASEAN except Vietnam, кроме Вьетнама."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .mention import Mention

_CHINESE = re.compile(
    r"(?<![排消解扫清去删免])除了?(?P<named>[^。;\n]{1,40}?)(?:之外|以外|外)"
    r"|(?:\(除|不含|不包括|不包含)(?P<rest>[^。;,)\n]{1,40})"
)
_BESIDES = re.compile(
    r"[,，、\s]*(?:我们|我方|我校|我院|公司)?(?:还|也|同时|另|又)"
)  # 除越南外，还与泰国: besides, not without
_WESTERN = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|excluding|other than|without|apart from"
    r"|кроме|за исключением|исключая|sauf|excepté|excepto|salvo)\s",
    re.IGNORECASE,
)
_CLOSE_BY = 12  # letters between the region's name and the exception


@dataclass(frozen=True, slots=True)
class _Exception:
    start: int
    end: int
    named: tuple[int, int]


def apply_exclusions(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with excepted countries taken out of the region beside them.

    The mention of an excepted country stays, so that the text can be shown as it was understood, but adds no country.
    """
    found = list(mentions)
    for spot in _exceptions(text, found):
        region = _region_beside(spot, found)
        inside = [at for at, one in enumerate(found) if one.kind == "country" and _within(one, spot.named)]
        if region is None or not inside:
            continue
        left_out = frozenset().union(*(found[at].countries for at in inside))
        found[region] = replace(found[region], countries=found[region].countries - left_out)
        for at in inside:
            found[at] = replace(found[at], countries=frozenset())
    return found


def _exceptions(text: str, mentions: Sequence[Mention]) -> list[_Exception]:
    if not any(one.kind == "region" for one in mentions):
        return []
    chinese = [
        _Exception(match.start(), match.end(), match.span("named" if match["named"] else "rest"))
        for match in _CHINESE.finditer(text)
        if not _BESIDES.match(text, match.end())
    ]
    western = [_western(match.start(), match.end(), text, mentions) for match in _WESTERN.finditer(text)]
    return chinese + western


def _western(start: int, after: int, text: str, mentions: Sequence[Mention]) -> _Exception:
    """The list of countries right after the word: it goes on as long as only short words stand between names."""
    end = after
    for one in mentions:
        if one.start >= end and one.kind == "country" and _joins(text[end : one.start]):
            end = one.end
    return _Exception(start, end, (after, end))


def _joins(between: str) -> bool:
    return (
        re.fullmatch(r"(?i)[\s,]*(?:and|or|и|или|et|y|the|la|le|las|los)?[\s,]*(?:the|la|le)?\s*", between) is not None
    )


def _region_beside(spot: _Exception, mentions: Sequence[Mention]) -> int | None:
    """The region that the exception stands right before or right after; the one before it first in western order."""
    near = [
        (distance, at)
        for at, one in enumerate(mentions)
        if one.kind == "region"
        for distance in (one.start - spot.end, spot.start - one.end)
        if 0 <= distance <= _CLOSE_BY
    ]
    return min(near)[1] if near else None


def _within(mention: Mention, span: tuple[int, int]) -> bool:
    return span[0] <= mention.start and mention.end <= span[1]
