"""Sums of money as units print them: 200万元, USD 1.2 million, 3 млн руб., a bare number under a column (万元)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache

from .results import Draft, Found, Money, Piece
from .vocabulary import table

HAN = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
HAN_TENS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"\d{1,3}(?:[ \u00a0,，]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|[一二两三四五六七八九十百千]+(?=[万亿])"
NEGATIVE = re.compile(r"\s*[-−–—]\s*\d")
NEAR_BEFORE, NEAR_AFTER = 28, 14


@cache
def pattern() -> re.Pattern[str]:
    """An optional currency, a number or range, an optional multiplier, an optional currency."""
    words = [word for names in table("amounts")["currencies"].values() for word in names]
    currency = "|".join(sorted(words, key=len, reverse=True))
    multipliers = "|".join(re.escape(m) for m in sorted(table("amounts")["multipliers"], key=len, reverse=True))
    unit = rf"(?P<multiplier>{multipliers})?(?![a-zа-я]{{2}})\s*(?P<after>{currency})?"
    return re.compile(
        rf"(?P<before>(?:{currency})\s*)?(?<![\d.])(?:(?:{NUMBER})\s*(?:{multipliers})?\s*[-–—~～至到]\s*)?"
        rf"(?P<number>{NUMBER})\s*(?:余|多|左右)?\s*(?:{unit}|(?P<only>{currency}))(?:\s*/\s*年)?",
        re.IGNORECASE,
    )


@cache
def cues() -> re.Pattern[str]:
    return re.compile("|".join(table("amounts")["cues"]["words"]), re.IGNORECASE)


def money_of(text: str, label: str = "") -> Money | None:
    """The sum a cell or labelled value names; the unit may stand in the label: 经费（万元）."""
    if NEGATIVE.match(text):
        return None  # nobody asks for a sum below nothing: a slip, left to a person
    best: Money | None = None
    for match in pattern().finditer(text):
        found = _money(match)
        if found and found.currency:
            return found
        best = best or found
    if best is None or best.unit:
        return best
    unit, currency, multiplier = unit_of(label)
    return Money(best.amount, unit, currency, multiplier)


def unit_of(label: str) -> tuple[str, str, int]:
    """(printed unit, currency, multiplier) named in a heading such as 经费（万元） or "Budget, thousand USD"."""
    match = pattern().search("1" + re.sub(r"^.*?[（(,，:：]", " ", label).strip(" ）)"))
    found = _money(match) if match else None
    return (found.unit, found.currency, found.multiplier) if found else ("", "", 1)


def find_money(draft: Draft) -> Found[Money] | None:
    """The explicit value first; else a sum in the text that stands beside a word such as 经费, budget, бюджет."""
    for piece in draft.values.get("money", ()):
        money = money_of(piece.text, piece.label)
        if money:
            return Found(money, piece.place, piece.text, 0.95 if money.currency else 0.6)
    for piece in draft.text + ([draft.title] if draft.title else []):
        for match in pattern().finditer(piece.text):
            money = _money(match)
            around = piece.text[max(0, match.start() - NEAR_BEFORE) : match.end() + NEAR_AFTER]
            if money and money.currency and cues().search(around):
                return Found(money, piece.place, match.group().strip(), 0.75)
    return _only_sum(draft)


def _only_sum(draft: Draft) -> Found[Money] | None:
    """The one sum a text names is likely its budget, even without a word that says so."""
    matches = [(piece, match) for piece in draft.text for match in pattern().finditer(piece.text)]
    sums = [(money, piece, match) for piece, match in matches if (money := _money(match)) and money.currency]
    if len({money for money, _, _ in sums}) != 1:
        return None
    money, piece, match = sums[0]
    return Found(money, piece.place, match.group().strip(), 0.5)


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


def _currency(words: str) -> str:
    currencies: dict[str, list[str]] = table("amounts")["currencies"]
    for code in sorted(currencies, key=lambda c: -max(map(len, currencies[c]))):
        if any(re.fullmatch(name, words, re.IGNORECASE) for name in currencies[code]):
            return code
    return ""


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
