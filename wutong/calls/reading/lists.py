"""Several needs inside one paragraph: 一是…；二是…, ①…②…, first … second …, во-первых …"""

from __future__ import annotations

import re

from .markers import ordinal_of, spelled
from .vocabulary import either

_H = "[一二三四五六七八九十]{1,2}"
EDGE = r"(?:^|(?<=[；;。.，,：:、\s！!]))"


FAMILIES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{EDGE}(?P<n>{_H})是[：:，,]?"),
    re.compile(rf"{EDGE}第(?P<n>{_H})(?:[，,、：:是]|(?:{either('lists', 'counted_words')})[是：:，,]?)"),
    re.compile(rf"{EDGE}其(?P<n>{_H})[，,：:是]?"),
    re.compile(r"(?P<n>[①-⑳])"),
    re.compile(rf"[（(](?P<n>{_H}|\d{{1,2}})[)）]"),
    re.compile(rf"{EDGE}(?P<n>\d{{1,2}})\s*[)）]"),
    re.compile(rf"{EDGE}(?P<n>\d{{1,2}})[.．、](?!\d)"),
    re.compile(rf"{EDGE}(?P<n>{_H})、"),
    re.compile(rf"{EDGE}(?P<n>{spelled('en')})(?:ly)?(?:,|:|\s+we\b)", re.I),
    re.compile(rf"{EDGE}(?P<n>{spelled('ru')}),?", re.I),
    re.compile(rf"{EDGE}(?P<n>{spelled('zh')})[，,：:]?"),
    re.compile(rf"{EDGE}(?P<n>(?:{spelled('ru', 'beginnings')})[а-яё]{{1,4}})\s*[—–:-]", re.I),
)
SHORTEST = 4  # characters an item must have


def split_inline(text: str) -> tuple[str, list[str]]:
    """What comes before the list, and its items; no items unless at least two stand in order."""
    best: list[re.Match[str]] = []
    for family in FAMILIES:
        run = _run(list(family.finditer(text)))
        if len(run) >= 2 and (not best or run[0].start() < best[0].start()):
            best = run
    if not best:
        return text, []
    ends = [match.start() for match in best[1:]] + [len(text)]
    items = [text[match.end() : end].strip(" \t；;，,、") for match, end in zip(best, ends, strict=True)]
    if any(len(item) < SHORTEST for item in items):
        return text, []
    return text[: best[0].start()].strip(), items


def split_semicolons(text: str) -> list[str]:
    """The items of "needs: A; B; C" after its colon; none unless there are at least two of some length."""
    _, colon, after = text.replace(":", "：").partition("：")
    items = [item.strip(" 。.") for item in re.split(r"[；;]", after)] if colon else []
    items = [item for item in items if item]
    return items if len(items) >= 2 and all(len(item) >= 6 for item in items) else []


def _run(matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """The matches that count 1, 2, 3 … in order."""
    run: list[re.Match[str]] = []
    for match in matches:
        number = ordinal_of(match["n"])
        if number == len(run) + 1 or (number == 0 and run):
            run.append(match)
    return run
