"""Tables typed as text, with tabs or bars between the columns, as mails carry them: seen as tables of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wutong.documents.blocks import Block, Cell, Place, Table, Text

LEAST_LINES, LEAST_COLUMNS = 2, 3
RULE = re.compile(r"[\s|:+=\-–—]+")  # the line under a header of bars


def with_typed_tables(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, with each run of lines of equally many columns as a table. Every cell stands at its line."""
    found: list[Block] = []
    run: list[tuple[Text, tuple[str, ...]]] = []
    for block in _lines(blocks):
        cells = _cells(block) if isinstance(block, Text) else ()
        if run and (isinstance(block, Table) or not cells or len(cells) != len(run[0][1])):
            found += _closed(run)
            run = []
        if isinstance(block, Text) and cells:
            run.append((block, cells))
        elif not (isinstance(block, Text) and run and RULE.fullmatch(block.text)):
            found.append(block)
    return found + _closed(run)


def _lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks that hold a typed table in one paragraph are cut into their lines."""
    for block in blocks:
        if isinstance(block, Text) and "\n" in block.text and sum(bool(_split(x)) for x in block.text.split("\n")) >= 2:
            yield from (Text(line, block.place, quoted=block.quoted) for line in block.text.split("\n") if line.strip())
        else:
            yield block


def _cells(block: Text) -> tuple[str, ...]:
    return () if "\n" in block.text or RULE.fullmatch(block.text) else _split(block.text)


def _split(line: str) -> tuple[str, ...]:
    """The columns of a line between tabs or bars; () for any other line."""
    line = line.strip("\n\r ")
    for sign in ("\t", "|"):
        cells = line.strip(sign + " ").split(sign) if sign == "|" else line.split(sign)
        if len(cells) >= LEAST_COLUMNS and sum(bool(cell.strip()) for cell in cells) >= 2:
            return tuple(cell.strip() for cell in cells)
    return ()


def _closed(run: list[tuple[Text, tuple[str, ...]]]) -> list[Block]:
    if len(run) < LEAST_LINES:
        return [text for text, _ in run]
    rows = tuple(tuple(Cell(words, text.place) for words in cells) for text, cells in run)
    first: Place = run[0][0].place
    return [Table(rows, first, quoted=run[0][0].quoted)]
