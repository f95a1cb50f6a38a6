"""The words around a number: its clause, its bound (以上, 不低于, 左右) and what is counted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

from wutong.plans.reading.lines import is_han
from wutong.plans.reading.model import Bound
from wutong.plans.reading.quantities import Quantity
from wutong.plans.reading.titles import tidy
from wutong.plans.reading.vocabulary import vocabulary, words

BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "about")
CLAUSE_END = re.compile(r"[，；。！？：\n\t]|,(?!\d)|;|:(?!\d)|\.(?=\s|$)")
IDENTIFIERS = re.compile(
    r"《[^》]{0,120}》|https?://\S{1,300}|[\w.+-]{1,64}@[\w.-]{1,200}|[〔\[（(]\d{4}[〕\]）)]\s*第?\d+号|第\s*\d+\s*[号条款章届次期批类项]"
    r"|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{3,4}-\d{7,8}|(?<!\d)1\d{10}(?!\d)|(?<!\d)\d{1,2}[：:]\d{2}(?!\d)|\d{1,2}\s*世纪"
    r"|(?<!\d)\d{1,4}年代|No\.\s*\d+|(?<!\d)\d{1,4}(?:st|nd|rd|th)\b"
    r"|[“\"]?(?<!\d)\d{1,4}\s*\+\s*[\dNnXx](?:\s*\+\s*\w)*[”\"]?"
    r"|(?<!\d)\d{1,6}\s*[×xX]\s*\d{1,6}"
)
# 每千人口, 每10万人: the measure of a rate; “两头在外”, “百企入边”: a name.
RATE = re.compile(
    r"每\s*(?:\d+\s*[百千万]?|[十百千万亿]+)\s*(?:名|个|户|亩|元)?(?:常住人口|人口|劳动力|人|户|亩|名|头)?(?!次)"
)
QUOTED_NAME = re.compile(r"“(?![^”]*十[一二三四五六七]五)[^”\d]{0,10}[一二两三四五六七八九十百千][^”\d]{0,10}”")
ONLY_ONE = re.compile("(?<=[唯统逐单同任某])一(?=[一二两三四五六七八九十])")  # 唯一一个 is one, not eleven
ROW_OF_DIGITS = re.compile(r"(?<![\d-])\d(?:-\d){2,}(?![\d-])")  # the "1-2-3 circles" are a name
LATIN = re.compile("[a-z]")
LONGEST_WORD = 40
STARTING_FROM = re.compile(
    r"(?:从|由|较|比|在|结合|依托|利用|整合)(?:各地|本地|当地)?(?:目前|现有|当前|现状|现在|已有|已建)的?"
)
REFERENCE = re.compile(
    r"\b(?:Article|Section|Chapter|Annex|Table|Figure|Part|Group of|[Pp]age|Paragraph|Regulation|Directive|Decision|Act"
    r"|Law|Order|Resolution|Goal|Target|Objective|Action|Pillar|Priority|Phase|Horizon|Vision|Agenda|Box|Статья|Раздел|Глава|Приложение|пункт)"
    r"\s+(?:No\.?\s*|№\s*)?\d+(?:[./]\d+)*"
    r"|\bper\s+(?!cent\b)\d[\d,]*\b(?:\s+(?!by\b|in\b|and\b|or\b)[a-z]+){0,2}"  # 32 beds per 10,000 people
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The comma clause a number stands in; offsets in the sentence."""

    start: int
    end: int
    before: str
    after: str

    @property
    def near(self) -> str:
        """The last words before the number."""
        return self.before.rstrip()[-16:]


def masked(text: str) -> str:
    """The text with titles, document numbers, dates, phones and references blanked out, offsets kept."""
    for pattern in (IDENTIFIERS, REFERENCE, RATE, QUOTED_NAME, ONLY_ONE, ROW_OF_DIGITS):
        text = pattern.sub(lambda found: "□" * len(found.group()), text)
    return text


def clause_of(sentence: str, quantity: Quantity) -> Clause:
    start, end = _clause_span(sentence, quantity.start, quantity.end)
    return Clause(start, end, sentence[start : quantity.start], sentence[quantity.end : end])


def _clause_span(sentence: str, start: int, end: int) -> tuple[int, int]:
    marks = _marks(sentence)
    before = bisect_right(marks, (start, start))
    begin = max((close for _, close in marks[max(before - 2, 0) : before] if close <= start), default=0)
    after = bisect_left(marks, (end, end))
    return begin, marks[after][0] if after < len(marks) else len(sentence)


@lru_cache(maxsize=64)
def _marks(sentence: str) -> list[tuple[int, int]]:
    return [mark.span() for mark in CLAUSE_END.finditer(sentence)]


