"""The parts around the body: head, title, addressees, list of annexes, signature, copies."""

from __future__ import annotations

from datetime import date
from typing import Any

from docx.shared import Mm

from wutong.documents.official.model import Annex, Copies, OfficialDocument, RedHead, Signature
from wutong.documents.official.ooxml import element, put
from wutong.documents.official.page import CHARACTERS, LEFT, TWIPS, TYPE_WIDTH, characters
from wutong.documents.official.writing import indent, measure, paragraph, space

LETTER_RULE = Mm(170)  # the double red lines of a 函 reach over the type area on both sides
OVERHANG = (LETTER_RULE - TYPE_WIDTH) / 2 / TYPE_WIDTH * CHARACTERS  # characters
MARK_SIZE = 36  # points, as in the style RedMark
Words = dict[str, Any]


def date_line(day: date, words: Words) -> str:
    names = words.get("month_names", [""] * 12)
    return str(words["date"].format(year=day.year, month=day.month, day=day.day, month_name=names[day.month - 1]))


def opening(document: OfficialDocument, words: Words) -> list[Any]:
    """Everything above the first paragraph of the body."""
    made = [paragraph("Marking", document.marking)] if document.marking else []
    if document.head:
        made += red_head(document.head)
    title = paragraph("Title", document.title)
    made.append(space(title, before=2) if document.head else title)
    if document.subtitle:
        made.append(paragraph("Subtitle", document.subtitle))
    if document.addressees:
        made.append(paragraph("Addressee", document.addressees.rstrip("：:") + words["colon"]))
    return made


def red_head(head: RedHead) -> list[Any]:
    """文件: the mark 35 mm below the top of the type area, number two lines below it, red line under that.

    The mark of a 函 stands in the header of its first page (`letterhead`); here remains its number, right.
    """
    if head.form == "letter":
        return [space(_aligned(paragraph("Number", head.number), "right"), before=0.14)] if head.number else []
    mark = space(_mark(head.mark, TYPE_WIDTH), before=3.2)
    number = space(paragraph("Number", head.number), before=1.7)
    put(number.pPr, element("w:pBdr", _rule("bottom", "FF0000", 12, space=7)))
    return [mark, number]


def letterhead(head: RedHead) -> list[Any]:
    """First-page header of a 函: the mark 30 mm from the edge, 4 mm below it a double red line of 170 mm."""
    mark = _mark(head.mark, LETTER_RULE)
    put(mark.pPr, element("w:pBdr", _rule("bottom", "FF0000", 24, space=5, kind="thickThinSmallGap")))
    indent(mark, left=-OVERHANG, right=-OVERHANG)
    return [mark]


def letter_foot() -> Any:
    """First-page footer of a 函: the double red line turned over 20 mm from the edge, no page number."""
    foot = paragraph("Footer")
    put(foot.pPr, element("w:pBdr", _rule("bottom", "FF0000", 24, kind="thinThickSmallGap")))
    indent(foot, left=-OVERHANG, right=-OVERHANG)
    return foot


def _mark(text: str, room: int) -> Any:
    """The issuing body in one line: a long name is set smaller than the style says (room in EMU)."""
    made = paragraph("RedMark", text)
    fitting = int(room / 12_700 / max(measure(text), 1))  # points
    if fitting < MARK_SIZE:
        for run in made.r_lst:
            size = fitting * 2
            run.get_or_add_rPr().extend((element("w:sz", val=size), element("w:szCs", val=size)))
    return made


def _rule(side: str, colour: str, eighths: int, *, space: int = 0, kind: str = "single") -> Any:
    return element(f"w:{side}", val=kind, sz=eighths, space=space, color=colour)


def _aligned(made: Any, align: str) -> Any:
    put(made.pPr, element("w:jc", val=align))
    return made


def enclosures(names: list[str], words: Words) -> list[Any]:
    """附件说明: one line below the body, two characters in, no mark after a name, names under one another (7.3.4)."""
    label = words["enclosures"]
    if words["colon"] != "：":
        made = [paragraph("Enclosure", label), *_numbered(names, "", 0)]
    elif len(names) == 1:
        made = [paragraph("Enclosure", label + names[0], left=2 + measure(label), hanging=measure(label))]
    else:
        made = _numbered(names, label, 2)
    space(made[0], before=1)
    return made


def _numbered(names: list[str], label: str, start: float) -> list[Any]:
    number = 1.25 if len(names) < 10 else 1.75
    edge = start + measure(label)
    made = []
    for count, name in enumerate(names, 1):
        first = label if count == 1 else ""
        line = paragraph("Enclosure", left=edge + number, hanging=number + measure(first))
        _entry(line, f"{first}{count}.", name, edge + number)
        made.append(line)
    return made


