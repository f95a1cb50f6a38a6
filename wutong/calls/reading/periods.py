"""When a need is to be met: 2026年1月—2028年12月, 2026-2028, "36 months", «с 2026 по 2028 год», 为期三年."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import cache

from wutong.directory.gazetteer import simplified

from .money import HAN
from .results import Draft, Found, Period
from .vocabulary import either, says, table

YEAR = r"(?P<{0}y>(?:19|20)\d\d)"
DAY = r"(?:月|(?:[./-](?P<{0}d>[0-3]?\d))(?!\d)日?)?(?:(?P<{0}e>[0-3]?\d)日)?"
MONTH = r"(?:\s*[年./-]\s*(?P<{0}m>1[0-2]|0?[1-9])(?!\d)\s*" + DAY + ")?"
TO = rf"\s*年?\s*(?:[-–—~～至到]{{1,2}}|{either('amounts', 'to')})\s*"
RANGE = re.compile(
    YEAR.format("a") + MONTH.format("a") + TO + YEAR.format("b") + MONTH.format("b") + r"\s*(?:年底|年)?", re.I
)
SHORT = re.compile(r"(?P<ay>20\d\d)\s*[-–—/]\s*(?P<b>\d\d)(?!\d|[-./年])")
WITHIN = re.compile(r"(?P<y>20\d\d)\s*年\s*(?P<am>\d{1,2})\s*月?\s*[-–—~～至到]+\s*(?P<bm>\d{1,2})\s*月")
WORDED = re.compile(
    rf"(?P<am>[a-zа-я]{{3,9}})\.?\s+(?P<ay>20\d\d)(?:\s*г\.?)?\s*(?:[-–—]|{either('amounts', 'to')})"
    r"\s*(?P<bm>[a-zа-я]{3,9})\.?\s+(?P<by>20\d\d)",
    re.I,
)
UNTIL = re.compile(
    rf"(?P<y>20\d\d)\s*年?\s*(?P<m>\d{{1,2}}月)?\s*(?:{either('amounts', 'until_after')})"
    rf"|(?:{either('amounts', 'until_before')})\s*(?P<z>20\d\d)",
    re.I,
)
ONE = re.compile(r"(?P<y>20\d\d)(?!\d)\s*(?:年|г\.?|год)?(?:\s*(?P<m>\d{1,2})月)?")
ANY_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
PART = re.compile(rf"(?P<y>20\d\d)\s*年?\s*(?P<part>{'|'.join(table('amounts')['parts_of_year'])})")
CLAUSE = re.compile(r"[,，、;；。:：(（)）\n]\s*|\.\s+")
YEAR_OF_WORK = re.compile(
    rf"(20\d\d)\s*年[度内]|(?:{either('amounts', 'year_of_work')})\s*(20[2-4]\d)(?=\s*(?:年|г|[.,;，。；)）]|$))", re.I
)
OPENING_YEAR = re.compile(r"20[2-4]\d年(?=投入|投资|经费|预算|启动|实施|开展|举办|完成|拟|计划)")
HAN_NUMBER = r"\d{1,3}(?:\.5)?|[一二两三四五六七八九十]{1,2}|半"


@cache
def duration() -> re.Pattern[str]:
    spans = [unit for units in table("amounts")["span_words"].values() for unit in units]
    words = "|".join(sorted(spans, key=len, reverse=True))
    return re.compile(rf"(?<![\d.\-–—/年])(?P<n>{HAN_NUMBER})[\s\u00a0-]*(?P<unit>{words})(?![a-zа-я来前])", re.I)


def period_of(text: str) -> Period | None:
    """The period a cell or labelled value names."""
    text = simplified(text)
    return _range(text) or _part(text) or _until(text) or _duration(text) or _one(text)


def find_period(draft: Draft) -> Found[Period] | None:
    """The explicit value first; else a range of years, or a duration after a word such as 为期, in the text."""
    for piece in draft.values.get("period", ()):
        period = period_of(piece.text)
        if period:
            return Found(period, piece.place, piece.text, 0.95)
        if piece.text.strip():
            return Found(Period(piece.text.strip()), piece.place, piece.text, 0.5)
    told = draft.told()
    for readers, sure in ((SURE_READERS, 0.7), (LOOSE_READERS, 0.5)):
        for piece in told:
            text = simplified(piece.text)
            period = next((period for reader in readers if (period := reader(text))), None)
            if period:
                return Found(period, piece.place, period.printed, sure)
    return None


def _part(text: str) -> Period | None:
    """2026年下半年, 2027年第三季度."""
    match = PART.search(text)
    if not match:
        return None
    year, months = int(match["y"]), table("amounts")["parts_of_year"]
    first, last = next(months[name] for name in months if name in match["part"])
    return Period(match.group(), date(year, first, 1), _last(year, last))


def _near(text: str) -> Period | None:
    """2年内, 明年年底前: by a word of near time, in words only."""
    match = re.search(either("amounts", "near_time"), text, re.I)
    return Period(match.group().strip()) if match else None


def _clause(text: str) -> Period | None:
    """A clause that is nothing but a duration or a year: …, 2 года. …，2026年。"""
    for clause in CLAUSE.split(text):
        words = clause.strip(" .。;；")
        found = duration().fullmatch(words)
        if found:
            return _months(found)
        alone = ONE.fullmatch(words)
        if alone and (re.search(r"\D", words) or len(CLAUSE.split(text)) > 1):
            return _one(words)
        opening = OPENING_YEAR.match(words)
        if opening:
            return _one(opening.group())
    return None


def _year(text: str) -> Period | None:
    """A year named as one of work: 2027年度, 2027年内, in the course of 2027."""
    match = YEAR_OF_WORK.search(text)
    if not match:
        return None
    year = int(match[1] or match[2])
    printed = match.group() if match[1] else text[match.start(2) : match.end() + 1].rstrip(" ,.;，。；)）г")
    return Period(printed, date(year, 1, 1), date(year, 12, 31))


def _range(text: str) -> Period | None:
    for pattern, reader in ((RANGE, _from_range), (WITHIN, _from_within), (WORDED, _from_worded), (SHORT, _from_short)):
        for match in pattern.finditer(text):
            period = reader(match)
            if period and period.start and period.end and period.start <= period.end:
                return period
    return None


def _from_range(match: re.Match[str]) -> Period | None:
    start = date(int(match["ay"]), int(match["am"] or 1), 1)
    return Period(match.group().strip(), start, _last(int(match["by"]), int(match["bm"] or 12)))


def _from_within(match: re.Match[str]) -> Period | None:
    year, first, last = int(match["y"]), int(match["am"]), int(match["bm"])
    if not 1 <= first <= last <= 12:
        return None
    return Period(match.group(), date(year, first, 1), _last(year, last))


def _from_worded(match: re.Match[str]) -> Period | None:
    first, last = _month(match["am"]), _month(match["bm"])
    if not first or not last:
        return None
    return Period(match.group(), date(int(match["ay"]), first, 1), _last(int(match["by"]), last))


def _from_short(match: re.Match[str]) -> Period | None:
    start, end = int(match["ay"]), int(match["ay"]) // 100 * 100 + int(match["b"])
    return Period(match.group(), date(start, 1, 1), date(end, 12, 31)) if end > start else None


def _until(text: str) -> Period | None:
    match = UNTIL.search(text)
    if not match:
        return None
    return Period(match.group(), None, date(int(match["y"] or match["z"]), 12, 31))


def _one(text: str) -> Period | None:
    match = ONE.search(text)
    if not match or len(set(ANY_YEAR.findall(text))) > 1:  # two years that make no range: left as printed
        return None
    year, month = int(match["y"]), int(match["m"]) if match["m"] and 1 <= int(match["m"]) <= 12 else None
    return Period(match.group().strip(), date(year, month or 1, 1), _last(year, month or 12))


def _duration(text: str) -> Period | None:
    match = duration().search(text)
    return _months(match) if match else None


def _cued_duration(text: str) -> Period | None:
    for match in duration().finditer(text):
        if says("lasting", text[max(0, match.start() - 12) : match.start()]):
            return _months(match)
    return None


def _only_duration(text: str) -> Period | None:
    """The one duration a text names, where nothing says that it is past or comes again and again."""
    found = [
        one for one in duration().finditer(text) if not says("no_duration", text[max(0, one.start() - 6) : one.start()])
    ]
    return _months(found[0]) if len(found) == 1 else None


def _months(match: re.Match[str]) -> Period | None:
    number, months = match["n"], 0
    for words in table("amounts")["span_words"].values():
        for unit, length in words.items():
            months = months or (length if re.fullmatch(unit, match["unit"], re.I) else 0)
    count = 0.5 if number == "半" else float(number) if number[0].isdecimal() else _han(number)
    return Period(match.group().strip(), months=round(count * months)) if count * months >= 1 else None


def _han(number: str) -> int:
    tens, ten, units = number.partition("十")
    return (HAN.get(tens, 1) * 10 if ten else 0) + HAN.get(units if ten else number, 0)


def _month(word: str) -> int:
    word = word.lower()
    for names in table("amounts")["months"].values():
        for number, name in enumerate(names, 1):
            if word.startswith(name):
                return number
    return 0


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


Reader = Callable[[str], Period | None]
SURE_READERS: tuple[Reader, ...] = (_range, _part, _cued_duration, _year)
LOOSE_READERS: tuple[Reader, ...] = (_near, _clause, _until, _only_duration)