def ends_with(text: str, listed: tuple[str, ...]) -> str:
    """The longest of the words a text ends with, blanks aside; empty if none."""
    bare = text.rstrip()[-LONGEST_WORD:].lower()
    found = next((word for word in _lowered(listed) if bare.endswith(word)), "")
    whole = not found or not found.isascii() or len(bare) == len(found) or not bare[-len(found) - 1].isalpha()
    return found if whole else ""


def starts_with(text: str, listed: tuple[str, ...]) -> str:
    bare = text.lstrip()[:LONGEST_WORD].lower()
    return next((word for word in _lowered(listed) if bare.startswith(word)), "")


def contains(text: str, listed: tuple[str, ...]) -> int:
    """Where the last of the words stands in a text, -1 if none does. English words must be whole."""
    lower = text.lower()
    plain, english = _sorted_out(listed)
    last = max((lower.rfind(word) for word in plain), default=-1)
    if english and LATIN.search(lower):
        last = max([last, *(found.start() for found in english.finditer(lower))])
    return last


@cache
def _lowered(listed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.lower() for word in listed)


@cache
def _sorted_out(listed: tuple[str, ...]) -> tuple[tuple[str, ...], re.Pattern[str] | None]:
    """Words found anywhere, and one pattern for the English ones, which must be whole."""
    english = [word for word in _lowered(listed) if word.isascii() and word[-1].isalpha()]
    plain = tuple(word for word in _lowered(listed) if word not in english)
    pattern = re.compile(rf"\b(?=(?:{'|'.join(map(re.escape, english))})\b)") if english else None
    return plain, pattern


def without_start(text: str) -> str:
    """The text without the words for where a change begins: 从目前的22%提高到30% does not look back."""
    return STARTING_FROM.sub("", text)


def bound_of(clause: Clause, quantity: Quantity) -> Bound:
    """Which side of the number is meant."""
    before, after = clause.before, clause.after
    if before.rstrip().endswith("突破") and after.strip():
        before = before.rstrip().removesuffix("突破")  # 突破百项技术: a verb, not a bound
    after = re.sub(r"^\s*[（(]含[)）]", "", after)
    for bound in BOUNDS:
        listed = words("targets", "bound", bound)
        if ends_with(before, listed) or starts_with(after, listed):
            return bound
    if re.match(r"[^，。、]{0,4}以上|\s\S+ or more", after):  # 50个基地以上
        return "at_least"
    return "at_least" if quantity.more else "exact"


def what_is_counted(clause: Clause, quantity: Quantity, times: list[str]) -> str:
    """The thing a number counts: the clause without date, verb, number and bound."""
    before, after = clause.before, clause.after
    for text in times:
        before = before.replace(text, "")
    bounds = tuple(word for listed in vocabulary("targets")["bound"].values() for word in listed)
    after = after.lstrip()
    while word := starts_with(after, bounds):
        after = after[len(word) :].lstrip()
    before = re.split("[、]", before)[-1] if re.search(r"\d", before) else before
    after = re.split(
        r"[、和](?=[^、]*\d)|(?:^|\s+)(?:and|(?:by|in|within|over|every|per)\s+(?=the|next|year|\d|five|three)|annually)\b",
        after,
    )[0]
    before = re.sub(r"(?:从|由|\bfrom\b)[^从由]*\d[^从由]*$", "", before)
    verb = _trailing_verb(before, bounds, bool(after))
    subject = tidy(_without_opening(before[: len(before) - len(verb)] if verb else before))
    if not is_han(before + after):
        return tidy((f"{quantity.noun} {after}" if quantity.kind == "count" else after) or subject)
    governed = after and (not subject or contains(verb, words("targets", "intent")) >= 0)
    return tidy(after if governed else subject or after)


def words_before(sentence: str, clause: Clause) -> str:
    """The clause before: it names the thing where the number's own clause does not."""
    pieces = [piece for piece in CLAUSE_END.split(sentence[: clause.start]) if piece.strip()]
    return tidy(_without_opening(pieces[-1])) if pieces else ""


def _trailing_verb(before: str, bounds: tuple[str, ...], governs: bool) -> str:
    """The verb, and bound, directly in front of the number; a verb of doing only where something follows the number."""
    rest = before.rstrip()
    for _ in range(3):
        word = ends_with(rest, bounds) or ends_with(rest, words("targets", "reach"))
        word = word or (ends_with(rest, words("targets", "intent")) if governs else "")
        if not word:
            break
        rest = rest[: len(rest) - len(word)].rstrip()
    return before[len(rest) :]


def _without_opening(before: str) -> str:
    """Leading 到, 力争, 计划 and the like taken off."""
    bare = before.strip(" 　“”，、•□*-")
    while word := starts_with(bare, ("到", "至", "，", "使", "其中", "的", *words("targets", "future"))):
        bare = bare[len(word) :].strip()
    return bare
