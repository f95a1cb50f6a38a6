"""All words by which texts call countries and groups, sorted by script, with what each means and how surely."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from .countries import LANGUAGES, all_countries, country_name
from .facts import facts
from .folding import fold, lower
from .groups import PARTNERS, all_groups
from .inflection import FORMS, arabic, chinese_country, chinese_group, english_group, russian
from .trie import WordPattern

Script = Literal["han", "cyrillic", "arabic", "latin"]
CITY = 0.6  # how surely a city stands for its country
_LETTERS = {"han": "㐀-鿿", "cyrillic": "Ѐ-ӿ", "arabic": "؀-ۿ", "latin": "a-zA-Z"}
SCRIPTS = {script: re.compile(f"[{letters}]") for script, letters in _LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means. `kind` "none": a longer word that only looks like a country (印度洋)."""

    kind: Literal["country", "region", "none"]
    code: str
    confidence: float = 1.0
    word: str = ""  # as listed, folded: its own letter case says how strictly to read
    pair: bool = False  # 中俄: needs the right company


@cache
def lexicon(languages: frozenset[str]) -> dict[str, WordPattern[Sense]]:
    """The word patterns by script. Later words outweigh earlier ones: names, then doubtful words, then longer words."""
    senses: dict[str, Sense] = {}
    for language in sorted(languages, key=LANGUAGES.index):
        for word, sense in _names(language):
            senses.setdefault(fold(word), sense)
    for language in languages:
        senses |= {fold(word): sense for word, sense in _doubtful(language)}
        senses |= {fold(word): Sense("none", "") for word in _longer_words(language)}
    by_script: dict[str, dict[str, Sense]] = {script: {} for script in SCRIPTS}
    for word, sense in senses.items():
        script = script_of(word)
        by_script[script] |= {form: replace(sense, word=word) for form in _forms(word, script, sense)}
    return {script: _pattern(script, words) for script, words in by_script.items()}


def script_of(word: str) -> str:
    return next(script for script, letter in SCRIPTS.items() if letter.search(word))


def _pattern(script: str, words: dict[str, Sense]) -> WordPattern[Sense]:
    special = FORMS | {" ": r"\s+"}
    if script == "han":
        return WordPattern(words, special=special)
    letters = f"[{_LETTERS[script]}]" if script != "latin" else "[a-z0-9]"
    return WordPattern(words, before=f"(?<!{letters})", after=f"(?!{letters})", special=special)


def _forms(word: str, script: str, sense: Sense) -> Iterable[str]:
    if script == "cyrillic":
        stems: dict[str, str] = facts("country_words/ru")["irregular"]
        return (lower(russian(each)) for each in (word, stems.get(word, word)))
    if script == "arabic":
        return arabic(word)
    if script == "han":
        if sense.pair:
            return (*chinese_country(word), f"{word[0]}-{word[1:]}")
        return chinese_group(word) if sense.kind == "region" else chinese_country(word)
    return english_group(lower(word)) if sense.kind == "region" else (lower(word),)


def _table(language: str) -> dict:
    """The list of that language; French, Spanish and Arabic share a file."""
    if language in ("fr", "es", "ar"):
        table: dict = facts("country_words/romance_arabic")[language]
        return table
    return facts(f"country_words/{language.removesuffix('-hans')}")


def _names(language: str) -> Iterator[tuple[str, Sense]]:
    for country in all_countries():
        if country.is_state:
            own = _table(language)["names"].get(country.iso2, ())
            for word in (*_library_names(country.iso2, language), *own):
                yield word, Sense("country", country.iso2, 0.95)
    for iso2, words in facts("country_words/cities").get(language.removesuffix("-hans"), {}).items():
        for word in words:
            yield word, Sense("country", iso2, CITY)
    for group in all_groups():
        for word in group.words.get(language.removesuffix("-hans"), ()):
            yield word, Sense("region", group.code, 0.9 if group.code == PARTNERS else 0.95)


def _library_names(iso2: str, language: str) -> Iterator[str]:
    name = country_name(iso2, language)
    yield name
    if "&" in name:
        yield name.replace("&", "and")
    if name.startswith("St. "):
        yield "Saint " + name.removeprefix("St. ").replace("&", "and")


def _doubtful(language: str) -> Iterator[tuple[str, Sense]]:
    table = _table(language)
    for word, said in (table.get("weak", {}) | table.get("pairs", {})).items():
        kind: Literal["country", "region"] = "region" if "region" in said else "country"
        yield word, Sense(kind, said[kind], said["confidence"], pair=word in table.get("pairs", {}))


def _longer_words(language: str) -> Iterator[str]:
    yield from _table(language).get("swallow", {}).get("words", ())
    for country in all_countries():
        if not country.is_state:
            yield country_name(country.iso2, language)
