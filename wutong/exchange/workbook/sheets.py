"""What each sheet shows: its columns, and which of them only the internal version has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from wutong.exchange.values import Money
from wutong.exchange.wording import Words
from wutong.exchange.workbook.model import FileRow, MergedRow, UnitRow
from wutong.exchange.workbook.model import Workbook as Values

Value = str | int | Money | datetime | None
Kind = Literal["text", "centre", "count", "amount", "moment"]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """`key` names the header words; `internal` columns are absent from the public version."""

    key: str
    width: float
    value: Callable[[Any], Any]
    kind: Kind = "text"
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    key: str
    rows: Sequence[Any]
    columns: tuple[SheetColumn, ...]
    internal: bool = False


def sheets(book: Values, words: Words, *, internal: bool) -> list[Sheet]:
    """The sheets of a version, each with the columns of that version."""
    all_sheets = [
        Sheet("merged", book.merged, _merged(words)),
        Sheet("needs", book.needs, _needs(words)),
        Sheet("units", book.units, _units(words)),
        Sheet("files", book.files, FILES, internal=True),
    ]
    return [
        Sheet(sheet.key, sheet.rows, tuple(column for column in sheet.columns if internal or not column.internal))
        for sheet in all_sheets
        if internal or not sheet.internal
    ]


def _only(money: Sequence[Money]) -> Money | None:
    """The one amount a numeric cell can hold; several currencies stay text."""
    return money[0] if len(money) == 1 else None


def _merged(words: Words) -> tuple[SheetColumn, ...]:
    def amount(row: MergedRow) -> Any:
        return single.amount if (single := _only(row.need.money)) else None

    def currency(row: MergedRow) -> str:
        return single.currency if (single := _only(row.need.money)) else ""

    return (
        SheetColumn("number", 10, lambda row: row.need.number, "centre"),
        SheetColumn("item", 24, lambda row: row.item),
        SheetColumn("title", 32, lambda row: row.need.title),
        SheetColumn("wording", 60, lambda row: row.need.wording),
        SheetColumn("unit_count", 13, lambda row: len(row.need.units), "count"),
        SheetColumn("units", 30, lambda row: words.join(row.need.units)),
        SheetColumn("countries", 22, lambda row: words.join(row.need.countries)),
        SheetColumn("field", 12, lambda row: row.need.field, "centre"),
        SheetColumn("action", 16, lambda row: row.need.action, "centre"),
        SheetColumn("amount", 16, amount, "amount"),
        SheetColumn("currency", 9, currency, "centre"),
        SheetColumn("money", 22, lambda row: words.money(row.need.money)),
        SheetColumn("period", 16, lambda row: row.need.period, "centre"),
        SheetColumn("priority", 9, lambda row: row.need.priority, "centre"),
        SheetColumn("source_count", 14, lambda row: len(row.need.sources), "count", internal=True),
        SheetColumn("sources", 50, lambda row: "\n".join(map(words.source, row.need.sources)), internal=True),
    )


def _needs(words: Words) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn("number", 10, lambda need: need.number, "centre"),
        SheetColumn("unit", 26, lambda need: need.unit),
        SheetColumn("title", 32, lambda need: need.title),
        SheetColumn("text", 60, lambda need: need.text),
        SheetColumn("countries", 22, lambda need: words.join(need.countries)),
        SheetColumn("field", 12, lambda need: need.field, "centre"),
        SheetColumn("action", 16, lambda need: need.action, "centre"),
        SheetColumn("amount", 16, lambda need: need.money.amount if need.money else None, "amount"),
        SheetColumn("currency", 9, lambda need: need.money.currency if need.money else "", "centre"),
        SheetColumn("period", 16, lambda need: need.period, "centre"),
        SheetColumn("outcome", 12, lambda need: words.say(f"outcome.{need.outcome}"), "centre"),
        SheetColumn("group", 10, lambda need: need.group, "centre"),
        SheetColumn("group_title", 32, lambda need: need.group_title),
        SheetColumn("reason", 32, lambda need: need.reason),
        SheetColumn("contact", 24, lambda need: need.contact, internal=True),
        SheetColumn("sources", 50, lambda need: "\n".join(map(words.source, need.sources)), internal=True),
    )


def _units(words: Words) -> tuple[SheetColumn, ...]:
    def passed_to(row: UnitRow) -> str:
        return words.join(row.passed_to)

    return (
        SheetColumn("unit", 34, lambda row: row.unit),
        SheetColumn("kind", 14, lambda row: row.kind, "centre"),
        SheetColumn("status", 14, lambda row: row.status, "centre"),
        SheetColumn("need_count", 9, lambda row: row.needs, "count"),
        SheetColumn("due", 18, lambda row: row.due, "moment"),
        SheetColumn("answered", 18, lambda row: row.answered, "moment"),
        SheetColumn("passed_to", 40, passed_to),
        SheetColumn("contact", 24, lambda row: row.contact, internal=True),
    )


def _file(row: FileRow) -> str:
    return row.name


FILES = (
    SheetColumn("file", 44, _file),
    SheetColumn("unit", 30, lambda row: row.unit),
    SheetColumn("kind", 16, lambda row: row.kind, "centre"),
    SheetColumn("need_count", 9, lambda row: row.needs, "count"),
    SheetColumn("received", 18, lambda row: row.received, "moment"),
    SheetColumn("hash", 68, lambda row: row.digest),
    SheetColumn("remark", 40, lambda row: row.remark),
)
