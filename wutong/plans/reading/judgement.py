"""Is a number in a plan a commitment? Marks for and against, weighed; every reason to refuse comes first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wutong.plans.reading.deadlines import When
from wutong.plans.reading.lines import is_han
from wutong.plans.reading.quantities import Quantity
from wutong.plans.reading.vocabulary import words
from wutong.plans.reading.wording import Clause, contains, ends_with, starts_with

STATE_REACHED = ("到", "至", "达", "在", "低于", "少于", "to", "reach", "reaching", "least", "below", "under", "exceed")
FROM = re.compile(r"(?:从|由|from)\s*[^，。；]{0,18}$", re.IGNORECASE)
ONWARDS = re.compile(
    r"[^，。；]{0,14}(?:提高|增加|上升|提升|扩大|降低|下降|降|减少|压缩|缩短|增长|发展|增)(?:到|至|为)|[^.;]{0,30}\bto\s+\S*\d",
    re.IGNORECASE,
)
THRESHOLD = re.compile(r"\s*(?:以上|以下|及以上|以内)?的")
AGO = re.compile(r"[\u4e00-\u9fff]了(?:约|近|超过)?$|[（(][^）)]*\d{4}年[^）)]*(?:为)?$")
IMPERATIVE = re.compile(r"[\s•*□-]*[A-Z][a-z-]+\s")
ACCEPT, ACCEPT_IN_WORDS = 2, 3


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known where a number stands."""

    sentence: str  # identifiers masked
    clause: Clause
    times: tuple[When, ...]  # all times of the sentence
    carried: When | None  # the date an earlier sentence or the section's opening set
    goal_section: bool
    announced: bool  # "the targets are:" stands before it in the paragraph
    past_section: bool
    past_paragraph: bool
    base_year: int | None  # the year the plan was issued, where it says so


def is_commitment(quantity: Quantity, around: Surroundings) -> bool:
    """Whether the plan commits itself to this number."""
    if any(refuse(quantity, around) for refuse in REFUSALS):
        return False
    needed = ACCEPT_IN_WORDS if quantity.han or quantity.kind == "bare" else ACCEPT
    return _weight(quantity, around) >= needed and (is_han(around.sentence) or _looks_ahead(around))


def _weight(quantity: Quantity, around: Surroundings) -> int:
    clause = around.clause
    reach = ends_with(clause.before, words("targets", "reach"))
    intent = contains(clause.before, words("targets", "intent")) >= 0
    bound = starts_with(clause.after, words("targets", "bound", "at_least") + words("targets", "bound", "about"))
    weight = (
        2 * bool(_dated(quantity, around))
        + (around.carried is not None)
        + (2 if around.announced else around.goal_section)
    )
    weight += (2 if reach.endswith(STATE_REACHED) else 1) if reach else 0
    governed = quantity.kind == "count" or bool(ends_with(clause.before, words("targets", "intent")))
    weight += 1 + governed if intent else 0
    return weight + bool(bound) + any(when.yearly for when in around.times)


def _dated(quantity: Quantity, around: Surroundings) -> When | None:
    """A time ahead in the same sentence: before the number, or later in its clause."""
    near = [when for when in around.times if when.end <= quantity.start or when.start < around.clause.end]
    return next((when for when in near if is_ahead(when, around.base_year) and not when.yearly), None)


def is_ahead(when: When, base_year: int | None) -> bool:
    """Whether a time lies ahead of the plan; without a known year of issue the wording decides."""
    if when.year is None or base_year is None:
        return when.firm
    return when.year >= base_year and (when.firm or when.year > base_year)


def _looks_ahead(around: Surroundings) -> bool:
    if IMPERATIVE.match(around.sentence) and starts_with(around.sentence.lstrip(" •-*□"), words("targets", "intent")):
        return True  # "Establish 12 joint centres"
    told = contains(around.sentence, words("targets", "future")) >= 0
    return (
        told
        or around.goal_section
        or around.announced
        or around.carried is not None
        or any(is_ahead(when, around.base_year) for when in around.times)
    )


