"""Dates ahead and spans behind: 到2025年, 5年内, by the end of 2030, к 2030 году; 近三年来, since 2018."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wutong.plans.reading.numerals import HAN, half_width, parse_han

TO = r"(?:力争到|争取到|预计到|展望到?|到|至)?"
YEARS = rf"(?:\d{{1,2}}|[{HAN}]{{1,3}})"
WHEN = re.compile(
    rf"(?P<back>近(?:{YEARS}|几|些)年(?:多|来|间|以来)*|过去(?:的)?(?:{YEARS}|几)?年(?:来|间)?|(?<!未)(?:{YEARS}|几|多)年(?:以来|来(?!华))"
    r"|[“\"]?十[一二三四五六七]五[”\"]?(?:规划)?(?:实施)?以来)"
    rf"|(?P<to>{TO})\s*(?P<year>(?:20|21)\d\d)\s*年?(?P<between>\s*[-—–－~～至到]{{1,2}}\s*(?P<until>20\d\d))?(?(between)\s*年|(?<=年))"
    r"(?P<end>(?:年)?底(?:前|之前|以前)?|末|前|之前|以前|初|内|上半年|\s*\d{1,2}月(?:底|末|\d{1,2}日)?(?:之?前|以前)?)?"
    rf"|(?P<span>(?:未来|今后|用|力争|经过|通过)?\s*{YEARS}(?:\s*(?:[-—–至到])\s*\d{{1,2}})?\s*(?:年|个月)(?:左右)?"
    r"(?:之内|以内|内|的?时间|的?努力))"
    rf"|(?P<ahead>(?:未来|今后|计划)\s*{YEARS}\s*年|{YEARS}年(?=累计|共|总共|培养|培育|建设|引进|培训|选派))"
    r"|(?P<plan>[“\"]?十[一二三四五六七]五[”\"]?(?:规划)?(?:期间|时期|期末|末|内)|(?:规划|实施|行动|建设|计划)期(?:内|末|满)|本世纪中叶|期末)"
    r"|(?P<yearly>每年|年均|逐年|每[两二三]年)"
)
AIMED = re.compile(r"\s*(?:，)?(?:力争|争取|计划|将|确保|要|目标)")  # behind a bare year: 2027年力争达到
AS_OF = re.compile(r"截[至止]到?\s*$")
COMPARED = re.compile(
    r"(?:比|较|相比|相较于?|与|以|同|在|from|relative to|compared (?:to|with))\s*[“\"]?$", re.IGNORECASE
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
COUNTED = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
WHEN_ENGLISH = re.compile(
    rf"\b(?P<back>(?:over|in|during|for)\s+the\s+(?:past|last)\s+(?:{COUNTED}\s+)?(?:years?|decades?)|since\s+(?:19|20)\d\d|\d+\s+years\s+ago)\b"
    r"|\b(?:by|until|before|in|through|to|from now to)\s+(?:the\s+)?(?:early\s+|mid-?|late\s+)?(?:end\s+of\s+)?"
    r"(?:(?:fiscal year|FY|the year)\s*)?"
    rf"(?:(?:\d{{1,2}}\s+)?(?:{MONTHS})\s+(?:\d{{1,2}},?\s+)?)?(?P<year>20\d\d)\b"
    rf"|\b(?P<span>(?:within|over|in|during)\s+(?:the\s+)?(?:next\s+|coming\s+)?{COUNTED}[\s-]years?)\b"
    r"|\b(?P<ahead>by the end of (?:the|this) (?:decade|plan|programme|program|period|century|strategy)"
    r"|(?:over|in|within|during) the (?:next|coming) (?:decade|years)"
    r"|(?:over|during) the (?:lifetime|course|life|period) of (?:the|this) \w+)\b"
    r"|\b(?P<yearly>annually|(?:every|each|per|a) year)\b",
    re.IGNORECASE,
)
WHEN_RUSSIAN = re.compile(
    r"\b(?P<back>за последни[ея]\s+\S+\s+(?:лет|года?)|с\s+20\d\d\s+года)"
    r"|\b(?:к|до)\s+(?:концу\s+|конца\s+)?(?P<year>20\d\d)\s*(?:году|года|г\.)"
    r"|\b(?P<span>(?:в течение|за)\s+(?:\S+\s+)?"
    r"(?:\d{1,2}|двух|трёх|трех|четырёх|четырех|пяти|шести|семи|десяти)\s+лет)"
    r"|\b(?P<yearly>ежегодно|каждый год|в год)",
    re.IGNORECASE,
)
PRINTED = re.compile(
    r"^(?:力争到|争取到|预计到|展望到?|到|至|by|until|before|in|through|to|к|до)(?![A-Za-zА-я])\s*(?:the\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A time named in a text. firm: the wording itself points ahead; a bare year does not."""

    text: str
    start: int
    end: int
    year: int | None
    firm: bool
    yearly: bool = False
    past: bool = False  # 近三年来, “十三五”以来, over the past decade
    compared: bool = False  # 比2020年, compared to 1990: only a measure of what is to come


def find_times(text: str) -> list[When]:
    plain = half_width(text)
    return [_when(found, plain) for found in _pattern(plain).finditer(plain)]


def _pattern(plain: str) -> re.Pattern[str]:
    if re.search("[\u4e00-\u9fff]", plain):
        return WHEN
    return WHEN_RUSSIAN if re.search("[А-яЁё]", plain) else WHEN_ENGLISH


def _when(found: re.Match[str], text: str) -> When:
    groups = found.groupdict()
    year = int(groups.get("until") or groups["year"]) if groups["year"] else None
    printed = PRINTED.sub("", found.group().strip())
    ahead = any(groups.get(name) for name in ("to", "end", "between", "span", "ahead", "plan"))
    western_year = year is not None and "to" not in groups and not found.group().lower().startswith("in ")
    aimed = year is not None and "to" in groups and AIMED.match(text, found.end()) is not None
    if five_years := re.search(r"十([一二三四五六七])五", groups.get("plan") or ""):
        year = 2005 + 5 * (parse_han(five_years.group(1)) or 0)  # 十一五 ended in 2010
    past = bool(groups.get("back")) or AS_OF.search(text, 0, found.start()) is not None
    compared = COMPARED.search(text, 0, found.start()) is not None
    firm = not past and not compared and (ahead or western_year or aimed)
    return When(printed, found.start(), found.end(), year, firm, bool(groups["yearly"]), past, compared)
