"""Fonts, fills and widths of the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

from openpyxl.styles import Border, Font, PatternFill, Side

from wutong.forms.asks import Ask
from wutong.forms.parts import Part

_EDGE = Side(style="thin", color="FFBFC7D1")

FACE = "Microsoft YaHei"  # on every Windows; others put their own sans serif in its place
TITLE = Font(name=FACE, bold=True, size=15, color="FF1F3A5F")
LINE = Font(name=FACE, size=11)
QUIET = Font(name=FACE, size=9, color="FF5B6673")
NAME = Font(name=FACE, size=10, bold=True)
TYPED = Font(name=FACE, size=10)
ANSWER = PatternFill("solid", fgColor="FFFFFBEA")
HEAD = SimpleNamespace(
    font=Font(name=FACE, bold=True, size=10, color="FFFFFFFF"),
    fill="FF2F5D8A",
    border=Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE),
)

_WIDTHS = {"long_text": 48, "text": 28, "countries": 26, "organisation": 26, "file": 22, "choices": 26}
_PART_WIDTHS = {"number": 16, "date": 14, "choice": 20, "line": 20, "lines": 40}


def width_of(ask: Ask, part: Part) -> int:
    """Column width in characters."""
    if part.name in ("currency", "name"):
        return 12
    return _WIDTHS.get(ask.kind) or _PART_WIDTHS[part.shape]


def wide(text: str) -> int:
    """Width in half characters: a Han character takes two."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def height_for(texts: Iterable[tuple[str, int]], least: int = 30, most: int = 240) -> int:
    """Row height in points so that every text, in a column of the given width, can be read."""
    lines = [sum(1 + wide(line) // max(1, width - 2) for line in text.split("\n")) for text, width in texts]
    return min(most, max(least, 16 * max(lines, default=1)))
