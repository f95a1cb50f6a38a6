"""Custom document properties (docProps/custom.xml) of a Word file: python-docx leaves them to us."""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def put_properties(document: Document, properties: Mapping[str, str]) -> None:
    root = etree.Element(f"{{{_SPACE}}}Properties", nsmap={None: _SPACE, "vt": _TYPES})
    for number, (name, value) in enumerate(properties.items(), start=2):  # 0 and 1 are reserved
        entry = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = value
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = document.part.package
    package.relate_to(Part(PackURI("/docProps/custom.xml"), _CONTENT, blob, package), _RELATION)


def get_properties(document: Document) -> dict[str, str]:
    """Name and text of each property; empty where there are none or they cannot be read."""
    relations = document.part.package.rels.values()
    blobs = [rel.target_part.blob for rel in relations if rel.reltype == _RELATION and not rel.is_external]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found: dict[str, str] = {}
    for blob in blobs:
        try:
            root = etree.fromstring(blob, parser)
        except etree.XMLSyntaxError:
            continue
        found |= {entry.get("name", ""): "".join(entry.itertext()).strip() for entry in root}
    return found
