"""Reading a workbook back: by the hidden codes, and by the labels where somebody removed the codes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from wutong.documents.blocks import Place
from wutong.forms import stamps
from wutong.forms.asks import Ask, Rows
from wutong.forms.checking import Filled, stamp_problems
from wutong.forms.definition import Form
from wutong.forms.excel.cells import text_of
from wutong.forms.excel.extent import MOST_COLUMNS, MOST_ROWS, Spot2D, formulas_in, used_cells
from wutong.forms.excel.layout import LISTS, cells, code_of
from wutong.forms.labels import normal, wordings
from wutong.forms.packed import too_much_in
from wutong.forms.parts import gather
from wutong.forms.problems import Problem, Spot

_HEAD_WITHIN = 30  # rows in which the header of a table is looked for

Column = tuple[Ask, str]  # the ask and the name of its part


@dataclass
class Answer:
    """The texts and cells of one answer, by part."""

    ask: Ask
    texts: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)


def read(form: Form, data: bytes) -> Filled:
    """Answers as typed, each with its sheet and cell. A file that cannot be opened is a problem, not an exception."""
    if reason := too_much_in(data):
        return Filled(problems=[Problem(Spot(""), "unreadable", {"given": reason})])
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        return Filled(problems=[Problem(Spot(""), "unreadable", {"given": error})])
    filled = Filled(stamp=stamps.stamp_from({each.name: str(each.value) for each in book.custom_doc_props.props}))
    filled.problems += stamp_problems(form, filled.stamp)
    formulas = formulas_in(data)
    for sheet in book.worksheets:
        if sheet.title != LISTS:
            _Sheet(form, sheet, filled, formulas.get(sheet.title, set())).read()
    return filled


class _Sheet:
    def __init__(self, form: Form, sheet: Worksheet, filled: Filled, formulas: set[Spot2D]) -> None:
        self.form, self.sheet, self.filled, self.formulas = form, sheet, filled, formulas
        used = used_cells(sheet, formulas)
        inside = [(row, column) for row, column in used if row <= MOST_ROWS and column <= MOST_COLUMNS]
        self.rows = sorted({row for row, _ in inside})
        self.columns = min(max((column for _, column in inside), default=1) + 1, MOST_COLUMNS)  # + 1: an empty answer
        if beyond := sorted(used.difference(inside)):
            self._tell_unread(beyond)

    def read(self) -> None:
        """Codes say what the sheet is; labels only where no code is left."""
        singles = {code_of(ask, part): (ask, part.name) for ask, part in cells(self.form.singles)}
        coded = any(text_of(line[0].value) in singles for line in self._lines())
        finders = (self._head_by_codes,) if coded else (self._head_by_codes, self._head_by_labels)
        for find in finders:
            for table in self.form.tables:
                if head := find(table):
                    self._rows(table, *head)
                    return
        self._singles(singles if coded else {}, {} if coded else _labelled(self.form.singles))

    def _lines(self) -> Iterator[tuple[Cell, ...]]:
        """Rows that hold something, from the top."""
        for row in self.rows:
            yield from self.sheet.iter_rows(min_row=row, max_row=row, max_col=self.columns)

    def _tell_unread(self, beyond: list[Spot2D]) -> None:
        row, column = beyond[0]
        told = {"given": len(beyond), "limit": f"{MOST_ROWS} × {MOST_COLUMNS}"}
        place = Place("cell", sheet=self.sheet.title, row=row, column=column)
        self.filled.problems.append(Problem(Spot(""), "beyond_reading", told, place))

    def _head_by_codes(self, table: Rows) -> tuple[int, dict[int, Column]] | None:
        """Last row of the table's header and what each column holds. The labels stand under the codes."""
        by_code = {code_of(ask, part, table): (ask, part.name) for ask, part in cells(table.columns)}
        codes: dict[int, Column] = {}
        for row in self._lines():
            if codes:
                labels = self._labels(table, row)
                return (row[0].row, labels | codes) if labels else (row[0].row - 1, codes)
            codes = {cell.column: by_code[text] for cell in row if (text := text_of(cell.value)) in by_code}
            if row[0].row > _HEAD_WITHIN:
                break
        return (self.rows[-1], codes) if codes else None

    def _head_by_labels(self, table: Rows) -> tuple[int, dict[int, Column]] | None:
        width = sum(1 for _ in cells(table.columns))
        for row in self._lines():
            labels = self._labels(table, row)
            used = sum(1 for cell in row if cell.value is not None)
            if len(labels) >= max(2, (used + 1) // 2) or (labels and width == used == 1):
                return row[0].row, labels
            if row[0].row > _HEAD_WITHIN:
                break
        return None

    def _labels(self, table: Rows, row: tuple[Cell, ...]) -> dict[int, Column]:
        by_label = _labelled(table.columns)
        return {cell.column: by_label[key] for cell in row if (key := _label_key(cell)) in by_label}

    def _rows(self, table: Rows, head: int, columns: Mapping[int, Column]) -> None:
        rows: list[dict[str, Any]] = self.filled.answers.setdefault(table.code, [])
        self.filled.places.setdefault(Spot(table.code), Place("cell", sheet=self.sheet.title, row=head, column=1))
        for line in self._lines():
            if line[0].row <= head:
                continue
            spot = Spot(table.code, len(rows) + 1)
            found: dict[str, Answer] = {}
            for cell in line:
                if not text_of(cell.value).strip():
                    if cell.column in columns and self._is_blank_formula(cell):
                        self._note(spot._replace(column=columns[cell.column][0].code), "formula_blank", cell)
                    continue
                if cell.column in columns:
                    self._take(found, columns[cell.column], cell)
                else:
                    self._note(spot, "outside_field", cell)
            if found:
                rows.append({code: gather(each.ask, each.texts) for code, each in found.items()})
                for code, each in found.items():
                    self._keep_places(spot._replace(column=code), each.cells)

    def _take(self, found: dict[str, Answer], column: Column, cell: Cell) -> None:
        ask, part = column
        answer = found.setdefault(ask.code, Answer(ask))
        if part in answer.texts:
            self._note(Spot(ask.code), "two_answers", cell)
            return
        answer.cells[part] = cell
        if text := text_of(cell.value).strip():
            answer.texts[part] = text

    def _singles(self, by_code: Mapping[str, Column], by_label: Mapping[str, Column]) -> None:
        """Rows of code, label, answer, note. Text anywhere else is told, so that nothing is dropped in silence."""
        found: dict[str, Answer] = {}
        for line in self._lines():
            known = _known(line, by_code, by_label)
            if known and len(line) > known[0]:
                self._take(found, known[1], line[known[0]])
            elif found or not self._is_general():
                for cell in line:
                    if text_of(cell.value).strip():
                        self._note(Spot(""), "outside_field", cell)
        for code, each in found.items():
            self._keep_single(code, each)
            for part, cell in each.cells.items():
                if self._is_blank_formula(cell):
                    self._note(Spot(code, part=part), "formula_blank", cell)

    def _is_blank_formula(self, cell: Cell) -> bool:
        """A formula that was never computed: programs that write files without a calculator leave such."""
        return not text_of(cell.value).strip() and (cell.row, cell.column) in self.formulas

    def _is_general(self) -> bool:
        """Whether this is the sheet of single asks: its head, above the first answer, is ours."""
        return self.sheet.parent.worksheets[0] is self.sheet

    def _keep_single(self, code: str, answer: Answer) -> None:
        self._keep_places(Spot(code), answer.cells)
        if answer.texts and code in self.filled.answers:
            self._note(Spot(code), "two_answers", next(iter(answer.cells.values())))
        elif answer.texts:
            self.filled.answers[code] = gather(answer.ask, answer.texts)

    def _keep_places(self, spot: Spot, cells_by_part: Mapping[str, Cell]) -> None:
        for part, cell in cells_by_part.items():
            self.filled.places[spot._replace(part=part)] = _place(cell)
            if cell.data_type == "e":
                self._note(spot._replace(part=part), "cell_error", cell)

    def _note(self, spot: Spot, code: str, cell: Cell) -> None:
        self.filled.problems.append(Problem(spot, code, {"given": text_of(cell.value)}, _place(cell)))


def _place(cell: Cell) -> Place:
    return Place("cell", sheet=cell.parent.title, row=cell.row, column=cell.column)


def _label_key(cell: Cell) -> str:
    return normal(text_of(cell.value)) if isinstance(cell.value, str) else ""


def _labelled(asks: Sequence[Ask]) -> dict[str, Column]:
    """Normalised label, with the part's label behind it where there are several parts → ask and part."""
    found: dict[str, Column] = {}
    for ask, part in cells(asks):
        for label in wordings(ask.label):
            for ending in wordings(part.label) or {""}:
                found.setdefault(label + ending, (ask, part.name))
    return found


def _known(
    line: tuple[Cell, ...], by_code: Mapping[str, Column], by_label: Mapping[str, Column]
) -> tuple[int, Column] | None:
    """Where in the row the answer stands, and which ask it answers."""
    code = text_of(line[0].value)
    if code in by_code:
        return 2, by_code[code]
    for at, cell in enumerate(line[:2], start=1):
        if (key := _label_key(cell)) in by_label:
            return at, by_label[key]
    return None
