"""One file being opened: its bytes, where it lies among containers, and the door for what lies inside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from wutong.documents.blocks import Document, Place, PlaceKind, ProblemCode, Unreadable
from wutong.documents.limits import Budget, Limits

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader gets. `opener` opens any other source: readers of containers need no import of the door."""

    name: str
    data: bytes
    limits: Limits
    budget: Budget
    opener: Callable[[Source], Document]
    path: tuple[str, ...] = ()
    taken: dict[str, int] = field(default_factory=dict)  # how often a part name was used here

    def place(self, kind: PlaceKind, **where: Any) -> Place:
        return Place(kind, self.path, **where)

    def unreadable(self, code: ProblemCode, detail: str = "") -> Unreadable:
        return Unreadable(code, self.name, detail)

    def label(self, name: str) -> str:
        """The name of a part in a path, told apart from an earlier part of the same name."""
        self.taken[name] = self.taken.get(name, 0) + 1
        return name if self.taken[name] == 1 else f"{name} ({self.taken[name]})"

    def open_part(self, name: str, data: bytes) -> Document:
        """Open a file found inside this one. Never raises `Unreadable`: the part then carries the problem."""
        name = printable(name)
        label = self.label(name)
        inner = replace(self, name=name, data=data, path=(*self.path, label), taken={})
        try:
            if len(inner.path) > self.limits.max_depth:
                raise inner.unreadable("bomb", f"nested deeper than {self.limits.max_depth} levels")
            self.budget.spend_member()
            document = self.opener(inner)
        except Unreadable as problem:
            return lost_part(label, problem.code, problem.detail)
        document.name = label
        return document


def lost_part(name: str, code: ProblemCode, detail: str) -> Document:
    """A part that could not be opened, kept so that every file is accounted for."""
    return Document(printable(name), media="unknown", problem=code, detail=detail)


def printable(name: str) -> str:
    """A stranger's name for a part without what no database keeps and no line of a list can hold."""
    return _CONTROL.sub(" ", name.encode("utf-8", "replace").decode("utf-8")).strip()
