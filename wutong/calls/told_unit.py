"""The unit a mail told by its token or its sender, beside the unit its content names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from wutong.calls.reading.results import Found, ReplyReading
from wutong.documents.blocks import Place

TOLD = 0.95  # how sure a token or an address of the unit is
DOUBTFUL = 0.5  # a sign in the content so weak that it does not speak against the mail
STRONG = 0.85  # a name behind a label, on no list: somebody else may be meant, and a person looks
PROPOSED = 0.7  # below what is taken in without a person
WITH_UNIT = ("reply", "no_needs", "unreadable")


@dataclass(frozen=True, slots=True)
class ToldUnit:
    """`by`: the address the mail came from."""

    key: str
    name: str
    by: str


def as_told(reading: ReplyReading, told: ToldUnit | None) -> ReplyReading:
    """The reading with the unit of its mail where its own words name none, or none surely. Words that speak for
    another unit stand: settling leaves such a file to a person."""
    sure = _sureness(reading, told)
    if told is None or not sure:
        return reading
    return replace(reading, unit=Found(told.name, Place("field"), told.by, sure), unit_key=told.key)


def _sureness(reading: ReplyReading, told: ToldUnit | None) -> float:
    """How sure the unit of the mail is for this reading; 0 where the reading's own words stand."""
    if told is None or reading.kind not in WITH_UNIT:
        return 0
    own = reading.unit.confidence if reading.unit else 0
    if reading.unit_key == told.key:
        return TOLD if own < TOLD else 0
    if reading.unit_key is None:
        return TOLD if own < STRONG else PROPOSED
    return TOLD if own <= DOUBTFUL else 0


def form_as_told(form: dict[str, Any], told: ToldUnit | None) -> dict[str, Any]:
    """The same for our own form, as it is kept: one that names no unit comes from the unit of its mail."""
    if told is None or form.get("unit_key") or form.get("unit"):
        return form
    unit = {"value": told.name, "place": Place("field").as_dict(), "quote": told.by, "confidence": TOLD}
    return form | {"unit": unit, "unit_key": told.key}
