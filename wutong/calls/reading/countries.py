"""The countries a need is about: its own column first, then title and text, last the partner's country."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from wutong.directory.gazetteer import Mention, find_places

from .checkboxes import chosen
from .results import Draft, Found, Piece, ReadingContext
from .vocabulary import phrase, says

WORLD = "BRI"  # 一带一路 stands in half of all titles: it names countries only where a column says so
LEAST_SURE = 0.35
BETWEEN = ("", "的", "（", "(", " (", "：")
SENTENCE = re.compile(r"[^。；;\n.!！]+[。；;\n.!！]?")


ANY_DAY = date(2020, 1, 1)  # where only the words count, not which countries a region holds


class Standing(IntEnum):
    """What weight a mention has; the best standing present decides."""

    PLAIN = 0
    EARLIER = 1
    BODY = 2


SURENESS = {Standing.PLAIN: 0.8, Standing.EARLIER: 0.5, Standing.BODY: 0.6}


def find_countries(draft: Draft, title: str, context: ReadingContext) -> Found[tuple[str, ...]]:
    """ISO codes in alphabetical order; the home country is never one of them."""
    column = draft.values.get("countries", [])
    named = {code for piece in column for code in _codes(chosen(piece.text), context, world=True)}
    if named:
        return _found(named, column, 0.95)
    told = _told(draft, context)
    for standing in (Standing.PLAIN, Standing.EARLIER):
        if standing in told:
            return _found(*told[standing], SURENESS[standing])
    for pieces, sure in ((draft.values.get("partner", []), 0.6), (list(draft.sections), 0.6)):
        codes = {code for piece in pieces for code in _codes(piece.text, context)}
        if codes:
            return _found(codes, pieces, sure)
    if Standing.BODY in told:
        return _found(*told[Standing.BODY], SURENESS[Standing.BODY])
    return Found((), draft.source, title, 0.3)


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention in its piece: in the title or not, and whether words beside it say that it is only an example."""

    mention: Mention
    piece: Piece
    standing: Standing
    in_title: bool
    example: bool


def _told(draft: Draft, context: ReadingContext) -> dict[Standing, tuple[set[str], list[Piece]]]:
    """Codes by standing, from title and text."""
    named = [
        one
        for piece in [*([draft.title] if draft.title else []), *draft.text]
        for one in _mentions(piece, piece is draft.title, context)
    ]
    told: dict[Standing, tuple[set[str], list[Piece]]] = {}
    for one in _narrowed(named):
        codes, where = told.setdefault(one.standing, (set(), []))
        codes |= one.mention.countries - {context.home}
        where.append(one.piece)
    return told


def _narrowed(named: list[_Named]) -> list[_Named]:
    """A region is made precise by a smaller one in it, and one in the title by countries of it named in the text;
    not by those named only as examples."""
    plain = [one for one in named if one.standing is Standing.PLAIN and not one.example]
    exact = {
        code for one in plain if one.mention.kind == "country" and not one.in_title for code in one.mention.countries
    }
    if any(one.example for one in named):
        exact = set()
    regions = [one.mention.countries for one in plain if one.mention.kind == "region"]

    def too_wide(one: _Named) -> bool:
        members = one.mention.countries
        listed = one.in_title and bool(exact) and exact <= members
        return one.mention.kind == "region" and (listed or any(region < members for region in regions))

    return [one for one in named if not too_wide(one)]


def _mentions(piece: Piece, in_title: bool, context: ReadingContext) -> Iterator[_Named]:
    for sentence in SENTENCE.finditer(piece.text):
        words = sentence.group()
        earlier = phrase("earlier").search(words)
        last: tuple[int, Standing] | None = None
        mentions = find_places(words, context.on)
        for mention in mentions:
            if mention.code == WORLD or mention.confidence < LEAST_SURE or not mention.countries - {context.home}:
                continue
            if _is_money(words, mention):
                continue
            standing = Standing.EARLIER if earlier and earlier.start() < mention.start else Standing.PLAIN
            if _is_body(words, mention):
                standing = last[1] if last and says("list_joint", words[last[0] : mention.start]) else Standing.BODY
            last = mention.end, standing
            if _is_widened(mention, mentions, words):
                continue
            example = says("example", words[: mention.start]) or phrase("among_others").match(words[mention.end :])
            yield _Named(mention, piece, standing, in_title, bool(example))


def _is_widened(region: Mention, mentions: Sequence[Mention], text: str) -> bool:
    """东非肯尼亚、乌干达: a region right before countries of it only says where they lie."""
    following = next((one for one in mentions if one.start >= region.end), None)
    if region.kind != "region" or following is None or following.kind != "country":
        return False
    return text[region.end : following.start] in BETWEEN and following.countries <= region.countries


def _is_money(text: str, mention: Mention) -> bool:
    """US dollars, 泰铢, долларов США."""
    after = phrase("money_after_place").match(text[mention.end :])
    return bool(after) or says("money_before_place", text[: mention.start])


def _is_body(text: str, mention: Mention) -> bool:
    after, before = text[mention.end : mention.end + 50], text[max(0, mention.start - 60) : mention.start]
    return bool(phrase("body_after").match(after)) or says("body_before", before)


def names_only_places(words: str) -> bool:
    """与东盟国家合作, 面向中亚, "Central Asia": a heading that names places and nothing else."""
    mentions = find_places(words, ANY_DAY)
    kept = list(words)
    for mention in mentions:
        kept[mention.start : mention.end] = " " * (mention.end - mention.start)
    return bool(mentions) and not phrase("beside_places").sub("", "".join(kept)).strip(" ，,、：:—-()（）")


def _codes(text: str, context: ReadingContext, *, world: bool = False) -> set[str]:
    """`world`: let 沿线国家 stand for all partners, unless countries are named beside it."""
    found = find_places(text, context.on)
    exact = {c for mention in found if mention.code != WORLD for c in mention.countries} - {context.home}
    wide = {c for mention in found if mention.code == WORLD for c in mention.countries} - {context.home}
    return exact or (wide if world else set())


def _found(codes: set[str], pieces: list[Piece], sure: float) -> Found[tuple[str, ...]]:
    quotes = list(dict.fromkeys(piece.text for piece in pieces))
    return Found(tuple(sorted(codes)), pieces[0].place, "; ".join(quotes)[:300], sure)
