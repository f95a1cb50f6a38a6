"""Organisations on no list, recognised by the way their names end."""

from __future__ import annotations

import re
from functools import cache

from .vocabulary import HAN, lexicon, table

OPENING = re.compile(r"^(?:reply|response|answer|needs|proposals) (?:of|from|by)\s+(?:the )?", re.I)


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("names")["endings"]
    han = "|".join(sorted(words["zh"], key=len, reverse=True))
    other = "|".join(words["en"] + [f"{word}\\w*" if len(word) > 4 else word for word in words["ru"]])
    return re.compile(rf"[\u3400-\u9fffA-Za-z0-9·（）()]{{2,30}}(?:{han})"), re.compile(
        rf"(?<!\w)(?:{other})(?!\w)", re.I
    )


def organisation_in(words: str) -> str:
    """The organisation named by a short line, as far as the way names end can tell; "" when none."""
    words = OPENING.sub("", words.strip().strip("。.，, "))
    if any(lexicon(name).named(words) for name in ("actions", "fields")):
        return ""
    if len(words) > 90 or re.match(r"[我本贵该你]", words):
        return ""
    han, other = _endings()
    if HAN.search(words):
        match = han.search(re.sub(r"(?:文件|函件|公函)$", "", words))
        if not match and re.fullmatch(
            rf"[\u3400-\u9fff]{{3,15}}(?:{'|'.join(table('names')['short_endings']['zh'])})", words
        ):
            return words
        if match and re.search(r"[我本贵该][\u3400-\u9fff]|[我本贵该]$|请问", match.group()):
            return ""
        name = re.sub(r"^(?:关于|来自|报送单位|填报单位|转发|回复)[：:]?", "", match.group()) if match else ""
        return "" if re.search(r"[需建合]|关于|请|收到", name[:-2]) and len(name) > 18 else name
    return words if other.search(words) and len(words.split()) <= 12 and not words.endswith(":") else ""
