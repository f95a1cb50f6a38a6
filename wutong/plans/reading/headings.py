"""Which paragraphs are headings, and how deep each one stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from wutong.plans.reading.contents import contents_lines
from wutong.plans.reading.lines import LONG, Paragraph, columns, is_han
from wutong.plans.reading.model import Heading
from wutong.plans.reading.numbering import BARE_STYLES, Numbering, marked_numbering_of, numbering_of
from wutong.plans.reading.titles import tidy, title_length, title_of
from wutong.plans.reading.vocabulary import words

PLAIN_RANK = 5
OF_RULES = frozenset({"part", "chapter", "section", "article"})  # 第三条 runs on through 第二章: their order is fixed
LIST_ITEM = re.compile(r"[；;]\s*(?:以及|和|及|and|or)?$")
NO_TITLE = re.compile(r"[。；;，,、]$|\t|[。；].*[。；]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that may be a heading. numbering is None for a plain English heading."""

    at: int  # index of the paragraph
    numbering: Numbering | None
    rest: str  # what follows the number

    @property
    def rank(self) -> int:
        return self.numbering.rank if self.numbering else PLAIN_RANK

    @property
    def style(self) -> str:
        return self.numbering.style if self.numbering else "plain"

    @property
    def first(self) -> int:
        return self.numbering.ordinals[0] if self.numbering else 0

    @property
    def last(self) -> int:
        return self.numbering.ordinals[-1] if self.numbering else 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading and the paragraph it begins; `body_from` is where running text goes on behind the title."""

    heading: Heading
    at: int
    body_from: int


def find_headings(paragraphs: Sequence[Paragraph]) -> list[Placed]:
    """Headings in order of the text, with levels from their numbering styles."""
    skipped = contents_lines(paragraphs)
    candidates = [found for at in range(len(paragraphs)) if at not in skipped and (found := _candidate(paragraphs, at))]
    candidates = _without_lists(candidates, paragraphs)
    return [_placed(found, level, paragraphs) for found, level in zip(candidates, _levels(candidates), strict=True)]


def _candidate(paragraphs: Sequence[Paragraph], at: int) -> Candidate | None:
    text = paragraphs[at].text
    numbering = numbering_of(text)
    if numbering:
        return Candidate(at, numbering, text[numbering.length :])
    before = numbering_of(paragraphs[at - 1].text) if at else None
    titles_number = before is not None and before.length == len(paragraphs[at - 1].text)  # "Article 2" / "Scope"
    return Candidate(at, None, text) if not titles_number and _is_plain_heading(paragraphs, at) else None


def _is_plain_heading(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """A short line in title case that stands alone in an English text, after the cover."""
    here = paragraphs[at]
    if (
        len(here.lines) > 2
        or not here.text[0].isalnum()
        or is_han(here.text)
        or any(is_han(near.text) for near in paragraphs[max(at - 1, 0) : at + 2])
    ):
        return False
    if here.text.strip(" :").title() in {word.title() for word in words("numbering", "plain", "words")}:
        return True
    long_words = [word for word in re.findall(r"[A-Za-z.’'-]+", here.text) if len(word) > 3]
    capital = sum(word[0].isupper() for word in long_words)
    written = any(len(before.text) > 200 for before in paragraphs[:at])
    short = (
        1 < len(here.text.split()) <= 12
        and not re.search(r"[.,;:!?•]$", here.text)
        and not re.search(r"\d{3}", here.text)
    )
    return written and short and here.after_gap and at + 1 < len(paragraphs) and capital >= 0.75 * len(long_words) > 0


def _without_lists(candidates: Sequence[Candidate], paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Drop enumerations inside a sentence, lists of attachments, and numbers that begin a line by chance."""
    kept: list[Candidate] = []
    for run in _runs(candidates):
        if not (
            _is_enumeration(run, kept, paragraphs)
            or _is_attachment_list(run, paragraphs)
            or _begins_by_chance(run, candidates, paragraphs)
        ):
            kept.extend(run)
    kept.sort(key=lambda found: found.at)
    return _in_sequence(kept)


