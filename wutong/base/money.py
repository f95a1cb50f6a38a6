"""Money: an amount with its currency; sums never mix currencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class Money:
    currency: str
    amount: Decimal

    def __add__(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} are never added")
        return Money(self.currency, self.amount + other.amount)


def totals(many: Iterable[Money]) -> list[Money]:
    """One sum per currency, largest currency code last: unlike things are listed side by side, never added."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for money in many:
        sums[money.currency] += money.amount
    return [Money(code, amount) for code, amount in sorted(sums.items())]
