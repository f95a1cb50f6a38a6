"""Reading a Word form back: by the tags of its fields, and by labels and columns where the tags are gone."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import docx

from wutong.documents.blocks import Place
from wutong.forms import stamps
from wutong.forms.asks import Ask, Rows
from wutong.forms.checking import Filled, stamp_problems
from wutong.forms.definition import Form
from wutong.forms.labels import normal, wordings
from wutong.forms.packed import too_much_in
from wutong.forms.parts import gather, parts
from wutong.forms.problems import Problem, Spot
from wutong.forms.word.controls import hints, tag_of
from wutong.forms.word.properties import get_properties
from wutong.forms.word.tables import Field, FormCell, FormTable, loose_fields, tables_of


def read(form: Form, data: bytes) -> Filled:
    """Answers as typed, each with table and row. A file that cannot be opened is a problem, not an exception."""
    if reason := too_much_in(data):
        return Filled(problems=[Problem(Spot(""), "unreadable", {"given": reason})])
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises whatever a broken part makes it stumble over
        return Filled(problems=[Problem(Spot(""), "unreadable", {"given": error})])
    filled = Filled(stamp=stamps.stamp_from(get_properties(document)))
    filled.problems += stamp_problems(form, filled.stamp)
    reading = _Reading(form, filled)
    for table in tables_of(document.element.body):
        reading.table(table)
    for field in loose_fields(document.element.body):
        reading.loose(field)
    return filled


class _Reading:
    def __init__(self, form: Form, filled: Filled) -> None:
        self.form, self.filled = form, filled
        self.by_tag = {tag_of(ask, part): ask for ask in form.singles for part in parts(ask)}
        self.by_label = {label: ask for ask in form.singles for label in wordings(ask.label)}

    def table(self, table: FormTable) -> None:
        """Tags say what the table is; labels only where no tag is left."""
        tags = {field.tag for row in table.rows for cell in row for field in cell.fields}
        for rows in () if tags & self.by_tag.keys() else self.form.tables:
            columns = _columns(rows, table, tagged=bool(tags & _tags(rows).keys()))
            if columns is not None:
                self._rows(rows, table, *columns)
                return
        for number, row in enumerate(table.rows, start=1):
            self._single(row, Place("cell", table=table.number, row=number))

    def loose(self, field: Field) -> None:
        ask = self.by_tag.get(field.tag)
        if ask and field.text and ask.code not in self.filled.answers:
            part = field.tag.partition(".")[2]
            self.filled.answers[ask.code] = gather(ask, {part: field.text})

    def _single(self, row: tuple[FormCell, ...], place: Place) -> None:
        """Label and answer side by side; two such pairs in a row are read too."""
        at = 0
        while at < len(row):
            tagged = next((self.by_tag[field.tag] for field in row[at].fields if field.tag in self.by_tag), None)
            labelled = self.by_label.get(_label_key(row[at].text)) if at + 1 < len(row) else None
            if tagged:
                self._keep(Spot(tagged.code), tagged, row[at], replace(place, column=at + 1))
            elif labelled:
                at += 1
                self._keep(Spot(labelled.code), labelled, row[at], replace(place, column=at + 1))
            at += 1

    def _keep(self, spot: Spot, ask: Ask, cell: FormCell, place: Place) -> None:
        self.filled.places.setdefault(spot, place)
        answer = self._answer(spot, ask, cell, place)
        if not answer:
            return
        if spot.ask in self.filled.answers:
            self._note(spot, "two_answers", cell.text, place)
        else:
            self.filled.answers[spot.ask] = answer

    def _rows(self, rows: Rows, table: FormTable, head: int, columns: Mapping[int, Ask]) -> None:
        kept: list[dict[str, Any]] = self.filled.answers.setdefault(rows.code, [])
        for number, row in enumerate(table.rows[head:], start=head + 1):
            found: dict[str, Any] = {}
            places: dict[str, Place] = {}
            column = 1
            for cell in row:
                place = Place("cell", table=table.number, row=number, column=column)
                ask = _tagged(rows, cell) or columns.get(column)
                if ask:
                    places[ask.code] = place
                    if answer := self._answer(Spot(rows.code, len(kept) + 1, ask.code), ask, cell, place):
                        found[ask.code] = answer
                elif cell.text.strip():
                    self._note(Spot(rows.code, len(kept) + 1), "outside_field", cell.text, place)
                column += cell.span
            if found:
                kept.append(found)
                for code, place in places.items():
                    self.filled.places[Spot(rows.code, len(kept), code)] = place

    def _answer(self, spot: Spot, ask: Ask, cell: FormCell, place: Place) -> Any:
        """What the cell says, by its fields, else by the words in it."""
        own = parts(ask)
        if len(own) == 1:
            return cell.text.strip()
        texts = {field.tag.rpartition(".")[2]: field.text.strip() for field in cell.fields if field.text.strip()}
        outside = [line for line in cell.around if not _is_part_label(ask, line)]
        if texts and outside:
            self._note(spot, "outside_field", " ".join(outside), place)
        if texts:
            return gather(ask, texts)
        return _by_words(ask, cell)

    def _note(self, spot: Spot, code: str, given: str, place: Place) -> None:
        labels = [ask.label for ask in self.form.asks if ask.code == spot.ask]
        self.filled.problems.append(Problem(spot, code, {"given": given}, place, tuple(labels)))


def _tags(rows: Rows) -> dict[str, Ask]:
    return {tag_of(ask, part, rows): ask for ask in rows.columns for part in parts(ask)}


def _tagged(rows: Rows, cell: FormCell) -> Ask | None:
    tags = _tags(rows)
    return next((tags[field.tag] for field in cell.fields if field.tag in tags), None)


def _columns(rows: Rows, table: FormTable, *, tagged: bool) -> tuple[int, dict[int, Ask]] | None:
    """Number of header rows, and the ask of each column; None when the table is not this one.

    With tags one label makes a header; without, two and half of the row, or the only one of a one-column table.
    """
    by_label = {label: ask for ask in rows.columns for label in wordings(ask.label)}
    for number, row in enumerate(table.rows[:3], start=1):
        found: dict[int, Ask] = {}
        column = 1
        for cell in row:
            if not cell.fields and (ask := by_label.get(_label_key(cell.text))):
                found[column] = ask
            column += cell.span
        alone = len(row) == len(rows.columns) == 1
        if len(found) >= (1 if tagged or alone else max(2, (len(row) + 1) // 2)):
            return number, found
    return (0, {}) if tagged else None


def _label_key(text: str) -> str:
    return normal(text.split("\n")[0])


def _part_lines(ask: Ask, line: str) -> tuple[str, str] | None:
    """The part and the rest of a line such as 姓名：张三."""
    label, colon, rest = re.sub("[：:]", ":", line, count=1).partition(":")
    for part in parts(ask):
        if colon and normal(label) in wordings(part.label):
            return part.name, "" if rest.strip() in hints() else rest.strip()
    return None


def _is_part_label(ask: Ask, line: str) -> bool:
    found = _part_lines(ask, line)
    return found is not None and not found[1]


def _by_words(ask: Ask, cell: FormCell) -> Any:
    """The parts by the labels before them; when no line has one, the whole text."""
    lines = [line for line in cell.text.split("\n") if line.strip()]
    labelled = [_part_lines(ask, line) for line in lines]
    texts = {found[0]: found[1] for found in labelled if found and found[1]}
    if any(labelled):
        return gather(ask, texts) if texts else None
    return "\n".join(lines).strip()
