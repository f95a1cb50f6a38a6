"""Tables of contents: their lines look like headings and are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from wutong.plans.reading.lines import Paragraph
from wutong.plans.reading.numbering import numbering_of
from wutong.plans.reading.titles import tidy, title_length
from wutong.plans.reading.vocabulary import words

DOT_LEADER = re.compile(r"(?:…{2,}|[.·．]{3,}|(?:\s\.){3,}|[-—]{4,}|\s{2,}|\t)\s*[-—(（]?\d{1,3}[-—)）]?$")
TAIL = 60  # characters at the end of a line in which the page number of an entry stands
PAGE = re.compile(r"\s+\d{1,3}$")
PROSE = re.compile(r"[。；]|[a-zа-яё]{3,}[.;]\s|[a-zа-яё]{3,}\.$")
NAMED_PAGES = 3  # lines with page numbers in a row that make a table of contents without its name


@cache
def _openings() -> frozenset[str]:
    return frozenset(_bare(word) for word in words("numbering", "plain", "contents"))


def _bare(text: str) -> str:
    return re.sub(r"[\s\d.…·．—-]", "", text).lower()


def contents_lines(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Indexes of the paragraphs that are entries of a table of contents.

    An entry carries a page number behind dots or a wide gap, or stands under the word 目录 before any prose and
    comes again later, as a heading of the text itself.
    """
    leaders = {
        at for at, part in enumerate(paragraphs) if DOT_LEADER.search(part.text[-TAIL:]) and not PROSE.search(part.text)
    }
    opened = next((at for at, part in enumerate(paragraphs) if _bare(part.text) in _openings()), None)
    if opened is None:
        return frozenset(leaders)
    closed = next((at for at in range(opened + 1, len(paragraphs)) if _is_prose(paragraphs[at])), len(paragraphs))
    keys = [_key(part.text) for part in paragraphs]
    last = {key: at for at, key in enumerate(keys)}
    paged = sum(bool(PAGE.search(paragraphs[at].text)) for at in range(opened, closed)) >= NAMED_PAGES
    again = {
        at
        for at in range(opened, closed)
        if keys[at] and (last[keys[at]] > at or (paged and PAGE.search(paragraphs[at].text)))
    }
    return frozenset(leaders | again)


def _is_prose(paragraph: Paragraph) -> bool:
    numbering = numbering_of(paragraph.text)
    rest = paragraph.text[numbering.length :] if numbering else paragraph.text
    return bool(PROSE.search(rest)) and len(rest) > 24


def _key(text: str) -> tuple[str, str]:
    """What makes an entry and its heading the same: number and title without blanks and page."""
    numbering = numbering_of(text)
    rest = text[numbering.length :] if numbering else text
    title = tidy(rest[: title_length(rest)])
    title = title[:-TAIL] + DOT_LEADER.sub("", title[-TAIL:])
    return (re.sub(r"\s", "", numbering.printed) if numbering else "", re.sub(r"\W", "", PAGE.sub("", title)).lower())
