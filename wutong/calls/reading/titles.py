"""A title for a need: the words before the colon or first full stop of its head, shortened where they run on."""

from __future__ import annotations

import re

from .vocabulary import HAN, says

LONGEST_HAN, LONGEST = 64, 160
SHORTEST_HAN, SHORTEST = 5, 12
SENTENCE_END = re.compile(r"[。；;！!？?](?=.)|(?<=[a-zа-я)0-9])[.;!?]\s+(?=[A-ZА-ЯЁ])")
CLAUSE_END = re.compile(r"[，,；;]|\s[–—-]\s")


def split_head(words: str) -> tuple[str, str]:
    """(title, what follows it). A head that is one sentence is all title, unless it is too long for one."""
    words = words.strip()
    longest, shortest = (LONGEST_HAN, SHORTEST_HAN) if HAN.search(words) else (LONGEST, SHORTEST)
    colon = re.match(r"(.+?)[：:]\s*(?=\S)", words)
    if colon and says("announcing", colon[1]):
        return split_head(words[colon.end() :])
    if colon and shortest - 1 <= len(colon[1]) <= longest and not colon[1][-1:].isdecimal() and "。" not in colon[1]:
        return colon[1].strip(), words[colon.end() :].strip()
    end = SENTENCE_END.search(words)
    if end and end.start() >= shortest:
        title, rest = words[: end.start()], words[end.end() :]
        return (title.strip(), rest.strip()) if len(title) <= longest else (_clause(title, longest), words)
    bare = words.rstrip("。.；;")
    return (bare, "") if len(bare) <= longest else (_clause(bare, longest), words)


def _clause(words: str, longest: int) -> str:
    """As many first clauses as fit."""
    ends = [match.start() for match in CLAUSE_END.finditer(words) if 6 <= match.start() <= longest]
    return words[: ends[-1]].strip() if ends else words[:longest].strip() + "…"


def title_from(text: str) -> str:
    """A title for a need that only has a text."""
    title, _ = split_head(text.split("\n", 1)[0])
    return title
