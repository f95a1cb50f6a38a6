"""A .docx file in, blocks in body order out."""

from __future__ import annotations

from collections.abc import Iterator

from wutong.documents.blocks import Block, Document, Place, Table, Text, TextRole
from wutong.documents.opc import Package, Relation
from wutong.documents.safexml import Element, local
from wutong.documents.source import Source
from wutong.documents.word.embedded import embedded_parts
from wutong.documents.word.names import attribute, child, flow, switched, whole
from wutong.documents.word.numbering import Numbering
from wutong.documents.word.runs import Line, read_line
from wutong.documents.word.styles import Styles, outline_level
from wutong.documents.word.tables import read_rows

Note = tuple[str, str]  # ("footnote" or "endnote", id)


def read_docx(source: Source) -> Document:
    package = Package(source)
    main = package.main_part("word/document.xml")
    relations = package.relations(main)
    root = package.xml(main)
    body = child(root, "body")
    if body is None:
        raise source.unreadable("damaged", "no body in the Word document")
    reading = Reading(source, *(_related(package, relations, kind) for kind in ("styles", "numbering")))
    blocks = list(reading.blocks(body))
    blocks += reading.noted({kind: _related(package, relations, f"{kind}s") for kind in ("footnote", "endnote")})
    meta = package.meta() | reading.meta() | _margins(package, relations, reading) | _controls(root)
    parts, objects = embedded_parts(source, package, relations)
    if objects:
        meta["objects"] = str(objects)
    return Document(source.name, "docx", blocks, parts, meta)


