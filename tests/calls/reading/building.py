"""Opened documents written down in a test: paragraphs, tables, sheets, mails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from wutong.calls.reading import NeedReading, ReadingContext, ReplyReading, read_reply
from wutong.documents.blocks import Block, Cell, Document, Place, Table, Text

CONTEXT = ReadingContext(on=date(2026, 9, 1), call_title="关于征集“一带一路”科技创新需求建议的函")


def paragraphs(*lines: str, quoted: bool = False, start: int = 1) -> list[Block]:
    """Word paragraphs. "# x" is a heading, "** x" bold, "1.| x" automatically numbered."""
    return [_paragraph(line, number, quoted) for number, line in enumerate(lines, start)]


def _paragraph(line: str, number: int, quoted: bool) -> Text:
    place = Place("paragraph", paragraph=number)
    if line.startswith("# "):
        return Text(line[2:], place, level=1, quoted=quoted)
    if line.startswith("** "):
        return Text(line[3:], place, bold=True, quoted=quoted)
    printed, bar, rest = line.partition("| ")
    if bar and len(printed) <= 6:
        return Text(rest, place, number=printed, quoted=quoted)
    return Text(line, place, quoted=quoted)


def table(rows: Sequence[Sequence[str]], number: int = 1, sheet: str | None = None, hidden: bool = False) -> Table:
    """A cell "<" repeats the one to its left, "^" the one above: merged areas."""
    made: list[tuple[Cell, ...]] = []
    for at, row in enumerate(rows, 1):
        cells: list[Cell] = []
        for column, text in enumerate(row, 1):
            place = Place("cell", table=None if sheet else number, sheet=sheet, row=at, column=column)
            merged = text in ("<", "^")
            words = cells[-1].text if text == "<" else made[-1][column - 1].text if text == "^" else text
            cells.append(Cell(words, place, merged=merged))
        made.append(tuple(cells))
    return Table(tuple(made), Place("cell", table=None if sheet else number, sheet=sheet), sheet, hidden)


def document(*blocks: Block | Iterable[Block], name: str = "reply.docx", media: str = "docx", **meta: str) -> Document:
    flat: list[Block] = []
    for block in blocks:
        flat += [block] if isinstance(block, Text | Table) else list(block)
    return Document(name, media, flat, meta=dict(meta))


def lines(text: str, start: int = 1) -> list[Block]:
    """Lines of a plain text or mail body; those behind ">" are quoted."""
    numbered = enumerate(text.strip("\n").split("\n"), start)
    return [
        Text(line, Place("line", line=number), quoted=line.startswith(">")) for number, line in numbered if line.strip()
    ]


def mail(body: str, older: str = "", subject: str = "", sender: str = "", parts: Sequence[Document] = ()) -> Document:
    count = body.count("\n") + 2
    blocks = (
        lines(body) + [Text(b.text, b.place, quoted=True) for b in lines(older, count) if isinstance(b, Text)]
        if older
        else lines(body)
    )
    meta = {name: value for name, value in (("subject", subject), ("sender", sender)) if value}
    return Document("mail.eml", "eml", list(blocks), list(parts), meta)


def reading(made: Document, context: ReadingContext = CONTEXT) -> ReplyReading:
    """The only reading of a file without parts."""
    (only,) = read_reply(made, context)
    return only


def needs(made: Document, context: ReadingContext = CONTEXT) -> tuple[NeedReading, ...]:
    return reading(made, context).needs


def titles(made: Document) -> list[str]:
    return [need.title.value for need in needs(made)]
