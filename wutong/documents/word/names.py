"""Tag names of WordprocessingML, transitional and strict alike."""

from __future__ import annotations

from collections.abc import Iterator

from wutong.documents.safexml import Element, local

_OFF = {"0", "false", "off", "none"}


def attribute(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name, whatever its namespace; None when the element or the attribute is missing."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *names: str) -> Element | None:
    """The element reached by going down one child after the other."""
    for name in names:
        if element is None:
            return None
        element = element.find(f"{{*}}{name}")
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def whole(element: Element | None, name: str = "val") -> int | None:
    """A whole number kept in an attribute; None when missing or not a number."""
    stored = attribute(element, name)
    try:
        return int(stored) if stored is not None else None
    except ValueError:
        return None


def switched(element: Element | None, name: str) -> bool | None:
    """A toggle such as <w:b/>: None when absent, False when present and switched off."""
    found = child(element, name)
    if found is None:
        return None
    return (attribute(found) or "1").lower() not in _OFF


def flow(element: Element) -> Iterator[Element]:
    """Children in reading order: wrappers (content controls, insertions, alternatives) opened, deletions left out."""
    for item in element.iterchildren():
        name = local(item)
        if name in ("del", "moveFrom", "sdtPr", "sdtEndPr"):
            continue
        if name == "sdt":
            if switched(child(item, "sdtPr"), "showingPlcHdr") is not True:
                yield from flow(item)
        elif name in ("sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple", "dir", "bdo"):
            yield from flow(item)
        elif name == "AlternateContent":
            yield from _alternative(item)
        else:
            yield item


def _alternative(item: Element) -> Iterator[Element]:
    choices = [*item.iterchildren("{*}Choice"), *item.iterchildren("{*}Fallback")]
    if choices:
        with_text = (choice for choice in choices if choice.find(".//{*}txbxContent") is not None)
        yield from flow(next(with_text, choices[0]))
