"""Is a number in a plan a commitment? No reason may stand against it, and the marks for it must weigh enough."""

from __future__ import annotations

import re

from wutong.plans.reading.deadlines import When
from wutong.plans.reading.lines import is_han
from wutong.plans.reading.quantities import Quantity
from wutong.plans.reading.refusals import REFUSALS, gives_warning
from wutong.plans.reading.surroundings import Surroundings, begins_there, is_ahead, is_made
from wutong.plans.reading.vocabulary import words
from wutong.plans.reading.wording import contains, ends_with, starts_with

STATE_REACHED = (
    "到",
    "至",
    "达",
    "在",
    "突破",
    "超过",
    "to",
    "reach",
    "reaching",
    "below",
    "under",
    "exceed",
    "до",
    "составит",
    "достигнет",
)
YEAR_BEFORE = re.compile(r"20\d\d\s*年(?:底|末)?的?\s*$")
IMPERATIVE = re.compile(r"[\s•*□(a-z)·-]*(?P<verb>[A-Za-z]+(?:ing)?)\b")
PASSIVE = re.compile(r"[^.;]{0,60}\b(?:will|shall|to be|are to|is to|be)\b")
WILL = re.compile(r"\b(?:will|shall)\s+(?:also\s+|jointly\s+|continue\s+to\s+)?([a-z]+)", re.IGNORECASE)
CYRILLIC = re.compile("[А-яЁё]")
TO_BE_DONE = re.compile(
    r"[^.;]{0,60}\b(?:will|shall|are to|is to) (?:have been |be )"
    r"(?!available|eligible|paid|considered|subject|able)[a-z]+"
)
AVOWED = ("力争", "争取", "年内", "年底前", "全年", "目标")
LEADING = " •-*□·—()abcdefghij0123456789."
ACCEPT = 2
ACCEPT_IN_WORDS = 3
ACCEPT_IN_ARTICLE = 3


def is_commitment(quantity: Quantity, around: Surroundings) -> bool:
    """Whether the plan commits itself to this number."""
    if any(refuse(quantity, around) for refuse in REFUSALS):
        return False
    if around.rules and not (around.goal_section or around.announced) and not _planned(quantity, around):
        return False
    doubtful = quantity.kind == "bare" or (quantity.han and not is_made(quantity, around))
    needed = ACCEPT_IN_WORDS if doubtful else ACCEPT
    if around.article and not around.goal_section:
        needed = max(needed, ACCEPT_IN_ARTICLE)
    return _weight(quantity, around) >= needed and (is_han(around.sentence) or _looks_ahead(around))


def _planned(quantity: Quantity, around: Surroundings) -> bool:
    """In a text of rules a number needs a plan's marks: a time ahead or an avowed effort, and a state or a deed."""
    before = around.clause.before
    marked = _dated(quantity, around) or around.carried or contains(around.sentence, AVOWED) >= 0
    deed = contains(before, words("targets", "intent")) >= 0 or contains(before, words("targets", "reach")) >= 0
    return bool(marked and (deed or around.follows))


def _weight(quantity: Quantity, around: Surroundings) -> int:
    clause = around.clause
    reach = ends_with(YEAR_BEFORE.sub("", clause.before), words("targets", "reach") + words("targets", "change"))
    intent = contains(clause.before, words("targets", "intent")) >= 0
    bound = starts_with(clause.after, words("targets", "bound", "at_least") + words("targets", "bound", "about"))
    weight = (
        2 * bool(_dated(quantity, around))
        + (around.carried is not None)
        + (2 if around.announced else around.goal_section)
        + 2 * (around.follows and _stands_alone(quantity, around))
    )
    weight += (2 if reach.endswith(STATE_REACHED) or _changes(quantity, reach) else 1) if reach else 0
    governed = (
        quantity.kind == "count"
        or (quantity.kind == "measure" and is_made(quantity, around))
        or bool(ends_with(clause.before, words("targets", "intent")))
    )
    weight += 1 + governed if intent else 0
    if not intent and quantity.kind == "count" and (weight and contains(clause.after, words("targets", "intent")) >= 0):
        weight += 1  # 与50个国家建立合作关系: the verb comes behind
    weight += 2 * _governed_by_will(quantity, around)
    weight += 2 * gives_warning(quantity, around)
    weight += 2 * quantity.verb  # 翻一番, halve: the verb is the aim
    if not is_han(around.sentence) and PASSIVE.match(clause.after):
        weight += 2 if TO_BE_DONE.match(clause.after) else 1
    return weight + bool(bound) + any(when.yearly for when in around.times)


def _governed_by_will(quantity: Quantity, around: Surroundings) -> bool:
    """China will provide …, including 100 projects: the verb of the sentence holds for what is listed behind it."""
    before = around.sentence[: quantity.start]
    will = WILL.search(before)
    loose = re.search(r"\b(?:from|in|across|between|among|of)\s+(?:the\s+)?$", before)
    return bool(
        will
        and (not loose or quantity.kind == "money")
        and quantity.kind in {"count", "money"}
        and will.group(1).lower() in words("targets", "intent")
    )


def _changes(quantity: Quantity, reach: str) -> bool:
    """提高3个百分点, 缩短2分钟: how much something is to change."""
    return quantity.kind in {"share", "time"} and reach in words("targets", "change")


def _stands_alone(quantity: Quantity, around: Surroundings) -> bool:
    """博士不少于4500人, 家庭农场50家: a name and its number, the verb of the clause before still holding."""
    after = re.split("[、和]", around.clause.after)[0].strip()
    return quantity.kind != "bare" and len(after) <= 6 and not quantity.han


def _dated(quantity: Quantity, around: Surroundings) -> When | None:
    """A time ahead in the same sentence: before the number, or later in its clause."""
    near = [
        when
        for when in around.times
        if (when.end <= quantity.start or when.start < around.clause.end) and not begins_there(when, around.sentence)
    ]
    return next((when for when in near if is_ahead(when, around.base_year) and not when.yearly), None)


def _looks_ahead(around: Surroundings) -> bool:
    begun = IMPERATIVE.match(around.sentence)
    if begun and starts_with(around.sentence.lstrip(LEADING), words("targets", "intent")):
        return True  # "Establish 12 joint centres"
    told = contains(around.sentence, words("targets", "future")) >= 0
    if CYRILLIC.search(around.sentence) and contains(around.sentence, words("targets", "intent")) >= 0:
        return True
    return bool(
        told
        or around.goal_section
        or around.announced
        or around.carried is not None
        or any(is_ahead(when, around.base_year) for when in around.times)
    )
