"""Sums of money as units print them: 200万元, USD 1.2 million, 3 млн руб., a bare number under a column (万元)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from wutong.directory.gazetteer import simplified

from .results import Draft, Found, Money, Piece
from .vocabulary import either, phrase, table

HAN = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
HAN_TENS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"\d{1,3}(?:[ \u00a0,，]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|[一二两三四五六七八九十百千]+(?=[万亿])"
NEGATIVE = re.compile(r"\s*[-−–—]\s*\d")
UNIT_MARKS = re.compile(r"[（()）\[\]【】,，:：/／;；]+")
CURRENCY_BEFORE = r"(?P<before>\b(?:CNY|RMB|USD|EUR|RUB)|[¥$€])?\s*"
THOUSANDS = re.compile(CURRENCY_BEFORE + r"['’‘]000\b", re.IGNORECASE)  # USD '000
TENS_OF_THOUSANDS = re.compile(CURRENCY_BEFORE + r"\b10[,\s]?000\b", re.IGNORECASE)  # CNY 10,000
HAN_LETTER = re.compile(r"[\u3400-\u9fff]")
NEAR_BEFORE, NEAR_AFTER = 28, 14


# 人民币万元: the currency before a multiple of itself says nothing more.
HOME_BEFORE = re.compile(r"^人民币(?=[百千十万亿]*元)")


@cache
def pattern() -> re.Pattern[str]:
    """An optional currency, a number or range, an optional multiplier, an optional currency."""
    words = [word for names in table("amounts")["currencies"].values() for word in names]
    currency = "|".join(sorted(words, key=len, reverse=True))
    multipliers = "|".join(re.escape(m) for m in sorted(table("amounts")["multipliers"], key=len, reverse=True))
    unit = rf"(?P<multiplier>{multipliers})?(?![a-zа-я]{{2}})\s*(?:{either('amounts', 'of')})?(?P<after>{currency})?"
    return re.compile(
        rf"(?P<before>(?:{currency})\s*)?(?<![\d.])(?:(?:{NUMBER})\s*(?:{multipliers})?\s*[-–—~～至到]\s*)?"
        rf"(?P<number>{NUMBER})\s*(?:余|多|左右)?\s*(?:{unit}|(?P<only>{currency}))(?:\s*/\s*年)?",
        re.IGNORECASE,
    )


@cache
def cues() -> re.Pattern[str]:
    return re.compile(either("amounts", "cues"), re.IGNORECASE)


def money_of(text: str, label: str = "") -> Money | None:
    """The sum a cell or labelled value names; the unit may stand in the label: 经费（万元）."""
    text = simplified(text)
    if NEGATIVE.match(text):
        return None  # nobody asks for a sum below nothing: a slip, left to a person
    best: Money | None = None
    for match in pattern().finditer(text):
        found = _money(match)
        if found and found.currency:
            return found
        best = best or (_in_yuan(found, match) if found else None)
    if best is None or best.currency:
        return best
    unit, currency, multiplier = unit_of(label)
    return Money(best.amount, unit, currency, multiplier) if unit and not best.unit else best


def unit_of(label: str) -> tuple[str, str, int]:
    """(printed unit, currency, multiplier) named in a heading such as 经费（万元） or "Budget, thousand USD"."""
    label = THOUSANDS.sub(r" thousand \g<before>", label)
    label = TENS_OF_THOUSANDS.sub(r" 10k \g<before>", label)
    pieces = [piece.strip() for piece in UNIT_MARKS.split(simplified(label))]
    pieces = [*(piece.rpartition(" ")[2] for piece in pieces), *pieces]
    for piece in [HOME_BEFORE.sub("", piece) for piece in pieces[::-1] if piece]:
        match = pattern().match("1 " + piece)
        found = _money(match) if match else None
        if found and (found.currency or found.multiplier > 1) and len(match.group()) > len(piece):  # type: ignore[union-attr]
            return found.unit, found.currency or "CNY", found.multiplier
    return "", "", 1


def find_money(draft: Draft) -> Found[Money] | None:
    """The explicit value first; else a sum in the text that stands beside a word such as 经费, budget, бюджет."""
    for piece in draft.values.get("money", ()):
        money = money_of(piece.text, piece.label)
        if money:
            return Found(money, piece.place, piece.text, 0.95 if money.currency else 0.6)
    told = draft.told()
    for piece in told:
        text = simplified(piece.text)
        for match in pattern().finditer(text):
            money = _money(match)
            around = text[max(0, match.start() - NEAR_BEFORE) : match.end() + NEAR_AFTER]
            if money and money.currency and cues().search(around):
                return Found(money, piece.place, _printed(match, piece), 0.75)
    return _only_sum(told)


def _only_sum(told: list[Piece]) -> Found[Money] | None:
    """The one sum a text names is likely its budget, even without a word that says so, or without its currency."""
    matches = [(piece, match) for piece in told for match in pattern().finditer(simplified(piece.text))]
    read = [(money, piece, match) for piece, match in matches if (money := _money(match))]
    sums = [one for one in read if one[0].currency]
    sums = sums or [(yuan, piece, match) for money, piece, match in read if (yuan := _in_yuan(money, match)).currency]
    if len({money for money, _, _ in sums}) != 1:
        return None
    money, piece, match = sums[0]
    return Found(money, piece.place, _printed(match, piece), 0.5)


def _printed(match: re.Match[str], piece: Piece) -> str:
    return piece.text[match.start() : match.end()].strip()


def _in_yuan(money: Money, match: re.Match[str]) -> Money:
    """15万左右, 总盘子500万: tens of thousands of nothing else are yuan."""
    counted = money.multiplier >= 10_000 and not money.currency and HAN_LETTER.match(money.unit)
    bare = phrase("after_a_bare_sum").match(match.string[match.end() :])
    return replace(money, currency="CNY") if counted and bare else money


def _money(match: re.Match[str]) -> Money | None:
    amount = _amount(match["number"])
    if amount is None:
        return None
    printed = (match["multiplier"] or "").strip()
    if printed.endswith("元"):  # 人民币500万元 names its currency twice
        return Money(amount, printed, _currency((match["before"] or "").strip()) or "CNY", _times(printed))
    words = (match["after"] or match["only"] or match["before"] or "").strip()
    currency = _currency(words) if words else ("CNY" if printed in ("万元",) else "")
    glued = "" if re.search(r"[\u3400-\u9fff]", printed + words) else " "
    return Money(amount, f"{printed}{glued}{words}".strip(), currency, _times(printed))


def _times(printed: str) -> int:
    return int(table("amounts")["multipliers"].get(printed.lower(), 1))


@lru_cache(maxsize=4096)
def _currency(words: str) -> str:
    return next((code for code, named in _currencies() if named.fullmatch(words)), "")


@cache
def _currencies() -> list[tuple[str, re.Pattern[str]]]:
    """What each currency is called, those with the longest names first."""
    currencies: dict[str, list[str]] = table("amounts")["currencies"]
    by_length = sorted(currencies, key=lambda code: -max(map(len, currencies[code])))
    return [
        (code, re.compile("|".join(f"(?:{name})" for name in currencies[code]), re.IGNORECASE)) for code in by_length
    ]


def _amount(printed: str) -> Decimal | None:
    if printed[0] in HAN or printed[0] in HAN_TENS:
        return Decimal(_han(printed))
    grouped = re.sub(r"(?<=\d)[ \u00a0,，](?=\d{3}(?!\d))", "", printed)
    try:
        return Decimal(grouped.replace(",", "."))
    except InvalidOperation:
        return None


def _han(printed: str) -> int:
    total, digit = 0, 0
    for sign in printed:
        if sign in HAN:
            digit = HAN[sign]
        else:
            total, digit = total + (digit or 1) * HAN_TENS[sign], 0
    return total + digit


def is_amount(piece: Piece) -> bool:
    """The cell holds a sum and little else."""
    match = pattern().search(piece.text)
    return match is not None and len(match.group()) >= 0.6 * len(piece.text.strip())
