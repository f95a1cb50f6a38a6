"""Official Word layout: GB/T 9704-2012 (党政机关公文格式) and an English frame on the same page."""

from wutong.documents.official.model import (
    Annex,
    Bars,
    Block,
    Column,
    Copies,
    Heading,
    Language,
    OfficialDocument,
    Paragraph,
    RedHead,
    Row,
    Signature,
    TableBlock,
)
from wutong.documents.official.rendering import render

__all__ = [
    "Annex",
    "Bars",
    "Block",
    "Column",
    "Copies",
    "Heading",
    "Language",
    "OfficialDocument",
    "Paragraph",
    "RedHead",
    "Row",
    "Signature",
    "TableBlock",
    "render",
]