def _counts_own_parts(quantity: Quantity, around: Surroundings) -> bool:
    """4项行动, 五大任务, or a number that sums up the list before it."""
    if starts_with(re.sub(r"^\s*(?:大|重点|主要|关键|重大)", "", around.clause.after), words("targets", "own_parts")):
        return True
    if re.search(r"等\s*$", around.clause.before):
        return True
    listed = around.clause.before.count("、") + 1 + len(re.findall(r"和|以及", around.clause.before))
    exact = {around.clause.before.count("、") + 1, listed}
    return quantity.low in exact and quantity.low > 1 and not ends_with(around.clause.before, words("targets", "reach"))


def _span_of_time(quantity: Quantity, around: Surroundings) -> bool:
    return quantity.kind == "time" and not re.search(r"(?:[到至]|达|控制在|\bto)\s*$", around.clause.before)


def _starting_value(quantity: Quantity, around: Surroundings) -> bool:
    return bool(FROM.search(around.clause.before) and ONWARDS.match(around.sentence[quantity.end :]))


def _rule_for_payments(quantity: Quantity, around: Surroundings) -> bool:
    if quantity.kind not in {"money", "share"} or re.search(r"(?:高|加|升|大|降|少)[到至]\s*$", around.clause.before):
        return False
    clause = around.clause.before + around.clause.after[:12] if is_han(around.sentence) else around.sentence
    return (
        contains(clause, words("targets", "ceiling")) >= 0
        or contains(around.sentence, words("targets", "paid_out")) >= 0
    )


def _condition(quantity: Quantity, around: Surroundings) -> bool:
    """What somebody must bring (注册资本, 年龄), and numbers that only describe a noun: 年产值超过100亿元的企业."""
    whole = around.sentence[around.clause.start : around.clause.end]
    if contains(whole, words("targets", "condition")) >= 0:
        return True
    limited = bool(re.search(r"(?:应当|应|须|必须|需)[^，]{0,6}$", around.clause.before)) and not around.goal_section
    bounded = (
        ends_with(around.clause.before, words("targets", "bound", "at_least")) or "以上的" in around.clause.after[:4]
    )
    described = quantity.kind != "count" and bounded and THRESHOLD.match(around.clause.after)
    return limited or bool(described)


def _looks_back(quantity: Quantity, around: Surroundings) -> bool:
    """Past achievements: 已…, 近年来…, 2021年…为24.5%, or a look-back section, with nothing that points ahead."""
    before = (
        around.sentence[: quantity.start] if is_han(around.sentence) else around.sentence
    )  # English: the verb follows
    dated = any(
        when.end <= quantity.start and is_ahead(when, around.base_year) and not when.yearly for when in around.times
    )
    ahead = contains(before, words("targets", "future"))
    if AGO.search(around.clause.before):
        return True
    if (around.past_section or around.past_paragraph) and ahead < 0:
        return around.base_year is None or all((when.year or 0) <= around.base_year for when in around.times)
    if dated:
        return re.search(r"已|截至|目前(?!的)", around.clause.before) is not None
    if contains(before, words("targets", "past")) > ahead:
        return True
    bare = [when for when in around.times if when.end <= quantity.start and when.year]
    return (
        bool(bare)
        and ahead < 0
        and not bare[-1].firm
        and (around.base_year is None or (bare[-1].year or 0) < around.base_year)
    )


def _rank_or_loose(quantity: Quantity, around: Surroundings) -> bool:
    """第3, 前10名, and numbers without a unit that are not the end of a phrase."""
    if re.search(r"(?:第|前|排名|No\.?|编号|代码|电话)\s*$", around.clause.before):
        return True
    if quantity.kind == "bare":
        reached = re.search(r"(?:[到至]|达|在|超过|低于|少于|\b(?:to|reach|least))\s*$", around.clause.before)
        return (
            not reached
            or 1900 <= quantity.low <= 2100
            or not re.match(r"\s*(?:以上|以下|左右|以内|per year|annually|a year|by\b|$)", around.clause.after)
        )
    return quantity.han and quantity.low < 10


REFUSALS = (
    _rank_or_loose,
    _span_of_time,
    _counts_own_parts,
    _starting_value,
    _rule_for_payments,
    _condition,
    _looks_back,
)
