"""One opened file, with everything it contains, to readings: each part exactly one, every need with its source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import cast

from wutong.documents.blocks import Document, Place

from .chain import Message, messages
from .classify import usual_fields
from .kinds import LOOKED_AT, Verdict
from .message import TOO_LONG, Understood, pieces_of, understand
from .needs import finish, joined
from .part import speaks_for_part
from .results import ANSWERS, PART, Found, Kind, Leftover, Piece, ReadingContext, ReplyReading
from .twice import told_once
from .units import find_unit, same_house
from .vocabulary import HAN, fold
from .which_call import DOUBTED, FORM_PROPERTY, doubts_of_call

CYRILLIC, LATIN = re.compile(r"[а-яё]", re.I), re.compile(r"[a-z]", re.I)
LENT = 0.9  # how sure a part is of the unit another part beside it names
DOUBTFUL, SURE_CARRIER = 0.5, 0.9  # of a unit named somewhere in a text; of one known by the address of a mail
CONTAINERS = ("zip", "rar", "7z", "tar")


def read_reply(document: Document, context: ReadingContext) -> tuple[ReplyReading, ...]:
    """A reading for the file and for each part in it; a container that only holds parts has none of its own."""
    whole = {unit.key: unit.within for unit in context.units if unit.within}
    read = (_counted_at(whole, reading) for reading in _read(document, context, document.name, ()))
    readings = [context.known.get(reading.path, reading) for reading in read]
    return tuple(told_once(_of_one_sender(readings)))


def _of_one_sender(readings: list[ReplyReading]) -> list[ReplyReading]:
    """A table beside a letter in one archive comes from whom the letter names, if all that is named is one unit."""
    named = [reading for reading in readings if reading.unit is not None and reading.kind in ("reply", "no_needs")]
    if not named or len({(reading.unit_key, reading.unit and fold(reading.unit.value)) for reading in named}) > 1:
        return readings
    unit, key = named[0].unit, named[0].unit_key
    assert unit is not None
    lent = replace(unit, confidence=round(unit.confidence * LENT, 2))
    return [replace(one, unit=lent, unit_key=key) if one.unit is None and one.path else one for one in readings]


def _counted_at(whole: dict[str, str], reading: ReplyReading) -> ReplyReading:
    """What a part of an asked unit sends counts at that unit, under a note: a person decides whether it may."""
    if reading.unit_key not in whole:
        return reading
    notes = tuple(dict.fromkeys([*reading.notes, PART]))
    return replace(reading, unit_key=whole[reading.unit_key], notes=notes)


def _read(document: Document, context: ReadingContext, file: str, path: tuple[str, ...]) -> Iterable[ReplyReading]:
    own = None
    if not document.parts or document.blocks or document.problem:
        own = _read_own(document, context, file, path)
        yield own
    for number, part in enumerate(document.parts, start=1):
        inner = (*path, part.name or f"part {number}")
        for reading in _read(part, context, file, inner):
            yield _inherit(reading, own, document, context)


def _inherit(
    reading: ReplyReading, own: ReplyReading | None, document: Document, context: ReadingContext
) -> ReplyReading:
    """What an attachment does not say itself it has from the mail or archive that carries it."""
    if reading.sent is None:
        reading = replace(reading, sent=_sent(document))
    carrier = (own.unit, own.unit_key) if own else find_unit(document, [], [], context)
    unit, key = carrier
    parts = {known.key for known in context.units if known.within and known.within == key}
    if unit and reading.unit_key in parts and reading.kind == "reply" and unit.confidence >= SURE_CARRIER:
        return replace(reading, unit_key=key)  # the asked unit itself hands in what its parts answered
    if unit is None or not _is_weaker(reading, unit, key):
        return reading
    sure = unit.confidence * (1 if key is not None else 0.9)
    return replace(reading, unit=replace(unit, confidence=round(sure, 2)), unit_key=key)


def _is_weaker(reading: ReplyReading, carrier: Found[str], key: str | None) -> bool:
    """A known sender stands above a name on no list, and above a doubtful sign of itself or of another."""
    if reading.unit is None:
        return True
    if reading.unit_key is None or reading.unit_key == key:
        return key is not None and (reading.unit_key is None or carrier.confidence > reading.unit.confidence)
    return key is not None and reading.unit.confidence <= DOUBTFUL < SURE_CARRIER <= carrier.confidence


def _read_own(document: Document, context: ReadingContext, file: str, path: tuple[str, ...]) -> ReplyReading:
    if document.problem:
        unit, key = find_unit(document, [], [], context)
        detail = (document.detail,) if document.detail else ()
        return ReplyReading(
            file, path, "unreadable", unit, key, problem=document.problem, notes=detail, confidence=1.0,
            sent=_sent(document),
        )  # fmt: skip
    chain = messages(document)
    chosen, reading = _choose(chain, document, context)
    lost = [
        Leftover(p.place, p.text, "quoted") for message in chain if message is not chosen for p in pieces_of(message)
    ]
    return _result(document, chosen, reading, lost, context, file, path)


def _choose(chain: list[Message], document: Document, context: ReadingContext) -> tuple[Message, Understood]:
    """The sender's own words, unless they say nothing and an older message below answers the call."""
    own = understand(chain[0], document.meta.get("subject", ""), context)
    verdict = own.verdict
    if (
        len(chain) == 1
        or own.drafts
        or verdict.kind == "no_needs"
        or verdict.why in ("automatic", "extension", "question", "advertising")
    ):
        return chain[0], own
    for message in chain[1:]:
        older = understand(message, message.subject, context)
        if older.verdict.kind in ("reply", "no_needs") and (older.drafts or older.verdict.kind == "no_needs"):
            return message, older
    return chain[0], own