class Reading:
    """Where we are in one document: running paragraph and table numbers, list counters, notes met on the way."""

    def __init__(self, source: Source, styles: Element | None, numbering: Element | None) -> None:
        self.source = source
        self.styles = Styles(styles)
        self.numbering = Numbering(numbering)
        self.paragraph = self.table = self.hidden = 0
        self.notes: list[Note] = []

    def blocks(self, container: Element, role: TextRole = "body") -> Iterator[Block]:
        """Paragraphs and tables below an element in reading order; empty paragraphs are counted, not given."""
        carried = ""  # text of paragraphs whose mark was deleted under tracked changes: they join the next one
        for item in flow(container):
            name = local(item)
            if name == "p":
                if role == "body":
                    self.paragraph += 1
                text, boxes = self._text(item, carried, role)
                carried = text.text if child(item, "pPr", "rPr", "del") is not None else ""
                if text.text.strip() and not carried:
                    self.source.budget.spend_blocks()
                    yield text
                for box in boxes:
                    yield from self.blocks(box, "textbox")
            elif name == "tbl":
                yield from self._table(item)
        if carried:
            yield Text(carried, self._here(), role=role)

    def meta(self) -> dict[str, str]:
        return {"hidden_text": str(self.hidden)} if self.hidden else {}

    def noted(self, parts: dict[str, Element | None]) -> Iterator[Text]:
        """Footnotes and endnotes in the order the body refers to them, numbered as printed."""
        for count, (kind, key) in enumerate(dict.fromkeys(self.notes), start=1):
            root = parts.get(kind)
            for note in () if root is None else root.iterchildren(f"{{*}}{kind}"):
                if attribute(note, "id") == key:
                    text = self.plain(note)
                    yield Text(text, self._here(), number=f"[{count}]", role="footnote")

    def plain(self, container: Element) -> str:
        """All text below a note, header or text box, one paragraph a line, with the automatic numbers."""
        return "\n".join(line for line in self._lines(container) if line)

    def _lines(self, container: Element) -> Iterator[str]:
        for item in flow(container):
            name = local(item)
            if name == "p":
                line = read_line(item)
                number = self._number(item) if line.text.strip() else ""
                yield f"{number}{line.text}".strip()
                for box in line.boxes:
                    yield from self._lines(box)
            elif name in ("tbl", "tr", "tc"):
                yield from self._lines(item)

    def _text(self, paragraph: Element, carried: str, role: TextRole) -> tuple[Text, list[Element]]:
        line = read_line(paragraph)
        self._keep(line)
        style = attribute(child(paragraph, "pPr", "pStyle"))
        own = outline_level(child(paragraph, "pPr"))
        said = (carried + line.text).strip()
        number = self._number(paragraph) if said else ""
        if role == "body" and self.styles.is_title(style):
            role = "title"
        if role == "body" and self.styles.is_contents(style):
            role = "contents"
        level = (own or None) if own is not None else self.styles.level(style)
        bold = line.bold(self.styles.bold(style))
        return Text(said, self._here(), level, bold, number, role=role), line.boxes

    def _number(self, paragraph: Element) -> str:
        """The automatic number of a paragraph; "" outside lists. Asking counts: ask once for each paragraph."""
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle"))
        by_style = self.styles.list_of(style)
        list_id, index = whole(child(properties, "numPr", "numId")), whole(child(properties, "numPr", "ilvl"))
        if list_id is None and by_style is not None:
            list_id = by_style[0]
            index = by_style[1] if index is None else index
            index = self.numbering.level_of_style(list_id, style) if index is None else index
        return self.numbering.next(list_id, index or 0) if list_id else ""

    def _table(self, element: Element) -> Iterator[Block]:
        self.table += 1
        number, inner = self.table, []

        def text_of(cell: Element) -> str:
            lines = []
            for item in flow(cell):
                if local(item) == "tbl":
                    inner.append(item)
                elif local(item) == "p":
                    text, boxes = self._text(item, "", "body")
                    lines.append(f"{text.number}{text.text}")
                    lines.extend(self.plain(box) for box in boxes)
            return "\n".join(lines).strip("\n")

        rows = read_rows(element, text_of, lambda row, column: self._cell(number, row, column))
        self.source.budget.spend_blocks()
        self.source.budget.spend_cells(sum(len(row) for row in rows))
        if rows:
            yield Table(rows, self.source.place("cell", paragraph=self.paragraph or None, table=number))
        for table in inner:
            yield from self._table(table)

    def _keep(self, line: Line) -> None:
        self.hidden += line.hidden
        self.notes.extend(line.notes)

    def _here(self) -> Place:
        return self.source.place("paragraph", paragraph=self.paragraph or None)

    def _cell(self, table: int, row: int, column: int) -> Place:
        return self.source.place("cell", table=table, row=row, column=column)


def _related(package: Package, relations: dict[str, Relation], kind: str) -> Element | None:
    found = (
        relation.target for relation in relations.values() if relation.kind == kind and package.has(relation.target)
    )
    target = next(found, None)
    return package.xml(target) if target else None


def _margins(package: Package, relations: dict[str, Relation], reading: Reading) -> dict[str, str]:
    """What stands in the page's head and foot: a letterhead often names the unit nowhere else."""
    found: dict[str, list[str]] = {"header": [], "footer": []}
    for relation in relations.values():
        if relation.kind in found and package.has(relation.target):
            text = reading.plain(package.xml(relation.target))
            if text and text not in found[relation.kind]:
                found[relation.kind].append(text)
    return {name: "\n".join(texts) for name, texts in found.items() if texts}


def _controls(root: Element) -> dict[str, str]:
    """Tagged content controls as `field:<tag>`: what was filled in; "" while the prompt still stands."""
    found = {}
    for control in root.iter("{*}sdt"):
        properties = child(control, "sdtPr")
        if tag := attribute(child(properties, "tag")):
            waiting = switched(properties, "showingPlcHdr") is True
            content = child(control, "sdtContent")
            lines = [] if waiting or content is None else [read_line(item).text for item in content.iter("{*}p")]
            found[f"field:{tag}"] = "\n".join(lines) if lines or waiting else read_line(content).text
    return found