def _runs(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Siblings in sequence: each run begins where a style starts again or an outer number stands between."""
    runs: list[list[Candidate]] = []
    open_runs: dict[str, list[Candidate]] = {}
    for found in candidates:
        for style in [style for style, run in open_runs.items() if run[0].rank > found.rank]:
            del open_runs[style]
        run = open_runs.get(found.style)
        if run is not None and found.numbering and found.last == run[-1].last + 1:
            run.append(found)
        else:
            open_runs[found.style] = [found]
            runs.append(open_runs[found.style])
    return runs


def _is_enumeration(run: Sequence[Candidate], kept: Sequence[Candidate], paragraphs: Sequence[Paragraph]) -> bool:
    """（一）变更名称；（二）… : items that end with a semicolon, or any list announced by a colon inside an article."""
    if not run[0].numbering or run[0].rank <= 45:
        return False
    ends = [bool(LIST_ITEM.search(paragraphs[found.at].text)) for found in run[:-1] or run]
    if ends and sum(ends) * 2 > len(ends):
        return True
    outer = next((found for found in reversed(kept) if found.at < run[0].at and found.rank < run[0].rank), None)
    announced = run[0].at > 0 and paragraphs[run[0].at - 1].text.rstrip().endswith(("：", ":"))
    return bool(announced and outer and outer.style == "article")


def _is_attachment_list(run: Sequence[Candidate], paragraphs: Sequence[Paragraph]) -> bool:
    """附件：1.甲 / 2.乙, where the first number may stand on the line of the word 附件."""
    before = paragraphs[run[0].at - 1].text if run[0].at else ""
    named = before.startswith(words("numbering", "plain", "attachments")) and len(before) > 2
    return named and run[0].rank >= 60 and ("：" in before or ":" in before) and len(before) < 120


def _begins_by_chance(
    run: Sequence[Candidate], candidates: Sequence[Candidate], paragraphs: Sequence[Paragraph]
) -> bool:
    """Numbers without a stop ("1 总则") and letters "(a)" head a text only as short titles that count from one on."""
    style = run[0].style
    if style not in BARE_STYLES and style != "letter_paren":
        return False
    if run[0].last != 1 or any(not _is_short_title(found.rest) for found in run):
        return True
    at = candidates.index(run[0])
    divided = at + 1 < len(candidates) and candidates[at + 1].style == "dotted" and candidates[at + 1].first == 1
    apart = sum(after.at - here.at > 1 for here, after in pairwise(run))
    return not (divided or (len(run) > 1 and apart * 2 >= len(run) - 1))


def _is_short_title(rest: str) -> bool:
    title = rest.strip()
    limit = 2 * LONG if is_han(title) else 3 * LONG
    return 0 < columns(title[: title_length(title)]) <= limit and not NO_TITLE.search(title)


def _in_sequence(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Drop a lone number that neither starts a count nor goes on with one, such as "2.5" cut by a line break."""
    kept: list[Candidate] = []
    seen: dict[str, int] = {}
    for found in candidates:
        before = seen.get(found.style)
        doubtful = found.style in {"dotted", "arab", "arab_paren", "letter", "roman"}
        if doubtful and found.at > 1 and found.last > 3 and not (before and 0 < found.last - before <= 3):
            continue
        seen[found.style] = found.last
        kept.append(found)
    return kept


def _levels(candidates: Sequence[Candidate]) -> list[int]:
    framing, ranks = _framing(candidates), _ranks(candidates)
    levels: list[int] = []
    stack: list[float] = []
    for at, found in enumerate(candidates):
        rank = ranks.get(found.style, found.rank)
        while stack and stack[-1] >= rank:
            stack.pop()
        levels.append(len(stack) + 1)
        if found.numbering or at in framing:
            stack.append(rank)
    return levels


def _ranks(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Ranks of the styles of this text, where it nests them otherwise than usual: 1. above A., （一） above 一、.

    A style that counts on once through the text while another, nominally outer one begins below it is the outer of
    the two: 三、 第一节 第二节 四、.
    """
    ranks: dict[str, float] = {}
    first = {found.style: at for at, found in reversed(list(enumerate(candidates)))}
    last = {found.style: at for at, found in enumerate(candidates)}
    starts = Counter(found.style for found in candidates if found.last == 1)
    nominal = {found.style: found.rank for found in candidates}
    for inner, outer in permutations((style for style in nominal if style not in {"plain", "dotted"}), 2):
        usual = nominal[inner] < nominal[outer]
        if {inner, outer} <= OF_RULES:
            continue
        goes_on = starts[inner] >= 2 or last[outer] > first[inner]
        if usual and first[outer] < first[inner] and starts[outer] == 1 and goes_on:
            ranks[outer] = min(ranks.get(outer, nominal[outer]), nominal[inner] - 0.5)
    return ranks


def _framing(candidates: Sequence[Candidate]) -> set[int]:
    """Plain headings under which a numbering starts again; one alone frames nothing."""
    pairs = pairwise(candidates)
    found = {at for at, (here, after) in enumerate(pairs) if not here.numbering and after.last == 1}
    return found if len(found) > 1 else set()


def _placed(found: Candidate, level: int, paragraphs: Sequence[Paragraph]) -> Placed:
    paragraph = paragraphs[found.at]
    printed = found.numbering.printed if found.numbering else ""
    title = title_of(found.rest, found.style == "article")
    offset = len(paragraph.text) - len(found.rest)
    if not title and found.rank <= 43 and found.at + 1 < len(paragraphs):
        title = _title_below(paragraphs[found.at + 1].text)
    return Placed(Heading(level, printed, title, paragraph.lines[0]), found.at, offset + title_length(found.rest))


def _title_below(text: str) -> str:
    """The title of a chapter or article whose number stands on a line of its own."""
    short = len(text) <= 80 and not re.search(r"[。；.;]$", text) and marked_numbering_of(text) is None
    return tidy(text) if short else ""
