"""Puts paragraphs of text into a Word container, every run in the right script."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from wutong.documents.official.ooxml import element, put
from wutong.documents.official.page import LINE, characters

HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Scripts that a hint “East Asian” would set in wide letters: accented Latin, Greek, Cyrillic.
ALPHABETS = re.compile(r"([\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0370-\u052f][^\u2e80-\uffff]*)")
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\uffef\u2014\u2018-\u201d]")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
INDENTS = {"left": "leftChars", "right": "rightChars", "firstLine": "firstLineChars", "hanging": "hangingChars"}


def measure(text: str) -> float:
    """Width of a line in characters: a Chinese one counts 1, a digit or letter ½."""
    return sum(1.0 if WIDE.match(character) else 0.5 for character in text)


def clean(text: str) -> str:
    """Without the characters XML has no place for, which pasted replies do contain."""
    return NOT_XML.sub("", text)


def write(paragraph: Any, text: str, *, bold: bool = False, colour: str = "") -> None:
    """Appends text to a w:p element. Quotes and dashes are wide in Chinese text and narrow in any other."""
    text = clean(text)
    chinese = bool(HAN.search(text))
    for part in ALPHABETS.split(text) if chinese else (text,):
        if part:
            paragraph.append(_run(part, bold, colour, wide=chinese and not ALPHABETS.match(part)))


def _run(text: str, bold: bool, colour: str, *, wide: bool) -> Any:
    looks = [
        element("w:rFonts", hint="eastAsia") if wide else None,
        element("w:b") if bold else None,
        element("w:color", val=colour) if colour else None,
    ]
    run = element("w:r", element("w:rPr", *looks) if any(look is not None for look in looks) else None)
    for count, line in enumerate(text.split("\n")):
        if count:
            run.append(element("w:br"))
        run.append(_text(line))
    return run


def _text(line: str) -> Any:
    shown = element("w:t")
    shown.text = line.replace("\t", " ")
    shown.set(qn("xml:space"), "preserve")
    return shown


def paragraph(style: str, text: str = "", *, lead: str = "", **indents: float) -> Any:
    """A w:p in a style. Indents (left, right, firstLine, hanging) are counted in characters of the body."""
    made = element("w:p")
    made.get_or_add_pPr().style = style
    if indents:
        indent(made, **indents)
    if lead:
        write(made, lead, bold=True)
    write(made, text)
    return made


def indent(made: Any, **counts: float) -> None:
    twips = {name: characters(count) for name, count in counts.items()}
    hundredths = {INDENTS[name]: round(count * 100) for name, count in counts.items()}
    put(made.get_or_add_pPr(), element("w:ind", **twips, **hundredths))


def space(made: Any, *, before: float = 0, after: float = 0) -> Any:
    """Leaves lines of the page grid free above or below a paragraph, keeping its own line height."""
    old = made.pPr.find(qn("w:spacing"))
    spacing = old if old is not None else element("w:spacing")
    for side, lines in (("before", before), ("after", after)):
        if lines:
            spacing.set(qn(f"w:{side}"), str(round(lines * LINE)))
    put(made.pPr, spacing)
    return made
