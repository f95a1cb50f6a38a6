"""One entry of a form file or of a stored form, made into an ask, or refused with the entry named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from wutong.forms.asks import CODE_PATTERN, KINDS, LONGEST_TEXT, Ask, Choice, Choices, LongText, Option, Rows, Text
from wutong.forms.labels import clashes, normal, wordings

_TAKEN_CODES = {"form", "row", "kept", "add", "remove", "show", "add_row", "drop_row"}
_NOT_IN_OPTION = re.compile(r"[;；、,，\n]")


class FormError(Exception):
    """A form definition that cannot be used; `errors` lists everything wrong, each line naming its entry."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


class Entries:
    """Reads entries one after another and collects what is wrong with them."""

    def __init__(self, authoritative: str) -> None:
        self.authoritative = authoritative
        self.errors: list[str] = []

    def wrong(self, where: str, what: str) -> None:
        self.errors.append(f"{where}: {what}")

    def asks(self, given: Any, where: str, *, inside_table: bool = False) -> tuple[Ask, ...]:
        """The asks of a list of entries. Those that are wrong are left out and told in `errors`."""
        if not isinstance(given, list) or not given:
            self.wrong(where, "a list of at least one ask is needed")
            return ()
        read = [self._ask(entry, f"{where}[{number}]", inside_table) for number, entry in enumerate(given, start=1)]
        asks = [ask for ask in read if ask]
        self._tell_doubles(asks, where)
        return tuple(asks)

    def labels(self, given: Any, where: str, name: str, *, needed: bool = True) -> Mapping[str, str]:
        given = given or {}
        if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
            self.wrong(where, f"'{name}' must give one text per language")
            return {}
        if (needed or given) and not given.get(self.authoritative, "").strip():
            self.wrong(where, f"no {name} in the authoritative language '{self.authoritative}'")
        return given

    def code(self, entry: Mapping[str, Any], where: str) -> str:
        code = entry.get("code", "")
        if not isinstance(code, str) or not re.fullmatch(CODE_PATTERN, code) or code in _TAKEN_CODES:
            self.wrong(where, f"code {code!r} must be 1-20 small letters, digits or _, and not a reserved word")
        return str(code)

    def _ask(self, entry: Any, where: str, inside_table: bool) -> Ask | None:
        if not isinstance(entry, dict):
            self.wrong(where, "an ask is a table of settings")
            return None
        where = f"{where} '{entry.get('code', '?')}'"
        kind = KINDS.get(str(entry.get("type")))
        if kind is None:
            self.wrong(where, f"unknown type {entry.get('type')!r}; known: {', '.join(KINDS)}")
            return None
        if inside_table and kind is Rows:
            self.wrong(where, "a table cannot stand inside a table")
            return None
        return self._build(kind, entry, where)

    def _build(self, kind: type[Ask], entry: dict[str, Any], where: str) -> Ask | None:
        before = len(self.errors)
        known = {each.name: each for each in fields(kind)}
        for name in sorted(entry.keys() - known.keys() - {"type"}):
            self.wrong(where, f"unknown setting '{name}' for type '{kind.kind}'")
        values = {name: self._setting(name, given, where) for name, given in entry.items() if name in known}
        values["code"] = self.code(entry, where)
        values["label"] = self.labels(entry.get("label"), where, "label")
        lacking = [
            name
            for name, each in known.items()
            if each.default is MISSING and each.default_factory is MISSING and name not in values
        ]
        for name in lacking:
            self.wrong(where, f"'{name}' is needed for type '{kind.kind}'")
        if len(self.errors) > before:
            return None
        ask = kind(**values)
        self.errors += [f"{where}: {what}" for what in _wrong_limits(ask)]
        return ask

    def _setting(self, name: str, given: Any, where: str) -> Any:
        match name:
            case "help":
                return self.labels(given, where, "help", needed=False)
            case "options":
                return self._options(given, where)
            case "columns":
                return self.asks(given, f"{where} columns", inside_table=True)
            case "minimum" | "maximum":
                return self._decimal(given, where, name)
            case "currencies":
                return self._currencies(given, where)
            case "required_if":
                named = isinstance(given, dict) and all(isinstance(choice, str) for choice in given.values())
                return self._must(named, given, where, "'required_if' must give a choice for each ask it names")
            case "required":
                return self._must(isinstance(given, bool), given, where, "'required' must be true or false")
            case "earliest" | "latest":
                return self._day(given, where, name)
            case "code" | "label":
                return given
        return self._must(type(given) is int and given >= 0, given, where, f"'{name}' must be a whole number")

    def _must(self, holds: bool, given: Any, where: str, what: str) -> Any:
        if not holds:
            self.wrong(where, what)
        return given

    def _options(self, given: Any, where: str) -> tuple[Option, ...]:
        if not isinstance(given, list) or not given:
            self.wrong(where, "'options' needs at least one option")
            return ()
        options = []
        for number, entry in enumerate(given, start=1):
            place = f"{where} options[{number}]"
            if not isinstance(entry, dict):
                self.wrong(place, "an option has a code and a label")
                continue
            label = self.labels(entry.get("label"), place, "label")
            if any(_NOT_IN_OPTION.search(text) for text in label.values()):
                self.wrong(place, "an option's label may not hold a comma, semicolon or line break")
            options.append(Option(code=self.code(entry, place), label=label))
        for one, other in clashes((option.code, wordings(option.label) | {normal(option.code)}) for option in options):
            self.wrong(where, f"options '{one}' and '{other}' read the same")
        self._tell_double_codes([option.code for option in options], where)
        return tuple(options)

    def _currencies(self, given: Any, where: str) -> tuple[str, ...]:
        if not isinstance(given, list) or not given or not all(re.fullmatch("[A-Z]{3}", str(code)) for code in given):
            self.wrong(where, "'currencies' must list three-letter currency codes")
            return ()
        return tuple(given)

    def _decimal(self, given: Any, where: str, name: str) -> Decimal | None:
        try:
            number = Decimal(str(given))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.wrong(where, f"'{name}' must be a number, not {given!r}")
            return None
        return number

    def _day(self, given: Any, where: str, name: str) -> str:
        try:
            return date.fromisoformat(str(given)).isoformat() if given else ""
        except ValueError:
            self.wrong(where, f"'{name}' must be a date like 2026-01-31, not {given!r}")
            return ""

    def _tell_doubles(self, asks: list[Ask], where: str) -> None:
        self._tell_double_codes([ask.code for ask in asks], where)
        for one, other in clashes((ask.code, wordings(ask.label)) for ask in asks):
            self.wrong(where, f"asks '{one}' and '{other}' have the same label")

    def _tell_double_codes(self, codes: list[str], where: str) -> None:
        for code in dict.fromkeys(code for code in codes if codes.count(code) > 1):
            self.wrong(where, f"duplicate code '{code}'")


def _wrong_limits(ask: Ask) -> list[str]:
    if isinstance(ask, Text | LongText) and not 0 < ask.max_length <= LONGEST_TEXT:
        return [f"'max_length' must be 1 to {LONGEST_TEXT}, what an Excel cell can hold"]
    if isinstance(ask, Rows) and not 0 <= ask.min_rows <= ask.max_rows:
        return ["'min_rows' is above 'max_rows'"]
    return []


def choices_of(asks: tuple[Ask, ...]) -> dict[str, set[str]]:
    """The codes that may be chosen, for each ask that is a choice."""
    return {ask.code: {option.code for option in ask.options} for ask in asks if isinstance(ask, Choice | Choices)}
