"""The one door through which answers of any face are checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wutong.documents.blocks import Place
from wutong.forms.answers import Case, settle
from wutong.forms.asks import Ask, Labels, Rows
from wutong.forms.definition import Form, Stamp
from wutong.forms.problems import Problem, Spot


@dataclass
class Filled:
    """What a face read from a file: answers as typed, where each one stands, and what was wrong with the file."""

    answers: dict[str, Any] = field(default_factory=dict)
    places: dict[Spot, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Checked:
    values: dict[str, Any]
    problems: list[Problem]

    @property
    def ok(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


def check(
    form: Form,
    answers: Mapping[str, Any] | Filled,
    *,
    on: date | None = None,
    files: Iterable[str] | None = None,
) -> Checked:
    """Values to keep, and every problem with its place.

    on: with it, countries are recognised in words that have no codes yet, regions as they were on that day.
    files: the SHA-256 digests of the files the sender may point to; None: not looked at.
    """
    filled = answers if isinstance(answers, Filled) else Filled(dict(answers))
    known_files = None if files is None else frozenset(files)
    checking = _Checking(form, filled, Case(note=lambda code, **_: None, on=on, files=known_files))
    return checking.run()


class _Checking:
    """One run over the answers of one form."""

    def __init__(self, form: Form, filled: Filled, case: Case) -> None:
        self.form, self.filled, self.case = form, filled, case
        self.problems = list(filled.problems)

    def run(self) -> Checked:
        given = self.filled.answers
        values: dict[str, Any] = {}
        for ask in self.form.asks:
            value = self.rows(ask, given.get(ask.code)) if isinstance(ask, Rows) else self.single(ask, given)
            if value is not None:
                values[ask.code] = value
        self.unknown(given, [ask.code for ask in self.form.asks], lambda name: Spot(name))
        for ask in self.form.asks:
            needed = ask.required or any(values.get(other) == code for other, code in ask.required_if.items())
            if needed and ask.code not in values and not self.noted(ask.code):
                self.note(Spot(ask.code), (ask.label,), "missing")
        return Checked(values, self.problems)

    def single(self, ask: Ask, given: Mapping[str, Any]) -> Any:
        return settle(ask, given.get(ask.code), self.noting(Spot(ask.code), (ask.label,)))

    def rows(self, ask: Rows, given: Any) -> list[dict[str, Any]] | None:
        if given is None:
            given = []
        if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            self.note(Spot(ask.code), (ask.label,), "not_rows")
            return None
        rows = [row for number, each in enumerate(given, start=1) if (row := self.row(ask, number, each))]
        if 0 < len(rows) < ask.min_rows:
            self.note(Spot(ask.code), (ask.label,), "few_rows", given=len(rows), limit=ask.min_rows)
        if len(rows) > ask.max_rows:
            self.note(Spot(ask.code), (ask.label,), "many_rows", given=len(rows), limit=ask.max_rows)
        return rows or None

    def row(self, ask: Rows, number: int, given: Mapping[str, Any]) -> dict[str, Any]:
        """A row with nothing in it is no row: nobody is asked to complete it."""
        before = len(self.problems)
        row: dict[str, Any] = {}
        for column in ask.columns:
            spot = Spot(ask.code, number, column.code)
            value = settle(column, given.get(column.code), self.noting(spot, (ask.label, column.label)))
            if value is not None:
                row[column.code] = value
        self.unknown(given, [column.code for column in ask.columns], lambda name: Spot(ask.code, number, name))
        if not row and len(self.problems) == before:
            return {}
        for column in ask.columns:
            spot = Spot(ask.code, number, column.code)
            if column.required and column.code not in row and not self.noted(*spot[:3]):
                self.note(spot, (ask.label, column.label), "missing")
        return row

    def unknown(self, given: Mapping[str, Any], codes: list[str], spot: Callable[[str], Spot]) -> None:
        for name in given:
            if name not in codes and given[name] not in (None, "", [], {}):
                self.note(spot(str(name)), (), "unknown_field", given=given[name])

    def noting(self, spot: Spot, labels: tuple[Labels, ...]) -> Case:
        def note(code: str, part: str = "", **parameters: Any) -> None:
            self.note(spot._replace(part=part), labels, code, **parameters)

        return replace(self.case, note=note)

    def note(self, spot: Spot, labels: tuple[Labels, ...], code: str, **parameters: Any) -> None:
        places = self.filled.places
        place = places.get(spot) or places.get(spot.whole()) or _any_part(places, spot) or places.get(Spot(spot.ask))
        self.problems.append(Problem(spot, code, parameters, place, labels))

    def noted(self, ask: str, row: int | None = None, column: str = "") -> bool:
        return any(problem.is_error and problem.spot[:3] == (ask, row, column) for problem in self.problems)


def _any_part(places: Mapping[Spot, Place], spot: Spot) -> Place | None:
    return next((place for known, place in places.items() if known.whole() == spot.whole()), None)


def stamp_problems(form: Form, stamp: Stamp | None) -> list[Problem]:
    """What the file's stamp says against reading it as `form`. It is read all the same."""
    nowhere = Spot("")
    if stamp is None:
        return [Problem(nowhere, "no_stamp")]
    if stamp.form != form.id:
        return [Problem(nowhere, "other_form", {"given": stamp.form})]
    if stamp.version != form.version:
        return [Problem(nowhere, "other_version", {"given": stamp.version, "limit": form.version})]
    return [Problem(nowhere, "changed_form")] if stamp.digest != form.digest else []
