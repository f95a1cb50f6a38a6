"""Styles and typefaces, written from the TOML tables beside this file into a bare Word document."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from wutong.documents.official.model import Language
from wutong.documents.official.ooxml import element
from wutong.documents.official.page import LINE, characters

HERE = Path(__file__).parent
SOURCE_STYLE = "SourceNote"
FONT_TABLE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
BASE_STYLES = """<w:styles {ns}>
  <w:docDefaults><w:rPrDefault/><w:pPrDefault/></w:docDefaults>
  <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
    <w:uiPriority w:val="1"/><w:semiHidden/></w:style>
  <w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>
  <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>
    <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
    <w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
  <w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>
    <w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>
</w:styles>"""
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@cache
def table(name: str) -> dict[str, Any]:
    """One of the TOML tables beside this file."""
    with (HERE / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def dress(document: Document, language: Language, *, sources: bool) -> None:
    """Puts the official styles and typefaces in place of those python-docx starts with.

    A document without sources has no style for them either: its file must not tell that there are any.
    """
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for child in list(parse_xml(BASE_STYLES.format(ns=nsdecls("w"), borders=BORDERS))):
        styles.append(child)
    _defaults(styles, language)
    for key, looks in table(f"styles-{language}").items():
        if sources or key != SOURCE_STYLE:
            styles.append(_style(key, looks))
    _font_table(document)


def _defaults(styles: Any, language: Language) -> None:
    """Document defaults: typeface, size and language of everything that says nothing else."""
    normal = table(f"styles-{language}")["Normal"]
    tag = table(f"words/{language}")["tag"]
    styles[0][0].append(
        element("w:rPr", _fonts("body"), element("w:sz", val=round(normal["size"] * 2)),
                element("w:lang", val="en-GB", eastAsia="zh-CN" if language == "en" else tag, bidi="ar-SA"))
    )  # fmt: skip


def _fonts(role: str, ascii_role: str = "latin") -> Any:
    fonts = table("fonts")
    latin = fonts[ascii_role]["name"]
    return element("w:rFonts", ascii=latin, hAnsi=latin, cs=fonts["latin"]["name"], eastAsia=fonts[role]["name"])


def _style(key: str, looks: dict[str, Any]) -> Any:
    normal = key == "Normal"
    return element(
        "w:style",
        element("w:name", val=looks["name"]),
        None if normal else element("w:basedOn", val="Normal"),
        element("w:next", val="BodyText") if looks.get("outline") else None,
        element("w:qFormat"),
        element("w:pPr", *_paragraph_looks(looks)),
        element("w:rPr", *_run_looks(looks)),
        type="paragraph", default="1" if normal else None, styleId=key,
        customStyle=None if looks["name"].isascii() else "1",
    )  # fmt: skip


def _paragraph_looks(looks: dict[str, Any]) -> list[Any]:
    """The children of w:pPr in schema order."""
    return [
        element("w:keepNext") if looks.get("keep_next") else None,
        element("w:pageBreakBefore") if looks.get("page_break") else None,
        element("w:snapToGrid", val="0") if looks.get("off_grid") else None,
        _spacing(looks),
        _indent(looks),
        element("w:jc", val=looks["align"]) if "align" in looks else None,
        element("w:outlineLvl", val=looks["outline"] - 1) if "outline" in looks else None,
    ]


def _spacing(looks: dict[str, Any]) -> Any:
    line: dict[str, object] = {}
    if "exact" in looks:
        line = {"line": round(looks["exact"] * 20), "lineRule": "exact"}
    elif "multiple" in looks:
        line = {"line": round(looks["multiple"] * 240), "lineRule": "auto"}
    gaps = {side: round(looks[side] * LINE) for side in ("before", "after") if side in looks}
    return element("w:spacing", **gaps, **line) if gaps or line else None


def _indent(looks: dict[str, Any]) -> Any:
    """Indents in characters, and in twips for programs that do not know characters."""
    said = {"firstLine": looks.get("first_line"), "left": looks.get("left")}
    found = {name: count for name, count in said.items() if count}
    if not found:
        return None
    twips = {name: characters(count) for name, count in found.items()}
    return element("w:ind", **twips, **{f"{name}Chars": round(count * 100) for name, count in found.items()})


def _run_looks(looks: dict[str, Any]) -> list[Any]:
    size = round(looks["size"] * 2) if "size" in looks else None
    return [
        _fonts(looks["font"], looks.get("ascii", "latin")) if "font" in looks else None,
        element("w:b") if looks.get("bold") else None,
        element("w:i") if looks.get("italic") else None,
        element("w:color", val=looks["colour"]) if "colour" in looks else None,
        element("w:spacing", val=round(-20 * looks["tight"])) if "tight" in looks else None,
        *([element("w:sz", val=size), element("w:szCs", val=size)] if size else []),
    ]


def _font_table(document: Document) -> None:
    """Declares every typeface with its stand-ins, for machines that lack the official ones."""
    root = element("w:fonts", *(_font(font) for font in table("fonts").values()))
    package = document.part.package
    for relation in list(document.part.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            del document.part.rels[relation.rId]
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/word/fontTable.xml"), FONT_TABLE, blob, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _font(font: dict[str, Any]) -> Any:
    return element(
        "w:font",
        element("w:altName", val=",".join(font["alternatives"])),
        element("w:panose1", val=font["panose"]),
        element("w:charset", val=font.get("charset", "86")),
        element("w:family", val=font["family"]),
        element("w:pitch", val="variable"),
        name=font["name"],
    )
