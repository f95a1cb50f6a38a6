"""Numbers and dates written as text, and read from it."""

from __future__ import annotations

import datetime as dt


def number_in(text: str) -> float | None:
    """The value of a cell that holds nothing but a number, grouped with commas or not."""
    bare = text.strip().replace(",", "").replace("，", "")
    digits = bare.lstrip("+-").replace(".", "", 1)
    return float(bare) if digits.isascii() and digits.isdigit() and len(bare) <= 30 and bare.count("-") < 2 else None


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
