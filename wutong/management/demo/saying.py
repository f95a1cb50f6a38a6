"""How a need's values are put into words: each has several wordings, and one writer keeps to his own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .content import Money, Need

DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 → 一, 12 → 十二, 25 → 二十五; up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones or not tens else "")


def circled(number: int) -> str:
    """1 → ①; up to 20."""
    return chr(ord("①") + number - 1)


def money_said(money: Money | None, wording: dict[str, Any], language: str, turn: int) -> str:
    """The amount as one would write it; for no amount one of “own funds”, a dash or nothing at all."""
    if money is None:
        return _pick(wording["none"][language], turn)
    patterns = wording["zh_usd"] if money.unit == "万美元" else wording[language]
    grouped = f"{money.value:,}"
    return _pick(patterns, turn).format(
        figure=money.value,
        yuan=f"{money.value * 10_000:,}",
        grouped=grouped,
        spaced=grouped.replace(",", " "),
        millions=f"{money.value / 1_000_000:g}".replace(".", ","),
    )


def period_said(period: str, wording: dict[str, Any], language: str, turn: int) -> str:
    start, _, end = period.partition("-")
    patterns = wording[language] if end else wording[f"{language}_one"]
    return _pick(patterns, turn).format(start=start, end=end, years=int(end or start) - int(start) + 1)


def values_said(need: Need, wording: dict[str, Any], turn: int) -> dict[str, str]:
    """Every value of the need in words, by column name."""
    return {
        "title": need.title,
        "text": need.text,
        "places": need.places,
        "action": _pick(wording["actions"][need.language][need.action], turn),
        "field": wording["fields"][need.language][need.field],
        "period": period_said(need.period, wording["periods"], need.language, turn),
        "money": money_said(need.money, wording["money"], need.language, turn),
        "partner": need.partner,
        "contact": need.contact,
    }


def sentence(need: Need, wording: dict[str, Any], turn: int) -> str:
    """The values woven into one sentence; what is missing is passed over in silence."""
    voice = _pick([voice for voice in wording["voice"] if voice["language"] == need.language], turn)
    said = values_said(need, wording, turn) | ({} if need.money else {"money": ""})
    clauses = [clause.format(**said) for clause in voice["clauses"] if _present(clause, said)]
    return str(voice["join"]).join(clauses) + str(voice["end"])


def _present(clause: str, said: dict[str, str]) -> bool:
    return all(said[name] for name in said if f"{{{name}}}" in clause)


def _pick(choices: Sequence[Any], turn: int) -> Any:
    return choices[turn % len(choices)]
