"""From the lines of a text to its paragraphs: hard-wrapped lines and page breaks inside a sentence are joined again."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from wutong.plans.reading.numbering import BARE_STYLES, marked_numbering_of, numbering_of
from wutong.plans.reading.vocabulary import words

SENTENCE_END = re.compile(r"[。！？；：!?;:.…][”’」』）)】\]\"']*$")
OPEN_END = re.compile(r"(?:[，、,（(《“‘]|(?<![饱共温缓总])和|(?<![参给赋])与|或|(?<!目)的|以及)$")
NOISE = re.compile(
    r"\s*(?:[-—–·]*\s*\d{1,4}\s*[-—–·]*|第\s*\d+\s*页.*|Page \d+( of \d+)?|[-—–_=*]{3,}|更新时间\s*[:：].*)\s*",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(r"[-—–·]*\s*\d{1,4}\s*[-—–·]*|第\s*\d+\s*页.*|Page \d+( of \d+)?", re.IGNORECASE)
RUNNING = 3  # times a line stands beside a page number before it counts as the head of a page
LONG_BLANK = re.compile(r"\s{12,}")
DATE_LINE = re.compile(r"\s*[\d〇○一二三四五六七八九十]{2,4}\s*年\s*[\d一二三四五六七八九十]+\s*月.*")
PAIRS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"))
HEADING_LINES = 4  # no heading is longer
SENTENCE_LIMIT = 1_000  # characters; anything longer is no sentence but a list, cut at a comma
LONG = 40  # columns: a Chinese line of twenty characters that stops mid-sentence was cut, a shorter one is a title


@dataclass(frozen=True, slots=True)
class Line:
    number: int  # 1-based
    text: str
    indent: int  # columns
    after_gap: bool  # a blank line, a page number or the beginning stands before it

    @property
    def width(self) -> int:
        return columns(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines joined to one piece of text that still knows on which line each character stands."""

    text: str
    offsets: tuple[int, ...]  # where each line begins in `text`
    lines: tuple[int, ...]
    after_gap: bool

    def line_at(self, offset: int) -> int:
        return self.lines[bisect_right(self.offsets, offset) - 1]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines tell about how the text was typed."""

    width: int  # columns of a full line, 0 where each paragraph is one line
    indented: bool  # paragraphs begin with an indent, continued lines do not
    margin: int = 0  # columns before a line that is not indented

    def opens(self, line: Line) -> bool:
        """Whether the indent alone says that a paragraph begins."""
        return self.indented and self.width > 0 and line.indent - self.margin >= 2


def columns(text: str) -> int:
    """Width on paper: a Chinese character takes two columns."""
    return sum(map(_WIDTHS.__getitem__, text))


class _Widths(dict[str, int]):
    """The width of each character met so far."""

    def __missing__(self, char: str) -> int:
        self[char] = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return self[char]


_WIDTHS = _Widths()


def is_han(text: str) -> bool:
    """Whether a text is written in Chinese characters rather than letters."""
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def read_lines(text: str, skip: frozenset[int] = frozenset()) -> list[Line]:
    """The lines that carry text, without page numbers, rules, running heads and the lines numbered in `skip`."""
    found, gap = [], True
    lines = text.replace("\ufeff", " ").splitlines()
    heads = _running_heads(lines)
    for number, raw in enumerate(lines, 1):
        bare = LONG_BLANK.sub("  ", raw.strip())
        if not bare or number in skip or NOISE.fullmatch(bare) or bare in heads:
            gap = True
            continue
        found.append(Line(number, bare, columns(raw[: len(raw) - len(raw.lstrip())]), gap))
        gap = False
    return found


def _running_heads(lines: Sequence[str]) -> frozenset[str]:
    """Short lines that come again and again beside a page number: the head or foot of printed pages."""
    beside: Counter[str] = Counter()
    bare = [line.strip() for line in lines]
    filled = [at for at, line in enumerate(bare) if line]
    for before, at, after in zip([-1, *filled], filled, [*filled[1:], -1], strict=False):
        near = [bare[other] for other in (before, at, after) if other >= 0]
        if 4 <= len(bare[at]) <= 60 and any(PAGE_NUMBER.fullmatch(line) for line in near):
            beside[bare[at]] += 1
    return frozenset(line for line, count in beside.items() if count >= RUNNING and marked_numbering_of(line) is None)


def layout_of(lines: Sequence[Line]) -> Layout:
    widths = sorted(line.width + line.indent for line in lines)
    if not widths:
        return Layout(0, False)
    indents = [line.indent for line in lines if line.width >= 10]
    base = min(indents, default=0)
    share = sum(indent - base in range(2, 9) for indent in indents) / max(len(indents), 1)
    full = widths[int(len(widths) * 0.97) if len(widths) > 30 else -1]
    near = sum(width >= full * 0.88 for width in widths) / len(widths)
    return Layout(full if 30 <= full <= 160 and near >= 0.3 and len(widths) >= 6 else 0, 0.1 <= share <= 0.75, base)


def read_paragraphs(text: str, skip: frozenset[int] = frozenset()) -> list[Paragraph]:
    """Paragraphs in order; a heading that stands on lines of its own is one paragraph. `skip`: lines of tables."""
    lines = read_lines(text, skip)
    layout = layout_of(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_joined(group) for group in groups]


def _joined(group: Sequence[Line]) -> Paragraph:
    text, offsets = "", []
    for line in group:
        if text and not is_han(text[-1] + line.text[0]) and not is_han(text[-20:]):
            text += " "
        offsets.append(len(text))
        text += line.text
    return Paragraph(text, tuple(offsets), tuple(line.number for line in group), group[0].after_gap)


def _continues(group: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether `line` goes on with the paragraph begun by `group`."""
    last = group[-1]
    if "\t" in last.text or "\t" in line.text:
        return False  # rows of a table
    if SENTENCE_END.search(last.text) and is_han(last.text) != is_han(line.text):
        return False  # a text in two languages
    if opens_paragraph(line.text) or layout.opens(line) or _opens_bare(last, line, layout):
        return False
    short = len(group) <= HEADING_LINES
    begun = "".join(part.text for part in group) if short else last.text
    heading = short and numbering_of(begun) is not None and not re.search(r"[。：；]", begun)
    if layout.indented and layout.width and not line.after_gap and last.width + last.indent > layout.width * 0.7:
        return True
    if heading:
        return _heading_continues(begun, last, line, layout)
    if line.after_gap and not re.search(r"[，。；：、,;]", begun) and is_han(begun):
        return False  # a title, not a sentence cut by the end of a page
    if line.after_gap:
        return _sentence_continues(begun, last, line)
    if layout.width and not is_han(begun):  # letters are not of one width: a line is short only when far too short
        return last.width + last.indent > layout.width * 0.6 or line.text[0].islower()
    if layout.width and _full(last, line, layout):
        return not is_han(begun) or layout.indented or not SENTENCE_END.search(last.text)
    return _sentence_continues(begun, last, line) and not layout.width


