"""Content controls (w:sdt): the fields of a Word form, each carrying its ask's code as tag."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import _Element

from wutong.forms.asks import Ask, Rows
from wutong.forms.parts import Part, option_label, word, words

HINT_COLOUR = "8A94A0"


def tag_of(ask: Ask, part: Part, table: Rows | None = None) -> str:
    """needs.money.amount: at most 62 characters, Word allows 64."""
    return ".".join(filter(None, (table.code if table else "", ask.code, part.name)))


def hint_of(part: Part, languages: Sequence[str]) -> str:
    """What an unanswered field shows."""
    return f"〔{word('choose' if part.shape == 'choice' else 'fill', languages, ' / ')}〕"


@cache
def hints() -> frozenset[str]:
    """Every hint there can be in one or two languages: such a text is no answer."""
    found: set[str] = set()
    for name in ("fill", "choose"):
        each = list(words()[name].values())
        found |= {f"〔{one}〕" for one in each} | {f"〔{one} / {two}〕" for one in each for two in each}
    return frozenset(found)


def control(tag: str, title: str, part: Part, text: str | None, languages: Sequence[str]) -> _Element:
    """A field inside a paragraph, holding `text`, or a grey hint."""
    sdt = OxmlElement("w:sdt")
    about = _child(sdt, "w:sdtPr")
    _child(about, "w:alias", val=title[:64])
    _child(about, "w:tag", val=tag)
    if text is None:
        _child(about, "w:showingPlcHdr")
    _kind(about, part, text, languages)
    content = _child(sdt, "w:sdtContent")
    content.append(_run(text if text is not None else hint_of(part, languages), grey=text is None))
    return sdt


def _kind(about: _Element, part: Part, text: str | None, languages: Sequence[str]) -> None:
    match part.shape:
        case "choice":
            listed = _child(about, "w:dropDownList")
            for option in part.options:
                label = option_label(part.options, option.code, languages)
                _child(listed, "w:listItem", displayText=label, value=option.code)
        case "date":
            day = _child(about, "w:date", **({"fullDate": f"{text}T00:00:00Z"} if text else {}))
            _child(day, "w:dateFormat", val="yyyy-MM-dd")
            _child(day, "w:lid", val="zh-CN" if languages[0].startswith("zh") else languages[0])
            _child(day, "w:storeMappedDataAs", val="dateTime")
            _child(day, "w:calendar", val="gregorian")
        # Any other field has no kind, which makes it rich text: LibreOffice 7.4 doubles the words of plain-text
        # fields (w:text) and loses their line breaks when it saves.


def _run(text: str, *, grey: bool) -> _Element:
    run = OxmlElement("w:r")
    if grey:
        _child(_child(run, "w:rPr"), "w:color", val=HINT_COLOUR)
    for number, line in enumerate(text.split("\n")):
        if number:
            _child(run, "w:br")
        for position, piece in enumerate(line.split("\t")):
            if position:
                _child(run, "w:tab")
            if piece:
                words_of_run = _child(run, "w:t")
                words_of_run.text = piece
                words_of_run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _child(parent: _Element, name: str, **attributes: str) -> _Element:
    child = OxmlElement(name)
    for attribute, value in attributes.items():
        child.set(qn(f"w:{attribute}"), value)
    parent.append(child)
    return child
