"""What the reader found in a plan text: headings and quantified commitments, each with its line and exact words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Bound = Literal["exact", "at_least", "at_most", "about"]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 1 is outermost
    number: str  # as printed: 三, （一）, 1., 第一章, Article 1; empty for a heading without one
    title: str
    line: int  # 1-based


@dataclass(frozen=True, slots=True)
class Target:
    """A number the plan commits to. A range has value_low and value_high and no value."""

    value: float | None
    value_low: float | None
    value_high: float | None
    unit: str
    bound: Bound
    deadline: str  # as printed (5年内, 到2025年 → 2025年), empty where the plan names none
    line: int  # 1-based line the number stands on; the quote may begin on the line before
    quote: str  # the clause, word for word
    what: str  # what is counted, the clause without number, verb and date
    heading: int | None = None  # index of the heading it stands under


@dataclass(frozen=True, slots=True)
class PlanReading:
    title: str
    headings: tuple[Heading, ...]
    targets: tuple[Target, ...]

    def to_json(self) -> dict[str, Any]:
        """The contract of `wutong plan read --json`."""
        targets = [asdict(target) for target in self.targets]
        for target in targets:
            del target["heading"]
            for name in ("value", "value_low", "value_high"):
                if target[name] is not None and float(target[name]).is_integer():
                    target[name] = int(target[name])
        return {"headings": [asdict(heading) for heading in self.headings], "targets": targets}
