"""Needs told in running text: which nodes of the outline are needs, which only hold them, which are background."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from wutong.documents.blocks import Place

from .countries import names_only_places
from .filling import fill
from .headers import PERSON_ROLES
from .labels import split_labels
from .letter import Line
from .lists import split_inline, split_semicolons
from .organisations import organisation_in
from .outline import Node, bare_need, is_part, part_label
from .results import Draft, Piece
from .titles import split_head
from .vocabulary import is_none, lexicon, phrase, says

CLAUSE = re.compile(r"[^，,。]+[，,。]*")
PLANNED = re.compile(r"20[2-4]\d|\d\s*万")  # an item with a year or a sum is a plan
SHORTEST_NEED = 16  # characters
SHORT_NONE = 140  # characters within which "no needs" speaks for the whole item
SURE_PARTS = {"countries", "money", "period", "partner", "title", "field", "action", "text"}


@dataclass(slots=True)
class Gathered:
    """What a running text held: drafts of needs, places that say "nothing", text that belongs to no need."""

    drafts: list[Draft] = field(default_factory=list)
    none: list[Line] = field(default_factory=list)
    aside: list[tuple[Line, str]] = field(default_factory=list)
    file_values: dict[str, list[Piece]] = field(default_factory=dict)

    def set_aside(self, lines: list[Line], why: str) -> None:
        self.aside += [(line, why) for line in lines]


def gather(root: Node, heading: Piece | None = None) -> Gathered:
    """The needs of a text that numbers, labels or marks its items. Text before the first item is set aside.

    heading: the title of the whole text, which names its need where all its sections are parts of one.
    """
    found = Gathered()
    if is_one_need(root):
        _whole(root, heading, found)
    else:
        _children(root, (), found)
    labelled = [line for line in root.body if split_labels(line.text)[1]]
    for line in root.body:
        if line in labelled:
            _file_labels(line, found)
        else:
            _preamble(line, found, alone=not root.children)
    return found


def _preamble(line: Line, found: Gathered, alone: bool) -> None:
    """Before the items, or in a text without any: a list inside the paragraph holds needs."""
    lead, items = split_inline(line.text)
    asking = sum(says("need_verb", item) or PLANNED.search(item) is not None for item in items)
    if len(items) >= 2 and asking * 2 >= len(items) and alone:
        _items(lead, items, line, (), found)
    else:
        found.aside.append((line, "letter"))


def _file_labels(line: Line, found: Gathered) -> None:
    for label in split_labels(line.text)[1]:
        found.file_values.setdefault(label.role, []).append(Piece(label.value, line.place, label.label))
    found.aside.append((line, "letter"))


def _children(node: Node, sections: tuple[Piece, ...], found: Gathered) -> None:
    """Read the children as needs; parts that restart with a title each (1. 名称 2. 国家 1. 名称) are cut into needs."""
    parts = [child for child in node.children if is_part(child.head)] if node.children else []  # type: ignore[arg-type]
    titles = [child for child in parts if _part_role(child) == "title"]
    if titles and len(parts) * 2 > len(node.children) and parts[0] is titles[0]:
        _restarting(node, sections, found)
        return
    holding = {child.style for child in node.children if child.children and _is_container(child, _title_of(child))}
    for child in node.children:
        _node(child, sections, found, among=child.style in holding)


def is_one_need(root: Node) -> bool:
    """一、背景 二、主要内容 三、经费 四、联系人: headings that are labels, each of another part of one need."""
    roles = [_part_role(child) for child in root.children]
    told = [role for role in roles if role]
    return (
        len(told) >= 3
        and len(told) * 3 >= len(roles) * 2
        and told.count("text") == 1
        and "title" not in told
        and bool({"money", "period", "countries", "partner", "extra"} & set(told))
    )


def _whole(root: Node, heading: Piece | None, found: Gathered) -> None:
    draft = Draft(heading.place if heading else _source(root), strength=0.8, title=heading)
    for child in root.children:
        fill(draft, list(child.lines()))
    if draft.title is None or draft.text or draft.values:
        found.drafts.append(draft)


def _part_role(node: Node) -> str:
    label = part_label(node.head) if node.head else None
    return label.role if label else ""


def _restarting(node: Node, sections: tuple[Piece, ...], found: Gathered) -> None:
    draft: Draft | None = None
    for child in node.children:
        if _part_role(child) == "title" or draft is None:
            draft = Draft(child.head.place if child.head else node.body[0].place, sections=sections, strength=0.85)
            found.drafts.append(draft)
        fill(draft, list(child.lines()))


def _title_of(node: Node) -> str:
    return split_head(node.words.strip(" ：:。."))[0]


def _node(node: Node, sections: tuple[Piece, ...], found: Gathered, among: bool = False) -> None:
    """among: headings beside this one hold needs, so that it holds some too and is none."""
    title = _title_of(node)
    if node.head and _is_aside(node, title):
        found.set_aside(list(node.lines()), "section")
    elif _says_none(node):
        found.none += list(node.lines())
    elif _is_letterhead(node, title):
        found.set_aside(list(node.lines()), "letter")
    elif _is_container(node, title) or (among and _may_hold(node)):
        _container(node, sections, found)
    elif _is_question(node):
        found.set_aside(list(node.lines()), "question")
    elif says("withdrawn", node.full_text()):
        found.set_aside(list(node.lines()), "withdrawn")
    else:
        _need(node, sections, found)


def _is_aside(node: Node, title: str) -> bool:
    short = len(title) <= 24 or not re.search(r"[\u3400-\u9fff]", title)
    if not short or (is_part(node.head) and _part_role(node) in SURE_PARTS):  # type: ignore[arg-type]
        return False
    return (says("section_background", title) or says("section_other", title)) and not _has_titled(node)


def _is_letterhead(node: Node, title: str) -> bool:
    """An unnumbered heading that names the sender and holds at most a line of a letter."""
    if says("need_verb", title.rpartition("合作")[2] or title):
        return False
    unnumbered = node.head is not None and node.head.marker is None and node.style != "titled"
    told = [line for line in node.body if not says("preamble", line.text) and not says("answering", line.text)]
    return unnumbered and not node.children and not told and bool(organisation_in(title))


def _has_titled(node: Node) -> bool:
    return any(child.style in ("titled", "need") for child in node.children)


def _says_none(node: Node) -> bool:
    text = node.full_text()
    value = re.sub(r"^[^：:]*[：:]", "", text).strip()
    if node.body and not node.children and all(is_none(line.text) for line in node.body):
        return True
    return len(text) <= SHORT_NONE and (says("no_needs", text) or (is_none(value) and not node.children))


def _is_question(node: Node) -> bool:
    return node.full_text().rstrip().endswith(("？", "?"))


def _is_container(node: Node, title: str) -> bool:
    """Does this heading hold needs, or is it one?"""
    if node.style == "aspect":
        return True
    if node.style in ("need", "titled") or _parts(node) or _labelled(node.body):
        return False
    called = says("section_needs", title) or _names_category(title) or names_only_places(title)
    if not node.children:
        return bool(node.body) and called and len(title) <= 30
    if called or _has_titled(node):
        return True
    informative = [
        c for c in node.children if _labelled([c.head, *c.body] if c.head else c.body) or c.body or _parts(c)
    ]
    if len(informative) * 2 >= len(node.children) and len(node.children) >= 2:
        return True
    return len(title) <= 8 and not says("need_verb", title)


def _may_hold(node: Node) -> bool:
    plain = node.style not in ("need", "titled") and not _parts(node)
    return plain and bool(node.children) and not _labelled(node.body)


def _names_category(title: str) -> bool:
    bare = phrase("heading_tail").sub("", title, count=1)
    return any(
        lexicon(name).named(words) is not None for name in ("fields", "actions") for words in (title, bare) if words
    )


def _parts(node: Node) -> list[Node]:
    """Children that are labelled parts of this need, when they are at least half of its children."""
    parts = [child for child in node.children if child.head and is_part(child.head)]
    if not {_part_role(part) for part in parts} - PERSON_ROLES:
        return []
    if any(_part_role(part) == "title" for part in parts[1:]):
        return []
    return parts if parts and len(parts) * 2 >= len(node.children) else []


def _labelled(lines: list[Line]) -> bool:
    return any(label.role in SURE_PARTS for line in lines for label in split_labels(line.words)[1])


def _container(node: Node, sections: tuple[Piece, ...], found: Gathered) -> None:
    here = sections
    if node.head:
        here = (*sections, Piece(node.words, node.head.place))
        found.aside.append((node.head, "heading"))
    if node.children:
        found.set_aside(node.body, "lead")
        _children(node, here, found)
        return
    lines = list(node.body)
    for line in lines:
        lead, items = split_inline(line.text)
        if len(items) < 2:
            lead, items = "", split_semicolons(line.text)
        if len(items) >= 2:
            _items(lead, items, line, here, found)
        elif says("no_needs", line.text) or is_none(line.text):
            found.none.append(line)
        else:
            loose([line], here, found, first=line is lines[0])


def _items(lead: str, items: list[str], line: Line, sections: tuple[Piece, ...], found: Gathered) -> None:
    """Items of one paragraph; the words before the list are its heading."""
    if lead:
        found.aside.append((Line(lead, line.place), "lead"))
        sections = (*sections, Piece(lead, line.place))
    for item in items:
        if says("question", item):
            found.aside.append((Line(item, line.place), "question"))
            continue
        if says("salutation", item):
            found.aside.append((Line(item, line.place), "letter"))
            continue
        draft = Draft(line.place, sections=sections, strength=0.75, shape="list")
        fill(draft, [Line(item, line.place)])
        found.drafts.append(draft)


def loose(lines: list[Line], sections: tuple[Piece, ...], found: Gathered, first: bool = False) -> None:
    """Paragraphs without any mark: one that asks for something begins a need, others continue it.

    first: the first line under a heading of needs begins one whatever its words.
    """
    for line in (part for whole in lines for part in _opened(whole)):
        asks = says("need_verb", line.text) and len(line.text) >= 10 and not says("preamble", line.text)
        asks = asks and line.text[-1] not in "：:"
        if asks or first:
            draft = Draft(line.place, sections=sections, strength=0.7 if first else 0.55, shape="loose")
            fill(draft, [line])
            found.drafts.append(draft)
        elif found.drafts and found.drafts[-1].shape == "loose" and not says("preamble", line.text):
            fill(found.drafts[-1], [line])
        else:
            found.aside.append((line, "letter"))


def _opened(line: Line) -> list[Line]:
    """来函收悉，经研究，我院拟…: the opening of a letter cut from what it opens, where that is an answer."""
    clauses = CLAUSE.findall(line.text)
    first = next((at for at, clause in enumerate(clauses) if not says("preamble", clause.strip(" ，,"))), len(clauses))
    rest = "".join(clauses[first:]).strip()
    if not first or len(rest) < SHORTEST_NEED or not says("answering", rest) or says("preamble", rest):
        return [line]
    return [Line("".join(clauses[:first]).strip(), line.place), Line(rest, line.place)]


def _need(node: Node, sections: tuple[Piece, ...], found: Gathered) -> None:
    lines = list(node.lines())
    labelled = _labelled(lines) or bool(_parts(node))
    if all(bare_need(line.words) for line in lines):
        found.set_aside(lines, "heading")
        return
    if not labelled and len(node.full_text().strip()) < 6:
        found.set_aside(lines, "letter")
        return
    strength = 0.9 if labelled or node.style in ("need", "titled") else 0.7
    draft = Draft(_source(node), sections=sections, strength=strength)
    fill(draft, lines, head=node.head)
    found.drafts.append(draft)


def _source(node: Node) -> Place:
    return next(iter(node.lines())).place
