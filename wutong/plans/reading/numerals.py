"""Chinese, Arabic and Roman numerals as policy texts print them."""

from __future__ import annotations

import re

DIGITS = {
    char: value
    for value, chars in enumerate(("零〇○", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
PLACES = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}
HAN = "".join(DIGITS) + "".join(PLACES)
HAN_NUMERAL = re.compile(rf"[{HAN}万亿]+")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# Full-width digits, letters, dot, percent and brackets become half-width one for one, so that offsets stay true.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，：；！？～＂＇"} | {
    0x3000: 0x20
}


def half_width(text: str) -> str:
    """The text with full-width ASCII made half-width; every character keeps its offset."""
    return text.translate(HALF_WIDTH)


def parse_han(text: str) -> int | None:
    """The value of a Chinese numeral (二十一, 一百零三, 两千五百, 三亿五千万, 二〇二五), None if it is not one."""
    if len(text) > 24 or not HAN_NUMERAL.fullmatch(text):
        return None
    if len(text) > 1 and all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _with_myriads(text)


def _with_myriads(text: str) -> int | None:
    for unit, size in reversed(MYRIADS.items()):
        head, found, tail = text.rpartition(unit)
        if found:
            high, low = _with_myriads(head) if head else 1, _with_myriads(tail) if tail else 0
            return None if high is None or low is None else high * size + low
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    total, digit, last_place = 0, None, 10_000
    for char in text:
        if char in DIGITS:
            if digit:
                return None  # 三五: two digits in a row are a guess, not a number
            digit = DIGITS[char]
        else:
            if PLACES[char] >= last_place:
                return None
            last_place = PLACES[char]
            total, digit = total + (1 if digit is None else digit) * last_place, None
    return total + (digit or 0)


def to_han(value: int) -> str:
    """The usual Chinese numeral of 0 to 99,999,999: 21 → 二十一, 103 → 一百零三."""
    if not 0 <= value < 100_000_000:
        raise ValueError(f"{value} is outside 0..99999999")
    if value < 10_000:
        return _small_han(value)
    high, low = divmod(value, 10_000)
    gap = "零" if 0 < low < 1_000 else ""
    return _small_han(high) + "万" + (gap + _small_han(low, inside=True) if low else "")


def _small_han(value: int, inside: bool = False) -> str:
    if value == 0:
        return "零"
    written, pending = "", False
    for place, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, place)
        if digit:
            written += ("零" if pending else "") + "零一二三四五六七八九"[digit] + name
        pending = bool(written) and not digit
    return written.removeprefix("一") if written.startswith("一十") and not inside else written


def parse_roman(text: str) -> int | None:
    """The value of an upper-case Roman numeral below 400."""
    values = [ROMAN.get(char) for char in text]
    if not values or None in values:
        return None
    known = [value for value in values if value is not None]
    return sum(-value if value < max(known[at:]) else value for at, value in enumerate(known))


def parse_number(text: str) -> float | None:
    """An Arabic (1,200 or 3.5), Chinese or Roman number."""
    plain = half_width(text).replace(",", "").replace(" ", "")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return float(plain)
    value = parse_han(plain)
    return float(value) if value is not None else (None if (roman := parse_roman(plain)) is None else float(roman))
