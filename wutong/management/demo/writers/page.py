"""A Word letter as different offices set it: fonts, title, addressee, closing and signature."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from ..reply import Reply
from .steady import steady


@dataclass(frozen=True)
class Look:
    body: str
    title: str
    size: float
    title_size: float
    spacing: float


LOOKS = {
    "zh": (
        Look("仿宋", "宋体", 16, 22, 1.25),
        Look("宋体", "黑体", 12, 18, 1.5),
        Look("微软雅黑", "微软雅黑", 10.5, 16, 1.15),
    ),
    "latin": (Look("Times New Roman", "Times New Roman", 12, 16, 1.15), Look("Calibri", "Calibri", 11, 15, 1.1)),
}


class Page:
    """A Word document being written for one reply."""

    def __init__(self, reply: Reply, wide: bool = False, tables: bool = False) -> None:
        looks = LOOKS["zh" if reply.language == "zh" else "latin"]
        self.reply, self.look = reply, looks[reply.turn % len(looks)]
        self.document: Any = Document()
        self._lay_out(wide)
        properties = self.document.core_properties
        properties.author, properties.title = reply.unit_name, reply.title
        style = self.document.styles["Normal"]
        style.font.size = Pt(10.5 if tables else self.look.size)
        _set_font(style, self.look.body)

    def _lay_out(self, wide: bool) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.6)
        section.top_margin = section.bottom_margin = Cm(2.6)
        if wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
            section.left_margin = section.right_margin = Cm(1.8)

    def text(self, words: str, *, bold: bool = False, indent: bool = True, align: str = "left") -> Any:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(words)
        run.bold = bold or None
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
        paragraph.paragraph_format.line_spacing = self.look.spacing
        paragraph.paragraph_format.space_after = Pt(3)
        if indent and self.reply.language == "zh":
            paragraph.paragraph_format.first_line_indent = Pt(self.look.size * 2)
        return paragraph

    def title(self, words: str) -> None:
        run = self.text(words, indent=False, align="center").runs[0]
        run.bold, run.font.size = True, Pt(self.look.title_size)
        _set_font(run, self.look.title)

    def opening(self) -> None:
        """Letterhead, number, title, addressee and the sentence that refers to the call."""
        if self.reply.language == "zh" and self.reply.turn % 2:
            self.text(self.reply.unit_name, bold=True, indent=False, align="center")
        if self.reply.language == "zh":
            self.text(self.reply.number, indent=False, align="right" if self.reply.turn % 3 else "center")
        self.title(self.reply.title)
        self.text(self.reply.phrase("addressee"), indent=False)

    def closing(self, words: str) -> None:
        self.text(words)
        self.text(self.reply.unit_name, indent=False, align="right")
        self.text(self.reply.day, indent=False, align="right")

    def save(self) -> bytes:
        target = io.BytesIO()
        self.document.save(target)
        return steady(target.getvalue(), self.reply.plan.sent)


def _set_font(styled: Any, name: str) -> None:
    """Latin and East Asian letters alike; Word keeps the two apart."""
    styled.font.name = name
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
