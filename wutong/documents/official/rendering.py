"""The one door: an official document in, the bytes of a .docx out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document as new_document
from docx.document import Document

from wutong.documents.official import frame, page, styles, tables
from wutong.documents.official.model import Annex, Bars, Block, Heading, OfficialDocument, Paragraph, TableBlock
from wutong.documents.official.ooxml import element, put
from wutong.documents.official.writing import clean, measure, paragraph

UNUSED = ("/thumbnail", "/customXml", "/numbering", "/stylesWithEffects", "/extended-properties")
KEPT_LINES = 6
# A long word that cannot be parted (an address, a Russian word) would make justified Chinese lines gape.
HARD_TO_BREAK = re.compile(r"[!-~]{12}|[\u0400-\u052f]{9}")


def render(document: OfficialDocument, *, sources: bool) -> bytes:
    """The .docx. With `sources` every block says where it came from; without, the file holds no trace of them."""
    return _Writing(document, sources=sources).written()


class _Writing:
    """One document being written; knows the section it stands in."""

    def __init__(self, document: OfficialDocument, *, sources: bool) -> None:
        self.document, self.sources = document, sources
        self.words = styles.table(f"words/{document.language}")
        self.word = _bare()
        self.landscape = False
        self.annexes = [annex for annex in document.annexes if sources or not annex.internal]
        styles.dress(self.word, document.language, sources=sources)
        page.set_up(self.word.sections[0], document.language)
        page.number_pages(self.word)
        _settings(self.word, self.words["tag"])

    def written(self) -> bytes:
        document = self.document
        self._letterhead()
        self._add(frame.opening(document, self.words))
        self._blocks(document.blocks, signed=document.signature is not None)
        if names := [*document.enclosures, *(annex.title.replace("\n", "") for annex in self.annexes)]:
            self._add(frame.enclosures(names, self.words))
        if document.signature:
            self._add(frame.signature(document.signature, self.words, chinese=document.language != "en"))
        for number, annex in enumerate(self.annexes, len(document.enclosures) + 1):
            self._annex(annex, number if len(names) > 1 else None)
        self._closing()
        _properties(self.word, document)
        out = BytesIO()
        self.word.save(out)
        return out.getvalue()

    def _add(self, made: list[Any]) -> None:
        body = self.word.element.body
        for part in made:
            body.insert_element_before(part, "w:sectPr")

    def _blocks(self, blocks: tuple[Block, ...], *, signed: bool = False) -> None:
        """`signed`: the last paragraph stays on the page of the signature, which must never stand alone."""
        for block in blocks:
            self._add(self._block(block))
        if signed and blocks and isinstance(blocks[-1], Paragraph):
            _keep_with_next(self.word.element.body.p_lst[-1], blocks[-1].text)

    def _block(self, block: Block) -> list[Any]:
        width = page.type_width(landscape=self.landscape)
        if isinstance(block, TableBlock):
            return tables.table(block, width, self.words, sources=self.sources)
        if isinstance(block, Bars):
            return tables.bars(block, width)
        if isinstance(block, Heading):
            made = paragraph(f"Heading{block.level}", block.printed)
        else:
            made = paragraph("Particulars" if block.quiet else "BodyText", block.text, lead=block.lead)
            if HARD_TO_BREAK.search(block.lead + block.text):
                put(made.pPr, element("w:jc", val="left"))
        line = self._source_line(block.sources)
        if line:
            _keep_with_next(made, block.text)
        return [made, *line]

    def _source_line(self, sources: tuple[str, ...]) -> list[Any]:
        if not (self.sources and sources):
            return []
        listed = self.words["source_mark"].join(sources)
        return [paragraph(styles.SOURCE_STYLE, self.words["source_line"].format(sources=listed))]

    def _annex(self, annex: Annex, number: int | None) -> None:
        turning = annex.landscape != self.landscape
        if turning:
            page.turn(self.word, self.document.language, landscape=annex.landscape)
            self.landscape = annex.landscape
        self._add(frame.annex_opening(annex, number, self.words, own_page=not turning))
        self._blocks(annex.blocks)

    def _letterhead(self) -> None:
        """A 函 has its own first page: mark and red lines in header and footer, no page number."""
        head, section = self.document.head, self.word.sections[0]
        if not head or head.form != "letter":
            return
        page.make_room_for_letterhead(section)
        for part, made in ((section.first_page_header, frame.letterhead(head)),
                           (section.first_page_footer, [frame.letter_foot()])):  # fmt: skip
            part.is_linked_to_previous = False
            container = part._element
            for old in list(container):
                container.remove(old)
            container.extend(made)

    def _closing(self) -> None:
        if not self.document.copies:
            return
        if self.landscape:
            page.turn(self.word, self.document.language, landscape=False, even=True)
            self.landscape = False
        letter = self.document.head is not None and self.document.head.form == "letter"
        self._add(frame.closing(self.document.copies, self.words, letter=letter))


def _keep_with_next(made: Any, text: str) -> None:
    """Only a short paragraph: a long one would be moved whole to the next page and leave this one empty."""
    if measure(text) <= KEPT_LINES * page.CHARACTERS:
        put(made.pPr, element("w:keepNext"))


def _bare() -> Document:
    """An empty document without what python-docx's own template brings along (thumbnail, lists, old style copies)."""
    word = new_document()
    for owner in (word.part.package, word.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.endswith(UNUSED):
                del owner.rels[key]
    return word


def _settings(word: Document, tag: str) -> None:
    """Present-day layout rules, Chinese punctuation squeezed at line ends, languages declared."""
    settings = word.settings.element
    for name in ("w:characterSpacingControl", "w:compat", "w:themeFontLang"):
        settings.remove_all(name)
    mode = element("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    compat = element("w:compat", element("w:useFELayout"), mode)
    before = ("w:rsids", "m:mathPr", "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator")
    for made in (element("w:characterSpacingControl", val="compressPunctuation"), compat):
        settings.insert_element_before(made, *before)
    language = element("w:themeFontLang", val=tag, eastAsia="zh-CN")
    settings.insert_element_before(language, "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol")


LONGEST_PROPERTY = 255  # characters Word takes in a property; the page itself bears the whole title


def _properties(word: Document, document: OfficialDocument) -> None:
    """Title, subject, keywords and date; no author is made up."""
    said = word.core_properties
    told = document.title.replace("\n", ""), document.subject, "; ".join(document.keywords)
    said.title, said.subject, said.keywords = (clean(words)[:LONGEST_PROPERTY] for words in told)
    said.language = styles.table(f"words/{document.language}")["tag"]
    said.author = said.last_modified_by = said.comments = said.category = ""
    signed = document.signature.signed if document.signature else None
    when = datetime(signed.year, signed.month, signed.day, tzinfo=UTC) if signed else datetime.now(UTC)
    said.created = said.modified = when.replace(tzinfo=None)
