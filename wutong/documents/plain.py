"""Plain text and JSON, by line."""

from __future__ import annotations

import re

from wutong.documents.blocks import Document, Text
from wutong.documents.encodings import decode
from wutong.documents.source import Source

_LINE_END = re.compile(r"\r\n|\r|\n|\f|\v|\u2028|\u2029|\x85")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")


def read_txt(source: Source) -> Document:
    text, encoding = decode(source.data)
    return Document(source.name, "txt", list(lines(source, text)), meta={"encoding": encoding})


def read_json(source: Source) -> Document:
    """The raw text in one block: what the keys mean is known to the reader of forms, not here."""
    text, encoding = decode(source.data)
    return Document(source.name, "json", [Text(text, source.place("line", line=1))], meta={"encoding": encoding})


def lines(source: Source, text: str, first: int = 1) -> list[Text]:
    """Every line that holds something, with its number; blank lines are counted but not given."""
    found = []
    for number, line in enumerate(_LINE_END.split(text), start=first):
        kept = _INVISIBLE.sub("", line).strip()
        if kept:
            source.budget.spend_blocks()
            found.append(Text(kept, source.place("line", line=number)))
    return found
