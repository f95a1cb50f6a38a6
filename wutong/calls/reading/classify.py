"""To which field and which action of the plan a need belongs, by weighted words; a column that says so decides."""

from __future__ import annotations

from collections import Counter, defaultdict

from .checkboxes import chosen
from .markers import marker_of
from .results import Draft, Found, Piece
from .vocabulary import HAN, TERM_WEIGHT, Hit, lexicon, phrase

Weights = defaultdict[str, float]
TITLE, SECTION, TEXT, NAMED = 2.5, 2.0, 1.0, 14.0
HEAD = 1.8  # the word that names the thing: last in a Chinese title, first in others
BROAD = {"other": 0.6}  # what is left over yields to any real field
FALLBACK = {"fields": "other", "actions": "transfer"}
FEW, COMMON, LEANING = 3, 0.45, 10.0
LEAN = 600  # characters of the text that are weighed: what a need is about is said early


def classify(name: str, draft: Draft, title: str, usual: Weights | None = None) -> Found[str]:
    """`name`: "fields" or "actions". Confidence comes from the distance to the next best.

    usual: weights of the whole file, which tip the scales where a need's own words leave them level.
    """
    role = name.removesuffix("s")
    for piece in draft.values.get(role, ()):
        code = decide_named(name, chosen(piece.text))
        if code:
            return Found(code, piece.place, piece.text, 0.95)
    for piece in draft.values.get("action" if name == "fields" else "field", ()):
        code = lexicon(name).named(chosen(piece.text))  # a column headed 方向 may hold actions
        if code:
            return Found(code, piece.place, piece.text, 0.9)
    scores = _scores(name, draft, title)
    for code, weight in (usual or {}).items():
        scores[code] += weight
    if not scores:
        where = draft.title or Piece(title, draft.source)
        return Found(FALLBACK[name], where.place, where.text, 0.15)
    (best, top), *rest = sorted(scores.items(), key=lambda item: -item[1])
    second = rest[0][1] if rest else 0.0
    where = _said_in(name, best, draft, title)
    certainty = 0.35 + 0.6 * (top - second) / top
    return Found(best, where.place, where.text, round(min(certainty, 0.4 if top < 3 else 0.95), 2))


def _said_in(name: str, code: str, draft: Draft, title: str) -> Piece:
    """The words that speak for the code: a heading that names it, else title, text or heading, whichever does first."""
    own = draft.title or Piece(title, draft.source)
    named = [section for section in draft.sections if decide_by_name(name, section.text) == code]
    for piece in [*named, own, *draft.text, *draft.sections]:
        if piece in named or any(hit.code == code for hit in lexicon(name).hits(piece.text)):
            return piece
    return own


def decide_named(name: str, words: str) -> str | None:
    """The code meant by the words of an explicit column: by name, by a name among several, or by vocabulary."""
    known = lexicon(name)
    code = known.named(words)
    if code:
        return code
    tally: Weights = defaultdict(float)
    for hit in known.hits(words):
        tally[hit.code] += hit.weight * BROAD.get(hit.code, 1.0)
    return max(tally, key=lambda code: tally[code]) if tally else None


def usual_fields(drafts: list[Draft]) -> Weights:
    """What a file's needs are about on the whole, for a unit mostly writes about its own trade; nothing below three."""
    usual: Weights = defaultdict(float)
    if len(drafts) < FEW:
        return usual
    for draft in drafts:
        scores = _scores("fields", draft, draft.title.text if draft.title else "")
        total = sum(scores.values())
        for code, weight in scores.items():
            usual[code] += weight / total / len(drafts)
    return defaultdict(float, {code: share * LEANING for code, share in usual.items() if share >= COMMON})


def spoken_of(name: str, words: str) -> frozenset[str]:
    """Every code the words speak of in clear terms: two needs without one in common are not the same need."""
    return frozenset(hit.code for hit in lexicon(name).hits(words) if hit.weight >= TERM_WEIGHT)


def decide_by_name(name: str, heading: str) -> str | None:
    """The code whose very name a heading is, without its number and 方面, 领域, 行动, 需求."""
    marker = marker_of(heading)
    words = marker.rest if marker else heading
    bare = phrase("heading_tail").sub("", words.split("：")[0], count=1)
    return lexicon(name).named(words) or lexicon(name).named(bare)


def _scores(name: str, draft: Draft, title: str) -> Weights:
    tally: Weights = defaultdict(float)
    known = lexicon(name)
    hits = known.hits(title)
    _weigh(tally, hits, TITLE)
    if name == "actions" and hits:
        head = hits[-1] if HAN.search(title) else hits[0]
        tally[head.code] += head.weight * (HEAD - 1) * TITLE
    for section in draft.sections:
        named = decide_by_name(name, section.text)
        if named:
            tally[named] += NAMED
        _weigh(tally, known.hits(section.text), SECTION)
    _weigh(tally, known.hits(draft.body()[:LEAN]), TEXT)
    return tally


def _weigh(tally: Weights, hits: list[Hit], factor: float) -> None:
    """A word said twice counts half the second time and no more after that."""
    seen: Counter[tuple[str, str]] = Counter()
    for hit in hits:
        share = (1.0, 0.5, 0.0)[min(seen[hit.term, hit.code], 2)]
        seen[hit.term, hit.code] += 1
        tally[hit.code] += hit.weight * share * factor * BROAD.get(hit.code, 1.0)
