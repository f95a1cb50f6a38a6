"""The text of one paragraph as printed: insertions in, deletions out, ticks and drop-downs as their signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wutong.documents.safexml import Element, local
from wutong.documents.word.names import attribute, child, children, flow, switched, whole

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Ticks that old forms draw with symbol fonts (Wingdings and its kin keep them in the private area F000–F0FF).
_SYMBOLS = {0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0xFC: "✓", 0xFB: "✗",
            0xA8: "☐", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0xA3: "☐", 0x6C: "●", 0x9F: "•", 0x6E: "■"}  # fmt: skip


@dataclass(slots=True)
class Line:
    """What the runs of a paragraph add up to."""

    pieces: list[tuple[str, bool | None]] = field(default_factory=list)  # text and its own boldness
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored here
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote", id)
    hidden: int = 0  # characters with the "hidden" attribute, which are not printed

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)

    def bold(self, usual: bool) -> bool:
        """True when everything visible is bold; `usual` is what the style says."""
        said = [usual if bold is None else bold for piece, bold in self.pieces if piece.strip()]
        return bool(said) and all(said)


def read_line(paragraph: Element) -> Line:
    line = Line()
    _take(paragraph, line, None)
    return line


def _take(parent: Element, line: Line, bold: bool | None) -> None:
    for item in flow(parent):
        name = local(item)
        if name == "r":
            _take_run(item, line)
        elif name in ("oMath", "oMathPara"):
            line.pieces.append(("".join(item.itertext("{*}t")), bold))


def _take_run(run: Element, line: Line) -> None:
    properties = child(run, "rPr")
    text = "".join(_said(run, line))
    if switched(properties, "vanish"):
        line.hidden += len(text)
    elif text:
        line.pieces.append((text, switched(properties, "b")))


def _said(run: Element, line: Line) -> Iterator[str]:
    for item in flow(run):
        name = local(item)
        if name == "t":
            yield item.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "sym":
            yield symbol(attribute(item, "char") or "")
        elif name == "fldChar":
            yield _form_field(child(item, "ffData"))
        elif name == "ruby":
            for base in item.iterfind("{*}rubyBase/{*}r"):
                yield from _said(base, line)
        elif name in ("footnoteReference", "endnoteReference"):
            line.notes.append((name.removesuffix("Reference"), attribute(item, "id") or ""))
        elif name in ("drawing", "pict", "object"):
            line.boxes.extend(_outermost_boxes(item))


def symbol(code: str) -> str:
    """A character of a symbol font by its hexadecimal code; "" for a mere ornament."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number - 0xF000, "")
    return chr(number) if 0x20 <= number < 0xD800 else ""


def _form_field(data: Element | None) -> str:
    """What a legacy form field shows when it shows no run text: a tick box, a chosen entry."""
    box, choice = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        ticked = switched(box, "checked")
        return "☑" if (switched(box, "default") if ticked is None else ticked) else "☐"
    if choice is not None:
        entries = [attribute(entry) or "" for entry in children(choice, "listEntry")]
        chosen = whole(child(choice, "result")) or 0
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""


def _outermost_boxes(drawing: Element) -> Iterator[Element]:
    """Text boxes of a drawing; boxes inside boxes are met when the outer one is read, old-style fallbacks repeat."""
    for box in drawing.iterfind(".//{*}txbxContent"):
        if not any(local(above) in ("txbxContent", "Fallback") for above in _above(box, drawing)):
            yield box


def _above(element: Element, top: Element) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()
