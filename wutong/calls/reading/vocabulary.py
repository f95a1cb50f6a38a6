"""Loads the vocabularies a domain officer keeps in vocabulary/*.toml and turns them into things that match."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from wutong.directory.gazetteer import TRADITIONAL, simplified

FOLDER = Path(__file__).parent / "vocabulary"
SIGNS = re.compile(r"[\s\W_]+")
LABEL = 40  # characters: longer words are hardly a label
WORD_START = re.compile(r"(?<![^\W_])[^\W_]")
HAN = re.compile(r"[\u3400-\u9fff]")
FORMULA_ERROR = re.compile(r"#(?:REF|NAME|VALUE|DIV/0|N/A|NUM|NULL|SPILL|CALC)[!?]?", re.IGNORECASE)
NOTHING = re.compile(r"[\s\-–—―－/／\\·.．…*×○〇、。]{1,3}")
TERM_WEIGHT, HINT_WEIGHT = 3.0, 1.0


@cache
def table(name: str) -> dict[str, Any]:
    """One vocabulary file as it is written."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def phrase(kind: str) -> re.Pattern[str]:
    """All phrases of a kind, in every language, as one pattern; ^ and $ mean the ends of a line."""
    patterns = [pattern for language in table("phrases")[kind].values() for pattern in language]
    return re.compile("|".join(f"(?:{both_scripts(pattern)})" for pattern in patterns), re.IGNORECASE | re.MULTILINE)


def listed(name: str, kind: str) -> list[str]:
    """The entries of one kind in every language, longest first, as alternatives of a pattern."""
    entries = [entry for language in table(name)[kind].values() for entry in language]
    return sorted(entries, key=len, reverse=True)


def either(name: str, kind: str) -> str:
    return "|".join(f"(?:{both_scripts(entry)})" for entry in listed(name, kind))


def both_scripts(pattern: str) -> str:
    """A pattern of simplified characters that finds the traditional ones too: 关于 becomes [关關][于於]."""
    made, inside = [], False
    for before, sign in zip(" " + pattern, pattern, strict=False):
        if before != "\\":
            inside = (sign == "[") if not inside else sign != "]"
        variants = _variants().get(sign, "")
        made.append(sign if not variants else sign + variants if inside else f"[{sign}{variants}]")
    return "".join(made)


@cache
def _variants() -> dict[str, str]:
    found: dict[str, str] = defaultdict(str)
    for traditional, simple in TRADITIONAL.items():
        found[simple] += traditional
    return dict(found)


def says(kind: str, text: str) -> bool:
    return phrase(kind).search(text) is not None


def count(kind: str, text: str) -> int:
    """How many different passages of the text are of this kind."""
    return len({match.group().casefold() for match in phrase(kind).finditer(text)})


@cache
def none_words() -> frozenset[str]:
    return frozenset(fold(word) for words in table("phrases")["none_value"].values() for word in words)


def fold(text: str) -> str:
    """For comparing labels: no case, spaces, brackets or punctuation."""
    return _fold_short(text) if len(text) <= LABEL else _fold(text)


def _fold(text: str) -> str:
    return SIGNS.sub("", simplified(text).casefold().replace("ё", "е"))


_fold_short = lru_cache(maxsize=20_000)(_fold)  # labels come back, in one file and in the next


def is_none(text: str) -> bool:
    """The words say "nothing": 无, none, нет, or a dash."""
    return fold(text) in none_words() or NOTHING.fullmatch(text.strip()) is not None


def has_words(text: str) -> bool:
    """Something a person may have meant: not only figures and signs, nor what a broken formula leaves in a cell."""
    return len(re.findall(r"[^\W\d_]", FORMULA_ERROR.sub("", text))) >= 2


@dataclass(frozen=True, slots=True)
class Hit:
    term: str
    code: str
    weight: float
    start: int


class Lexicon:
    """Weighted words for a set of codes. At each place the longest wording wins and hides what is inside it."""

    def __init__(self, name: str) -> None:
        self.codes = tuple(table(name))
        self._names: dict[str, str] = {}
        self._han: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
        self._words: dict[str, list[tuple[re.Pattern[str], str, float, int]]] = defaultdict(list)
        for code, groups in table(name).items():
            for language, names in groups["names"].items():
                self._names |= {fold(n): code for n in names} if language else {}
            self._add(code, groups["terms"], TERM_WEIGHT)
            self._add(code, groups.get("hints", {}), HINT_WEIGHT)
        for han in self._han.values():
            han.sort(key=lambda entry: -len(entry[0]))
        for words in self._words.values():
            words.sort(key=lambda entry: -entry[3])

    def _add(self, code: str, languages: dict[str, list[str]], weight: float) -> None:
        for term in (term.casefold().replace("ё", "е") for terms in languages.values() for term in terms):
            if HAN.search(term):
                self._han[term[:2]].append((term, code, weight))
            else:
                ending = r"(?:s|es)?" if term.isascii() and not term.endswith("*") else ""
                pattern = re.compile(term.replace(" ", r"\s+").replace("*", r"\w*") + ending + r"(?!\w)")
                self._words[term[:2]].append((pattern, code, weight, len(term)))

    def named(self, text: str) -> str | None:
        """The code whose own name these words are, as in a column that names the field."""
        return self._names.get(fold(text))

    def hits(self, text: str) -> list[Hit]:
        text = simplified(text).casefold().replace("ё", "е")
        found = self._han_hits(text) + self._word_hits(text)
        return sorted(found, key=lambda hit: hit.start)

    def _han_hits(self, text: str) -> list[Hit]:
        found, at = [], 0
        while at < len(text):
            candidates = self._han.get(text[at : at + 2], ())
            length = next((len(term) for term, _, _ in candidates if text.startswith(term, at)), 0)
            if not length:  # a word of one character
                candidates = self._han.get(text[at], ())
                length = 1 if candidates else 0
            term = text[at : at + length]
            found += [Hit(term, code, weight, at) for word, code, weight in candidates if length and word == term]
            at += length or 1
        return found

    def _word_hits(self, text: str) -> list[Hit]:
        found: list[Hit] = []
        end = 0
        for start in (match.start() for match in WORD_START.finditer(text)):
            if start < end or text[start] >= "\u3400":
                continue
            longest, here = 0, []
            for pattern, code, weight, _ in self._words.get(text[start : start + 2], ()):
                match = pattern.match(text, start)
                if match:
                    here.append(Hit(match.group(), code, weight, start))
                    longest = max(longest, match.end() - start)
            found += [hit for hit in here if len(hit.term) == longest]
            end = max(end, start + longest)
        return found


@cache
def lexicon(name: str) -> Lexicon:
    """The fields or the actions."""
    return Lexicon(name)
