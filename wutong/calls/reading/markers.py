"""The numbers and signs that begin a heading or a list item, and how they rank when the file does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .vocabulary import either, listed, table

HAN_DIGITS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NEED_WORDS = "|".join(listed("lists", "need_words"))


def spelled(language: str, kind: str = "spelled") -> str:
    """Words that count, as alternatives of a pattern."""
    return "|".join(table("lists")[kind][language]).replace("е", "[её]")


_H = f"[{HAN_DIGITS}]{{1,3}}"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "need",
        re.compile(
            rf"^(?:{NEED_WORDS})\s*(?:no\.?|№|#)?\s*[（(]?(?P<n>{_H}|\d{{1,3}}|[A-H](?=[:：.)）]))[)）]?\s*(?:[:：.、．—–\-]\s*|\s+|$)",
            re.I,
        ),
    ),
    ("chapter", re.compile(rf"^第(?P<n>{_H}|\d{{1,2}})(?:{either('lists', 'part_words')})[\s:：、]*")),
    ("first", re.compile(rf"^第?(?P<n>{_H})(?:是|，|,|、?(?:{either('lists', 'counted_words')})[是:：，]?)(?!方面)")),
    (
        "first",
        re.compile(
            rf"^(?:(?P<n>{spelled('en')})(?:ly)?(?: (?:{NEED_WORDS}))?[,:]"
            rf"|(?P<m>(?:{spelled('ru', 'beginnings')})[а-яё]{{1,4}})\s*[—–:-]"
            rf"|(?P<o>{spelled('ru')}),|(?P<p>{spelled('zh')})[，,：:])\s*",
            re.I,
        ),
    ),
    ("han", re.compile(rf"^(?P<n>{_H})\s*[、.．,，]\s*")),
    ("han_paren", re.compile(rf"^[（(]\s*(?P<n>{_H})\s*[)）][、.．]?\s*")),
    ("decimal", re.compile(r"^(?P<n>\d{1,2}(?:\.\d{1,2})+)[.．、)]?\s*(?=\D)(?![亿万千百%％元年月倍])")),
    ("arabic_close", re.compile(r"^(?P<n>\d{1,3})\s*[)）]\s*")),
    ("arabic", re.compile(r"^(?P<n>\d{1,3})\s*[.．、](?!\d)\s*")),
    ("arabic_paren", re.compile(r"^[（(]\s*(?P<n>\d{1,2})\s*[)）][、.．]?\s*")),
    ("circled", re.compile(rf"^(?P<n>[{CIRCLED}])\s*")),
    ("roman", re.compile(r"^(?P<n>[IVX]{1,5})[.)]\s+")),
    ("letter", re.compile(r"^(?:(?P<n>[a-zA-Zа-яА-Я])[.)]|[(（](?P<m>[a-zA-Zа-яА-Я])[)）])\s+")),
    ("letter_number", re.compile(r"^[A-Z](?P<n>\d{1,2})\s*[.)、．:：]\s*(?=\D)")),
    ("bullet", re.compile(r"^(?P<n>[•●■◆▪◦·○\-*–—➢✓※►]|\uf0b7|\uf0d8)\s*(?=\S)")),
)
SPELLED = {word: number for words in table("lists")["spelled"].values() for word, number in words.items()}
BEGINNINGS = {word: number for words in table("lists")["beginnings"].values() for word, number in words.items()}
RANK = {"chapter": 1, "roman": 2, "han": 2, "han_paren": 3, "need": 3.5, "titled": 3.7, "aspect": 3.4,
        "decimal": 4, "arabic": 4, "first": 4.5,
        "arabic_close": 5, "arabic_paren": 5, "circled": 6, "letter": 7, "letter_number": 7.5,
        "bold": 3.2, "bullet": 8}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    style: str
    ordinal: int
    rest: str  # the words after the number


def marker_of(text: str, number: str = "") -> Marker | None:
    """The marker a line begins with. `number` is one the word processor computed and the text does not hold."""
    line = f"{number} {text}".strip() if number else text.strip()
    for style, pattern in PATTERNS:
        match = pattern.match(line)
        if match and (style != "bullet" or len(line) > match.end()):
            name = style if style != "decimal" else f"decimal{match['n'].count('.')}"
            printed = next(group for group in match.groups() if group)
            return Marker(name, ordinal_of(printed), line[match.end() :].strip())
    return None


def ordinal_of(printed: str) -> int:
    """3 for 三, ③, 3, 2.3, c; 0 for a bullet."""
    word = printed.casefold().replace("ё", "е")
    begun = next((number for beginning, number in BEGINNINGS.items() if word.startswith(beginning)), 0)
    if word in SPELLED or begun:
        return SPELLED.get(word, begun)
    if printed in CIRCLED:
        return CIRCLED.index(printed) + 1
    if printed.replace(".", "").isdecimal():
        return int(printed.rsplit(".", 1)[-1])
    if all(sign in HAN_DIGITS for sign in printed):
        return _han(printed)
    if len(printed) > 1:
        return _roman(printed)
    if printed.isascii() and printed.isalpha():
        return ord(printed.lower()) - 96
    return ord(printed.lower()) - ord("а") + 1 if printed.isalpha() else 0


def _roman(printed: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}.get(sign, 0) for sign in printed.upper()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _han(printed: str) -> int:
    tens, ten, units = printed.partition("十")
    if not ten:
        return HAN_DIGITS.index(printed[-1]) + 1
    high = HAN_DIGITS.index(tens) + 1 if tens else 1
    return high * 10 + (HAN_DIGITS.index(units) + 1 if units else 0)