def opens_paragraph(text: str) -> bool:
    """Whether a line can only begin a paragraph: a numbered heading, a bullet, 附件, 抄送, a date line."""
    if text.startswith(words("numbering", "plain", "openers")) or DATE_LINE.fullmatch(text):
        return True
    if len(text) < 20 and re.sub(r"\s", "", text).lower() in _contents_words():
        return True
    return marked_numbering_of(text) is not None


@cache
def _contents_words() -> frozenset[str]:
    return frozenset(re.sub(r"\s", "", word).lower() for word in words("numbering", "plain", "contents"))


def _opens_bare(last: Line, line: Line, layout: Layout) -> bool:
    """Whether a line such as "2 重点任务" begins a heading: the line before it had come to its end."""
    numbering = numbering_of(line.text)
    if numbering is None or numbering.style not in BARE_STYLES or SENTENCE_END.search(line.text):
        return False
    if SENTENCE_END.search(last.text):
        return True
    ended = line.after_gap or last.width <= LONG
    return ended and not (layout.width and _full(last, line, layout)) and not OPEN_END.search(last.text)


def _full(last: Line, line: Line, layout: Layout) -> bool:
    """Whether the next word (or Chinese character) would not have fitted on the last line."""
    word = re.match(r"[\x21-\x7e]+|.", line.text)
    needed = 1 + columns(word.group()) if word else 1
    return last.width + last.indent + needed + (2 if needed <= 3 else 0) > layout.width


def _heading_continues(begun: str, last: Line, line: Line, layout: Layout) -> bool:
    if OPEN_END.search(begun) or any(begun.count(left) > begun.count(right) for left, right in PAIRS):
        return True
    if SENTENCE_END.search(begun) or line.after_gap:
        return False
    if layout.width and _full(last, line, layout):
        return layout.indented or is_han(begun) or not line.text[0].isupper() or line.width < layout.width * 0.6
    title_like = not re.search(r"[。；：，.;:!?]", line.text) and line.width <= 2 * LONG
    if not is_han(begun):
        return title_like and line.text[0].islower()
    return title_like and line.width <= LONG and not DATE_LINE.fullmatch(line.text)


def _sentence_continues(begun: str, last: Line, line: Line) -> bool:
    if SENTENCE_END.search(begun):
        return False
    if not is_han(begun):
        return line.text[0].islower()
    return bool(OPEN_END.search(begun)) or (last.width >= LONG or columns(begun) >= 2 * LONG)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Offset and text of each sentence; a semicolon ends one, a decimal point or an abbreviation does not."""
    start = 0
    for end in re.finditer(r"[。！？；\n]+[”’）]*|[.!?;](?=\s+[A-Z“\"(•]|\s*$)(?<!U\.S\.)(?<!e\.g\.)(?<!No\.)", text):
        yield from _pieces(text, start, end.end())
        start = end.end()
    if text[start:].strip():
        yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """A sentence, cut at commas where it is too long to be one: the time taken stays in proportion to the text."""
    while end - start > SENTENCE_LIMIT:
        comma = max(text.rfind(mark, start, start + SENTENCE_LIMIT) for mark in "，,、")
        cut = comma + 1 if comma > start else start + SENTENCE_LIMIT
        yield start, text[start:cut]
        start = cut
    yield start, text[start:end]
