"""Choices ticked on paper: □有 ☑无 means 无."""

from __future__ import annotations

import re

OPEN, TICKED = "□☐○◯◻▢", "☑☒✓✔√■◼●⊠"
BRACKETS = re.compile(r"[\[（(]\s*([xXхХ√✓✔vV]?)\s*[\]）)]")
OPTION = re.compile(rf"(?P<sign>[{OPEN}{TICKED}])\s*(?P<words>[^{OPEN}{TICKED}]*)")
TRAILING = re.compile(rf"(?P<words>[^\s{OPEN}{TICKED}、，,;；/]+)\s*(?P<sign>[{OPEN}{TICKED}])")


def chosen(text: str) -> str:
    """The ticked options, one a line; "" when boxes are there and none is ticked; the text itself without boxes."""
    signed = BRACKETS.sub(lambda box: TICKED[0] if box[1] else OPEN[0], text)
    if not any(sign in signed for sign in OPEN):
        return text if not re.match(rf"\s*[{TICKED}]", signed) else OPTION.sub(r"\g<words>", signed).strip()
    before = re.match(rf"\s*[{OPEN}{TICKED}]", signed) is not None
    options = (OPTION if before else TRAILING).finditer(signed)
    return "\n".join(one["words"].strip(" 、，,;；/\n") for one in options if one["sign"] in TICKED)
