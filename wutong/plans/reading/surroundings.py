"""What is known where a number stands, and whether a time named there lies ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wutong.plans.reading.deadlines import When
from wutong.plans.reading.quantities import Quantity
from wutong.plans.reading.vocabulary import words
from wutong.plans.reading.wording import Clause, contains

FROM_THEN_ON = re.compile(r"\s*(?:\d{1,2}\s*月)?\s*(?:\d{1,2}\s*日)?□*\s*起")


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
    article: bool = False  # it stands in an article of rules: 第三条 …
    rules: bool = False  # the title says that the text sets rules
    follows: bool = False  # the clause before, of the same sentence, is a commitment


def is_ahead(when: When, base_year: int | None) -> bool:
    """Whether a time lies ahead of the plan; without a known year of issue the wording decides."""
    if when.past:
        return False
    if when.year is None or base_year is None:
        return when.firm
    return when.year >= base_year and (when.firm or when.year > base_year)


def begins_there(when: When, sentence: str) -> bool:
    """自2025年1月1日起: a time from which a rule holds is no deadline."""
    return FROM_THEN_ON.match(sentence, when.end) is not None


def is_made(quantity: Quantity, around: Surroundings) -> bool:
    """Whether a verb of making or sending stands right before a number in words: 新建五个, 选派两批."""
    made = re.split("[、，]", around.clause.before)[-1][-14:]
    return contains(made, words("targets", "make")) >= 0
