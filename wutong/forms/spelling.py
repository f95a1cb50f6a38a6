"""Reading what people type: texts, numbers, money words, dates and periods in their usual spellings. Pure."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from calendar import monthrange
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from babel import Locale
from babel.dates import get_month_names

Edge = Literal["first", "last"]  # which day a month or a year alone stands for

MOST_DIGITS = 30
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # XML cannot carry these
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?P<mark>[,' ])\d{3})(?:(?P=mark)\d{3})*(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_DECIMAL_COMMA = re.compile(r"[+-]?\d[\d ]*,\d{1,2}")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MONTH_LANGUAGES = ("en", "ru", "fr", "es", "ar")


@cache
def _spellings() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / "spellings.toml").read_text(encoding="utf-8"))


def clean(text: str) -> str:
    """Text as it is kept: line breaks are \\n, control characters are gone, blanks at both ends are gone."""
    return _UNWRITABLE.sub("", _BREAKS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    return re.sub(r"[ ]*[\n\t]+[ ]*", " ", clean(text))


def number(text: str) -> Decimal | None:
    """1,200,000 · 1 200 000,50 · 120万 · １２０ · 1.5 million; None when it is no number, or beyond 30 digits."""
    typed = unicodedata.normalize("NFKC", text).replace("٫", ".").replace("٬", ",").strip()
    typed = re.sub(r"[\u00a0\u202f\u2009]", " ", typed)
    word, factor = _multiplier(typed)
    typed = typed.removesuffix(word).rstrip(" .") if word else typed
    if _GROUPED.fullmatch(typed):
        typed = re.sub("[,' ]", "", typed)
    elif _DECIMAL_COMMA.fullmatch(typed):
        typed = typed.replace(" ", "").replace(",", ".")
    if not _PLAIN.fullmatch(typed):
        return None
    found = Decimal(typed) * factor
    return found if len(plain(found).lstrip("-").replace(".", "")) <= MOST_DIGITS else None


def plain(value: Decimal) -> str:
    """Without exponent, without trailing zeros: 1200000, 0.5."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _multiplier(typed: str) -> tuple[str, int]:
    lowered = typed.casefold().rstrip(".")
    words = sorted(_spellings()["multipliers"].items(), key=lambda pair: -len(pair[0]))
    return next(((typed[len(lowered) - len(word) :], factor) for word, factor in words
                 if lowered.endswith(word) and len(lowered) > len(word)), ("", 1))  # fmt: skip


def amount_and_currency(text: str) -> tuple[str, str]:
    """Split 120万元, CNY 1,200,000 or 人民币5万元: the amount's words and the currency code ('' when none is named)."""
    typed = unicodedata.normalize("NFKC", text).strip()
    named = ""
    for word, code in _currency_words():
        if named in ("", code) and (rest := _without(word, typed)) is not None:
            typed, named = rest, code
    if not named and (found := re.search(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", typed)):
        rest = _without(found[0], typed)
        return (rest, found[0]) if rest is not None else (typed, "")
    return typed, named


def _currency_words() -> list[tuple[str, str]]:
    """Words and codes of currencies, longest first, so that 美元 is tried before 元."""
    pairs = [(word, code) for code, words in _spellings()["currencies"].items() for word in (*words, code)]
    normalised = [(unicodedata.normalize("NFKC", word), code) for word, code in pairs]
    return sorted(normalised, key=lambda pair: -len(pair[0]))


def _without(word: str, typed: str) -> str | None:
    """What is left when the word stands at one end; None when it does not."""
    mark = re.escape(word)
    found = re.fullmatch(rf"(?i){mark}\.?(?P<rest>.*)|(?P<amount>.*?){mark}\.?", typed)
    return ((found["rest"] or "") + (found["amount"] or "")).strip() if found else None


def day(text: str, edge: Edge | None = None) -> date | None:
    """The day a text names. With `edge`, a month or a year alone counts too, as its first or last day.

    05/06/2026 is refused: nobody can say which of the two is the month.
    """
    typed = unicodedata.normalize("NFKC", text).strip().removesuffix("г.").strip()
    if re.search("[〇零一二三四五六七八九十]", typed):
        typed = _from_han(typed)
    typed = re.sub(r"[T ]00:00(:00(\.0+)?)?Z?$", "", typed)
    numbers = _numbers_of_date(typed.casefold())
    if numbers is None:
        return None
    year, month, of_month = numbers
    if of_month is None and edge is None:
        return None
    return _make(year, month, of_month, edge or "first")


def _numbers_of_date(typed: str) -> tuple[int, int | None, int | None] | None:
    """Year, month, day as numbers; month and day may be missing."""
    patterns = (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2}))?",
        r"(?P<y>\d{4})\s*年(?:\s*(?P<m>\d{1,2})\s*月份?(?:\s*(?P<d>\d{1,2})\s*[日号]?)?)?",
        r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
        r"(?P<m>\d{1,2})\.(?P<y>\d{4})",
        r"(?P<y>\d{4})",
    )
    for pattern in patterns:
        if found := re.fullmatch(pattern, typed):
            parts = found.groupdict()
            return int(parts["y"]), _int(parts.get("m")), _int(parts.get("d"))
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", typed):
        one, two, year = (int(part) for part in found.groups())
        return (year, two, one) if one > 12 else (year, one, two) if two > 12 or one == two else None
    return _with_month_name(typed)


def _with_month_name(typed: str) -> tuple[int, int, int | None] | None:
    for name, month in _month_names():
        if name in typed:
            rest = [int(part) for part in re.findall(r"\d+", typed.replace(name, " "))]
            years, days = [part for part in rest if part > 31], [part for part in rest if part <= 31]
            if len(years) == 1 and len(days) <= 1:
                return years[0], month, days[0] if days else None
            return None
    return None


@cache
def _month_names() -> list[tuple[str, int]]:
    """Month names of five languages, longest first, so that January is tried before Jan."""
    names = {
        name.casefold().rstrip("."): month
        for language in _MONTH_LANGUAGES
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for month, name in get_month_names(width, context, Locale(language)).items()
    }
    return sorted(names.items(), key=lambda pair: -len(pair[0]))


def _from_han(typed: str) -> str:
    """二〇二六年十二月三日 → 2026年12月3日."""
    typed = re.sub("([一二三四五六七八九])?十([一二三四五六七八九])?", lambda m: f"{m[1] or '一'}{m[2] or '〇'}", typed)
    return typed.translate(_HAN_DIGITS)


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _make(year: int, month: int | None, of_month: int | None, edge: Edge) -> date | None:
    try:
        month = month or (1 if edge == "first" else 12)
        last = monthrange(year, month)[1]
        return date(year, month, of_month or (1 if edge == "first" else last))
    except ValueError:
        return None


def ends_of_period(text: str) -> tuple[str, str]:
    """The two ends of 2026年1月至2027年12月 or 2026-2028; one end twice when there is only one (2026年)."""
    typed = unicodedata.normalize("NFKC", text).strip()
    if years := re.fullmatch(r"(\d{4})\s*[-–—]\s*(\d{4})\s*年?", typed):
        return years[1], years[2]
    for mark in _spellings()["periods"]["between"]:
        before, found, after = typed.partition(unicodedata.normalize("NFKC", mark))
        if found:
            return before.strip("—–~～ "), after.strip("—–~～ ")
    return typed, typed
