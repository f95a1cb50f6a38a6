"""Dates ahead: 到2025年, 2027年前, 5年内, “十四五”期间, by the end of 2030, within five years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wutong.plans.reading.numerals import HAN, half_width, parse_han

TO = r"(?:力争到|争取到|预计到|展望|到|至)?"
WHEN = re.compile(
    rf"(?P<to>{TO})\s*(?P<year>(?:20|21)\d\d)\s*年?(?P<between>\s*[-—–－~至到]\s*(?P<until>20\d\d))?(?(between)\s*年|(?<=年))"
    r"(?P<end>(?:年)?底(?:前|之前|以前)?|末|前|之前|以前|初|内|上半年|\s*\d{1,2}月(?:底|末|\d{1,2}日)?(?:之?前|以前)?)?"
    rf"|(?P<span>(?:未来|今后|用|力争)?\s*(?:\d{{1,2}}|[{HAN}]{{1,3}})(?:\s*(?:[-—–至到])\s*\d{{1,2}})?\s*(?:年|个月)(?:左右)?(?:之内|以内|内|的?时间))"
    rf"|(?P<ahead>(?:未来|今后|计划)\s*(?:\d{{1,2}}|[{HAN}]{{1,3}})\s*年)"
    r"|(?P<plan>[“\"]?十[一二三四五六七]五[”\"]?(?:规划)?(?:期间|时期|期末|末|内)|(?:规划|实施|行动|建设)期(?:内|末|满)|本世纪中叶|期末)"
    r"|(?P<yearly>每年|年均|逐年|每[两二三]年)"
)
WHEN_ENGLISH = re.compile(
    r"\b(?:by|until|before|in|through|to)\s+(?:the\s+)?(?:early\s+|mid-?|late\s+)?(?:end\s+of\s+)?"
    r"(?:(?:fiscal year|FY|the year)\s+)?"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?(?P<year>20\d\d)\b"
    r"|\b(?P<span>(?:within|over|in|during)\s+(?:the\s+)?(?:next\s+|coming\s+)?(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]years?)\b"
    r"|\b(?P<ahead>by the end of (?:the|this) (?:decade|plan|programme|program|period|century))\b"
    r"|\b(?P<yearly>annually|(?:every|each|per|a) year)\b",
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


def find_times(text: str) -> list[When]:
    plain = half_width(text)
    chinese = re.search("[\u4e00-\u9fff]", plain) is not None
    return [_when(found) for found in (WHEN if chinese else WHEN_ENGLISH).finditer(plain)]


def _when(found: re.Match[str]) -> When:
    groups = found.groupdict()
    year = int(groups.get("until") or groups["year"]) if groups["year"] else None
    printed = re.sub(
        r"^(?:力争到|争取到|预计到|展望|到|至|by|until|before|in|through|to)\s*(?:the\s+)?",
        "",
        found.group().strip(),
        flags=re.IGNORECASE,
    )
    ahead = bool(
        groups.get("to") or groups.get("end") or groups.get("between") or groups.get("span") or groups.get("ahead")
    )
    english_year = year is not None and "to" not in groups and not found.group().lower().startswith("in ")
    if five_years := re.search(r"十([一二三四五六七])五", groups.get("plan") or ""):
        year = 2005 + 5 * (parse_han(five_years.group(1)) or 0)  # 十一五 ended in 2010
    firm = ahead or english_year or bool(groups.get("plan"))
    return When(printed, found.start(), found.end(), year, firm, bool(groups["yearly"]))
