"""Tables and bar pictures: repeated header, rows kept whole where a page allows, a sources column where asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from docx.oxml.ns import qn

from wutong.documents.official.model import Bars, Column, Row, TableBlock
from wutong.documents.official.ooxml import element, put
from wutong.documents.official.page import TWIPS, TYPE_HEIGHT, TYPE_WIDTH
from wutong.documents.official.writing import measure, paragraph, write

GREY, LIGHT, BAR = "767676", "F2F2F2", "9E2A2B"
SOURCES_SHARE = 0.2  # of the width, when a table shows where its rows come from


@dataclass(frozen=True, slots=True)
class _Type:
    """How the text of a table is set: styles, size and line in points, edges of a cell in twips."""

    head: str
    text: str
    size: float
    line: float
    edges: tuple[int, int]  # above and below, left and right


ROOMY = _Type("TableHead", "TableText", 10.5, 15, (40, 85))
DENSE = _Type("DenseHead", "DenseText", 7.5, 10, (25, 55))


def table(block: TableBlock, width: int, words: dict[str, Any], *, sources: bool) -> list[Any]:
    """The caption, table and note of a block. `width` in EMU."""
    shown = _with_sources(block, words) if sources and block.has_sources else block
    widths = _widths([column.weight for column in shown.columns], width)
    kind = DENSE if block.dense else ROOMY
    made = _frame(widths, borders=True, edges=kind.edges)
    made.append(_row([paragraph(kind.head, column.title) for column in shown.columns], widths, header=True))
    grey = len(block.columns) if shown is not block else None
    most = (TYPE_WIDTH if width > TYPE_WIDTH else TYPE_HEIGHT) // TWIPS / 2
    for row in shown.rows:
        if row.across:
            made.append(_across(row, widths, kind))
        else:
            cells = _cells(row, shown.columns, grey, kind)
            made.append(_row(cells, widths, whole=_height(row.cells, widths, kind) <= most))
    caption = [paragraph("TableCaption", block.caption)] if block.caption else []
    return [*caption, made, paragraph("TableNote", block.note)]


def _with_sources(block: TableBlock, words: dict[str, Any]) -> TableBlock:
    share = SOURCES_SHARE / (1 - SOURCES_SHARE) * sum(column.weight for column in block.columns)
    rows = tuple(
        row if row.across else replace(row, cells=(*row.cells, words["source_mark"].join(row.sources)))
        for row in block.rows
    )
    return replace(block, columns=(*block.columns, Column(words["sources"], share)), rows=rows)


def _widths(weights: list[float], width: int) -> list[int]:
    """Twips per column; what rounding leaves goes to the last."""
    whole, total = width // TWIPS, sum(weights)
    found = [int(weight / total * whole) for weight in weights]
    found[-1] += whole - sum(found)
    return found


def _height(texts: tuple[str, ...], widths: list[int], kind: _Type) -> float:
    """Twips a row will take, near enough to know whether it is taller than half a page."""
    above, beside = kind.edges
    lines = [
        sum(ceil(20 * kind.size * measure(line) / max(width - 2 * beside, 1)) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return 20 * kind.line * max(lines) + 2 * above


def _cells(row: Row, columns: tuple[Column, ...], grey: int | None, kind: _Type) -> list[Any]:
    made = []
    for number, (text, column) in enumerate(zip(row.cells, columns, strict=True)):
        cell = paragraph(kind.text)
        write(cell, text, bold=row.strong, colour=GREY if number == grey else "")
        if column.align != "left":
            put(cell.pPr, element("w:jc", val=column.align))
        made.append(cell)
    return made


def _across(row: Row, widths: list[int], kind: _Type) -> Any:
    """The name of a group (what follows a line break is set plain), kept with the first row of the group."""
    head, _, rest = row.cells[0].partition("\n")
    name = paragraph(kind.text)
    put(name.pPr, element("w:keepNext"))
    write(name, head, bold=True)
    if rest:
        write(name, f"\n{rest}")
    cell = _span(_cell(name, sum(widths), LIGHT), len(widths))
    return element("w:tr", element("w:trPr", element("w:cantSplit")), cell)


def _frame(widths: list[int], *, borders: bool, edges: tuple[int, int] = ROOMY.edges) -> Any:
    return element(
        "w:tbl",
        element(
            "w:tblPr",
            element("w:tblStyle", val="TableGrid" if borders else "TableNormal"),
            element("w:tblW", w=sum(widths), type="dxa"),
            element("w:jc", val="center"),
            element("w:tblLayout", type="fixed"),
            _cell_margins(edges) if edges != ROOMY.edges else None,
        ),
        element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
    )


def _cell_margins(edges: tuple[int, int]) -> Any:
    sides = zip(("top", "left", "bottom", "right"), edges * 2, strict=True)
    return element("w:tblCellMar", *(element(f"w:{side}", w=width, type="dxa") for side, width in sides))


def _row(cells: list[Any], widths: list[int], *, header: bool = False, whole: bool = True) -> Any:
    """`whole` rows move to the next page rather than break; a row taller than half a page would leave a hole."""
    properties = element(
        "w:trPr", element("w:cantSplit") if whole else None, element("w:tblHeader") if header else None
    )
    return element("w:tr", properties, *(_cell(cell, width) for cell, width in zip(cells, widths, strict=True)))


def _cell(content: Any, width: int, fill: str = "", *, apart: bool = False) -> Any:
    return element(
        "w:tc",
        element(
            "w:tcPr",
            element("w:tcW", w=width, type="dxa"),
            _edges() if apart else None,
            element("w:shd", val="clear", color="auto", fill=fill) if fill else None,
            element("w:vAlign", val="center"),
        ),
        content,
    )


def _edges() -> Any:
    """White edges that keep a bar off its neighbours above and below."""
    sides = (element(f"w:{side}", val="single", sz=36, space=0, color="FFFFFF") for side in ("top", "bottom"))
    return element("w:tcBorders", *sides)


def bars(block: Bars, width: int) -> list[Any]:
    """Every bar is a row of its own: the label, a filled cell as long as the figure, the figure beside it."""
    most = max((count for _, count in block.items), default=0) or 1
    label, room = int(width * 0.3 / TWIPS), int(width * 0.6 / TWIPS)
    figure = width // TWIPS - label - room
    made = [paragraph("TableCaption", block.caption)] if block.caption else []
    grid = [label, *([room // 100] * 100), figure]
    picture = _frame(grid, borders=False)
    for name, count in block.items:
        picture.append(_bar(grid, name, count, round(count / most * 100), block.unit))
    return [*made, picture, paragraph("TableNote")]


def _bar(grid: list[int], name: str, count: int, steps: int, unit: str) -> Any:
    """Steps out of a hundred are filled; a count above nothing always shows."""
    steps = max(steps, 1) if count else 0
    name_cell = _cell(paragraph("TableHead", name), grid[0])
    filled = _span(_cell(paragraph("TableHead"), grid[1] * steps, BAR, apart=True), steps) if steps else None
    rest = _span(_cell(paragraph("TableHead", f"{count}{unit}"), grid[1] * (100 - steps) + grid[-1]), 101 - steps)
    for cell, edge in ((name_cell, "right"), (rest, "left")):
        put(cell.p_lst[0].pPr, element("w:jc", val=edge))
    return element("w:tr", element("w:trPr", element("w:cantSplit")), name_cell, filled, rest)


def _span(cell: Any, columns: int) -> Any:
    cell.find(qn("w:tcPr")).insert(1, element("w:gridSpan", val=columns))
    return cell