def _result(
    document: Document,
    message: Message,
    reading: Understood,
    lost: list[Leftover],
    context: ReadingContext,
    file: str,
    path: tuple[str, ...],
) -> ReplyReading:
    verdict = reading.verdict
    values = reading.found.file_values
    source = document
    if message.sender:
        source = replace(document, meta=document.meta | {"original_sender": message.sender})
    if message.quoted and same_house(document.meta.get("sender", ""), message.sender):
        source = replace(source, meta=source.meta | {"house": document.meta["sender"]})
    told = {mark.place for draft in reading.drafts for mark in draft.marks() if mark.role != "unit"}
    unit, key = find_unit(source, reading.lines, _unit_labels(reading), context, told)
    contact = joined([p for role in ("contact", "phone", "email") for p in values.get(role, []) if p.text], 0.6)
    usual = usual_fields(reading.drafts)
    needs = tuple(finish(draft, context, contact, usual) for draft in reading.drafts)
    if verdict.kind == "reply" and not needs:
        verdict = Verdict("reply", "needs a person", verdict.confidence)
    notes = [verdict.why] if verdict.why not in ("needs", "said") else []
    doubts = doubts_of_call(reading.text[:LOOKED_AT], document.meta, context) if verdict.kind in ANSWERS else ()
    verdict = replace(verdict, confidence=min(verdict.confidence, DOUBTED)) if doubts else verdict
    notes += [*doubts, *(["form"] if FORM_PROPERTY in document.meta else [])]
    if any(block.hidden for block in document.tables()):
        notes.append("hidden sheet")
    notes += [TOO_LONG] if any(left.why == TOO_LONG for left in reading.aside) else []
    said_none = verdict.kind == "no_needs"
    in_part = said_none and speaks_for_part(reading.text[:LOOKED_AT], (line.text for line in reading.lines), unit)
    notes += [PART] if in_part else []
    return ReplyReading(
        file, path, cast(Kind, verdict.kind), unit, key, needs, language_of(reading.text), None, tuple(notes),
        verdict.confidence, tuple(dict.fromkeys(reading.aside + lost)), _sent(document), _digest(document),
    )  # fmt: skip


def _unit_labels(reading: Understood) -> list[Piece]:
    """Labelled values of the file; else the one unit all needs of the file name."""
    named = reading.found.file_values.get("unit", [])
    if named:
        return [piece for piece in named if piece.text]
    columns = [draft.values["unit"][0] for draft in reading.drafts if "unit" in draft.values]
    return columns[:1] if len({piece.text for piece in columns}) == 1 else []


def language_of(text: str) -> str:
    """zh, ru or en by script: one Chinese character weighs as much as two letters."""
    weights = {"zh": 2 * len(HAN.findall(text)), "ru": len(CYRILLIC.findall(text)), "en": len(LATIN.findall(text))}
    return max(weights, key=lambda code: weights[code]) if any(weights.values()) else ""


def _sent(document: Document) -> date | None:
    try:
        return datetime.fromisoformat(document.meta.get("date", "")).date()
    except ValueError:
        return None


def _digest(document: Document) -> str:
    """Of the words alone: the same text as Word and as PDF counts as the same."""
    words = "".join(re.sub(r"\W+", "", p.text) for p in pieces_of(Message(list(document.blocks))))
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


__all__ = ["Found", "Place", "language_of", "read_reply"]
