"""The tree of headings and items of a running text, from markers, Word headings, bold lines and title labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .labels import Labelled, bare_label, split_labels
from .letter import Line, is_heading
from .markers import NEED_WORDS, RANK
from .organisations import opens_with_name, organisation_in
from .vocabulary import says


@dataclass(slots=True, eq=False)
class Node:
    """A heading or item with the lines below it. The root has no head."""

    style: str
    rank: float
    head: Line | None = None
    body: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.head.words if self.head else ""

    def lines(self) -> Iterator[Line]:
        """Head, body and everything below, in order."""
        if self.head:
            yield self.head
        yield from self.body
        for child in self.children:
            yield from child.lines()

    def full_text(self) -> str:
        return "\n".join(line.text for line in self.lines())


def outline(lines: list[Line]) -> Node:
    """Lines of the frame are left out."""
    root = Node("root", 0)
    stack = [root]
    for number, line in enumerate(lines):
        if line.why:
            continue
        style, rank = _style(line, stack)
        if len(stack) == 1 and not root.children and _is_letterhead(lines, number):
            style = ""
        if not style:
            stack[-1].body.append(line)
            continue
        _close(stack, style, rank, line)
        node = Node(style, rank, line)
        stack[-1].children.append(node)
        stack.append(node)
    return root


def _is_letterhead(lines: list[Line], number: int) -> bool:
    """An unnumbered heading before the first item that names the sender or announces what follows."""
    line = lines[number]
    if line.marker or not is_heading(line):
        return False
    following = lines[number + 1] if number + 1 < len(lines) else None
    opens = following is not None and (
        following.why != "" or says("preamble", following.text) or says("answering", following.text)
    )
    return (
        opens
        or bool(opens_with_name(line.text))
        or (bool(organisation_in(line.text)) and not says("need_verb", line.text))
    )


def _style(line: Line, stack: list[Node]) -> tuple[str, float]:
    if line.level:
        return f"h{line.level}", line.level / 10
    if line.marker:
        return line.marker.style, _rank(line.marker.style)
    if _starts_need(line, stack):
        return "titled", RANK["titled"]
    if is_heading(line) and not bare_label(line.text):
        return "bold", RANK["bold"]
    return "", 0.0


def _rank(style: str) -> float:
    if style.startswith("decimal"):
        return RANK["decimal"] + 0.1 * int(style.removeprefix("decimal"))
    return RANK[style]


def _starts_need(line: Line, stack: list[Node]) -> bool:
    """A line 项目名称：… begins a need, unless it names the one just begun by 需求一 or a bare number."""
    labels = split_labels(line.text)[1]
    if not labels or labels[0].role != "title":
        return False
    if not labels[0].value and not says("naming_label", labels[0].label):
        return False  # 需求： over a list of them
    if says("section_needs", labels[0].value):
        return False  # Subject: needs for cooperation
    open_need = stack[-1]
    if open_need.head is None or open_need.style == "titled":
        return True
    return bool(open_need.body) or not bare_need(open_need.words)


def bare_need(words: str) -> bool:
    """A head that says only "need 3" or nothing, and leaves its title to the lines below."""
    return not words.strip(" ：:") or bool(re.fullmatch(rf"(?:{NEED_WORDS})\W*", words, re.I))


def _close(stack: list[Node], style: str, rank: float, line: Line) -> None:
    """Shorten the stack to the node the new one hangs under."""
    styles = [node.style for node in stack]
    if style in styles:
        del stack[styles.index(style) :]
        return
    below_need = any(node.style == "need" for node in stack)
    if below_need and style in ("han", "han_paren") and is_part(line):
        return
    if (
        style in ("chapter", "han", "roman", "need", "aspect")
        or style.startswith("h")
        or style == "han_paren"
        or not _begins(line)
    ):
        while len(stack) > 1 and stack[-1].rank > rank:
            stack.pop()
    elif style == "titled":
        while len(stack) > 1 and stack[-1].rank > rank and not bare_need(stack[-1].words):
            stack.pop()


def _begins(line: Line) -> bool:
    return line.marker is None or line.marker.ordinal in (0, 1)


def is_part(line: Line) -> bool:
    """The head is a label of a need's part: （一）合作内容, 2. 合作国家：越南."""
    return bool(part_label(line))


def part_label(line: Line) -> Labelled | None:
    lead, labels = split_labels(line.words)
    if labels and not lead:
        return labels[0] if labels[0].role not in ("number", "unit", "note") else None
    role = bare_label(line.words)
    if role == "title" and not says("naming_label", line.words):
        return None  # 需求建议 as a heading is a section, 需求名称 a label
    return Labelled(role, line.words.rstrip("：: "), "") if role not in ("", "number", "unit", "note") else None
