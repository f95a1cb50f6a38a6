"""Whether a word found means the country here: judged by its letter case and by the words around it."""

from __future__ import annotations

import re
from functools import cache

from .facts import facts
from .folding import fold
from .lexicon import Sense
from .speech import names_language

_SMALL_LETTERS = 0.6  # how sure a name written without its capital still is, of what it was
_LETTER = re.compile(r"[^\W\d_]")
_HAN = re.compile(r".?[㐀-鿿]")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)(\.?) $")
_WORD_AFTER = re.compile(r" ([A-Z][a-z]+)")


def confidence(sense: Sense, text: str, start: int, end: int) -> float:
    """How surely the folded text means the country between those ends; 0 for not at all."""
    if names_language(text, start, end):
        return 0.0
    if sense.word[0] > "㐀":
        return sense.confidence if _chinese_fits(sense, text, start, end) else 0.0
    sure = sense.confidence * _letter_case(sense, text[start:end])
    return 0.0 if sure and _person(sense, text, start, end) else sure


def _letter_case(sense: Sense, written: str) -> float:
    if not sense.word[0].isupper():  # an adjective, or a script without capitals
        return 1.0
    if _acronym(sense.word):
        return 1.0 if written.startswith(sense.word) else 0.0
    if written[0].isupper():
        return 1.0
    small_means_other = written.lower() in _rule("capital_only") or not written.isascii()  # чад, того, мали
    return 0.0 if small_means_other else _SMALL_LETTERS


def _acronym(word: str) -> bool:
    return sum(letter.isalpha() for letter in word) < 7 and word.isupper()


def _chinese_fits(sense: Sense, text: str, start: int, end: int) -> bool:
    if text[start + 1].isspace() and _HAN.match(text[start - 1 : start] + text[end : end + 1]):
        return False  # 安泰 国际: the space parts two words
    beside = facts("country_words/zh")["beside"].get(sense.word)
    if beside and (text[start - 1 : start] or "\n") in beside["not_after"]:
        return False
    if beside and (text[start + len(sense.word) :][:1] or "\n") in beside["not_before"]:
        return False
    if sense.pair:
        return _pair_fits(sense, text, start, end)
    short_state = end - start == 2 and text[start] in _rules()["short_state_first"] and text[end - 1] == "国"
    return not (short_state and text.startswith(_list("not_before"), end))


def _pair_fits(sense: Sense, text: str, start: int, end: int) -> bool:
    """中老 before 合作, alone, or at the beginning of a name that is not the beginning of a longer word (中老年)."""
    if start > 0 and text[start - 1] in _rules()["pair_not_after"]:
        return False
    if text.startswith(_list("pair_followers"), end):
        return True
    begins = start == 0 or not _LETTER.match(text[start - 1]) or text[:start].endswith(_list("pair_openers"))
    if not begins:
        return False
    after = text[end : end + 1]
    if not after or not _LETTER.match(after):
        return True
    other_words = facts("country_words/zh")["pair_begins"].get(sense.word)
    return other_words is not None and after not in other_words


def _person(sense: Sense, text: str, start: int, end: int) -> bool:
    """Chad Smith, Michael Jordan, Dr. Israel: a name of a person who happens to be called like a country."""
    if fold(sense.word) not in _rule("people", "en"):
        return False
    before, after = _WORD_BEFORE.search(text, max(0, start - 20), start), _WORD_AFTER.match(text, end)
    if before and before[1] in _rule("titles", "en"):
        return True
    if before and before[2]:  # the end of a sentence or of an abbreviation
        before = None
    if before and before[1][0].isupper() and before[1] not in _rule("not_people", "en"):
        return True
    return bool(after and not before and after[1] not in _rule("not_people", "en"))


@cache
def _rule(name: str, language: str = "en") -> frozenset[str]:
    return frozenset(facts(f"country_words/{language}")["rules"][name])


@cache
def _rules() -> dict:
    rules: dict = facts("country_words/zh")["rules"]
    return rules


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _rules()[name])
