"""Organisations on no list, recognised by the way their names end."""

from __future__ import annotations

import re
from functools import cache

from .vocabulary import HAN, lexicon, table

OPENING = re.compile(
    r"^(?:(?:[a-z&-]+ ){0,4}(?:reply|response|answer|needs|requests|demands|proposals) (?:of|from|by)\s+(?:the )?"
    r"|(?:[а-яё]+ )?(?:потребности|предложения|ответ)\s+(?:от\s+)?(?=[А-ЯЁ«\"]))",
    re.I,
)
# The rest of a letterhead beside the name: "…  Date: 8 October 2026", "…\t2026-10-08".
BESIDE = re.compile(
    r"(?:\s{2,}|\t|[,;|]\s*|\s)(?:date|dated|tel|phone|e-?mail|fax|ref|no|дата|тел|исх)\b\s*[.:：№].*$"
    r"|(?:\s{2,}|\t)(?:日期|时间|电话|邮箱|传真|联系人).*$|(?:\s{2,}|\t)\d.*$",
    re.I,
)


@cache
def _endings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = table("names")["endings"]
    han = "|".join(sorted(words["zh"], key=len, reverse=True))
    other = "|".join(words["en"] + [f"{word}\\w*" if len(word) > 4 else word for word in words["ru"]])
    return re.compile(rf"[\u3400-\u9fffA-Za-z0-9·（）()]{{2,30}}(?:{han})"), re.compile(
        rf"(?<!\w)(?:{other})(?!\w)", re.I
    )


@cache
def _generic() -> re.Pattern[str]:
    """Words of the trade before an ending, and no name."""
    words = table("names")
    return re.compile(f"(?:{'|'.join(words['generic']['zh'])})*(?:{'|'.join(words['endings']['zh'])})")


def organisation_in(words: str) -> str:
    """The organisation named by a short line, as far as the way names end can tell; "" when none."""
    words = OPENING.sub("", BESIDE.sub("", words.strip().strip("。.，, ")))
    if _generic().fullmatch(words):
        return ""  # 科技园区, 联合实验室: a kind of place and nobody's name
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
        if _generic().fullmatch(name):
            return ""
        return "" if re.search(r"[需建合]|关于|请|收到", name[:-2]) and len(name) > 18 else name
    return words if other.search(words) and len(words.split()) <= 12 and not words.endswith(":") else ""
