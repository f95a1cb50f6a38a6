"""Replies in running text: numbered headings typed by hand or by Word, “一是…二是…”, ①②, and ready letters."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ..content import Need
from ..reply import Reply, day_said
from ..saying import chinese_number, circled
from .page import Page


def prose(reply: Reply) -> bytes:
    """Headings 一、（一） or 1., 1.1 typed as text. Half the authors weave the values in, half list them below."""
    page = Page(reply)
    page.opening()
    page.text(reply.phrase("opening"))
    for number, (heading, needs) in enumerate(reply.by_action(), 1):
        page.text(_outer(number, reply.language) + heading, bold=True)
        for inner, need in enumerate(needs, 1):
            page.text(_inner(number, inner, reply) + need.title, bold=reply.turn % 3 == 0)
            if reply.turn % 2:
                page.text(_tail(reply, need))
                continue
            for line in reply.lines(need):
                page.text(line)
    page.closing(reply.phrase("closing"))
    return page.save()


def prose_auto(reply: Reply) -> bytes:
    """The same, but the numbers are Word's own automatic ones: the text itself holds none."""
    page = Page(reply)
    numbering = _numbering(page.document, reply.language)
    page.opening()
    page.text(reply.phrase("opening"))
    for heading, needs in reply.by_action():
        _number(page.text(heading, bold=True, indent=False), numbering, 0)
        for need in needs:
            _number(page.text(need.title, indent=False), numbering, 1)
            page.text(_tail(reply, need))
    page.closing(reply.phrase("closing"))
    return page.save()


def first_second(reply: Reply) -> bytes:
    """Several needs in one paragraph, told apart only by 一是, 二是, 三是."""
    page = Page(reply)
    page.opening()
    page.text(reply.phrase("opening"))
    for heading, needs in reply.by_action():
        told = [f"{need.title}。{_tail(reply, need)}" for need in needs]
        if len(told) > 1:
            told = [f"{chinese_number(number)}是{words}" for number, words in enumerate(told, 1)]
        page.text(f"{heading}，" + "".join(told))
    page.closing(reply.phrase("closing"))
    return page.save()


def circled_list(reply: Reply) -> bytes:
    """A flat list marked ①②③, everything of one need in one paragraph."""
    page = Page(reply)
    page.opening()
    page.text(reply.phrase("opening"))
    for number, need in enumerate(reply.needs, 1):
        page.text(f"{circled(number)}{need.title}：{_tail(reply, need)}")
    page.closing(reply.phrase("closing"))
    return page.save()


def letter(reply: Reply) -> bytes:
    """A ready text on the unit's paper: “no needs”, a covering letter."""
    page = Page(reply)
    page.opening()
    for paragraph in reply.body:
        page.text(paragraph)
    page.closing("")
    return page.save()


def call_letter(reply: Reply) -> bytes:
    """The ministry's own letter, as somebody sends it back."""
    page, call = Page(reply), reply.demo.call
    page.text(call["number"], indent=False, align="center")
    page.title(call["title"]["zh"])
    for paragraph in call["letter"]["zh"].strip().splitlines():
        page.text(paragraph, indent=not paragraph.endswith("单位："))
    page.text(reply.demo.office["names"]["zh"], indent=False, align="right")
    page.text(day_said(call["issued"], "zh"), indent=False, align="right")
    return page.save()


def _tail(reply: Reply, need: Need) -> str:
    return _joined(need.text, reply.sentence(need))


def _joined(text: str, sentence: str) -> str:
    """Text and sentence in one paragraph. A sentence in brackets belongs before the full stop."""
    if sentence.startswith("（"):
        return f"{text.removesuffix('。')}{sentence}。"
    return text + sentence if text.endswith("。") else f"{text} {sentence}"


def _outer(number: int, language: str) -> str:
    return f"{chinese_number(number)}、" if language == "zh" else f"{number}. "


def _inner(outer: int, inner: int, reply: Reply) -> str:
    if reply.language != "zh":
        return f"{outer}.{inner}. "
    return f"（{chinese_number(inner)}）" if reply.turn % 2 else f"{inner}. "


def _numbering(document: Any, language: str) -> int:
    """Adds a two-level list to the document and returns its number."""
    first, second = ("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）")
    if language != "zh":
        first, second = ("decimal", "%1."), ("decimal", "%1.%2.")
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{480 * (depth + 1)}" w:hanging="480"/></w:pPr></w:lvl>'
        for depth, (form, text) in enumerate((first, second))
    )
    numbering = document.part.numbering_part.element
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    return int(numbering.add_num(77).numId)


def _number(paragraph: Any, numbering: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = numbering
