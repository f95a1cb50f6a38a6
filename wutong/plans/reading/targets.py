"""The quantified commitments of a plan: walks its paragraphs and keeps the numbers the plan commits itself to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from wutong.plans.reading.deadlines import When, find_times
from wutong.plans.reading.headings import Placed
from wutong.plans.reading.judgement import is_commitment
from wutong.plans.reading.lines import Paragraph, columns, sentences
from wutong.plans.reading.model import Target
from wutong.plans.reading.numbering import marked_numbering_of
from wutong.plans.reading.numerals import half_width, parse_han
from wutong.plans.reading.quantities import Quantity, find_quantities
from wutong.plans.reading.rules import TITLE, TITLE_LINES, sets_rules
from wutong.plans.reading.surroundings import Surroundings, is_ahead
from wutong.plans.reading.tables import IndicatorTable, Value
from wutong.plans.reading.vocabulary import words
from wutong.plans.reading.wording import (
    Clause,
    bound_of,
    clause_of,
    contains,
    masked,
    what_is_counted,
    without_start,
    words_before,
)

NUMBERED = re.compile(r"^\s*\S{1,14}\s*[〔\[](20\d\d)[〕\]]\s*第?\d+号\s*$", re.MULTILINE)
DATED = re.compile(
    r"^\s*(?:（)?(20\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日(?:）)?\s*$|^\s*\(?\w+ \d{1,2}, (20\d\d)\)?\s*$",
    re.MULTILINE,
)
SPAN = re.compile(r"(?<!\d)(20\d\d)\s*年?\s*[-—–－~～至]{1,2}\s*20\d\d")
AIMED_YEAR = re.compile(r"到\s*(20\d\d)\s*年")
AS_OF = re.compile(r"截[至止](?:到)?\s*(20\d\d)\s*年")
CONDITIONS = re.compile(
    r"(?:条件|资格|情形|材料)[^。]{0,10}[：:]\s*$|(?:conditions|requirements|criteria)\s*:\s*$", re.IGNORECASE
)
FIVE_YEARS = re.compile(r"十([一二三四五六七])五")
AHEAD_FIRST = re.compile(r"\s*(?:力争|展望)?[到至]?\s*(?:到|至|展望)\s*20\d\d|By 20\d\d|К 20\d\d")
EARLY = 12  # characters: a date that opens a sentence stands within
LISTED = ("——", "—", "•", "·", "●", "■", "◆", "- ", "* ", "（", "(", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨")
ARTICLE = re.compile(r"第\S{1,8}条|Article |Статья ")
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


def find_targets(
    paragraphs: Sequence[Paragraph], placed: Sequence[Placed], text: str, tables: Sequence[IndicatorTable] = ()
) -> list[Target]:
    """Targets in order of the text."""
    heads = {head.at: (index, head) for index, head in enumerate(placed)}
    base_year = year_of_issue(text)
    rules = sets_rules(text)
    section, found, conditions, listing = Section(), list[Target](), False, False
    for at, paragraph in enumerate(paragraphs):
        if at in heads:
            index, head = heads[at]
            section.enter(head.heading.level, f"{head.heading.number} {head.heading.title}", index)
        conditions = _in_conditions(paragraph, at in heads, conditions)
        if conditions or paragraph.text.startswith(NOT_PROSE):
            continue
        listing = listing and paragraph.text.startswith(LISTED)
        reader = _ParagraphReader(paragraph, section, base_year, heads[at][1] if at in heads else None, listing, rules)
        found += list(reader.targets())
        listing = listing or (reader.announced and paragraph.text.rstrip().endswith(("：", ":")))
    found += [_from_table(value, placed) for table in tables for value in table.values if not _in_past(value, placed)]
    return sorted(found, key=lambda target: target.line)


def _heading_above(line: int, placed: Sequence[Placed]) -> int | None:
    return max((index for index, head in enumerate(placed) if head.heading.line <= line), default=None)


def _in_past(value: Value, placed: Sequence[Placed]) -> bool:
    above = _heading_above(value.line, placed)
    return above is not None and contains(placed[above].heading.title, words("targets", "past_heading")) >= 0


def _from_table(value: Value, placed: Sequence[Placed]) -> Target:
    quantity = value.quantity
    single = quantity.low == quantity.high
    return Target(
        value=quantity.low if single else None,
        value_low=None if single else quantity.low,
        value_high=None if single else quantity.high,
        unit=value.unit,
        bound=value.bound or bound_of(Clause(0, 0, *_around(value.cell, quantity)), quantity),
        deadline=value.year,
        line=value.line,
        quote=value.row,
        what=value.indicator,
        heading=_heading_above(value.line, placed),
    )


def _around(cell: str, quantity: Quantity) -> tuple[str, str]:
    return cell[: quantity.start], cell[quantity.end :]


def _in_conditions(paragraph: Paragraph, is_heading: bool, before: bool) -> bool:
    """Whether a paragraph opens or belongs to a list of conditions: 应当具备下列条件：（一）…；（二）…"""
    if CONDITIONS.search(paragraph.text):
        return True
    listed = paragraph.text.startswith(("——", "•")) or marked_numbering_of(paragraph.text) is not None
    return before and listed and not is_heading


def year_of_issue(text: str) -> int | None:
    """The year a plan was issued or begins, from its document number, date line, span of years or five-year period.

    Where none is printed, the year of the last stocktaking (截至2022年底), or the latest of several five-year periods.
    """
    opening = text.splitlines()[:TITLE_LINES]
    titles = "\n".join(line for line in opening if len(line) < TITLE and not re.search("[，。]", line))
    for pattern, part in ((SPAN, titles), (NUMBERED, text), (DATED, text)):
        if found := pattern.search(part):
            return int(next(filter(None, found.groups())))
    if period := FIVE_YEARS.search(titles):
        return _start_of(period.group(1))
    if found := SPAN.search(text):
        return int(found.group(1))
    first_aim = min((int(year) for year in AIMED_YEAR.findall(text)), default=2100)
    periods = {start for period in FIVE_YEARS.findall(text) if (start := _start_of(period)) <= first_aim}
    years = [int(year) for year in AS_OF.findall(text)]
    return max(years) if years else max(periods) if len(periods) > 1 else None


def _start_of(period: str) -> int:
    return 2001 + 5 * (parse_han(period) or 0)  # 十一五 began in 2006


class _ParagraphReader:
    """Reads one paragraph, sentence by sentence; a date holds for the sentences behind it."""

    def __init__(
        self,
        paragraph: Paragraph,
        section: Section,
        base_year: int | None,
        head: Placed | None,
        listing: bool,
        rules: bool,
    ) -> None:
        self.paragraph, self.section, self.base_year = paragraph, section, base_year
        self.announced, self.rules = listing, rules
        self.carried = section.carried[-1][1] if section.carried else None
        number = len(head.heading.number) if head else 0
        self.text = "□" * number + masked(half_width(paragraph.text))[number:]
        self.body_from = head.body_from if head else 0
        self.goal = section.named(words("targets", "goal_heading"))
        self.past = section.named(words("targets", "past_heading")) and not self.goal
        opening = without_start(paragraph.text[self.body_from :].lstrip("。：:. 　")[:24])
        times = find_times(opening)
        self.past_opening = not AHEAD_FIRST.match(opening) and (
            contains(opening, words("targets", "past")) >= 0 or any(when.past for when in times)
        )
        self.past_running = False

    def targets(self) -> Iterator[Target]:
        for start, end in ((0, self.body_from), (self.body_from, len(self.text))):
            for offset, sentence in sentences(self.text[start:end]):
                yield from self._of_sentence(start + offset, sentence)

    def _of_sentence(self, offset: int, sentence: str) -> Iterator[Target]:
        times = tuple(find_times(sentence))
        self.announced = self.announced or contains(sentence, words("targets", "announced")) >= 0
        self._look_back(sentence, times)
        frame = self._frame(sentence, times)
        follows = False
        for quantity in _countable(sentence, times):
            around = replace(frame, clause=clause_of(sentence, quantity), follows=follows)
            if is_commitment(quantity, around):
                follows = True
                yield _target(self.paragraph, offset, quantity, around, self.section)
        self._carry([when for when in times if when.firm and not when.yearly and is_ahead(when, self.base_year)])

    def _look_back(self, sentence: str, times: tuple[When, ...]) -> None:
        """2016年，在…领导下，…。 tells of the past until a date ahead is named."""
        if any(is_ahead(when, self.base_year) and not when.yearly for when in times):
            self.past_running = False
        elif times and times[0].start < EARLY and self.base_year and not _baseline(sentence, times[0]):
            self.past_running = times[0].past or (times[0].year or self.base_year) < self.base_year

    def _frame(self, sentence: str, times: tuple[When, ...]) -> Surroundings:
        return Surroundings(
            sentence=sentence,
            clause=clause_of(sentence, _NOWHERE),
            times=times,
            carried=self.carried,
            goal_section=self.goal,
            announced=self.announced,
            past_section=self.past,
            past_paragraph=self.past_opening or self.past_running,
            base_year=self.base_year,
            rules=self.rules,
            article=any(ARTICLE.match(title) for _, title, _ in self.section.path),
        )

    def _carry(self, firm: list[When]) -> None:
        if not firm or self.past_opening:
            return
        self.carried = firm[-1]
        if self.goal or self.paragraph.text.rstrip().endswith(("：", ":")):
            level = self.section.level
            self.section.carried = [kept for kept in self.section.carried if kept[0] != level] + [(level, self.carried)]


def _baseline(sentence: str, when: When) -> bool:
    """比2020年, 由2025年的310件: a year that what follows is only measured from."""
    return when.compared or sentence[: when.start].rstrip().endswith(("由", "从"))


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
    what = what_is_counted(around.clause, quantity, named)
    what = what if len(what) > 1 else words_before(around.sentence, around.clause)
    return Target(
        value=quantity.low if single else None,
        value_low=None if single else quantity.low,
        value_high=None if single else quantity.high,
        unit=quantity.unit,
        bound=bound_of(around.clause, quantity),
        deadline=when.text if when else "",
        line=paragraph.line_at(offset + quantity.start),
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
