"""Tables that tell one need by label and value (in two or four columns), and sheets turned on their side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wutong.documents.blocks import Cell, Table

from .cells import SHORTEST, items_in
from .checkboxes import chosen
from .grid import CORE, Row, TableReading, distinct, label_role, row_piece
from .headers import PERSON_ROLES, kept_label
from .labels import split_labels
from .markers import marker_of
from .results import Draft, Piece
from .titles import split_head
from .vocabulary import is_none, says

WHOLE_FILE = PERSON_ROLES | {"unit"}
LONGEST_UNKNOWN = 20


def read_across(grid: Table, at: int, sections: tuple[Piece, ...] = ()) -> TableReading:
    """Labels down column `at`, one need in each column to its right."""
    found = TableReading()
    for column in range(at + 1, len(grid.rows[0])):
        cells = [(row[at].text.strip(), row[column]) for row in grid.rows]
        filled = [(label, cell) for label, cell in cells if label and cell.text.strip() and label != cell.text.strip()]
        draft = Draft(filled[0][1].place if filled else grid.place, sections=sections, strength=0.85, shape="across")
        for label, cell in filled:
            _put(draft, label_role(label) or "extra", label, cell)
        _keep(draft, found)
    found.aside += [(row_piece(row), "header") for row in grid.rows if len(distinct(row)) == 1]
    return found


def read_card(grid: Table, labels: list[int], sections: tuple[Piece, ...] = ()) -> TableReading:
    """Label and value side by side; a second title begins the next need."""
    found = TableReading()
    draft = _Card(sections)
    for row in grid.rows:
        for role, label, cell in _pairs(row, labels, draft):
            if role == "heading":
                draft.close(found)
                draft.heading = Piece(cell.text.strip(), cell.place)
            elif role == "":
                found.aside.append((Piece(cell.text.strip(), cell.place), "unknown"))
            else:
                draft.take(role, label, cell, found)
    draft.close(found)
    found.blank = not found.drafts and not found.none
    return found


class _Card:
    """The need being read, and a label still waiting for its value."""

    def __init__(self, sections: tuple[Piece, ...]) -> None:
        self.sections = sections
        self.draft: Draft | None = None
        self.heading: Piece | None = None
        self.pending = ""

    def take(self, role: str, label: str, cell: Cell, found: TableReading) -> None:
        if role == "title" and self.draft is not None and self.draft.title is not None:
            self.close(found)
        if role == "has_needs":
            _answer(cell, found)
            return
        if role in WHOLE_FILE and self.draft is None:
            found.file_values.setdefault(role, []).append(Piece(cell.text.strip(), cell.place, label))
            found.aside.append((Piece(f"{label}：{cell.text.strip()}", cell.place), "letter"))
            return
        self.draft = self.draft or Draft(cell.place, sections=self.sections, strength=0.9, shape="card")
        _put(self.draft, role, label, cell)

    def close(self, found: TableReading) -> None:
        if self.draft is not None:
            if self.draft.title is None and self.heading is not None:
                marker = marker_of(self.heading.text)
                words = marker.rest if marker else self.heading.text
                self.draft.title = Piece(words, self.heading.place) if words else None
            for draft in _each(self.draft):
                _keep(draft, found)
        elif self.heading is not None:
            found.aside.append((self.heading, "heading"))
        self.draft, self.heading = None, None


def _pairs(row: Row, labels: list[int], card: _Card) -> Iterator[tuple[str, str, Cell]]:
    """(role, label, value) for each pair of the row; role "heading" for a line across, "" for words without a label."""
    cells = distinct(row)
    if len(cells) == 1:
        yield from _alone(cells[0], row, labels, card)
        return
    label, role = "", ""
    for cell in cells:
        at = row.index(cell)
        here = label_role(cell.text) if at in labels or not label else ""
        if here and here != "number":
            label, role = cell.text.strip(" ：:\n"), here
        elif label:
            yield role, label, cell
        elif at in labels and len(cell.text.strip()) <= LONGEST_UNKNOWN and cell is not cells[-1]:
            label, role = cell.text.strip(" ：:"), "extra"
        else:
            yield "", "", cell
    card.pending = ""


def _alone(cell: Cell, row: Row, labels: list[int], card: _Card) -> Iterator[tuple[str, str, Cell]]:
    """One cell with words in the row: a label whose value comes below, a value, 标签：值, or a heading."""
    text = cell.text.strip()
    pairs = split_labels(text)[1]
    if label_role(text):
        card.pending = text.rstrip("：: ") if row.index(cell) not in labels or len({c.text for c in row}) == 1 else ""
    elif pairs and pairs[0].value:
        for pair in pairs:
            yield pair.role, pair.label, Cell(pair.value, cell.place)
    elif card.pending:
        yield label_role(card.pending), card.pending, cell
        card.pending = ""
    else:
        yield ("heading" if len(text) <= 60 else ""), "", cell


def _put(draft: Draft, role: str, label: str, cell: Cell) -> None:
    text = cell.text.strip()
    if role == "title" and _only_numbers(text):
        role = "number"
    if role == "number" or not text or (says("instruction", text) and len(text) <= 40):
        return
    if role == "title" and draft.title is not None:
        role = "text"
    lists_needs = role == "text" and says("names_needs", label) and len(items_in(text)) > 1
    draft.put(role, Piece(text, cell.place, label if lists_needs else kept_label(role, label)))
    if role == "title":
        draft.source = cell.place


def _answer(cell: Cell, found: TableReading) -> None:
    """是否有需求：□有 ☑无"""
    said = chosen(cell.text.strip())
    no = is_none(said) or says("no_needs", said)
    piece = Piece(cell.text.strip(), cell.place)
    if no:
        found.none.append(piece)
    else:
        found.aside.append((piece, "letter"))


def _each(draft: Draft) -> list[Draft]:
    """The needs of a card whose title, or whose only text under a label of needs, is a list."""
    only = draft.text[0] if len(draft.text) == 1 and says("names_needs", draft.text[0].label) else None
    listed = draft.title or only
    items = items_in(listed.text) if listed else []
    if listed is None or len(items) < 2 or min(map(len, items)) < SHORTEST:
        return [draft]
    return [_share(draft, listed, at, len(items)) for at in range(len(items))]


def _share(draft: Draft, listed: Piece, at: int, count: int) -> Draft:
    """What item `at` has of a card: its own item of every list that is as long, and all that is no such list."""

    def own(piece: Piece) -> Piece:
        items = items_in(piece.text)
        return replace(piece, text=items[at]) if len(items) == count else piece

    title, rest = split_head(own(listed).text)
    text = [own(piece) for piece in draft.text if piece is not listed]
    text += [Piece(rest, listed.place)] if rest else []
    values = {role: [own(piece) for piece in pieces] for role, pieces in draft.values.items()}
    head = Piece(title, listed.place, listed.label if draft.title else "")
    return replace(draft, title=head, text=text, values=values, source=listed.place, also=[])


def _only_numbers(text: str) -> bool:
    """需求一 over a column: it counts the need and does not name it."""
    marker = marker_of(text)
    return marker is not None and marker.style == "need" and not marker.rest


def _keep(draft: Draft, found: TableReading) -> None:
    """A draft with a title or text is a need; one that says "nothing" is an answer too; the rest is set aside."""
    content = [piece for piece in draft.text if not piece.label or label_role(piece.label) in ("text", "title")]
    told = ([draft.title] if draft.title else []) + content
    if told and all(is_none(piece.text) or (says("no_needs", piece.text) and len(piece.text) <= 80) for piece in told):
        found.none.append(told[0])
    elif told:
        found.drafts.append(draft)
    else:
        held = [p for pieces in draft.values.values() for p in pieces] + draft.text
        found.aside += [(piece, "unknown") for piece in held]
        for role in WHOLE_FILE & draft.values.keys():
            found.file_values.setdefault(role, []).extend(draft.values[role])


def is_card(grid: Table, labels: list[int]) -> bool:
    """Labels of a need stand in these columns."""
    roles = {role for row in grid.rows for at in labels if (role := label_role(row[at].text))}
    return bool(labels) and (bool(roles & (CORE | {"unit"})) or len(roles) >= 3)
