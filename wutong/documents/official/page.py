"""The page of GB/T 9704-2012: A4, type area 156 × 225 mm, 28 characters × 22 lines, page numbers at the outer edge."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm

from wutong.documents.official.model import Language
from wutong.documents.official.ooxml import element, field, put

PAGE = (Mm(210), Mm(297))
TOP, RIGHT, BOTTOM, LEFT = Mm(37), Mm(26), Mm(35), Mm(28)
CHARACTERS, LINES, SIZE = 28, 22, 16.0  # a line, a page, points of the body
TWIPS = 635  # EMU in a twentieth of a point

TYPE_WIDTH = PAGE[0] - LEFT - RIGHT
TYPE_HEIGHT = PAGE[1] - TOP - BOTTOM
LINE = TYPE_HEIGHT // LINES // TWIPS  # twips, rounded down so that 22 lines surely fit
CHARACTER = TYPE_WIDTH / CHARACTERS / TWIPS  # twips
# w:charSpace counts 1/4096 point added to the body's size; rounded down so that 28 characters surely fit.
CHARACTER_SPACE = int((CHARACTER / 20 - SIZE) * 4096) - 1
# 7 mm from the type area to the middle of the dashes; half a 16-point line lies below that middle.
LETTER_FOOTER = Mm(20)
FOOTER = Length(BOTTOM - Mm(7) - 8 * 20 * TWIPS)


def characters(count: float) -> int:
    """Twips of so many characters of the body grid."""
    return round(count * CHARACTER)


def set_up(section: Section, language: Language, *, landscape: bool = False) -> None:
    """Page and margins. A landscape page is the portrait one turned: its top lies at the binding edge."""
    width, height = PAGE[::-1] if landscape else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    top, right, bottom, left = (LEFT, TOP, RIGHT, BOTTOM) if landscape else (TOP, RIGHT, BOTTOM, LEFT)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = top, right, bottom, left
    section.header_distance = Mm(15)
    section.footer_distance = Length(FOOTER - (BOTTOM - RIGHT)) if landscape else FOOTER
    _grid(section, language, landscape)


def _grid(section: Section, language: Language, landscape: bool) -> None:
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    if language == "en":
        properties.append(element("w:docGrid", linePitch=LINE))
    elif landscape:
        properties.append(element("w:docGrid", type="lines", linePitch=LINE))
    else:
        properties.append(element("w:docGrid", type="linesAndChars", linePitch=LINE, charSpace=CHARACTER_SPACE))


def type_width(*, landscape: bool) -> Length:
    return Length(TYPE_HEIGHT if landscape else TYPE_WIDTH)


def turn(document: Document, language: Language, *, landscape: bool, even: bool = False) -> None:
    """Begins a section on a new page (on an even one where asked), upright or turned."""
    section = document.add_section(WD_SECTION.EVEN_PAGE if even else WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    set_up(section, language, landscape=landscape)


def number_pages(document: Document) -> None:
    """“— 1 —”, right on odd pages and left on even ones, one character in from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _number(section.footer, "right")
    _number(section.even_page_footer, "left")


def make_room_for_letterhead(section: Section) -> None:
    """First page of a 函: mark 30 mm from the upper edge, red line 20 mm from the lower.

    The footer must reach lower than that of other pages, whose numbers an empty line lifts back into place.
    """
    section.different_first_page_header_footer = True
    section.header_distance = Mm(27.8)
    lift = (section.footer_distance or FOOTER) - LETTER_FOOTER
    section.footer_distance = LETTER_FOOTER
    for footer in (section.footer, section.even_page_footer):
        empty = footer.add_paragraph()._p
        empty.get_or_add_pPr().style = "Footer"
        put(empty.pPr, element("w:spacing", line=lift // TWIPS, lineRule="exact"))


def _number(footer: Any, edge: str) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]._p
    properties = paragraph.get_or_add_pPr()
    properties.style = "Footer"
    put(properties, element("w:ind", **{edge: characters(1), f"{edge}Chars": 100}))
    put(properties, element("w:jc", val=edge))
    for run in (_dash("— "), *field("PAGE"), _dash(" —")):
        paragraph.append(run)


def _dash(text: str) -> Any:
    shown = element("w:t")
    shown.text = text
    shown.set(qn("xml:space"), "preserve")
    return element("w:r", element("w:rPr", element("w:rFonts", hint="eastAsia")), shown)
