"""Documents as plain JSON values and back: to cross a process border or to be kept."""

from __future__ import annotations

from typing import Any

from wutong.documents.blocks import Block, Cell, Document, Place, Table, Text


def as_plain(document: Document) -> dict[str, Any]:
    """Only lists, dicts, texts, numbers and None."""
    return {
        "name": document.name,
        "media": document.media,
        "blocks": [_block(block) for block in document.blocks],
        "parts": [as_plain(part) for part in document.parts],
        "meta": document.meta,
        "problem": document.problem,
        "detail": document.detail,
    }


def from_plain(stored: dict[str, Any]) -> Document:
    """The document that `as_plain` was given. KeyError or TypeError for anything else."""
    return Document(
        name=stored["name"],
        media=stored["media"],
        blocks=[_from_block(block) for block in stored["blocks"]],
        parts=[from_plain(part) for part in stored["parts"]],
        meta=stored["meta"],
        problem=stored["problem"],
        detail=stored["detail"],
    )


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Text):
        told = {"level": block.level, "bold": block.bold, "number": block.number, "quoted": block.quoted}
        return {"text": block.text, "place": block.place.as_dict(), "role": block.role, **told}
    return {
        "place": block.place.as_dict(),
        "sheet": block.sheet,
        "hidden": block.hidden,
        "quoted": block.quoted,
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
    }


def _cell(cell: Cell) -> list[Any]:
    """Short, for there are many: text, value, merged, row, column; the rest of the place is the table's."""
    return [cell.text, cell.value, cell.merged, cell.place.row, cell.place.column]


def _from_block(stored: dict[str, Any]) -> Block:
    place = Place.from_dict(stored["place"])
    if "rows" not in stored:
        return Text(**(stored | {"place": place}))
    rows = tuple(tuple(_from_cell(cell, place) for cell in row) for row in stored["rows"])
    return Table(rows, place, stored["sheet"], stored["hidden"], stored["quoted"])


def _from_cell(stored: list[Any], table: Place) -> Cell:
    text, value, merged, row, column = stored
    place = Place("cell", table.path, table=table.table, sheet=table.sheet, row=row, column=column)
    return Cell(text, place, value, merged)
