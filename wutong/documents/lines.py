"""A document as numbered lines of plain text, for readers of lines. Lines of a text file keep their numbers."""

from __future__ import annotations

from wutong.documents.blocks import Document, Table, Text


def as_lines(document: Document) -> str:
    """The text of a document: each paragraph, heading and table row a line, automatic numbers printed."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines += ["\t".join(cell.text for cell in row if not cell.merged) for row in block.rows]
            continue
        if block.place.kind == "line" and block.place.line:
            lines += [""] * (block.place.line - 1 - len(lines))
        lines += _printed(block).split("\n")
    return "\n".join(lines)


def _printed(block: Text) -> str:
    return f"{block.number} {block.text}" if block.number else block.text
