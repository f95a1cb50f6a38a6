"""Numbers and dates written as text, and read from it."""

from __future__ import annotations

import datetime as dt
import re

_FIGURE = re.compile(
    r"[+-]?(?:(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d*)?|\.\d+)", re.ASCII
)  # 1,2,3 lists, it does not group


def number_in(text: str) -> float | None:
    """The value of a cell that holds nothing but a number, grouped with commas or not."""
    bare = text.strip()
    return float(re.sub("[,，]", "", bare)) if len(bare) <= 30 and _FIGURE.fullmatch(bare) else None


def plain(value: float, digits: int = 15) -> str:
    """The shortest decimal without exponent: 30, 0.1, 110101199003071234."""
    if value == int(value) and abs(value) < 1e20:
        return str(int(value))
    text = f"{value:.{digits}g}"
    return text if "e" not in text else f"{value:.12f}".rstrip("0").rstrip(".")


def iso(found: object) -> str:
    """ISO text of a date or time; a midnight is a plain date."""
    if isinstance(found, dt.datetime):
        rounded = (found + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
        return rounded.date().isoformat() if rounded.time() == dt.time() else rounded.isoformat(" ")
    if isinstance(found, dt.date):
        return found.isoformat()
    return found.isoformat("seconds") if isinstance(found, dt.time) else str(found)
