"""Lines such as 合作国家：越南；经费：200万元 taken apart into labels and their values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .headers import role_of

CANDIDATE = re.compile(
    r"(?:^|(?<=[；;。.，,、|\n\t　】])|(?<=\s))[\s*•·\-–]*"
    r"(?P<open>[【\[]?)(?P<label>(?:(?!\.\s)[^：:；;。，,、|\n\t【】\[\]]){1,44}?)\s*"
    r"(?:(?P<close>[】\]])\s*[：:]?|[：:])(?!//)"
)
DASHED = re.compile(r"^(?P<label>[^：:；;。，,|\n\t]{2,40}?)\s+[–—-]{1,2}\s+(?P<value>\S.*)$")
SURE = 0.9
LOOSE = 0.78
FIRM = 0.95  # inside a running line a label must be beyond doubt


@dataclass(frozen=True, slots=True)
class Labelled:
    role: str
    label: str
    value: str


def split_labels(line: str) -> tuple[str, list[Labelled]]:
    """The text before the first label, and the labelled values in order. A line without labels is all lead."""
    candidates = list(CANDIDATE.finditer(line))
    sure = any(_role(match, line) for match in candidates)
    least = LOOSE if sure and len(candidates) >= 3 else None  # among labels a less sure one is one too
    marks = [(m.start(), m.end(), m["label"].strip(), r) for m in candidates if (r := _role(m, line, least))]
    if not marks:
        dashed = DASHED.match(line.strip())
        if dashed and role_of(dashed["label"])[1] >= 0.98:
            return "", [Labelled(role_of(dashed["label"])[0], dashed["label"], dashed["value"].strip())]
        return line.strip(), []
    ends = [start for start, *_ in marks[1:]] + [len(line)]
    found = [
        Labelled(role, label, line[after:end].strip(" \t　；;，,|"))
        for (_, after, label, role), end in zip(marks, ends, strict=True)
    ]
    return line[: marks[0][0]].strip(" \t　；;"), found


def _role(match: re.Match[str], line: str, least: float | None = None) -> str:
    if bool(match["open"]) != bool(match["close"]) or match["label"].strip().isdecimal():
        return ""
    role, sure = role_of(match["label"])
    return role if sure >= (least or (SURE if not line[: match.start()].strip() else FIRM)) else ""


def bare_label(line: str) -> str:
    """The role of a line that is nothing but a label, as a heading 合作国家 over its value; "" otherwise."""
    words = line.strip().rstrip("：: ")
    return role_of(words)[0] if len(words) <= 30 and role_of(words)[1] >= 0.98 else ""
