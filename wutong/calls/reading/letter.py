"""The frame of a letter: what stands around the needs and is no need (salutation, number, closing, signature)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wutong.documents.blocks import Place, Text

from .labels import bare_label, split_labels
from .lists import split_inline
from .markers import Marker, marker_of
from .results import Piece
from .vocabulary import HAN, either, lexicon, phrase, says

DATE_LINE = re.compile(
    r"^[（(]?(?:\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?|[二〇○零一三四五六七八九]{4}年.{1,6}月.{1,4}日|\d{1,2}[./]\d{1,2}[./]\d{4}(?:\s*г\.?)?"
    r"|\d{1,2} [A-Za-zа-я]{3,10} \d{4}(?:\s*г(?:ода|\.)?)?|[A-Z][a-z]{2,9} \d{1,2},? \d{4})[)）]?$"
)
NUMBER_LINE = re.compile(f"^(?:{either('phrases', 'printed_number')})$", re.IGNORECASE)
CUT_RANGE = re.compile(r"20\d\d\s*年?\s*[-–—~～至到]+$")  # its second year stands in the next line
QUOTE_SIGN = re.compile(r"^[>＞\s]+")
ASPECT = re.compile(
    rf"^(?:在|关于)?([^，,。：:；;]{{2,18}}(?:{either('phrases', 'aspect_word')}))[，,：:]\s*(\S.{{9,}})$"
)
CONTACT_ROLES = frozenset({"contact", "phone", "email", "unit"})
END_MARKS = "。；;.！!？?：:"
LONGEST_HEADING, LONGEST_LINE = 46, 5000
TITLE_WITHIN, SHORTEST_SUBJECT = 5, 6  # lines; letters that may name a need
SPACES = re.compile(r"[ \t\u00a0\u3000]{3,}")


@dataclass(slots=True, eq=False)
class Line:
    """One line of the running text with the marker it begins with."""

    text: str
    place: Place
    marker: Marker | None = None
    level: int | None = None
    bold: bool = False
    why: str = ""  # set when the line belongs to the frame

    @property
    def words(self) -> str:
        return self.marker.rest if self.marker else self.text


def lines_of(blocks: Iterable[Text]) -> list[Line]:
    """Blocks cut at line ends; hard-wrapped mail lines are joined to the one they continue."""
    lines: list[Line] = []
    for block in blocks:
        for number, text in enumerate(_short(block.text)):
            clean = QUOTE_SIGN.sub("", text).strip() if text.lstrip().startswith((">", "＞")) else text.strip()
            if not clean:
                continue
            marker = marker_of(clean, block.number if number == 0 else "")
            if marker and marker.style == "first" and len(split_inline(clean)[1]) > 1:
                marker = None  # 一是…；二是… in one line is a list, not an item
            lines += _aspect(Line(clean, block.place, marker, block.level, block.bold))
    return _unwrapped(lines)


def _short(text: str) -> list[str]:
    """The lines of a block; runs of spaces are closed, and a line no person would write is cut into pieces."""
    lines = SPACES.sub("  ", text).split("\n")
    return [line[at : at + LONGEST_LINE] for line in lines for at in range(0, max(1, len(line)), LONGEST_LINE)]


def _aspect(line: Line) -> list[Line]:
    """技术转移方面，一是…: the words before 方面 are a heading over the rest of the paragraph."""
    match = ASPECT.match(line.text) if line.marker is None and not line.level else None
    if not match or not any(lexicon(name).hits(match[1]) for name in ("actions", "fields")):
        return [line]
    head = Line(match[1], line.place, Marker("aspect", 0, match[1]))
    return [head, Line(match[2], line.place, None, None, line.bold)]


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Mail programs break lines near 70–80 columns; a line that long without an end mark runs on into the next."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and _runs_on(last, line):
            glue = "" if HAN.search(last.text[-1]) else " "
            last.text += glue + line.text
            if last.marker:
                last.marker = Marker(last.marker.style, last.marker.ordinal, last.marker.rest + glue + line.text)
        else:
            joined.append(line)
    return joined


def _runs_on(last: Line, line: Line) -> bool:
    if CUT_RANGE.search(last.text) and line.text[0].isdigit() and not line.marker:
        return True
    if (
        last.place.kind != "line"
        or line.marker
        or line.place.line != (last.place.line or 0) + last.text.count("\n") + 1
    ):
        return False
    width = len(last.text.rsplit("\n", 1)[-1]) + len(re.findall(r"[\u3400-\u9fff，。；：]", last.text))
    starts_low = line.text[0].islower() or HAN.match(line.text[0]) is not None
    return 56 <= width <= 82 and last.text[-1] not in END_MARKS and starts_low and not split_labels(line.text)[1]


def frame(lines: list[Line]) -> None:
    """Mark the lines of the frame. The closing takes all behind it until something numbered or labelled comes."""
    closing = headers = False
    for line in lines:
        headers = says("quote_mark", line.text) or (headers and says("mail_header", line.text))
        if headers:
            line.why = "letter"
        elif _is_content(line) and not (closing and _is_initial(line)):
            closing = False
        elif closing or says("closing", line.text):
            closing, line.why = True, line.why or "letter"
        elif _is_furniture(line.text):
            line.why = "letter"
    for line in reversed(lines):
        if line.why:
            continue
        if not (DATE_LINE.match(line.text) or _is_signature(line)):
            break
        line.why = "letter"


def _is_initial(line: Line) -> bool:
    """R. Holm, Director: behind a closing a single letter begins a name, not an item."""
    return line.marker is not None and line.marker.style == "letter" and len(line.words) <= 60


def _is_content(line: Line) -> bool:
    if line.marker and line.marker.style != "bullet" and len(line.words) >= 4 and not DATE_LINE.match(line.text):
        return not says("section_other", line.words)
    labels = split_labels(line.text)[1]
    return any(label.role not in CONTACT_ROLES | {"note", "number", ""} for label in labels)


def _is_furniture(text: str) -> bool:
    if DATE_LINE.match(text) or NUMBER_LINE.match(text) or says("mail_header", text):
        return True
    return len(text) <= 60 and (says("letter_title", text) or (says("salutation", text) and not split_labels(text)[1]))


def _is_signature(line: Line) -> bool:
    """A short last line without an end mark: the unit's or a person's name."""
    if line.marker or line.level or line.text[-1] in END_MARKS or bare_label(line.text):
        return False
    return len(line.text) <= 34 and not split_labels(line.text)[1] and not says("need_verb", line.text)


def is_heading(line: Line) -> bool:
    """An unnumbered line that looks like a heading: a Word heading, or bold, short and without an end mark."""
    if line.level:
        return True
    return (
        line.bold
        and len(line.text) <= LONGEST_HEADING
        and line.text[-1] not in END_MARKS
        and not split_labels(line.text)[1]
    )


def heading_of(lines: list[Line]) -> Piece | None:
    """The title of a letter that names what it asks for: 关于伊朗盐湖提锂技术联合研发的需求; none where it only says
    that there are needs."""
    for line in lines[:TITLE_WITHIN]:
        if line.marker or says("salutation", line.text) or split_labels(line.text)[1]:
            continue
        words = phrase("around_subject").sub("", line.text).strip(' 《》“”"')
        if words != line.text and len(words) >= SHORTEST_SUBJECT and not says("section_needs", words):
            return Piece(words, line.place)
    return None
