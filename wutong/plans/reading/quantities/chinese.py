"""Quantities in Chinese: 2500人次, 1.3万亿斤, 三到五家, 百分之八十, 三分之一, 九成, 翻一番."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wutong.plans.reading.numerals import HAN, parse_number
from wutong.plans.reading.quantities.model import ARABIC, DASH, Quantity, kind_of, words_of
from wutong.plans.reading.vocabulary import vocabulary

MORE = r"[余多来]"
MULTIPLES = re.compile(
    r"翻了?(?P<times>[一两二三四]|[1-4])?(?P<番>番|倍)|(?P<half>减半|过半|(?:超过?|达到?)?(?:一半|半数))(?:以上)?"
    rf"|(?P<parts>[{HAN}]{{1,3}})分之(?P<of>[{HAN}]{{1,3}})"
)
# 5G, 十九大, 〔2018〕12号: what behind a number makes it a name.
NAMED = re.compile(r"[A-Za-z号届版+〕\]]")
LETTER_UNIT = re.compile(r"[EPTGMK]?(?:FLOPS|B(?:ps)?|bps|Wh?|Hz|b/s)\b|[kM]W|km|TEU", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    scale = "|".join(sorted(vocabulary("units")["scale"]["zh"], key=len, reverse=True))
    units = "|".join(re.escape(unit) for unit in words_of("zh"))
    number = rf"(?:{ARABIC}|[{HAN}]{{0,8}}[一二两三四五六七八九十][{HAN}]{{0,8}}|(?<![上数几近逾])[百千](?![{HAN}万]))"
    return re.compile(
        rf"(?<![\d.,〔(\[A-Za-z第])(?P<share>百分之)?(?P<low>{number})\s*(?P<scale_low>{scale})?\s*(?P<unit_low>{units})?"
        rf"(?:{DASH}(?P<high>{number})\s*(?P<scale>{scale})?)?\s*(?P<more>{MORE})?\s*(?P<unit>{units})?"
    )


def chinese_quantities(text: str) -> Iterator[Quantity]:
    """In order of the text; text in half-width characters."""
    told = list(_in_words(text))
    for found in _pattern().finditer(text):
        quantity = _quantity(found, text)
        if quantity and not any(one.start < quantity.end and quantity.start < one.end for one in told):
            told.append(quantity)
    yield from sorted(told, key=lambda one: one.start)


def _in_words(text: str) -> Iterator[Quantity]:
    """翻一番 doubles, 翻两番 makes four of one; 三分之一 and 过半 are shares."""
    for found in MULTIPLES.finditer(text):
        start, end = found.span()
        if found["番"]:
            doubled = int(parse_number(found["times"]) or 1) if found["times"] else 1
            value = 2.0**doubled if found["番"] == "番" else 1.0 + doubled
            yield Quantity(value, value, "倍", "share", start, end, verb=True)
        elif found["half"]:
            yield Quantity(50, 50, "%", "share", start, end, verb=True)
        elif found["parts"] != "百":  # 百分之八十 is read as a number with a unit
            of, parts = parse_number(found["of"]) or 0, parse_number(found["parts"]) or 0
            if 0 < of < parts:
                share = round(100 * of / parts, 2)
                yield Quantity(share, share, "%", "share", start, end)


def _quantity(found: re.Match[str], text: str) -> Quantity | None:
    low, unit = parse_number(found["low"]), found["unit"] or ""
    high = parse_number(found["high"]) if found["high"] else None
    if low is None or _part_of_a_word(text, found):
        return None
    if found["high"] is None:
        unit = found["unit_low"] or unit
    elif high is None or high <= low or (found["unit_low"] and found["unit_low"] != unit):
        high, unit = None, found["unit_low"] or ""
    scales = vocabulary("units")["scale"]["zh"]
    size = scales.get(found["scale"] or found["scale_low"] or "", 1.0)
    size_low = scales.get(found["scale_low"] or "", size)
    tenths = unit == "成"
    if tenths:  # 九成 is 90 %, 九成五 95 %
        size, size_low = 10.0, 10.0
    whole = high is not None or not found["high"]
    alone = found["unit_low"] and not found["high"]  # 50个国家: 国 is no second unit
    end = (
        found.end("unit_low")
        if alone
        else found.end()
        if whole
        else found.end("unit_low")
        if unit
        else found.end("low")
    )
    if not unit and whole and (letters := LETTER_UNIT.match(text, end)):
        unit, end = letters.group(), letters.end()
    if tenths and (half := re.match(rf"([{HAN[1:]}])(?![{HAN}])", text[end:])) and high is None:
        low, end = low + (parse_number(half.group(1)) or 0) / 10, end + 1
    if found["share"] or tenths:
        unit = "%"
    kind = kind_of(unit) if unit else "bare"
    return Quantity(
        low * size_low,
        high * size if high is not None else low * size_low,
        unit.replace("％", "%"),
        "measure" if unit and kind == "bare" else kind,
        found.start(),
        end,
        bool(found["more"]),
        not found["low"][0].isdigit() and not tenths and not found["share"],
    )


def _part_of_a_word(text: str, found: re.Match[str]) -> bool:
    """5G, COVID-19, 十九大, 211工程, 〔2018〕12号: digits that count nothing."""
    behind = text[found.end() : found.end() + 1]
    if found["unit"] == "成" or found["unit_low"] == "成":
        return bool(re.match(r"[果员熟立本功效为就型]", behind))
    if LETTER_UNIT.match(text, found.end()) and not re.match(r"[GB]\b", text[found.end() :]):
        return False
    return bool(NAMED.match(behind)) or text[max(found.start() - 1, 0) : found.start()] in {"-", "/", "+"}
