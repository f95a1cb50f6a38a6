"""One form on one page: fields, rows of tables, what the buttons did, and the problems beside their fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

from wutong.base.texts import in_language
from wutong.forms import asks
from wutong.forms.checking import Checked, check
from wutong.forms.definition import Form
from wutong.forms.problems import Problem
from wutong.forms.web.fields import DROP, KEPT, AskForm, field_name
from wutong.forms.web.values import Sent, digests_in, initial

RIGHT_TO_LEFT = {"ar"}
LANGUAGE_NAMES = {
    "zh-hans": "简体中文", "en": "English", "ru": "Русский", "fr": "Français", "ar": "العربية", "es": "Español",
}  # fmt: skip
# Names of the buttons that only change the page. None may be that of a method of forms: an input named “remove” hides
# form.remove(), and the form could no longer be swapped.
BUTTONS = {"add_row": "add", "drop_row": "remove", "show": "show"}


@dataclass
class Entry:
    """One ask as it stands on the page."""

    ask: asks.Ask
    label: str
    help: str
    fields: list[BoundField]
    kept: BoundField | None = None
    kept_name: str = ""
    drop: BoundField | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        """Several inputs under one legend."""
        return len(self.fields) > 1 or self.ask.kind == "choices"


@dataclass
class Row:
    number: int  # from 1, as shown
    entries: list[Entry]


@dataclass
class TableEntry:
    ask: asks.Rows
    label: str
    help: str
    rows: list[Row]
    errors: list[str] = field(default_factory=list)


@dataclass
class Page:
    """What the templates render and the view asks: `answers` as typed, `check()`, `uploads` by digest, `asked_for`."""

    form: Form
    language: str
    answers: dict[str, Any]
    uploads: dict[str, UploadedFile] = field(default_factory=dict)
    asked_for: str = ""  # "add", "remove" or "show" when a button only changed the page
    files: set[str] = field(default_factory=set)
    checked: Checked | None = None
    typed: dict[str, dict[str, Any]] = field(default_factory=dict)  # inputs as sent, by prefix

    def check(self, on: date | None = None, files: Iterable[str] = ()) -> Checked:
        """Checks the answers and puts the problems beside their fields. `files`: other files this person may name."""
        allowed = {*self.files, *self.uploads, *files}
        self.checked = check(self.form, self.answers, on=on, files=allowed)
        return self.checked

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def title(self) -> str:
        return in_language(self.form.titles, self.language)

    @property
    def intro(self) -> str:
        return in_language(self.form.intro, self.language)

    @property
    def languages(self) -> list[tuple[str, str]]:
        return [(code, LANGUAGE_NAMES[code]) for code in self.form.languages()]

    @property
    def problems(self) -> list[Problem]:
        return self.checked.problems if self.checked else []

    @property
    def entries(self) -> list[Entry | TableEntry]:
        return [self._table(ask) if isinstance(ask, asks.Rows) else self._entry(ask, "") for ask in self.form.asks]

    def _entry(self, ask: asks.Ask, prefix: str, table: asks.Rows | None = None, number: int | None = None) -> Entry:
        errors = self._errors(table.code if table else ask.code, number, ask.code if table else "")
        shown = self.typed.get(prefix)
        bound = AskForm((ask,), self.language, prefix=prefix or None, initial=shown or {})
        every = {name: bound[name] for name in bound.fields}
        kept, drop = every.pop(field_name(ask, KEPT), None), every.pop(field_name(ask, DROP), None)
        entry = Entry(ask, in_language(ask.label, self.language), in_language(ask.help, self.language),
                      list(every.values()), kept, _name_in(kept), drop, errors)  # fmt: skip
        for each in entry.fields:
            _describe(each, entry)
        return entry

    def _table(self, table: asks.Rows) -> TableEntry:
        rows = [
            Row(number, [self._entry(ask, f"{table.code}-{number - 1}", table, number) for ask in table.columns])
            for number in range(1, self.count(table) + 1)
        ]
        return TableEntry(table, in_language(table.label, self.language), in_language(table.help, self.language),
                          rows, self._errors(table.code, None, ""))  # fmt: skip

    def count(self, table: asks.Rows) -> int:
        """Rows shown: those there are, at least one to fill in."""
        return max(1, table.min_rows, len(self.answers.get(table.code) or []))

    def _errors(self, ask: str, row: int | None, column: str) -> list[str]:
        return [problem.text for problem in self.problems if problem.spot[:3] == (ask, row, column)]


def blank(form: Form, answers: Mapping[str, Any] | None = None, language: str | None = None) -> Page:
    """The page for kept `answers`, or an empty one, in `language` (default: the reader's)."""
    kept = dict(answers or {})
    page = Page(form, _language(form, language), kept, files=digests_in(kept))
    page.typed = _typed(form, kept)
    return page


def posted(
    form: Form,
    data: QueryDict,
    files: MultiValueDict | None = None,
    *,
    previous: Mapping[str, Any] | None = None,
    language: str | None = None,
) -> Page:
    """The page a person sent. `previous`: the kept answers it was made from; only their files may be kept."""
    known = digests_in(dict(previous or {}))
    wanted = data.get("show") or data.get("form-language") or language
    page = Page(form, _language(form, wanted), {}, files=known)
    singles = Sent(data, files, "", known)
    for ask in form.singles:
        page.answers[ask.code] = singles.answer(ask)
    page.uploads |= singles.uploads
    for table in form.tables:
        page.answers[table.code] = _rows(table, data, files, page)
    _press(page, data)
    page.typed = _typed(form, page.answers)
    return page


def _rows(table: asks.Rows, data: QueryDict, files: MultiValueDict | None, page: Page) -> list[dict[str, Any]]:
    found = (re.match(rf"{table.code}-(\d{{1,5}})-", name) for name in [*data, *(files or {})])
    numbers = sorted({int(match[1]) for match in found if match})
    rows = []
    for number in numbers[: table.max_rows + 1]:
        sent = Sent(data, files, f"{table.code}-{number}", page.files)
        rows.append({ask.code: sent.answer(ask) for ask in table.columns})
        page.uploads |= sent.uploads
    return rows


def _press(page: Page, data: QueryDict) -> None:
    """Buttons that change the page and send nothing: another row, one row less, another language."""
    page.asked_for = next((asked for name, asked in BUTTONS.items() if name in data), "")
    pressed = data.get("add_row") or data.get("drop_row") or ""
    code, _, number = pressed.partition("-")
    rows = page.answers.get(code)
    if not isinstance(rows, list) or not isinstance(page.form.ask(code), asks.Rows):
        return
    if page.asked_for == "add":
        rows.append({})
    elif number.isdecimal() and 0 < int(number) <= len(rows):
        del rows[int(number) - 1]


def _typed(form: Form, answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What every input shows, by prefix of its fields. Answers as typed are shown as typed."""
    typed: dict[str, dict[str, Any]] = {"": {}}
    for ask in form.singles:
        typed[""] |= _shown(ask, answers.get(ask.code))
    for table in form.tables:
        for number, row in enumerate(answers.get(table.code) or []):
            shown = [_shown(ask, row.get(ask.code)) for ask in table.columns]
            typed[f"{table.code}-{number}"] = {name: text for each in shown for name, text in each.items()}
    return typed


def _shown(ask: asks.Ask, value: Any) -> dict[str, Any]:
    whole = isinstance(value, str) and ask.kind in ("countries", "organisation")
    return {ask.code: value} if whole else initial(ask, value)


def _language(form: Form, wanted: str | None) -> str:
    known = form.languages()
    wanted = (wanted or get_language() or "").lower()
    wanted = "zh-hans" if wanted.startswith("zh") else wanted.split("-")[0]
    return wanted if wanted in known else (known[0] if known else form.authoritative)


def _name_in(kept: BoundField | None) -> str:
    """The name of the file that the hidden answer stands for."""
    stored = kept.value() if kept else None
    return json.loads(stored).get("name", "") if stored else ""


def _describe(bound: BoundField, entry: Entry) -> None:
    """Points the input to its help and errors, for those who listen to the page."""
    own = [f"{entry.fields[0].auto_id}-help"] if entry.help else []
    own += [f"{entry.fields[0].auto_id}-error"] if entry.errors else []
    attributes = bound.field.widget.attrs
    if own:
        attributes["aria-describedby"] = " ".join(own)
    if entry.errors:
        attributes["aria-invalid"] = "true"
        attributes["class"] = f"{attributes.get('class', '')} is-invalid".strip()
