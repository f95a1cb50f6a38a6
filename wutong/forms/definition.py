"""A form: its asks in order, an id, a version and a digest that changes when anything a person sees changes."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from wutong.base.texts import LANGUAGES
from wutong.forms.asks import Ask, Labels, Rows
from wutong.forms.entries import Entries, FormError, choices_of

__all__ = ["Form", "FormError", "Stamp", "load"]


@dataclass(frozen=True)
class Stamp:
    """What a file says about the form it was made from."""

    form: str
    version: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Form:
    id: str
    version: int
    titles: Labels
    asks: tuple[Ask, ...]
    intro: Labels = field(default_factory=dict)  # what the person filling in should know first
    authoritative: str = "zh-hans"

    @cached_property
    def digest(self) -> str:
        canonical = json.dumps(self.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.id, self.version, self.digest)

    @property
    def singles(self) -> list[Ask]:
        return [ask for ask in self.asks if not isinstance(ask, Rows)]

    @property
    def tables(self) -> list[Rows]:
        return [ask for ask in self.asks if isinstance(ask, Rows)]

    def ask(self, code: str) -> Ask | None:
        return next((ask for ask in self.asks if ask.code == code), None)

    def languages(self) -> list[str]:
        """The languages in which every label is there, the authoritative one first."""
        labels = [self.titles, *_labels(self.asks)]
        complete = [code for code in LANGUAGES if all(label.get(code) for label in labels)]
        return sorted(complete, key=lambda code: code != self.authoritative)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON; settings at their default are left out, so that a new setting does not change old digests."""
        return {
            "id": self.id,
            "version": self.version,
            "authoritative": self.authoritative,
            "titles": dict(self.titles),
            "intro": dict(self.intro),
            "asks": [_ask_as_dict(ask) for ask in self.asks],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any], source: str = "form") -> Form:
        """Raises FormError listing every wrong entry; `source` is the file or record named in it."""
        entries = Entries(str(stored.get("authoritative", "zh-hans")))
        if entries.authoritative not in LANGUAGES:
            raise FormError([f"{source}: authoritative language must be one of {', '.join(LANGUAGES)}"])
        for name in sorted(stored.keys() - {each.name for each in fields(cls)}):
            entries.wrong(source, f"unknown setting '{name}'")
        if not re.fullmatch(r"[a-z][a-z0-9_.-]{0,59}", str(stored.get("id", ""))):
            entries.wrong(source, f"id {stored.get('id')!r} must be small letters, digits, . _ or -")
        if type(stored.get("version")) is not int or stored["version"] < 1:
            entries.wrong(source, "version must be a whole number from 1")
        titles = entries.labels(stored.get("titles"), source, "title")
        intro = entries.labels(stored.get("intro"), source, "intro", needed=False)
        asks = entries.asks(stored.get("asks"), f"{source} asks")
        _tell_conditions(asks, source, entries)
        if entries.errors:
            raise FormError(entries.errors)
        return cls(
            id=stored["id"], version=stored["version"], titles=titles, asks=asks, intro=intro,
            authoritative=entries.authoritative,
        )  # fmt: skip


def load(path: Path) -> Form:
    """The form in a TOML file. Raises FormError when the file or an entry of it is wrong."""
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError([f"{path.name}: {error}"]) from error
    return Form.from_dict(stored, path.name)


def _tell_conditions(asks: tuple[Ask, ...], source: str, entries: Entries) -> None:
    known = choices_of(asks)
    columns = [column for ask in asks if isinstance(ask, Rows) for column in ask.columns]
    for column in columns:
        if column.required_if:
            entries.wrong(f"{source} asks '{column.code}'", "'required_if' is for asks outside tables")
    for ask in asks:
        for other, choice in ask.required_if.items():
            if choice not in known.get(other, set()):
                entries.wrong(f"{source} asks '{ask.code}'", f"'required_if' names no choice {other} = {choice!r}")


def _labels(asks: tuple[Ask, ...]) -> Iterator[Labels]:
    for ask in asks:
        yield ask.label
        yield from (option.label for option in getattr(ask, "options", ()))
        yield from _labels(getattr(ask, "columns", ()))


def _ask_as_dict(ask: Ask) -> dict[str, Any]:
    blank = {each.name: each.default_factory() if callable(each.default_factory) else each.default
             for each in fields(ask)}  # fmt: skip
    values = {each.name: getattr(ask, each.name) for each in fields(ask)}
    return {"type": ask.kind} | {name: _plain(value) for name, value in values.items() if value != blank[name]}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, tuple):
        return [_ask_as_dict(each) if isinstance(each, Ask) else _plain(each) for each in value]
    if hasattr(value, "label"):
        return {"code": value.code, "label": dict(value.label)}
    return value
