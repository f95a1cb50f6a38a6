"""What kind of file it is: a reply, an answer that there are no needs, something else, or nothing readable."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from .results import ReadingContext
from .vocabulary import count, fold, says
from .which_call import is_own_number

LOOKED_AT = 2500  # characters in which a file says what it is
SHORT_MAIL = 700
OTHER_KINDS = ("out_of_office", "delivery", "extension", "question", "advertising", "paper", "chasing")
OPENING = 400
OWN_NUMBER_WITHIN = 6  # lines
TITLE_LINES, LONGEST_TITLE = 3, 60


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen in the file. strength: of the surest need (0 when none)."""

    text: str
    subject: str = ""
    needs: int = 0
    strength: float = 0.0
    none_said: bool = False
    blank_form: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: str  # reply, no_needs, not_a_reply, or "open" when the text must be read without its marks
    why: str
    confidence: float


def decide(seen: Evidence, context: ReadingContext) -> Verdict:
    """The verdict from needs found by table, label or number; "open" when only loose reading can tell."""
    text = seen.text[:LOOKED_AT]
    if _automatic(seen):
        return Verdict("not_a_reply", "automatic", 0.95)
    if is_call_letter(text, context):
        return Verdict("not_a_reply", "call_letter", 0.9)
    if is_paper(text):
        return Verdict("not_a_reply", "paper", 0.85)
    if seen.strength >= 0.85:
        return Verdict("reply", "needs", 0.95)
    other = _other_kind(seen, text)
    if seen.needs:
        if other in ("advertising", "paper") or (
            other in ("question", "extension") and not says("answering", text[:OPENING])
        ):
            return Verdict("not_a_reply", other, 0.75)
        return Verdict("reply", "needs", 0.8 if says("answering", text) else 0.7)
    if seen.none_said or says("no_needs", f"{seen.subject}\n{text}"):
        sure = 0.9 if other in ("", "question") or says("no_needs", text[:OPENING]) else 0.7
        return Verdict("no_needs", "said", sure)
    if other:
        return Verdict("not_a_reply", other, 0.85)
    if seen.blank_form:
        return Verdict("not_a_reply", "blank_form", 0.85)
    return Verdict("open", "", 0.0)


def _automatic(seen: Evidence) -> bool:
    """Out-of-office and bounce messages: the subject says so, or a short mail does and holds no needs."""
    if says("out_of_office", seen.subject) or says("delivery", seen.subject):
        return True
    short = len(seen.text) <= SHORT_MAIL and seen.strength < 0.85
    return (
        short and not says("answering", seen.text) and (says("out_of_office", seen.text) or says("delivery", seen.text))
    )


def is_call_letter(text: str, context: ReadingContext) -> bool:
    """The office's own letter come back: it asks, and nothing in it answers."""
    opening = text[:OPENING]
    if not says("answering", opening) and is_own_number(opening.split("\n")[:OWN_NUMBER_WITHIN], context):
        return True
    if says("answering", opening) and not says("call_letter", opening.split("\n")[0]):
        return False
    first = [line for line in text.split("\n")[:6] if line.strip()]
    title = fold(context.call_title)
    titled = bool(title) and any(fuzz.ratio(fold(line), title) >= 95 for line in first)
    return count("call_letter", text) >= (1 if titled else 2) and count("answering", text) <= 1


def is_paper(text: str) -> bool:
    """Minutes, invoices, lists of staff: the title or a column says so, and nothing speaks of needs or of an answer."""
    top = [line.strip() for line in text[:OPENING].split("\n") if line.strip()]
    titles = [line for line in top[:TITLE_LINES] if len(line) <= LONGEST_TITLE and says("paper_title", line)]
    titled = any(not says("names_needs_aloud", title) for title in titles)
    if not titled and not any(says("paper_column", line) for line in top):
        return False
    needs_named = not titled and any(says("names_needs_aloud", line) for line in top)
    return not needs_named and not says("answers_the_call", text[:OPENING])


def _other_kind(seen: Evidence, text: str) -> str:
    """The first kind of non-reply the text speaks of; advertising needs two signs, or one in the subject."""
    for kind in OTHER_KINDS:
        found = count(kind, text) + 2 * says(kind, seen.subject)
        needed = 2 if kind == "advertising" else 1
        if found >= needed and not (kind == "question" and _rhetorical(text)):
            return kind
    return ""


def _rhetorical(text: str) -> bool:
    """妥否，请批示？ and the like close a reply and ask nothing."""
    return says("answering", text[:OPENING]) and count("question", text) <= 1
