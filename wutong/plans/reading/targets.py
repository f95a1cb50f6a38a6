"""The quantified commitments of a plan: walks its paragraphs and keeps the numbers the plan commits itself to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wutong.plans.reading.deadlines import When, find_times
from wutong.plans.reading.headings import Placed
from wutong.plans.reading.judgement import Surroundings, is_ahead, is_commitment
from wutong.plans.reading.lines import Paragraph, columns, sentences
from wutong.plans.reading.model import Target
from wutong.plans.reading.numbering import numbering_of
from wutong.plans.reading.numerals import parse_han
from wutong.plans.reading.quantities import Quantity, find_quantities
from wutong.plans.reading.vocabulary import words
from wutong.plans.reading.wording import bound_of, clause_of, contains, masked, what_is_counted, words_before

ISSUED = re.compile(
    r"〔(20\d\d)〕|^\s*(?:（)?(20\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:）)?\s*$|(?<!\d)(20\d\d)\s*年?\s*[-—–－~至]\s*20\d\d",
    re.MULTILINE,
)
CONDITIONS = re.compile(
    r"(?:条件|资格|情形|材料)[^。]{0,10}[：:]\s*$|(?:conditions|requirements|criteria)\s*:\s*$", re.IGNORECASE
)
FIVE_YEARS = re.compile(r"十([一二三四五六七])五")
NOT_PROSE = ("附件", "抄送", "抄报", "联系人", "联系电话", "电话", "【", "- [", "印发")


@dataclass(slots=True)
class Section:
    """Where the walk stands: the headings above, and the date their opening words set for what follows."""

    path: list[tuple[int, str, int]] = field(default_factory=list)  # level, title, index
    carried: list[tuple[int, When]] = field(default_factory=list)  # level of the heading it was set under

    def enter(self, level: int, title: str, index: int) -> None:
        self.path = [step for step in self.path if step[0] < level] + [(level, title, index)]
        self.carried = [kept for kept in self.carried if kept[0] < level]

    def named(self, listed: tuple[str, ...]) -> bool:
        """Whether a heading above is called so; a long title only mentions the word."""
        return any(contains(title, listed) >= 0 for _, title, _ in self.path if columns(title) <= 26)

    @property
    def level(self) -> int:
        return self.path[-1][0] if self.path else 0


def find_targets(paragraphs: Sequence[Paragraph], placed: Sequence[Placed], text: str) -> list[Target]:
    """Targets in order of the text."""
    heads = {head.at: (index, head) for index, head in enumerate(placed)}
    base_year = year_of_issue(text)
    section, found, conditions = Section(), [], False
    for at, paragraph in enumerate(paragraphs):
        if at in heads:
            index, head = heads[at]
            section.enter(head.heading.level, f"{head.heading.number} {head.heading.title}", index)
        conditions = _in_conditions(paragraph, at in heads, conditions)
        if conditions or paragraph.text.startswith(NOT_PROSE):
            continue
        found += list(_of_paragraph(paragraph, section, base_year, _number_length(heads, at)))
    return found


def _in_conditions(paragraph: Paragraph, is_heading: bool, before: bool) -> bool:
    """Whether a paragraph opens or belongs to a list of conditions: 应当具备下列条件：（一）…；（二）…"""
    if CONDITIONS.search(paragraph.text):
        return True
    listed = paragraph.text.startswith(("——", "•")) or numbering_of(paragraph.text) is not None
    return before and listed and not is_heading


def year_of_issue(text: str) -> int | None:
    """The year a plan was issued or begins, from its document number, date line, span of years or five-year period."""
    if issued := ISSUED.search(text):
        return int(next(filter(None, issued.groups())))
    titles = [line for line in text.splitlines()[:6] if not re.search("[，。]", line)]
    period = FIVE_YEARS.search("\n".join(titles))
    return 2001 + 5 * (parse_han(period.group(1)) or 0) if period else None  # 十一五 began in 2006


def _number_length(heads: dict[int, tuple[int, Placed]], at: int) -> int:
    return len(heads[at][1].heading.number) if at in heads else 0


def _of_paragraph(paragraph: Paragraph, section: Section, base_year: int | None, skipped: int) -> Iterator[Target]:
    goal, past = section.named(words("targets", "goal_heading")), section.named(words("targets", "past_heading"))
    carried = section.carried[-1][1] if section.carried else None
    past_opening = contains(paragraph.text[:24], words("targets", "past")) >= 0
    announced = False
    text = "□" * skipped + masked(paragraph.text)[skipped:]
    for offset, sentence in sentences(text):
        times = tuple(find_times(sentence))
        announced = announced or contains(sentence, words("targets", "announced")) >= 0
        frame = Surroundings(
            sentence=sentence,
            clause=clause_of(sentence, _NOWHERE),
            times=times,
            carried=carried,
            goal_section=goal,
            announced=announced,
            past_section=past and not goal,
            past_paragraph=past_opening,
            base_year=base_year,
        )
        for quantity in _countable(sentence, times):
            around = replace(frame, clause=clause_of(sentence, quantity))
            if is_commitment(quantity, around):
                yield _target(paragraph, offset, quantity, around, section)
        firm = [when for when in times if when.firm and not when.yearly and is_ahead(when, base_year)]
        if firm and not past_opening:
            carried = firm[-1]
            if goal or paragraph.text.rstrip().endswith(("：", ":")):
                section.carried = [kept for kept in section.carried if kept[0] != section.level] + [
                    (section.level, carried)
                ]


_NOWHERE = Quantity(0, 0, "", "bare", 0, 0)


def _countable(sentence: str, times: Sequence[When]) -> Iterator[Quantity]:
    """Numbers that are not part of a date."""
    for quantity in find_quantities(sentence):
        if not any(when.start < quantity.end and quantity.start < when.end and not when.yearly for when in times):
            yield quantity


def _target(paragraph: Paragraph, offset: int, quantity: Quantity, around: Surroundings, section: Section) -> Target:
    start, end = _quote_span(around)
    begin = offset + start
    single = quantity.low == quantity.high
    when = _deadline(quantity, around)
    named = [around.sentence[time.start : time.end] for time in around.times if not time.yearly]
    what = what_is_counted(around.clause, quantity, named) or words_before(around.sentence, around.clause)
    return Target(
        value=quantity.low if single else None,
        value_low=None if single else quantity.low,
        value_high=None if single else quantity.high,
        unit=quantity.unit,
        bound=bound_of(around.clause, quantity),
        deadline=when.text if when else "",
        line=paragraph.line_at(begin),
        quote=paragraph.text[begin : offset + end],
        what=what,
        heading=section.path[-1][2] if section.path else None,
    )


def _quote_span(around: Surroundings) -> tuple[int, int]:
    """The clause without leading and closing blanks."""
    raw = around.sentence[around.clause.start : around.clause.end]
    start = around.clause.start + len(raw) - len(raw.lstrip(" 　□•—-"))
    return start, around.clause.start + len(raw.rstrip())


def _deadline(quantity: Quantity, around: Surroundings) -> When | None:
    """The nearest time ahead before the number, else behind it in the clause, else the one carried on."""
    ahead = [when for when in around.times if not when.yearly and is_ahead(when, around.base_year)]
    before = [when for when in ahead if when.end <= quantity.start]
    after = [when for when in ahead if quantity.end <= when.start < around.clause.end]
    return next(iter([*before[::-1], *after]), around.carried)
