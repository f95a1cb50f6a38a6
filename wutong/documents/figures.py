"""Numbers written as text."""

from __future__ import annotations


def number_in(text: str) -> float | None:
    """The value of a cell that holds nothing but a number, grouped with commas or not."""
    bare = text.strip().replace(",", "").replace("，", "")
    digits = bare.lstrip("+-").replace(".", "", 1)
    return float(bare) if digits.isascii() and digits.isdigit() and len(bare) <= 30 and bare.count("-") < 2 else None
