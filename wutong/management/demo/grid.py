"""The rows of a reply table: which columns, under which heads, with which figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .content import Need
from .reply import Reply


@dataclass(frozen=True)
class Grid:
    columns: list[str]
    heads: list[str]
    rows: list[list[str | int]]
    over: list[tuple[str, int]]  # a second header row above the first: text and how many columns it spans
    total: list[str | int] | None


def grid_of(reply: Reply, needs: list[Need] | None = None) -> Grid:
    """The needs as a table under the wording the plan names; all needs of the reply unless some are given."""
    shown = reply.needs if needs is None else needs
    table = reply.demo.tables[reply.plan.table]
    columns: list[str] = table["columns"]
    unit = _money_unit(table["heads"].get("money", ""), shown)
    heads = [_head(table["heads"][name], unit) for name in columns]
    rows = [[_cell(reply, need, name, number, unit) for name in columns] for number, need in enumerate(shown, 1)]
    over = [(str(text), int(span)) for _, text, span in table.get("over", [])]
    return Grid(columns, heads, rows, over, _total(reply, columns, shown, unit))


def sections(reply: Reply) -> Iterator[tuple[str, list[list[str | int]]]]:
    """The rows under the name of their action, numbered through from the first section to the last."""
    ordered = [need for _, needs in reply.by_action() for need in needs]
    rows = iter(grid_of(reply, ordered).rows)
    for heading, needs in reply.by_action():
        yield heading.removesuffix("方面"), [next(rows) for _ in needs]


def _money_unit(head: str, needs: list[Need]) -> str:
    """The unit to print in the header, when the header wants one and every amount is in it."""
    units = {need.money.unit for need in needs if need.money}
    return units.pop() if "{unit}" in head and len(units) == 1 else ""


def _head(head: str, unit: str) -> str:
    if unit or "{unit}" not in head:
        return head.format(unit=unit)
    return head.split("（")[0].split("/")[0].split(" (")[0]


def _cell(reply: Reply, need: Need, name: str, number: int, unit: str) -> str | int:
    if name == "no":
        return number
    if name == "money" and unit:
        return need.money.value if need.money else ""
    return reply.said(need)[name]


def _total(reply: Reply, columns: list[str], needs: list[Need], unit: str) -> list[str | int] | None:
    """A last row that adds up the money; only where the column is of one unit."""
    if not unit:
        return None
    row: list[str | int] = ["" for _ in columns]
    row[0] = reply.frame["total"]
    row[columns.index("money")] = sum(need.money.value for need in needs if need.money)
    return row
