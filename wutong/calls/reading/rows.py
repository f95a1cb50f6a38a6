"""Tables with one need a row: continuations, sections, totals, notes, samples and repeated headers told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wutong.documents.blocks import Table

from .cells import rows_in
from .grid import Columns, Row, TableReading, distinct, label_role, row_piece, row_text
from .headers import PERSON_ROLES
from .labels import split_labels
from .results import Draft, Piece
from .titles import split_head
from .vocabulary import fold, is_none, phrase, says, table


@dataclass(slots=True)
class _State:
    """What was seen so far: the need a continuation would go on, the section, the last values for 同上."""

    around: tuple[Piece, ...]  # sheet name, line above the table
    sections: tuple[Piece, ...]
    current: Draft | None = None
    last: Row | None = None
    money_unit: str = ""


def read_rows(grid: Table, columns: Columns, sections: tuple[Piece, ...] = ()) -> TableReading:
    found = TableReading(columns=columns)
    state = _State(sections, sections, money_unit=_money_unit(grid, columns, sections))
    for row in grid.rows[: columns.after]:
        _above(row, found, columns)
    for whole in grid.rows[columns.after :]:
        for row in rows_in(whole, _list_column(columns)):
            _row(row, columns, state, found)
    found.blank = not found.drafts and not found.none
    return found


def _list_column(columns: Columns) -> int | None:
    """Where several needs may be listed in one cell: among titles; without these among texts, if the table counts
    its needs not by row."""
    title = columns.column("title")
    if title is not None:
        return title
    return columns.column("text") if columns.column("number") is None or columns.column("unit") is not None else None


def _above(row: Row, found: TableReading, columns: Columns) -> None:
    """Rows over the header: title of the sheet, 填报单位：…, unit of money."""
    piece = row_piece(row)
    if not piece.text:
        return
    if sum(bool(label_role(cell.text)) for cell in distinct(row)) < 2:
        for label in split_labels(piece.text)[1]:
            found.file_values.setdefault(label.role, []).append(Piece(label.value, piece.place, label.label))
        cells = distinct(row)
        if len(cells) >= 2 and label_role(cells[0].text) in PERSON_ROLES | {"unit"}:
            value = Piece(cells[1].text.strip(), cells[1].place, cells[0].text)
            found.file_values.setdefault(label_role(cells[0].text), []).append(value)
    found.aside.append((piece, "header"))


def _money_unit(grid: Table, columns: Columns, sections: tuple[Piece, ...]) -> str:
    above = [row_text(row) for row in grid.rows[: columns.after - 1]] + [piece.text for piece in sections]
    match = next((m for text in above if (m := phrase("unit_of_money").search(text))), None)
    return next((group for group in match.groups() if group), "") if match else ""


def _row(row: Row, columns: Columns, state: _State, found: TableReading) -> None:
    cells = distinct(row)
    if not cells:
        return
    why = _no_need(row, columns)
    if why == "section":
        state.sections = (*state.around, row_piece(row))
        state.current = None
    elif why == "none":
        found.none.append(row_piece(row))
    elif not why and _continues(row, columns, state):
        _fill(state.current, row, columns, state, again=True)  # type: ignore[arg-type]
    elif not why:
        state.current = _new(row, columns, state, found)
    if why and why != "none":
        found.aside.append((row_piece(row), why))
        _file_values(row, found, why)
    if not why:
        state.last = row


def _file_values(row: Row, found: TableReading, why: str) -> None:
    if why == "note":
        for label in split_labels(row_text(row))[1]:
            found.file_values.setdefault(label.role, []).append(Piece(label.value, row_piece(row).place, label.label))


def _no_need(row: Row, columns: Columns) -> str:
    """Why this row is no need; "" when it may be one."""
    cells = distinct(row)
    first = cells[0].text.strip()
    full = len({cell.text.strip() for cell in row}) == 1 and len(row) > 1
    if sum(bool(label_role(c.text)) for c in cells) >= max(2, 0.6 * len(cells)):
        return "header"
    if _is_total(first) or _is_total(_value(row, columns, "title")):
        return "total"
    if len(cells) <= 2 and says("note_row", first):
        return "note"
    if says("sample_row", first) or says("sample_row", _value(row, columns, "title")):
        return "sample"
    named = [_value(row, columns, role) for role in ("title", "text")]
    if not any(named) and all(c.text.strip().rstrip(".").isdecimal() for c in cells):
        return "blank"
    if all(says("instruction", c.text) or c.text.strip().isdecimal() for c in cells):
        return "form"
    if any(named) and all(is_none(n) or says("no_needs", n) for n in named if n) and len("".join(named)) <= 120:
        return "none"
    if says("asked_no_more", _value(row, columns, "status")) or says("withdrawn", _value(row, columns, "title")):
        return "withdrawn"
    if len(cells) == 1 and (full or _lonely(row, columns)):
        return "none" if is_none(first) or says("no_needs", first) else "note" if len(first) > 60 else "section"
    return ""


def _lonely(row: Row, columns: Columns) -> bool:
    """Only one cell of the row is filled and it is not where a title or text stands beside others."""
    at = next(number for number, cell in enumerate(row) if cell.text.strip())
    return len(row) >= 3 and (
        columns.roles.get(at) not in ("title", "text", "extra", "countries", "partner") or at == 0
    )


def _is_total(words: str) -> bool:
    words = fold(words)
    totals = {fold(word) for listed in table("phrases")["total_row"].values() for word in listed}
    return words in totals or any(words.startswith(t) and len(words) <= len(t) + 6 for t in totals if len(t) > 1)


def _value(row: Row, columns: Columns, role: str) -> str:
    at = columns.column(role)
    return row[at].text.strip() if at is not None and at < len(row) else ""


def _continues(row: Row, columns: Columns, state: _State) -> bool:
    """The row goes on with the need above: no number and title of its own, or both merged with those above."""
    if state.current is None or state.last is None:
        return False
    keys = [at for role in ("number", "title") if (at := columns.column(role)) is not None]
    if not keys:
        at = columns.column("text")
        return at is not None and not row[at].text.strip()
    return all(not row[at].text.strip() or (row[at].merged and row[at].text == state.last[at].text) for at in keys)


def _new(row: Row, columns: Columns, state: _State, found: TableReading) -> Draft | None:
    draft = Draft(row_piece(row).place, sections=state.sections, strength=0.9, shape="row")
    _fill(draft, row, columns, state)
    if draft.title is None and not draft.text:
        found.aside.append((row_piece(row), "unknown"))
        return None
    title_at = columns.column("title")
    if title_at is not None and row[title_at].text.strip():
        draft.source = row[title_at].place
    found.drafts.append(draft)
    return draft


def _fill(draft: Draft, row: Row, columns: Columns, state: _State, again: bool = False) -> None:
    for at, role in columns.roles.items():
        text = row[at].text.strip()
        if state.last is not None and says("ditto", text):
            text = state.last[at].text.strip()
        if not text or (is_none(text) and role not in ("title",)) or role == "number":
            continue
        if again and state.last is not None and text == state.last[at].text.strip():
            continue
        if role == "title" and draft.title is not None:
            if text != draft.title.text:
                draft.text.append(Piece(text, row[at].place))
            continue
        draft.put(role, Piece(_titled(text, role, draft), row[at].place, _label(role, columns.labels[at], state)))
    _unmapped(draft, row, columns)


def _titled(text: str, role: str, draft: Draft) -> str:
    """A title cell that holds title and text: the first sentence is the title."""
    if role != "title" or len(text) <= 60:
        return text
    title, rest = split_head(text.replace("\n", "。", 1) if "\n" in text[:60] else text)
    if rest:
        draft.text.append(Piece(text, draft.source))
    return title


def _label(role: str, label: str, state: _State) -> str:
    if role == "money" and state.money_unit and not re.search(r"[（(]", label):
        return f"{label}（{state.money_unit}）"
    return "" if role in ("title", "text") else label


def _unmapped(draft: Draft, row: Row, columns: Columns) -> None:
    """Cells under no heading are kept with the text."""
    seen = {cell.text.strip() for at, cell in enumerate(row) if at in columns.roles}
    for at, cell in enumerate(row):
        figures = re.fullmatch(r"[\d.\s]+", cell.text)  # a running number without a heading
        if at not in columns.roles and cell.text.strip() and not figures and cell.text.strip() not in seen:
            draft.text.append(Piece(cell.text.strip(), cell.place))
