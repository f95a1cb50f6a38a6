"""Which unit a file comes from: address, letterhead, signature, labelled cell, file name, content."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import PurePosixPath

from rapidfuzz import fuzz

from wutong.documents.blocks import Document, Place

from .letter import DATE_LINE, Line
from .money import unit_of
from .organisations import organisation_in
from .results import Found, KnownUnit, Piece, ReadingContext
from .vocabulary import HAN, either, fold, is_none, listed, says, table

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LABELLED, LONGEST_NAME, LONGEST_SENTENCE, LONGEST_MEASURE = 0.95, 60, 120, 12
EDGE_LINES = 6
CLOSE = 88
SHORT_NAME = re.compile(rf"(?:{either('names', 'kind_words')})$")
CUT = re.compile(r"[\s_\-—–()（）【】\[\]+.,，、；;：:《》<>|]+")


def find_unit(
    document: Document,
    lines: list[Line],
    labelled: list[Piece],
    context: ReadingContext,
    needs: Collection[Place] = (),
) -> tuple[Found[str] | None, str | None]:
    """(name as read, key of the known unit). The surest sign wins. needs: where needs stand; their words may
    end as names do (…联合实验室) and yet name no sender on no list."""
    known = _by_address(document, context)
    if known and known[0].confidence >= 0.95:
        return known
    signs = list(_signs(document, lines, labelled))
    house = organisation_in(_display_name(document, "house"))
    signs = [(house, Place("field"), LABELLED), *signs] if house else signs
    best: tuple[Found[str], str] | None = known
    for words, place, sure in signs:
        for unit, likeness in _match(words, context.units):
            if best is None or sure * likeness > best[0].confidence:
                best = Found(unit.names[0], place, words, round(sure * likeness, 2)), unit.key
    best = best or _inside(lines, context)
    if best:
        return best
    told = [(_named(words, sure), place, words, sure) for words, place, sure in signs if place not in needs]
    guess = next((one for one in told if one[0]), None)
    return (Found(guess[0], guess[1], guess[2], round(guess[3] * 0.9, 2)), None) if guess else (None, None)


def _named(words: str, sure: float) -> str:
    """The organisation these words name; behind a label 填报单位 any short words are taken for it."""
    labelled = sure >= LABELLED and len(words) <= LONGEST_NAME and not is_none(words) and not _is_measure(words)
    return organisation_in(words) or (words.strip() if labelled else "")


def _is_measure(words: str) -> bool:
    """单位：万元 over a table names no organisation."""
    return len(words.strip()) <= LONGEST_MEASURE and bool(unit_of(words)[0])


def _by_address(document: Document, context: ReadingContext) -> tuple[Found[str], str] | None:
    place = Place("field", column=None)
    for header, sure in (("original_sender", 0.9), ("sender", 1.0)):
        for address in ADDRESS.findall(document.meta.get(header, "").lower()):
            owner = next((unit for unit in context.units if address in map(str.lower, unit.emails)), None)
            if owner:
                return Found(owner.names[0], place, address, sure), owner.key
            owner = _by_domain(address.rpartition("@")[2], context.units)
            if owner:
                return Found(owner.names[0], place, address, sure * 0.92), owner.key
    return None


def _by_domain(domain: str, units: tuple[KnownUnit, ...]) -> KnownUnit | None:
    """The unit with the longest domain this one belongs to: a faculty before its university."""
    if domain in listed("names", "free_mail"):
        return None
    owned = [(own, u) for u in units for own in map(str.lower, u.domains) if f".{domain}".endswith(f".{own}")]
    return max(owned, key=lambda pair: len(pair[0]))[1] if owned else None


def _signs(document: Document, lines: list[Line], labelled: list[Piece]) -> Iterator[tuple[str, Place, float]]:
    """Words that may name the unit, the surest first."""
    for piece in labelled:
        yield piece.text, piece.place, LABELLED
    for line in _signature(lines):
        yield line.text, line.place, 0.9
    for line in lines[:EDGE_LINES]:
        speaker = _speaker(line.text)
        if speaker:
            yield speaker, line.place, 0.87
        if not line.marker and not re.search(r"[：:]$", line.text) and not says("salutation", line.text):
            yield line.text, line.place, 0.88
    for header in ("original_sender", "sender"):
        words = _display_name(document, header)
        if organisation_in(words):
            yield words, Place("field"), 0.86
    stem = PurePosixPath(document.name).stem
    yield file_words(stem), Place("field"), 0.85
    for words in (
        *(_display_name(document, header) for header in ("original_sender", "sender")),
        document.meta.get("subject", ""),
    ):
        if words:
            yield words, Place("field"), 0.8
    for header in ("company", "author"):
        if document.meta.get(header):
            yield document.meta[header], Place("field"), 0.4


def _speaker(words: str) -> str:
    """Who speaks of himself in a sentence: "The Institute of Soils proposes the following:"."""
    match = _says_of_itself().search(words) if len(words) <= LONGEST_SENTENCE else None
    name = re.sub(r"^the\s+", "", words[: match.start()].strip(), flags=re.I) if match else ""
    return name if name and organisation_in(name) == name else ""


@cache
def _says_of_itself() -> re.Pattern[str]:
    return re.compile(either("names", "says"), re.IGNORECASE)


def same_house(sender: str, older: str) -> bool:
    """Both addresses belong to one domain: an office hands on what a part of its own unit wrote."""
    domains = [{address.lower().rpartition("@")[2] for address in ADDRESS.findall(words)} for words in (sender, older)]
    return bool(domains[0] & domains[1]) and not domains[0] & set(listed("names", "free_mail"))


def _display_name(document: Document, header: str) -> str:
    return ADDRESS.sub("", document.meta.get(header, "")).strip(' <>"')


def _signature(lines: list[Line]) -> list[Line]:
    """The last short lines, from the end upward."""
    tail = [
        line
        for line in lines[-EDGE_LINES:]
        if len(line.text) <= 60 and not line.marker and not DATE_LINE.match(line.text) and line.text[-1] not in "。；;"
    ]
    return tail[::-1]


def _match(words: str, units: tuple[KnownUnit, ...]) -> Iterator[tuple[KnownUnit, float]]:
    """Known units named by these words: whole, inside a longer line, or nearly."""
    folded = fold(words)
    for unit in units:
        best = 0.0
        for name in (*unit.names, *unit.aliases):
            short = fold(name)
            if not short or len(short) < (2 if HAN.search(name) else 3):
                continue
            if short == folded:
                best = 1.0
            elif short in folded and (len(short) >= 4 or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)):
                best = max(best, 0.9 + 0.09 * len(short) / len(folded))
            elif len(folded) >= 5 and fuzz.ratio(short, folded) >= CLOSE:
                best = max(best, 0.85)
        if best:
            yield unit, best
    short = SHORT_NAME.sub("", words.strip())
    holders = [unit for unit in units if any(short in name for name in unit.names)] if 2 <= len(short) <= 8 else []
    holders = [unit for unit in holders if not unit.within] or holders
    if len(holders) == 1 and HAN.search(short):
        yield holders[0], 0.8


def _inside(lines: list[Line], context: ReadingContext) -> tuple[Found[str], str] | None:
    """A known unit named anywhere in the text, when it is the only one."""
    named = [(unit, line) for line in lines for unit, likeness in _match(line.text, context.units) if likeness >= 0.9]
    named = [(unit, line) for unit, line in named if not unit.within] or named  # those asked before their parts
    if len({unit.key for unit, _ in named}) != 1:
        return None
    unit, line = named[0]
    return Found(unit.names[0], line.place, line.text, 0.5), unit.key


def file_words(stem: str) -> str:
    """What is left of a file name when the words of the business are taken away."""
    noise = table("names")["noise"]
    pieces = [piece for piece in CUT.split(stem) if piece]
    kept = []
    for piece in pieces:
        if HAN.search(piece):
            piece = _named_whole(piece) or re.sub("|".join(noise["zh"]), "", piece)
        elif re.fullmatch("|".join([*noise["en"], *noise["ru"], r"\d+"]), piece, re.I):
            continue
        piece = re.sub(r"^\d+|\d{4,}$", "", piece)
        if piece:
            kept.append(piece)
    return "".join(kept) if any(HAN.search(piece) for piece in kept) else " ".join(kept)


def _named_whole(piece: str) -> str:
    """西原科技大学 in 西原科技大学需求清单: words of the business may be part of a name that opens a file name."""
    name = organisation_in(piece)
    rest = piece[len(name) :] if name and piece.startswith(name) else piece
    own = re.sub("|".join(table("names")["in_names"]["zh"]), "", name)
    plain = re.sub("|".join(table("names")["noise"]["zh"]), "", own) == own
    return name if name and plain and len(rest) < len(piece) else ""
