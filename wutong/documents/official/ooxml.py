"""The little WordprocessingML that python-docx leaves to be written by hand."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# Schema order of the children of w:pPr: a word processor calls a file damaged when they stand in another.
_ORDER = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
PARAGRAPH_ORDER = tuple(f"w:{name}" for name in _ORDER.split())


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """`<w:tag w:name="value">` with its children; attributes that are None are left out."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(qn(f"w:{name}"), str(value))
    made.extend(child for child in children if child is not None)
    return made


def put(properties: Any, child: Any) -> None:
    """Puts a child into a w:pPr at the place the schema wants it, in the stead of one of the same name."""
    tag = f"w:{child.tag.rsplit('}', 1)[1]}"
    properties.remove_all(tag)
    properties.insert_element_before(child, *PARAGRAPH_ORDER[PARAGRAPH_ORDER.index(tag) + 1 :])


def field(instruction: str, shown: str = "1") -> list[Any]:
    """The runs of a field such as PAGE; `shown` stands there until the word processor computes it."""
    text = element("w:t")
    text.text = shown
    code = element("w:instrText")
    code.text = f" {instruction} "
    parts = [
        element("w:fldChar", fldCharType="begin"), code, element("w:fldChar", fldCharType="separate"), text,
        element("w:fldChar", fldCharType="end"),
    ]  # fmt: skip
    return [element("w:r", part) for part in parts]
