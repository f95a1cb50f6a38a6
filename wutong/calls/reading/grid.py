"""A table seen as a person sees it: which row names the columns, which column names the rows, what is merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wutong.documents.blocks import Cell, Place, Table

from .headers import NEED_ROLES, role_of
from .results import Draft, Piece

SURE = 0.72
HEADER_DEPTH = 20  # rows within which a header is looked for
CORE = {"title", "text"}
LONGEST_LABEL = 44


@dataclass(slots=True)
class TableReading:
    """Drafts found in one table; rows that say "nothing"; rows set aside with the reason; values for the whole file."""

    drafts: list[Draft] = field(default_factory=list)
    none: list[Piece] = field(default_factory=list)
    aside: list[tuple[Piece, str]] = field(default_factory=list)
    file_values: dict[str, list[Piece]] = field(default_factory=dict)
    columns: Columns | None = None
    blank: bool = False  # a form nobody filled in


@dataclass(slots=True)
class Columns:
    """What each column holds: role by column number, and the heading as printed."""

    roles: dict[int, str]
    labels: dict[int, str]
    after: int  # first row below the header
    width: int

    def column(self, role: str) -> int | None:
        return next((number for number, held in self.roles.items() if held == role), None)


Row = tuple[Cell, ...]


def distinct(row: Row) -> list[Cell]:
    """The cells of a row with text, a merged area counted once."""
    found: list[Cell] = []
    for cell in row:
        repeated = found and cell.text.strip() == found[-1].text.strip() and (cell.merged or len(row) > 3)
        if cell.text.strip() and not repeated:
            found.append(cell)
    return found


def row_text(row: Row) -> str:
    return " | ".join(cell.text.strip() for cell in distinct(row))


def row_piece(row: Row) -> Piece:
    cells = distinct(row)
    return Piece(row_text(row), cells[0].place if cells else row[0].place)


def label_role(text: str) -> str:
    """The role of a cell that is a label; "" for any other cell."""
    words = text.strip()
    if not words or len(words) > LONGEST_LABEL or re.search(r"[。；;]|[：:]\s*\S", words):
        return ""
    role, sure = role_of(words)
    return role if sure >= SURE else ""


def find_header(table: Table) -> Columns | None:
    """The row whose cells name columns. A row of a card (label, value, label, value) is not one."""
    for number, row in enumerate(table.rows[:HEADER_DEPTH]):
        cells = distinct(row)
        named = {role for cell in cells if (role := label_role(cell.text))}
        needed = len(named & NEED_ROLES) >= 2 or (bool(named & CORE) and len(named) >= 2)
        if needed and len([c for c in cells if label_role(c.text)]) >= 0.55 * len(cells) and named & (CORE | {"extra"}):
            return _columns(table, number)
    return None


def _columns(table: Table, number: int) -> Columns:
    row = table.rows[number]
    labels = {at: cell.text.strip() for at, cell in enumerate(row) if cell.text.strip()}
    after = number + 1
    if after < len(table.rows) and _is_second_header(row, table.rows[after]):
        for at, cell in enumerate(table.rows[after]):
            lower, upper = cell.text.strip(), labels.get(at, "")
            if lower and lower != upper:
                labels[at] = (
                    f"{upper} {lower}" if upper and not label_role(lower) else f"{lower}（{upper}）" if upper else lower
                )
        after += 1
    roles: dict[int, str] = {}
    for at, label in labels.items():
        role = label_role(label) or label_role(re.sub(r"（.*", "", label)) or label_role(row[at].text)
        if role == "unit" and "（" in label and label_role(label.partition("（")[2].rstrip("）")) == "partner":
            role = "partner"  # 合作方 over 国家 and 单位
        if role and at and label == labels.get(at - 1):
            continue  # one heading merged over two columns: the first holds the value
        roles[at] = role or "extra"
    _second_title_is_text(roles)
    return Columns(roles, labels, after, len(row))


def _second_title_is_text(roles: dict[int, str]) -> None:
    titles = [at for at, role in roles.items() if role == "title"]
    for at in titles[1:]:
        roles[at] = "text"
    if "title" not in roles.values() and "text" not in roles.values():
        extra = next((at for at, role in roles.items() if role == "extra"), None)
        if extra is not None:
            roles[extra] = "text"


def _is_second_header(upper: Row, lower: Row) -> bool:
    """The next row belongs to the header when it repeats merged headings and splits at least one of them."""
    pairs = [(u.text.strip(), low) for u, low in zip(upper, lower, strict=True)]
    split = [low for u, low in pairs if low.text.strip() and low.text.strip() != u]
    kept = [low for u, low in pairs if low.text.strip() == u and u]
    if not split or (not kept and not all(u == "" or label_role(low.text) for u, low in pairs)):
        return False
    spanned = len({u for u, _ in pairs}) < len(pairs)
    labels = sum(bool(label_role(low.text)) for low in split)
    return all(len(low.text.strip()) <= 16 for low in split) and ((bool(kept) and spanned) or labels == len(split) >= 2)


def label_columns(table: Table) -> list[int]:
    """The columns that hold labels, as in a card or a sheet turned on its side."""
    found: list[int] = []
    width = len(table.rows[0]) if table.rows else 0
    for at in range(width):
        texts = [row[at].text.strip() for row in table.rows if row[at].text.strip()]
        roles = [role for text in dict.fromkeys(texts) if (role := label_role(text))]
        others = found and at == found[-1] + 1 and len(set(roles)) < 3
        if not others and len(set(roles)) >= 2 and len(roles) * 2 >= len(set(texts)):
            found.append(at)
    return found


def place_of(row: Row) -> Place:
    return row[0].place
