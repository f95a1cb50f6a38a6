"""XML from strangers: no entities, no DTD, no network, no giant trees."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from wutong.documents.blocks import Unreadable

Element = Any  # lxml ships no types
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parse(data: bytes, name: str) -> Element:
    """The root element. Office files never declare a document type: one that does is an attack ("bomb")."""
    refuse_doctype(data, name)
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True, **_SAFE))
    _refuse_declared(root, name)
    return root


def stream(data: bytes, name: str, *tags: str) -> Iterator[Element]:
    """Each element with one of the tags once it is complete; it is emptied when the caller asks for the next one."""
    refuse_doctype(data, name)
    parser = etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **_SAFE)
    for _, element in parser:
        _refuse_declared(element, name)
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    _refuse_declared(parser.root, name)


def _refuse_declared(element: Element, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("bomb", name, "declares XML entities")


def refuse_doctype(data: bytes, name: str) -> None:
    """By the first bytes alone, before anything is parsed."""
    head = data[:8192].replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Unreadable("bomb", name, "declares XML entities")


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
