"""Word tables as even rows: every cell of a merged area repeats the area's text and says that it is merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from wutong.documents.blocks import Cell, Place
from wutong.documents.figures import number_in
from wutong.documents.safexml import Element, local
from wutong.documents.word.names import attribute, child, flow, whole

MAX_COLUMNS = 1_000  # Word itself stops at 63


@dataclass(frozen=True, slots=True)
class Slot:
    """One grid position before it becomes a cell."""

    text: str
    merged: bool = False


def read_rows(
    table: Element, text_of: Callable[[Element], str], place: Callable[[int, int], Place]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table. `text_of` reads a cell, `place` tells where row and column stand."""
    grid: list[list[Slot]] = []
    for row in flow(table):
        if local(row) == "tr" and child(row, "trPr", "del") is None:
            grid.append(_slots(row, grid[-1] if grid else [], text_of))
    width = max((len(row) for row in grid), default=0)
    return tuple(
        tuple(
            Cell(slot.text, place(number, column), number_in(slot.text), slot.merged)
            for column, slot in enumerate(row + [Slot("")] * (width - len(row)), start=1)
        )
        for number, row in enumerate(grid, start=1)
    )


def _slots(row: Element, above: list[Slot], text_of: Callable[[Element], str]) -> list[Slot]:
    slots = [Slot("")] * _span(child(row, "trPr", "gridBefore"))
    for cell in _cells(row):
        properties = child(cell, "tcPr")
        text = text_of(cell)
        column, span = len(slots), _span(child(properties, "gridSpan")) or 1
        merge = child(properties, "vMerge")
        if merge is not None and attribute(merge) != "restart" and column < len(above):
            text = above[column].text or text
            slots.append(Slot(text, merged=True))
        else:
            slots.append(Slot(text))
        slots.extend([Slot(text, merged=True)] * (span - 1))
    return slots


def _cells(row: Element) -> Iterator[Element]:
    return (item for item in flow(row) if local(item) == "tc")


def _span(element: Element | None) -> int:
    return min(max(whole(element) or 0, 0), MAX_COLUMNS)
