"""Word forms: the endings of the Russian cases, the prefixes of Arabic, the ways Chinese closes a group's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Marks that stand in a word pattern for "an ending of the declension"; private-use letters occur in no text.
ENDING, OPTIONAL_ENDING = "\ue000", "\ue001"

_ENDINGS = re.findall(
    r"\w+",
    "ыми ими ами ями ого его ому ему "
    "ием иям иях иев ой ей ою ею ью ом ем ам ям ах ях ов ев ий ый ая яя ое ее ие ые ым им ых их ую юю ия ии ию "
    "а у я ю е и ы о ь й",
)
FORMS = {ENDING: f"(?:{'|'.join(_ENDINGS)})", OPTIONAL_ENDING: f"(?:{'|'.join(_ENDINGS)})?"}

_INDECLINABLE = re.compile(r"(?:[иоуэюе]|гуа)$")
_ADJECTIVE = re.compile(r"(?<=..)(?:ая|яя|ый|ий|ой|ое|ее|ые|ие)$")
_PART = re.compile(r"[а-яёА-ЯЁ]+")

_NUMERALS = ("三", "四", "五", "六", "八", "九", "十", "十一", "十四", "十六", "十七")
GROUP_ENDINGS = (
    *("", "国家", "各国", "诸国", "成员国", "伙伴国", "国家和地区", "地区", "地区国家", "区域国家"),
    *(f"{numeral}国" for numeral in _NUMERALS),
)
_ENGLISH_ENDINGS = ("", " countries", " states", " nations", " members", " member states", " member countries")
_ARABIC_PREFIXES = ("", "و", "ب", "ل", "ك", "ف", "وب", "ول")


def russian(word: str) -> str:
    """The nominative as a pattern for all cases: Саудовская Аравия → Саудовск… Арави…. Acronyms stay."""
    return _PART.sub(lambda part: _declined(part[0]), word)


def _declined(part: str) -> str:
    if len(part) < 3 or part.isupper() or part in ("для", "вдоль"):
        return part
    if _ADJECTIVE.search(part):
        return _ADJECTIVE.sub("", part) + ENDING
    if part.lower().endswith("ство"):  # содружество, сообщество; other names in -о do not change
        return part[:-1] + ENDING
    if _INDECLINABLE.search(part):
        return part
    if part[-1] in "ыа":  # also a plural: the genitive of страны, государства has no ending
        return part[:-1] + (OPTIONAL_ENDING if part[-1] == "ы" or part.endswith(("ства", "рова")) else ENDING)
    if part[-1] in "яьй":
        return part[:-1] + ENDING
    return part + OPTIONAL_ENDING


def arabic(word: str) -> Iterator[str]:
    """The word with the particles written as one with it; the article after ل loses its alif."""
    yield from (prefix + word for prefix in _ARABIC_PREFIXES)
    if word.startswith("ال"):
        yield from ("لل" + word[2:], "ولل" + word[2:])


def chinese_country(word: str) -> Iterator[str]:
    """泰国, and 泰 国 as it is set in columns beside names of three characters."""
    yield word
    if len(word) == 2:
        yield f"{word[0]} {word[1]}"


def chinese_group(word: str) -> Iterator[str]:
    """东盟 → 东盟国家, 东盟十国 …; a word that already says 国 or 国家 stays as it is."""
    endings = GROUP_ENDINGS if word[-1] not in "国家" else ("",)
    yield from (word + ending for ending in endings)


def english_group(word: str) -> Iterator[str]:
    """ASEAN → ASEAN countries, ASEAN member states …"""
    yield from (word + ending for ending in _ENGLISH_ENDINGS)
