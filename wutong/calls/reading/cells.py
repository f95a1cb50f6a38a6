"""Cells that hold a list: a row with several needs in one cell becomes as many rows, each with its own items."""

from __future__ import annotations

import re
from dataclasses import replace

from wutong.documents.blocks import Cell

from .lists import split_inline
from .markers import marker_of
from .vocabulary import says

SHORTEST = 4  # characters of an item that may be a need
LISTED = ("arabic", "arabic_close", "arabic_paren", "han", "han_paren", "circled", "need", "first")
Row = tuple[Cell, ...]


def items_in(text: str) -> list[str]:
    """The items of a numbered list that is the whole cell, line by line or within a line; none for anything else."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    items: list[str] = []
    for line in lines:
        marker = marker_of(line)
        if marker and marker.style in LISTED and marker.ordinal == len(items) + 1:
            items.append(marker.rest)
        elif items:
            items[-1] = f"{items[-1]}\n{line}"
        else:
            break
    if len(items) < 2:
        lead, items = split_inline(" ".join(lines))
        items = [] if lead else items
    return [re.sub(r"[；;。，,\s]+$", "", item) for item in items] if len(items) >= 2 else []


def rows_in(row: Row, key: int | None) -> list[Row]:
    """The row itself, or one row for each item of the cell in column `key`. Cells with lists of the same length give
    each row its own item; all others are said of every need."""
    if key is None or key >= len(row):
        return [row]
    items = items_in(row[key].text)
    if len(items) < 2 or min(map(len, items)) < SHORTEST or not any(says("need_verb", item) for item in items):
        return [row]
    shares = [_shares(cell, len(items)) for cell in row]
    return [tuple(share[at] for share in shares) for at in range(len(items))]


def _shares(cell: Cell, count: int) -> list[Cell]:
    items = items_in(cell.text)
    if len(items) != count:
        return [cell] * count
    return [replace(cell, text=item, value=None) for item in items]
