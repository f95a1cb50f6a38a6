"""The tables of a Word file as rows of cells, each cell with its fields and the text around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml.etree import _Element

from wutong.forms.word.controls import hints

_P, _R, _T, _BR, _CR, _TAB, _SDT, _TBL, _TR, _TC = (
    qn(f"w:{name}") for name in ("p", "r", "t", "br", "cr", "tab", "sdt", "tbl", "tr", "tc")
)
_SKIPPED = {qn(f"w:{name}") for name in ("del", "moveFrom", "sdtPr", "pPr", "rPr", "tbl", "instrText", "delText")}
_HYPHENS = {qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}


@dataclass(frozen=True)
class Field:
    tag: str
    text: str  # '' while the hint shows


@dataclass(frozen=True)
class FormCell:
    text: str  # everything in the cell, hints left out
    around: tuple[str, ...]  # the paragraphs without their fields, empty ones left out
    fields: tuple[Field, ...]
    span: int = 1  # columns it covers


@dataclass(frozen=True)
class FormTable:
    number: int  # as a person counts the tables of the file
    rows: tuple[tuple[FormCell, ...], ...]


def tables_of(body: _Element) -> Iterator[FormTable]:
    known_hints = hints()
    for number, table in enumerate(body.iter(_TBL), start=1):
        rows = [tuple(_cell(cell, known_hints) for cell in _own(row, _TC)) for row in _own(table, _TR)]
        yield FormTable(number, tuple(rows))


def loose_fields(body: _Element) -> list[Field]:
    """Fields that stand outside tables, where somebody moved them."""
    return [_field(each, hints()) for each in body.iter(_SDT) if not any(True for _ in each.iterancestors(_TC))]


def _own(parent: _Element, name: str) -> Iterator[_Element]:
    """Descendants of that name that belong to this table, also through content controls around them."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag not in (_TBL, _TC):
            yield from _own(child, name)


def _cell(cell: _Element, known_hints: frozenset[str]) -> FormCell:
    fields = tuple(_field(each, known_hints) for each in cell.iter(_SDT) if _tag(each))
    paragraphs = [each for each in cell.iter(_P) if next(each.iterancestors(_TC), None) is cell]
    lines = ["".join(_pieces(each, known_hints, with_fields=True)) for each in paragraphs]
    around = ["".join(_pieces(each, known_hints, with_fields=False)).strip() for each in paragraphs]
    around = [text for text in around if text and text not in known_hints]
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    text = "\n".join(line for line in lines if line not in known_hints)
    return FormCell(text.strip("\n"), tuple(around), fields, int(span.get(qn("w:val"), "1")) if span is not None else 1)


def _field(sdt: _Element, known_hints: frozenset[str]) -> Field:
    return Field(_tag(sdt), _text_of(sdt, known_hints))


def _tag(sdt: _Element) -> str:
    tag = sdt.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    return tag.get(qn("w:val"), "") if tag is not None else ""


def _text_of(sdt: _Element, known_hints: frozenset[str]) -> str:
    """The content of a field; '' while it shows its hint."""
    if sdt.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
        return ""
    content = sdt.find(qn("w:sdtContent"))
    if content is None:
        return ""
    paragraphs = list(content.iter(_P)) or [content]
    text = "\n".join("".join(_pieces(each, known_hints, with_fields=True)) for each in paragraphs)
    return "" if text in known_hints else text


def _pieces(element: _Element, known_hints: frozenset[str], *, with_fields: bool) -> Iterator[str]:
    """The text of a paragraph or run, in order. Deleted text of tracked changes is no text."""
    for child in element:
        if child.tag == _SDT:
            yield _text_of(child, known_hints) if with_fields or not _tag(child) else ""
        elif child.tag == _T:
            yield child.text or ""
        elif child.tag in (_BR, _CR):
            yield "\n"
        elif child.tag == _TAB:
            yield "\t"
        elif child.tag in _HYPHENS:
            yield _HYPHENS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _pieces(child, known_hints, with_fields=with_fields)
