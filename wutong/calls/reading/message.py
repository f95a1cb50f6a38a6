"""One message or file understood: its lines and tables read, needs gathered, and what kind of thing it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from wutong.documents.blocks import Block, Table, Text

from .accounts import unread
from .aligned_tables import with_aligned_tables
from .chain import Message
from .grid import Columns, distinct
from .kinds import Evidence, Verdict, decide
from .letter import Line, frame, heading_of, lines_of
from .needs import merge_same
from .outline import outline
from .prose import Gathered, gather, loose
from .results import Draft, Leftover, Piece, ReadingContext
from .tables import read_table
from .typed_tables import with_typed_tables
from .vocabulary import has_words, says

LONGEST_PARAGRAPH, MOST_TEXT, SHOWN = 50_000, 500_000, 2_000  # characters
MOST_LOOSE = 100  # needs without any mark: more of them are no reply but a book, or noise
TOO_LONG = "too long"
UNDECIDED = Verdict("open", "", 0.0)


@dataclass(slots=True)
class Understood:
    """One message or file being read."""

    lines: list[Line] = field(default_factory=list)
    found: Gathered = field(default_factory=Gathered)
    drafts: list[Draft] = field(default_factory=list)
    aside: list[Leftover] = field(default_factory=list)
    none_said: bool = False
    blank: bool = False
    verdict: Verdict = UNDECIDED
    table_text: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join([line.text for line in self.lines] + self.table_text)


def understand(message: Message, subject: str, context: ReadingContext) -> Understood:
    reading = Understood()
    blocks = with_typed_tables(with_aligned_tables(message.blocks))
    texts = [b for b in blocks if isinstance(b, Text)] + list(_as_texts(blocks))
    reading.lines = lines_of(_of_a_length(texts, reading))
    frame(reading.lines)
    _read_tables(blocks, reading)
    prose = gather(outline(reading.lines), heading_of(reading.lines))
    _join(reading, prose)
    reading.none_said = reading.none_said or bool(prose.none)
    strength = max((draft.strength for draft in reading.drafts), default=0.0)
    seen = Evidence(reading.text, subject, len(reading.drafts), strength, reading.none_said, reading.blank)
    reading.verdict = decide(seen, context)
    if reading.verdict.kind == "open":
        _read_loosely(reading)
    _without_words(reading)
    if reading.verdict.kind == "not_a_reply":
        _drop(reading, reading.verdict.why)
    _account(blocks, reading)
    return reading


def _of_a_length(texts: list[Text], reading: Understood) -> Iterable[Text]:
    """The paragraphs a person may have written: what is longer, or comes after a whole book, is set aside unread."""
    left = MOST_TEXT
    for block in texts:
        left -= len(block.text)
        if left >= 0 and max(map(len, block.text.split("\n"))) <= LONGEST_PARAGRAPH:
            yield block
        else:
            reading.aside.append(Leftover(block.place, block.text[:SHOWN], TOO_LONG))
            left += len(block.text) if left >= 0 else 0


def _read_tables(blocks: list[Block], reading: Understood) -> None:
    carried: Columns | None = None
    caption: Piece | None = None
    visible = [b for b in blocks if isinstance(b, Table) and not b.hidden]
    for block in blocks:
        if isinstance(block, Text):
            caption = Piece(block.text.strip().split("\n")[-1], block.place) if block.text.strip() else caption
            continue
        if _is_layout(block):
            continue
        if block.hidden and visible:
            reading.aside += [Leftover(p.place, p.text, "hidden") for p in rows_of(block)]
            continue
        sections = [Piece(block.sheet, block.place)] if block.sheet else []
        sections += [caption] if caption and len(caption.text) <= 60 else []
        table = read_table(block, tuple(sections), carried)
        carried = table.columns or carried
        reading.table_text += [p.text for p in rows_of(block)]
        reading.drafts += [_captioned(draft, caption) for draft in table.drafts]
        reading.none_said = reading.none_said or bool(table.none)
        reading.blank = reading.blank or (table.blank and table.columns is not None)
        reading.aside += [Leftover(p.place, p.text, why) for p, why in table.aside]
        reading.aside += [Leftover(p.place, p.text, "none") for p in table.none]
        reading.lines += [
            Line(p.text, p.place, why="letter")
            for p, why in table.aside
            if why in ("header", "note", "table") and " | " not in p.text
        ]
        for role, pieces in table.file_values.items():
            reading.found.file_values.setdefault(role, []).extend(pieces)


def _captioned(draft: Draft, caption: Piece | None) -> Draft:
    """A card without a title has the line above it as one."""
    if draft.shape == "card" and draft.title is None and caption is not None and len(caption.text) <= 80:
        line = lines_of([Text(caption.text, caption.place)])[0]
        draft.title = Piece(line.words, caption.place)
    return draft


def _join(reading: Understood, prose: Gathered) -> None:
    """Needs of tables first; those of running text beside a table only when they say they are needs."""
    from_tables = bool(reading.drafts)
    taken = [
        d for d in prose.drafts if not from_tables or d.strength >= 0.85 or any(_matches(d, t) for t in reading.drafts)
    ]
    chosen = {id(draft) for draft in taken}
    passed = [draft for draft in prose.drafts if id(draft) not in chosen]
    reading.drafts, merged = merge_same(reading.drafts + taken)
    reading.aside += [left for draft in passed for left in _left(draft, "beside a table")]
    reading.aside += [left for draft in merged for left in _left(draft, "told twice")]
    reading.aside += [Leftover(line.place, line.text, why) for line, why in prose.aside]
    reading.aside += [Leftover(line.place, line.text, line.why) for line in reading.lines if line.why]
    reading.aside += [Leftover(line.place, line.text, "none") for line in prose.none]
    for role, pieces in prose.file_values.items():
        reading.found.file_values.setdefault(role, []).extend(pieces)


def _matches(one: Draft, two: Draft) -> bool:
    return len(merge_same([one, two])[0]) == 1


def _read_loosely(reading: Understood) -> None:
    """No marks at all: paragraphs that ask for something."""
    found = Gathered()
    lines = [line for line in reading.lines if not line.why]
    loose(lines, (), found)
    covering = says("covering", reading.text) and len(reading.text) <= 500
    if len(found.drafts) > MOST_LOOSE:
        reading.verdict = Verdict("not_a_reply", TOO_LONG, 0.4)
        return
    if found.drafts and not covering:
        reading.drafts = found.drafts
        kept = {line.place for line, _ in found.aside} | {line.place for line in reading.lines if line.why}
        reading.aside = [left for left in reading.aside if left.place in kept or left.place.table or left.place.sheet]
        reading.verdict = Verdict("reply", "loose", 0.55 if says("answering", reading.text) else 0.45)
    elif covering:
        reading.verdict = Verdict("not_a_reply", "covering", 0.7)
    elif says("answering", reading.text):
        reading.verdict = Verdict("reply", "needs a person", 0.4)
    else:
        reading.verdict = Verdict("not_a_reply", "nothing of a reply", 0.5)


def _without_words(reading: Understood) -> None:
    """Values without a title or text are no need."""
    for draft in reading.drafts:
        if draft.title is not None and not has_words(draft.title.text):
            reading.aside.append(Leftover(draft.title.place, draft.title.text, "values only"))
            draft.title = None
        draft.text = [piece for piece in draft.text if draft.title is not None or has_words(piece.text)]
    empty = [draft for draft in reading.drafts if draft.title is None and not draft.text]
    reading.drafts = [draft for draft in reading.drafts if draft.title is not None or draft.text]
    reading.aside += [left for draft in empty for left in _left(draft, "values only")]


def _account(blocks: list[Block], reading: Understood) -> None:
    marks = [mark for draft in reading.drafts for mark in draft.marks()]
    told = [words for mark in marks for words in (mark.text, mark.label)] + [left.text for left in reading.aside]
    told += [p.text for pieces in reading.found.file_values.values() for p in pieces]
    cells = [Piece(c.text, c.place) for b in blocks if isinstance(b, Table) for row in b.rows for c in distinct(row)]
    reading.aside += unread(cells + [Piece(line.text, line.place) for line in reading.lines], told)


def _drop(reading: Understood, why: str) -> None:
    reading.aside += [left for draft in reading.drafts for left in _left(draft, why)]
    reading.drafts = []


def _is_layout(table: Table) -> bool:
    """A table of one column is a frame around text."""
    return (
        not table.sheet
        and all(len(distinct(row)) <= 1 for row in table.rows)
        and len(table.rows[0] if table.rows else ()) <= 1
    )


def _as_texts(blocks: list[Block]) -> Iterable[Text]:
    for block in blocks:
        if isinstance(block, Table) and _is_layout(block):
            yield from (Text(row[0].text, row[0].place) for row in block.rows if row and row[0].text.strip())


def rows_of(table: Table) -> list[Piece]:
    return [
        Piece(" | ".join(c.text.strip() for c in cells), cells[0].place)
        for row in table.rows
        if (cells := distinct(row))
    ]


def pieces_of(message: Message) -> list[Piece]:
    found: list[Piece] = []
    for block in message.blocks:
        found += (
            rows_of(block)
            if isinstance(block, Table)
            else [Piece(block.text, block.place)]
            if block.text.strip()
            else []
        )
    return found


def _left(draft: Draft, why: str) -> list[Leftover]:
    pieces = ([draft.title] if draft.title else []) + draft.text + [p for held in draft.values.values() for p in held]
    return [Leftover(p.place, f"{p.label}：{p.text}" if p.label else p.text, why) for p in pieces]
