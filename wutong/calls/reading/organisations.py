"""Organisations on no list, recognised by the way their names end."""

from __future__ import annotations

import re
from functools import cache

from .vocabulary import HAN, both_scripts, either, lexicon, says, table


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("names")["endings"]
    han = "|".join(both_scripts(word) for word in sorted(words["zh"], key=len, reverse=True))
    russian = [f"{word}\\w*" if len(word) > 4 else word for word in words["ru"]]
    other = "|".join(words["en"] + russian + words["fr"] + words["es"])
    return re.compile(rf"[\u3400-\u9fffA-Za-z0-9·（）()]{{2,30}}(?:{han})"), re.compile(
        rf"(?<!\w)(?:{other})(?!\w)", re.I
    )


@cache
def _pattern(kind: str, begin: str = "", end: str = "") -> re.Pattern[str]:
    return re.compile(f"{begin}(?:{either('names', kind)}){end}", re.IGNORECASE)


@cache
def _generic() -> re.Pattern[str]:
    """Words of the trade before an ending, and no name."""
    words = table("names")
    return re.compile(f"(?:{'|'.join(words['generic']['zh'])})*(?:{'|'.join(words['endings']['zh'])})")


def organisation_in(words: str) -> str:
    """The organisation named by a short line, as far as the way names end can tell; "" when none."""
    words = _pattern("opening", "^").sub("", _pattern("beside").sub("", words.strip().strip("。.，, ")))
    if _generic().fullmatch(words):
        return ""  # 科技园区, 联合实验室: a kind of place and nobody's name
    if any(lexicon(name).named(words) for name in ("actions", "fields")):
        return ""
    if len(words) > 90 or _pattern("speaking", "^").match(words) or says("speaks_of_sending", words):
        return ""
    han, other = _endings()
    if HAN.search(words):
        match = han.search(_pattern("papers", end="$").sub("", words))
        if not match and re.fullmatch(
            rf"[\u3400-\u9fff]{{3,15}}(?:{'|'.join(table('names')['short_endings']['zh'])})", words
        ):
            return words
        if match and _pattern("speaking").search(match.group()):
            return ""
        name = _pattern("opening", "^").sub("", match.group()) if match else ""
        if _generic().fullmatch(name):
            return ""
        return "" if _pattern("in_no_name").search(name[:-2]) and len(name) > 18 else name
    words = _without_office(words)
    if _only_of_the_trade(words):
        return ""
    return words if other.search(words) and len(words.split()) <= 12 and not words.endswith(":") else ""


def _only_of_the_trade(words: str) -> bool:
    """«Предложения института», "our institute": words of the business round an ending, and nobody's name."""
    left = [word for word in re.findall(r"[^\W_]+", words) if not _trade().fullmatch(word)]
    return not left


@cache
def _trade() -> re.Pattern[str]:
    words = table("names")
    noise = "|".join([*words["noise"]["en"], *words["noise"]["ru"], "our", "наш\\w*", "и", "and"])
    return re.compile(f"(?:{noise})|(?:{_endings()[1].pattern})", re.IGNORECASE)


def _without_office(words: str) -> str:
    """International Office, Bishkek Transport College: the office writes for the college."""
    parts = [part.strip() for part in words.split(",")]
    named = [part for part in parts if _endings()[1].search(part) and not _pattern("for_the_whole").search(part)]
    return named[0] if len(parts) > 1 and len(named) == 1 and named[0] is not parts[0] else words


def opens_with_name(words: str) -> str:
    """The organisation at the beginning of a title that says no more than that needs follow: 天枢中心需求建议."""
    name = organisation_in(words)
    rest = words.strip()[len(name) :] if name and words.strip().startswith(name) else ""
    noise = "|".join(table("names")["noise"]["zh"])
    return name if rest and re.fullmatch(f"(?:{noise})+", rest) else ""
