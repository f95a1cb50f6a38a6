"""HTML pages and HTML mail: headings, paragraphs, lists and tables as seen, hidden text left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from wutong.documents.blocks import Block, Cell, Document, Table, Text
from wutong.documents.encodings import decode
from wutong.documents.figures import number_in
from wutong.documents.safexml import Element, local
from wutong.documents.source import Source

_SILENT = {"script", "style", "head", "template", "noscript", "title", "select", "option", "svg", "iframe", "object"}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "aside", "nav", "center", "form", "fieldset",
           "ul", "ol", "dl", "dt", "dd", "pre", "address", "figure", "figcaption", "hr", "body", "html", "tr", "td",
           "th", "tbody", "thead", "tfoot", "caption", "blockquote", "details", "summary"}  # fmt: skip
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt|;|$)", re.I
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_OLDER_MAIL = {
    "gmail_quote",
    "gmail_quote_container",
    "yahoo_quoted",
    "moz-cite-prefix",
    "isReplyContent",
    "appendonsend",
}
MAX_SPAN = 200


def read_html(source: Source) -> Document:
    found = _CHARSET.search(source.data[:4096])
    text, encoding = decode(source.data, found[1].decode("ascii") if found else None)
    blocks, title = read_markup(source, text)
    return Document(source.name, "html", blocks, meta={"encoding": encoding} | ({"title": title} if title else {}))


def read_markup(source: Source, text: str) -> tuple[list[Block], str]:
    """The blocks of an HTML text and the page's title."""
    cleaned = _DECLARATION.sub("", text.replace("\0", ""))
    try:
        root = html.document_fromstring(cleaned, parser=html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise source.unreadable("no_text", f"no HTML content: {error}") from error
    page = Page(source)
    page.walk(root, bold=False, quoted=False)
    page.flush()
    return page.blocks, _SPACE.sub(" ", root.findtext(".//title") or "").strip()


class Page:
    """Collects inline text until a block element ends it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.paragraph = self.table = 0
        self._pieces: list[tuple[str, bool]] = []
        self._level: int | None = None
        self._number = ""
        self._quoted = False

    def walk(self, element: Element, bold: bool, quoted: bool) -> None:
        name = local(element)
        if not name or name in _SILENT or _is_hidden(element):
            return
        bold = bold or name in ("b", "strong", "th")
        quoted = quoted or name == "blockquote" or _holds_older_mail(element)
        if name == "table" and _is_data(element):
            self.flush()
            self._take_table(element, quoted)
        elif name in _BLOCKS or name == "li" or _heading(name):
            self.flush()
            self._quoted = quoted
            self._level, self._number = _heading(name) or None, _marker(element) if name == "li" else ""
            self._inside(element, bold, quoted)
            self.flush()
            self._quoted = quoted
        else:
            if name == "br":
                self._pieces.append(("\n", bold))
            self._inside(element, bold, quoted)

    def flush(self) -> None:
        """End the paragraph in hand."""
        text = _tidy("".join(piece for piece, _ in self._pieces))
        said = [bold for piece, bold in self._pieces if piece.strip()]
        if text:
            self.paragraph += 1
            self.source.budget.spend_blocks()
            place = self.source.place("paragraph", paragraph=self.paragraph)
            self.blocks.append(Text(text, place, self._level, bool(said) and all(said), self._number, self._quoted))
            self._number = ""
        self._pieces, self._level = [], None

    def _inside(self, element: Element, bold: bool, quoted: bool) -> None:
        level, pre = self._level, local(element) == "pre"
        self._say(element.text, bold, pre)
        for item in element.iterchildren():
            self.walk(item, bold, quoted)
            self._level, self._quoted = self._level or level, quoted
            self._say(item.tail, bold, pre)

    def _say(self, text: str | None, bold: bool, pre: bool) -> None:
        if text:
            self._pieces.append((text if pre else _SPACE.sub(" ", text), bold))

    def _take_table(self, element: Element, quoted: bool) -> None:
        self.table += 1
        grid = _grid(element)
        width = max((max(row, default=0) for row in grid.values()), default=0)
        if not width:
            return
        self.source.budget.spend_cells(len(grid) * width)
        self.source.budget.spend_blocks()
        rows = tuple(
            tuple(self._cell(grid[row].get(column, ("", False)), row, column) for column in range(1, width + 1))
            for row in sorted(grid)
        )
        self.blocks.append(Table(rows, self.source.place("cell", table=self.table), quoted=quoted))

    def _cell(self, seen: tuple[str, bool], row: int, column: int) -> Cell:
        place = self.source.place("cell", table=self.table, row=row, column=column)
        return Cell(seen[0], place, number_in(seen[0]), seen[1])


def _heading(name: str) -> int:
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else 0


def _is_hidden(element: Element) -> bool:
    return bool("hidden" in element.attrib or _HIDDEN.search(element.get("style", "")))


def _holds_older_mail(element: Element) -> bool:
    """True for the boxes that web mail puts around the message it answers."""
    return bool({*element.get("class", "").split(), element.get("id", "")} & _OLDER_MAIL)


def _is_data(table: Element) -> bool:
    """False for tables that only lay out a page: one cell, or other tables inside."""
    return sum(1 for _ in table.iter("td", "th")) > 1 and table.find(".//table") is None


def _marker(item: Element) -> str:
    """What the browser prints before a list item."""
    parent = item.getparent()
    if parent is None or local(parent) != "ol":
        return "•"
    start = parent.get("start", "1")
    before = sum(1 for _ in item.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isascii() and start.isdigit() else 1) + before}."


def _rows(table: Element) -> Iterator[Element]:
    return (row for row in table.iter("tr") if not _is_hidden(row))


def _grid(table: Element) -> dict[int, dict[int, tuple[str, bool]]]:
    """Row and column → text and whether it is repeated from a merged cell."""
    grid: dict[int, dict[int, tuple[str, bool]]] = {}
    for number, row in enumerate(_rows(table), start=1):
        slots, column = grid.setdefault(number, {}), 1
        for cell in row.iterchildren("td", "th"):
            while column in slots:
                column += 1
            text, across, down = _cell_text(cell), _span(cell, "colspan"), _span(cell, "rowspan")
            for lower in range(number, number + down):
                for right in range(column, column + across):
                    grid.setdefault(lower, {})[right] = (text, (lower, right) != (number, column))
            column += across
    total = sum(1 for _ in _rows(table))
    return {number: slots for number, slots in grid.items() if number <= total}


def _span(cell: Element, name: str) -> int:
    stored = cell.get(name, "1").strip()
    return min(max(int(stored), 1), MAX_SPAN) if stored.isascii() and stored.isdigit() and len(stored) < 6 else 1


def _cell_text(cell: Element) -> str:
    return _tidy("".join(_said(cell)))


def _said(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or local(element) in _SILENT or _is_hidden(element):
        return
    block = local(element) in _BLOCKS or local(element) == "li"
    if block or local(element) == "br":
        yield "\n"
    yield _SPACE.sub(" ", element.text or "")
    for item in element.iterchildren():
        yield from _said(item)
        yield _SPACE.sub(" ", item.tail or "")
    if block:
        yield "\n"


def _tidy(text: str) -> str:
    lines = (line.replace("\u200b", "").replace("\xa0", " ").strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
