"""Numbers of a worksheet as a person sees them: dates in ISO, percentages, units that only the format holds."""

from __future__ import annotations

import re
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from wutong.documents.figures import iso, plain

# Formats 27–36 and 50–58 are dates in Chinese and Japanese Excel and are not written in the file.
_EAST_ASIAN_DATES = {*range(27, 32), *range(50, 59), 36}
_EAST_ASIAN_TIMES = {32, 33, 34, 35}
_BRACKETED = re.compile(r"\[[^\]]*\]")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|([^\x00-\x7f]+)|([$€£¥])')
_NUMBER_PART = re.compile(r"[#0?][#0?,. ]*")


def number_format(index: int, own: dict[int, str]) -> str:
    """The pattern of a cell format: the workbook's own, or a built-in one."""
    if index in own:
        return own[index]
    if index in _EAST_ASIAN_DATES:
        return "yyyy-mm-dd"
    if index in _EAST_ASIAN_TIMES:
        return "h:mm:ss"
    return str(BUILTIN_FORMATS.get(index, "General"))


def printed(value: float, pattern: str, *, mac: bool = False) -> str:
    """A number under its format: 45000 as 2023-03-15, .15 under 0% as 15%, 30 under 0"万元" as 30万元."""
    if pattern == "General" or pattern == "@":
        return plain(value)
    if is_date(pattern):
        return moment(value, mac=mac) or plain(value)
    before, after, percent = _dress(pattern)
    return f"{before}{plain(value * 100, digits=10) if percent else plain(value)}{'%' if percent else ''}{after}"


def moment(value: float, *, mac: bool = False) -> str:
    """A serial date as ISO date, time or both; "" when it is no date of any calendar."""
    try:
        found = from_excel(value, CALENDAR_MAC_1904 if mac else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return ""
    return iso(found)


@lru_cache(maxsize=512)
def is_date(pattern: str) -> bool:
    return bool(is_date_format(pattern))


@lru_cache(maxsize=512)
def _dress(pattern: str) -> tuple[str, str, bool]:
    """Literal text before and after the number, and whether it is a percentage; only the first section counts."""
    section = _BRACKETED.sub("", pattern.split(";")[0])
    number = _NUMBER_PART.search(re.sub(r'"[^"]*"', lambda quoted: "\x01" * len(quoted[0]), section))
    if number is None:
        return "", "", False
    before, after = section[: number.start()], section[number.end() :]
    return _literal(before), _literal(after), "%" in re.sub(r'"[^"]*"', "", after)


def _literal(part: str) -> str:
    return "".join("".join(found) for found in _LITERAL.findall(part)).strip()
