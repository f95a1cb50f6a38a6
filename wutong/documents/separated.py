"""Tables kept as text with separators (.csv, .tsv): which separator, and the rows."""

from __future__ import annotations

import csv
import io
from collections import Counter

from wutong.documents.blocks import Document
from wutong.documents.encodings import decode
from wutong.documents.figures import number_in
from wutong.documents.sheets.grid import Grid, Seen
from wutong.documents.source import Source

_SEPARATORS = "\t,;|"
_NAMED = (".csv", ".tsv", ".tab")


def looks_separated(head: str, name: str) -> bool:
    """True for at least three lines of one width (two when the name says .csv), prose being too uneven for that."""
    named = name.lower().endswith(_NAMED)
    separator = _separator(head)
    if not separator:
        return False
    widths = [len(row) for row in _rows(head, separator)[:50] if any(row)]
    if named:
        return len(widths) >= 1
    width, times = Counter(widths).most_common(1)[0] if widths else (0, 0)
    return len(widths) >= 3 and times * 10 >= len(widths) * 9 and width >= (2 if separator == "\t" else 3)


def read_csv(source: Source) -> Document:
    text, encoding = decode(source.data)
    grid = Grid("")
    for number, row in enumerate(_rows(text, _separator(text[:65536]) or ","), start=1):
        for column, cell in enumerate(row, start=1):
            grid.put(number, column, Seen(cell.strip(), number_in(cell)))
    table = grid.table(source)
    return Document(source.name, "csv", [table] if table else [], meta={"encoding": encoding})


def _separator(head: str) -> str:
    """The separator that cuts most lines into equally many fields; "" when none cuts any."""
    best, most = "", 0
    for separator in _SEPARATORS:
        widths = Counter(len(row) for row in _rows(head, separator)[:50] if len(row) > 1)
        times = max(widths.values(), default=0)
        if times > most:
            best, most = separator, times
    return best


def _rows(text: str, separator: str) -> list[list[str]]:
    """Rows of one separator; a text whose quotes never close is cut line by line instead."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()]
