"""Numbers in front of headings: their styles (一、 （一） 1. 1.1 第一章 Article 1), rank and value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from wutong.plans.reading.numerals import HAN, half_width, parse_number
from wutong.plans.reading.vocabulary import vocabulary

SPELLED = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
ROMAN_OR_DIGITS = (
    rf"(?:[IVXLC]{{1,6}}(?![A-Za-z])|\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}|[A-Z](?![A-Za-z])|(?:{'|'.join(SPELLED)})\b)"
)
ROMAN_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LETTERS = "A-ZА-ЯЁ"  # capitals that begin a title
# Behind a number without a stop these count things: 5 个, 3年.
COUNTED = "个家项名年月日号条章届位人次种类度级点时分秒倍多余万亿千百元来至到～%．.、"
# style, rank, pattern on half-width text. The named group "value" is the number itself, "printed" what is shown.
STYLES: tuple[tuple[str, int, str], ...] = (
    ("part", 10, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*(?:编|篇|部分))"),
    ("chapter", 20, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*章)"),
    ("section", 30, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*节)"),
    ("article", 40, rf"(?P<printed>第\s*(?P<value>[{HAN}\d]{{1,8}})\s*条)(?!第|款|规定|的|、|和|至|所|件|例|,|，|中)"),
    ("roman", 42, rf"(?P<printed>(?P<value>[IVX]{{1,5}})\.)(?=\s+[{LETTERS}\u4e00-\u9fff])"),
    ("roman", 42, rf"(?P<printed>(?P<value>[{ROMAN_SIGNS}]))\s*[、.]?(?=\s*\S)"),
    ("han", 45, rf"(?P<printed>(?P<value>[{HAN}]{{1,8}}))\s*[、.](?![{HAN}]{{1,8}}[、，,])"),
    ("letter", 47, r"(?P<printed>(?P<value>[A-Z])\.)(?=\s+[A-Z])"),
    ("han_paren", 50, rf"(?P<printed>[(〔\[【]\s*(?P<value>[{HAN}]{{1,8}})\s*[)〕\]】])[、.]?"),
    ("han_close", 52, rf"(?P<printed>(?P<value>[{HAN}]{{1,3}})\))"),
    (
        "dotted",
        60,
        r"(?P<printed>(?P<value>\d{1,2}(?:\.\d{1,2}){1,3}))[.、]?(?=\s+\D|[\u4e00-\u9fff《“])(?!\s*[万亿个元倍%])",
    ),
    ("arab", 60, r"(?P<printed>(?P<value>\d{1,3})\s*\.)(?!\d)|(?P<printed_>(?P<value_>\d{1,3}))\s*、(?!\d)"),
    ("arab_paren", 70, r"(?P<printed>\(\s*(?P<value>\d{1,2})\s*\))|(?P<printed_>(?P<value_>\d{1,2})\))"),
    ("letter_paren", 75, r"(?P<printed>\((?P<value>[a-h])\))(?=\s+[A-Z])"),
    ("circled", 80, rf"(?P<printed>(?P<value>[{CIRCLED}]))"),
)
# A number with nothing but a blank behind it: a heading only where its neighbours count on from it.
BARE: tuple[tuple[str, int, str], ...] = (
    ("han_bare", 45, rf"(?P<printed>(?P<value>[{HAN}]{{1,3}}))(?=\s+[\u4e00-\u9fff])"),
    (
        "arab_bare",
        60,
        rf"(?P<printed>(?P<value>\d{{1,2}}))(?:(?=\s+[{LETTERS}“《\u4e00-\u9fff])|(?=[\u4e00-\u9fff]))(?!\s*[{COUNTED}])",
    ),
)
LOOKED_AT = 200  # characters of a line: the number of a heading stands within
BARE_STYLES = frozenset(style for style, _, _ in BARE)


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
    said = [(group, word) for group in vocabulary("numbering")["word"] for word in group["words"]]
    named = tuple(
        (word, group["rank"], _word_pattern(word, group.get("tight", False)))
        for group, word in sorted(said, key=lambda pair: -len(pair[1]))
    )
    return named + tuple((style, rank, re.compile(pattern)) for style, rank, pattern in (*STYLES, *BARE))


def _word_pattern(word: str, tight: bool) -> re.Pattern[str]:
    """tight: the title may follow the number at once, 专栏1平台建设."""
    if not re.search("[\u4e00-\u9fff]", word):
        # A sentence may begin "Section 5 of the Act": the title begins with a capital or not at all.
        either = rf"(?:{word}|{word.upper()})"
        behind = rf"(?=\s*$|\s*[:：–—.-]|\s+[{LETTERS}“«\"(])"
        return re.compile(rf"(?P<printed>{either}\s+(?:№\s*)?(?P<value>{ROMAN_OR_DIGITS}))\.?{behind}")
    value = rf"(?P<value>[{HAN}]{{1,3}}|\d{{1,2}}(?:[-—.]\d{{1,2}})?)"
    behind = r"(?=\s*$|\s*[：:、.]|\s+\S" + (r"|[\u4e00-\u9fff“《])" if tight else ")")
    return re.compile(rf"(?P<printed>{word}\s*{value}){behind}")


@cache
def _may_begin() -> re.Pattern[str]:
    """What the first characters of a numbered line can be: the quick way past all others."""
    said = {
        form for group in vocabulary("numbering")["word"] for word in group["words"] for form in (word, word.upper())
    }
    signs = rf"[\d０-９(（〔\[【第{HAN}{ROMAN_SIGNS}{CIRCLED}]|[A-ZＡ-Ｚ]{{1,5}}[.．]"
    return re.compile(rf"[\s#*\u3000]*(?:{signs}|{'|'.join(map(re.escape, sorted(said, key=len, reverse=True)))})")


@lru_cache(maxsize=4096)
def numbering_of(line: str) -> Numbering | None:
    """The heading number a line begins with, None if it begins with none. A bare number ("1 总则") comes too."""
    if not _may_begin().match(line):
        return None
    plain = half_width(line[:LOOKED_AT])
    start = len(plain) - len(plain.lstrip(" \t#*"))
    for style, rank, pattern in _patterns():
        found = pattern.match(plain, start)
        if found and (numbering := _numbering(style, rank, found, line)):
            return numbering
    return None


def marked_numbering_of(line: str) -> Numbering | None:
    """A heading number that its own marks tell from a count: not a bare one."""
    numbering = numbering_of(line)
    return None if numbering is None or numbering.style in BARE_STYLES else numbering


def _numbering(style: str, rank: int, found: re.Match[str], line: str) -> Numbering | None:
    group = "printed" if found["printed"] is not None else "printed_"
    value = found["value" if group == "printed" else "value_"]
    ordinals = tuple(_ordinal(part) for part in re.split(r"[.\-—]", value))
    if 0 in ordinals:
        return None
    printed = re.sub(r"\s+", " " if style[0].isupper() else "", line[found.start(group) : found.end(group)])
    end = found.end() + len(re.match(r"[\s:：–—-]*", line[found.end() :]).group())  # type: ignore[union-attr]
    return Numbering(style, rank + (len(ordinals) - 1 if style == "dotted" else 0), printed, ordinals, end)


def _ordinal(part: str) -> int:
    for signs in (ROMAN_SIGNS, CIRCLED):
        if part in signs:
            return signs.index(part) + 1
    if part.title() in SPELLED:
        return SPELLED.index(part.title()) + 1
    number = parse_number(part)
    return int(number) if number is not None else ord(part.upper()) - ord("A") + 1
