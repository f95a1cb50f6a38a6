"""Which call a file answers: by the printed number of a letter it cites, its title, or the form it was written in."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .letter import NUMBER_LINE
from .results import ReadingContext
from .vocabulary import fold, says

OTHER_CALL, OTHER_FORM = "another call", "another form"
PRINTED = re.compile(
    r"(?P<han>[\u4e00-\u9fff]{1,12}\s*[〔\[［(（]\s*(?:19|20)\d\d\s*[〕\]］)）]\s*第?\s*\d{1,5}\s*号)"
    r"|(?:№|\bno\.?|\bnumber|\bref\.?|исх\.?)\s*[:№]?\s*(?P<other>[\w.-]*\d[\w./-]*\w)",
    re.IGNORECASE,
)
FORM_PROPERTY = "WutongForm"  # the custom property our own forms carry
DOUBTED = 0.5  # so low that a person looks at the file
SHORTEST = 4  # letters and figures by which a call can be told


def answers_another(text: str, context: ReadingContext) -> bool:
    """It answers a letter of another number, and names this call neither by number nor by title."""
    whole = fold(text)
    if not context.call_number or any(
        fold(name) in whole for name in (context.call_number, context.call_title) if len(fold(name)) >= SHORTEST
    ):
        return False
    return any(_cited(line) for line in text.split("\n"))


def _cited(line: str) -> bool:
    """A line that answers a numbered letter; the number of one's own letterhead stands on a line by itself."""
    return not NUMBER_LINE.match(line.strip()) and bool(PRINTED.search(line)) and says("refers_to_letter", line)


def is_own_number(lines: Iterable[str], context: ReadingContext) -> bool:
    """The call's own number as a letterhead: the office's letter come back."""
    number = fold(context.call_number)
    return bool(number) and any(fold(line) == number for line in lines)


def doubts_of_call(text: str, meta: dict[str, str], context: ReadingContext) -> tuple[str, ...]:
    """Why the file may answer another call."""
    form = meta.get(FORM_PROPERTY, "")
    found = [OTHER_CALL] if answers_another(text, context) else []
    return tuple(found + ([OTHER_FORM] if form and context.form_ids and form not in context.form_ids else []))