def _entry(line: Any, number: str, name: str, edge: float) -> None:
    """The number, a jump to the common left edge, the name."""
    put(line.pPr, element("w:tabs", element("w:tab", val="left", pos=characters(edge))))
    line.append(paragraph("Enclosure", number).r_lst[0])
    line.append(element("w:r", element("w:tab")))
    for run in paragraph("Enclosure", name).r_lst:
        line.append(run)


def signature(signed: Signature, words: Words, *, chinese: bool) -> list[Any]:
    """发文机关署名 and 成文日期 on the right, as 7.3.5 says; an English letter signs from the middle of the line."""
    day = date_line(signed.signed, words)
    longest = max((measure(issuer) for issuer in signed.issuers), default=0.0)
    if not chinese:
        made = [paragraph("Signature", line, left=CHARACTERS / 2) for line in (*signed.issuers, day)]
    elif signed.seal:
        made = _centred((*signed.issuers, day), longest, measure(day))
    else:
        made = _stepped(signed.issuers, day, longest)
    space(made[0], before=2 if signed.seal else 1)
    if signed.note:
        made.append(paragraph("SignatureNote", words["note"].format(text=signed.note)))
    return made


def _centred(lines: tuple[str, ...], issuer: float, day: float) -> list[Any]:
    """With a seal: the date ends four characters in, the issuer is centred on it; a long issuer moves both left."""
    middle = max(4 + day / 2, 2 + issuer / 2)  # from the right edge
    left = max(CHARACTERS - 2 * middle, 0)
    return [_aligned(paragraph("Signature", line, left=left), "center") for line in lines]


def _stepped(issuers: tuple[str, ...], day: str, issuer: float) -> list[Any]:
    """Without a seal: the issuer ends two characters in, the date begins two right of it.

    Where that would leave less than two characters after the date, the date ends two in and the issuer moves left.
    """
    start = max(CHARACTERS - 2 - max(issuer, measure(day) + 2), 0)
    lines = [paragraph("Signature", line, left=start) for line in issuers]
    return [*lines, paragraph("Signature", day, left=start + 2)]


def annex_opening(annex: Annex, number: int | None, words: Words, *, own_page: bool) -> list[Any]:
    """“附件1” top left, the title below. `own_page` is off where a new section has begun the page already."""
    mark = words["annex"] if number is None else words["annex_numbered"].format(number=number)
    first = paragraph("AnnexMark", mark)
    if not own_page:
        put(first.pPr, element("w:pageBreakBefore", val="0"))
    return [first, paragraph("AnnexTitle", annex.title)]


def closing(copies: Copies, words: Words, *, letter: bool) -> list[Any]:
    """版记 at the foot of the last page: thick line, copies, thin line, printing office and date, thick line (7.4).

    A 函 has neither the lines nor the printing office (10.1).
    """
    lines = [_copies(copies, words)] if copies.to else []
    if copies.printer and not letter:
        lines.append(_printer(copies, words))
    if not lines:
        return []
    width = TYPE_WIDTH // TWIPS
    rows = [
        element("w:tr", element("w:trPr", element("w:cantSplit")),
                element("w:tc", element("w:tcPr", element("w:tcW", w=width, type="dxa")), line))
        for line in lines
    ]  # fmt: skip
    table = element("w:tbl", _at_foot(width, ruled=not letter), element("w:tblGrid", element("w:gridCol", w=width)))
    table.extend(rows)
    # The floating table hangs on the paragraphs around it, which take no room to speak of.
    return [paragraph("Anchor"), table, paragraph("Anchor")]


def _copies(copies: Copies, words: Words) -> Any:
    label = words["copies"]
    text = label + words["list_mark"].join(copies.to) + words["copies_end"]
    hanging = measure(label) * 14 / 16  # the label is set in 四号
    return paragraph("Copies", text, left=1 + hanging, right=1, hanging=hanging)


def _printer(copies: Copies, words: Words) -> Any:
    line = paragraph("Copies", copies.printer, left=1, right=1)
    edge = TYPE_WIDTH // TWIPS - characters(1)
    put(line.pPr, element("w:tabs", element("w:tab", val="right", pos=edge)))
    if copies.printed:
        line.append(element("w:r", element("w:tab")))
        for run in paragraph("Copies", words["printed"].format(date=date_line(copies.printed, words))).r_lst:
            line.append(run)
    return line


def _at_foot(width: int, *, ruled: bool) -> Any:
    borders = element("w:tblBorders", _rule("top", "000000", 8), _rule("bottom", "000000", 8),
                      _rule("insideH", "000000", 6))  # fmt: skip
    return element(
        "w:tblPr",
        element("w:tblStyle", val="TableNormal"),
        element("w:tblpPr", vertAnchor="margin", horzAnchor="page", tblpX=LEFT // TWIPS, tblpYSpec="bottom"),
        element("w:tblW", w=width, type="dxa"),
        borders if ruled else None,
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", element("w:left", w=0, type="dxa"), element("w:right", w=0, type="dxa")),
    )
