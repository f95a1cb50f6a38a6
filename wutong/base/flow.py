"""Flow tables: a state machine is a table of moves. No Django here; `advance()` lives in advance.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: `name: sources → target, by whom`. `says` is the words on the button."""

    name: str
    sources: tuple[str, ...]
    target: str
    by: str
    says: str = ""


class Flow:
    """The table of one kind of record. Faulty tables are refused when the module loads."""

    def __init__(self, name: str, states: Mapping[str, str], moves: tuple[Move, ...], *, start: str) -> None:
        self.name, self.states, self.start = name, dict(states), start
        self.moves = {move.name: move for move in moves}
        if len(self.moves) != len(moves):
            raise ValueError(f"flow {name}: a move is named twice")
        for move in moves:
            unknown = {*move.sources, move.target} - set(self.states)
            if unknown:
                raise ValueError(f"flow {name}, move {move.name}: unknown state {sorted(unknown)}")
        lost = set(self.states) - {start} - {move.target for move in moves}
        if start not in self.states or lost:
            raise ValueError(f"flow {name}: states nothing leads to: {sorted(lost)}")

    def move(self, name: str) -> Move:
        return self.moves[name]

    def open_moves(self, state: str) -> list[Move]:
        """The moves the table allows from `state` (rules may still refuse)."""
        return [move for move in self.moves.values() if state in move.sources]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(self.states.items())
