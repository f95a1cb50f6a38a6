"""Numbers in front of headings: their styles (一、 （一） 1. 1.1 第一章 Article 1), rank and value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from wutong.plans.reading.numerals import HAN, half_width, parse_number
from wutong.plans.reading.vocabulary import vocabulary

ROMAN_OR_DIGITS = r"(?:[IVXLC]{1,6}(?![A-Za-z])|\d{1,3}(?:\.\d{1,2}){0,3}|[A-Z](?![A-Za-z]))"
# style, rank, pattern on half-width text. The named group "value" is the number itself, "printed" what is shown.
STYLES: tuple[tuple[str, int, str], ...] = (
    ("part", 10, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*(?:编|篇|部分))"),
    ("chapter", 20, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*章)"),
    ("section", 30, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*节)"),
    ("article", 40, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*条)(?!第|款|规定|的|、|和|至|所|件|例|,|，|中)"),
    ("roman", 42, r"(?P<printed>(?P<value>[IVX]{1,5})\.)(?=\s+[A-Z\u4e00-\u9fff])"),
    ("han", 45, rf"(?P<printed>(?P<value>[{HAN}]{{1,8}}))\s*[、.](?![{HAN}]{{1,8}}[、，,])"),
    ("letter", 47, r"(?P<printed>(?P<value>[A-H])\.)(?=\s+[A-Z])"),
    ("han_paren", 50, rf"(?P<printed>[(〔\[【]\s*(?P<value>[{HAN}]{{1,8}})\s*[)〕\]】])[、.]?"),
    (
        "dotted",
        60,
        r"(?P<printed>(?P<value>\d{1,2}(?:\.\d{1,2}){1,3}))\.?(?=\s+\D|[\u4e00-\u9fff《“])(?!\s*[万亿个元倍%])",
    ),
    ("arab", 60, r"(?P<printed>(?P<value>\d{1,3})\s*\.)(?!\d)|(?P<printed_>(?P<value_>\d{1,3}))\s*、(?!\d)"),
    ("arab_paren", 70, r"(?P<printed>\(\s*(?P<value>\d{1,2})\s*\))|(?P<printed_>(?P<value_>\d{1,2})\))"),
)


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number at the start of a line. `length` counts what stands before the title, blanks included."""

    style: str
    rank: int
    printed: str
    ordinals: tuple[int, ...]
    length: int


@cache
def _patterns() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    said = [(group["rank"], word) for group in vocabulary("numbering")["word"] for word in group["words"]]
    named = tuple((word, rank, _word_pattern(word)) for rank, word in sorted(said, key=lambda pair: -len(pair[1])))
    return named + tuple((style, rank, re.compile(pattern)) for style, rank, pattern in STYLES)


def _word_pattern(word: str) -> re.Pattern[str]:
    if word.isascii():  # a sentence may begin "Section 5 of the Act": the title begins with a capital or not at all
        either = rf"(?:{word}|{word.upper()})"
        return re.compile(rf"(?P<printed>{either}\s+(?P<value>{ROMAN_OR_DIGITS}))\.?(?=\s*$|\s*[:：–—.-]|\s+[A-Z“\"(])")
    return re.compile(rf"(?P<printed>{word}\s*(?P<value>[{HAN}]{{1,3}}|\d{{1,2}}))(?=\s*[:：、.]|\s+\S)")


def numbering_of(line: str) -> Numbering | None:
    """The heading number a line begins with, None if it begins with none."""
    plain = half_width(line)
    start = len(plain) - len(plain.lstrip(" \t#*"))
    for style, rank, pattern in _patterns():
        found = pattern.match(plain, start)
        if found and (numbering := _numbering(style, rank, found, line)):
            return numbering
    return None


def _numbering(style: str, rank: int, found: re.Match[str], line: str) -> Numbering | None:
    group = "printed" if found["printed"] is not None else "printed_"
    value = found["value" if group == "printed" else "value_"]
    ordinals = tuple(_ordinal(part) for part in value.split("."))
    if 0 in ordinals:
        return None
    printed = re.sub(r"\s+", " " if style[0].isupper() else "", line[found.start(group) : found.end(group)])
    end = found.end() + len(re.match(r"[\s:：–—-]*", line[found.end() :]).group())  # type: ignore[union-attr]
    return Numbering(style, rank + (len(ordinals) - 1 if style == "dotted" else 0), printed, ordinals, end)


def _ordinal(part: str) -> int:
    number = parse_number(part)
    return int(number) if number is not None else ord(part) - ord("A") + 1
