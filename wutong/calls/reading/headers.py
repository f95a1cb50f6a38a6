"""What a column heading, a label beside a cell or a word before a colon stands for."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from wutong.directory.gazetteer import simplified

from .vocabulary import HAN, fold, listed, table

NEED_ROLES = frozenset(
    {"title", "text", "countries", "field", "action", "partner", "money", "period", "priority", "extra"}
)
PERSON_ROLES = frozenset({"contact", "phone", "email"})
BRACKETED = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]")
MEASURE = re.compile(r"\s*[/／]\s*(?:[万亿千百]|USD|CNY|RMB|EUR|RUB|тыс|млн).*$", re.I)  # 花费/万元
LEADING = re.compile(r"^[\s*※＊]*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．\s]+)?")
CLOSE, LONGEST_HAN, LONGEST = 84, 22, 60
BY_HEAD, BY_QUESTION, HEAD_HAN, HEAD_OTHER = 0.8, 0.78, 10, 34


@cache
def wordings() -> dict[str, str]:
    """Folded wording → role. A wording listed under two roles belongs to the first."""
    known: dict[str, str] = {}
    for role, languages in table("headers").items():
        for wording in (wording for words in languages.values() for wording in words):
            known.setdefault(fold(wording) or wording.strip(), role)
    return known


@lru_cache(maxsize=4096)
def role_of(words: str) -> tuple[str, float]:
    """The role the words name and how sure that is; ("", 0) when they name none."""
    words = simplified(LEADING.sub("", words.strip()).strip(" ：:*＊"))
    if not words or len(words) > (LONGEST_HAN if HAN.search(words) else LONGEST):
        return ("number", 1.0) if words == "#" else ("", 0.0)
    known = wordings()
    for reading, sure in ((words, 1.0), (BRACKETED.sub("", MEASURE.sub("", words)), 0.98)):
        folded = fold(reading) or reading.strip()
        if folded in known:
            return known[folded], sure
    found = _partly(fold(BRACKETED.sub("", words)) or fold(words), known)
    return max(found, by_head(MEASURE.sub("", words)), key=lambda one: one[1])


def _partly(folded: str, known: dict[str, str]) -> tuple[str, float]:
    """A longer heading by the wordings inside it (the last and longest decides), or a near miss of spelling."""
    alternatives = _either(folded, known)
    if alternatives:
        return alternatives
    least = 2 if HAN.search(folded) else 4
    for length in range(len(folded), least - 1, -1):  # the longest wording inside; of two as long, the last
        if length / len(folded) < 0.4:
            break
        for start in range(len(folded) - length, -1, -1):
            if (role := known.get(folded[start : start + length])) is not None:
                return role, round(0.6 + 0.35 * length / len(folded), 2)
    near = process.extractOne(folded, known.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE) if len(folded) >= 5 else None
    return (known[near[0]], near[1] / 100 - 0.1) if near else ("", 0.0)


def _either(folded: str, known: dict[str, str]) -> tuple[str, float] | None:
    """负责人及联系电话, "name and content": two wordings joined; the first says what stands there."""
    for joint in listed("heads", "joint"):
        first, found, second = folded.partition(joint)
        if found and first in known and second in known:
            return ("text" if "text" in (known[first], known[second]) else known[first]), 0.95
    return None


def by_head(words: str) -> tuple[str, float]:
    """The role told by the word a Chinese label ends with or asks for, or by a word the label holds (others)."""
    bare = BRACKETED.sub("", words).strip(" ：:？?").casefold() or words.strip().casefold()
    han = HAN.search(bare) is not None
    if len(bare) > (HEAD_HAN if han else HEAD_OTHER):
        return "", 0.0
    core = _without_tail(bare)
    for heading, (ends, asks, others) in heads().items():
        role = heading.removesuffix("_last")
        if han and (core.endswith(ends) or bare.endswith(ends)):
            return role, BY_HEAD
        if han and any(asked in bare for asked in asks):
            return role, BY_QUESTION
        if not han and others.search(bare):
            return role, BY_HEAD
    return "", 0.0


def _without_tail(label: str) -> str:
    tails = tuple(table("heads")["tail"]["zh"])
    while label.endswith(tails) and len(label) > 3:
        longest = max((tail for tail in tails if label.endswith(tail)), key=len)
        label = label[: -len(longest)]
    return label


@cache
def heads() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]]]:
    """Role → words a label ends with, words of a question, and a pattern for all languages with spaces."""
    found = {}
    for role, kinds in table("heads").items():
        if role not in ("tail", "joint"):
            others = [word for language in ("en", "ru", "fr", "es", "ar") for word in kinds[language]]
            pattern = re.compile("|".join(rf"(?<!\w){word}" for word in others))
            found[role] = tuple(kinds["ends"]), tuple(kinds["asks"]), pattern
    return found


def kept_label(role: str, label: str) -> str:
    """The label a value keeps: none where it only says "title" or "content", its own words where it says more."""
    return "" if role in ("title", "text") and role_of(label)[1] >= 0.95 else label
