"""The demo's content as typed values: invented units, their needs, the call, and the plan of the reply files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Money:
    value: int
    unit: str  # 万元, 万美元, USD or RUB


@dataclass(frozen=True, slots=True)
class Need:
    """One thing a unit wants. `places` is how it names the countries; `countries` what that meant on the base date."""

    key: str
    unit: str
    language: str
    title: str
    text: str
    field: str
    action: str
    places: str
    countries: tuple[str, ...]
    period: str  # "2027" or "2027-2029"
    contact: str
    money: Money | None = None
    partner: str = ""
    same_as: str = ""  # the same need as every other bearing this word
    near_miss_of: str = ""  # resembles the needs bearing this word, but must not be merged with them


@dataclass(frozen=True, slots=True)
class Unit:
    key: str
    kind: str
    names: dict[str, str]
    aliases: tuple[str, ...]
    domain: str
    document_word: str  # what stands before the year in the unit's letter numbers
    parent: str = ""
    answers: bool = True


@dataclass(frozen=True, slots=True)
class FilePlan:
    """One file to write: what it is called, who sends it, in which shape, with which needs."""

    name: str
    unit: str
    shape: str
    sent: date
    kind: str = "reply"
    needs: tuple[str, ...] = ()
    table: str = ""
    text: str = ""
    body: str = "text"  # of a mail: text, needs or attached
    format: str = "plain"
    encoding: str = "utf-8"
    transfer: str = "base64"
    old: bool = False
    forwarded: str = ""  # how the call is quoted below: "angled" (each line after >) or "bare"
    copy_of: str = ""
    superseded_by: str = ""
    author: str = ""  # the sub-unit whose paper it is, when the addressee only sends it on
    parts: tuple[FilePlan, ...] = ()

    def all_needs(self) -> tuple[str, ...]:
        """Keys in the file itself and in everything packed inside it."""
        return self.needs + tuple(key for part in self.parts for key in part.all_needs())

    def walk(self) -> Iterator[FilePlan]:
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Demo:
    office: dict[str, Any]
    partner_office: dict[str, Any]
    call: dict[str, Any]
    copies: tuple[dict[str, str], ...]
    units: dict[str, Unit]
    needs: dict[str, Need]
    files: tuple[FilePlan, ...]
    accounts: tuple[dict[str, Any], ...]
    texts: dict[str, dict[str, str]] = field(repr=False)
    tables: dict[str, dict[str, Any]] = field(repr=False)
    wording: dict[str, Any] = field(repr=False)

    def addressees(self) -> list[Unit]:
        return [unit for unit in self.units.values() if not unit.parent]

    def groups(self) -> dict[str, list[str]]:
        """Which needs are one and the same: the word they share → their keys."""
        found: dict[str, list[str]] = {}
        for need in self.needs.values():
            if need.same_as:
                found.setdefault(need.same_as, []).append(need.key)
        return found


@cache
def load_demo() -> Demo:
    letter = _read("call.toml")
    needs = {need.key: need for path in sorted((CONTENT / "needs").glob("*.toml")) for need in _needs(path)}
    plans = (entry for path in sorted((CONTENT / "files").glob("*.toml")) for entry in _toml(path)["file"])
    return Demo(
        office=letter["office"],
        partner_office=letter["partner_office"],
        call=letter["call"],
        copies=tuple(copy["names"] for copy in letter["copy"]),
        units={entry["key"]: _unit(entry) for entry in _read("units.toml")["unit"]},
        needs=needs,
        files=tuple(_plan(entry) for entry in plans),
        accounts=tuple(_read("accounts.toml")["account"]),
        texts=_read("texts.toml"),
        tables=_read("tables.toml"),
        wording=_read("wording.toml"),
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _read(name: str) -> dict[str, Any]:
    return _toml(CONTENT / name)


def _needs(path: Path) -> Iterator[Need]:
    stored = _toml(path)
    for entry in stored["need"]:
        money = Money(**entry["money"]) if "money" in entry else None
        yield Need(**(entry | {"unit": stored["unit"], "money": money, "countries": tuple(entry["countries"])}))


def _unit(entry: dict[str, Any]) -> Unit:
    return Unit(**(entry | {"aliases": tuple(entry["aliases"])}))


def _plan(entry: dict[str, Any]) -> FilePlan:
    """A part inherits the sender and the day of the file it lies in."""
    handed_down = {"unit": entry["unit"], "sent": entry["sent"]}
    parts = tuple(_plan(handed_down | part) for part in entry.get("parts", ()))
    keys = tuple(key for span in entry.get("needs", ()) for key in _keys(span))
    return FilePlan(**(entry | {"parts": parts, "needs": keys, "shape": entry.get("shape", "copy")}))


def _keys(span: str) -> list[str]:
    """“huajiang-01..11” → huajiang-01 … huajiang-11."""
    matched = re.fullmatch(r"(\w+)-(\d+)\.\.(\d+)", span)
    if not matched:
        raise ValueError(f"not a range of needs: {span}")
    return [f"{matched[1]}-{number:02d}" for number in range(int(matched[2]), int(matched[3]) + 1)]
