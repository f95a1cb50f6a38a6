"""What became of each unit's needs in a consolidation, and what each unit was told about it when."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from wutong.base import queries as base
from wutong.base.actors import Actor
from wutong.base.files import StoredFile
from wutong.base.journal_models import Entry
from wutong.calls import sight
from wutong.calls.models import Call, Consolidation, Inquiry, Membership, Need, NeedGroup

Outcome = Literal["merged", "accepted", "declined", "waiting"]
VERB = "feedback.send"


def outcome_of(group: NeedGroup | None, size: int) -> Outcome:
    """`size`: how many needs stand in the group. A need in no group yet waits."""
    if group is None or group.state == "proposed":
        return "waiting"
    if group.state == "declined":
        return "declined"
    return "merged" if size > 1 else "accepted"


@dataclass(frozen=True, slots=True)
class Fate:
    """One need and what became of it; `into` is the number of the row it was taken into."""

    number: int
    title: str
    outcome: Outcome
    into: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnitFeedback:
    """One unit's needs with their fates; `told_at` when it was last written to, `told` the digest of what it read."""

    inquiry: Inquiry
    fates: tuple[Fate, ...]
    told_at: datetime | None = None
    told: str = ""

    @property
    def state(self) -> str:
        """A digest of what the unit is to read: the same state is not sent twice."""
        said = json.dumps([asdict(fate) for fate in self.fates], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def is_due(self) -> bool:
        return self.told != self.state

    @property
    def tally(self) -> Counter[str]:
        return Counter(str(fate.outcome) for fate in self.fates)


def feedback_of(consolidation: Consolidation) -> list[UnitFeedback]:
    """Every unit that stated needs to the office, in the order of the letter. The caller was shown that the
    consolidation is theirs to see."""
    fates: dict[int, list[Fate]] = {}
    for inquiry_id, fate in _fates(consolidation):
        fates.setdefault(inquiry_id, []).append(fate)
    inquiries = Inquiry.objects.filter(pk__in=fates).select_related("unit", "office", "call").order_by("order", "pk")
    told = _last_entries(inquiry.pk for inquiry in inquiries)
    return [_unit_feedback(one, tuple(sorted(fates[one.pk], key=_number)), told.get(one.pk)) for one in inquiries]


def _unit_feedback(inquiry: Inquiry, fates: tuple[Fate, ...], entry: Entry | None) -> UnitFeedback:
    if entry is None:
        return UnitFeedback(inquiry, fates)
    return UnitFeedback(inquiry, fates, entry.at, entry.changes["state"][1])


def _number(fate: Fate) -> int:
    return fate.number


def _fates(consolidation: Consolidation) -> list[tuple[int, Fate]]:
    rows = Membership.objects.filter(consolidation=consolidation, need__is_current=True, group__is_dissolved=False)
    placed = list(rows.select_related("group", "need__reply"))
    sizes = Counter(row.group_id for row in placed)
    found = [(row.need.reply.inquiry_id, _fate(row.need, row.group, sizes[row.group_id])) for row in placed]
    needs = Need.objects.filter(call=consolidation.call_id, office=consolidation.office_id, is_current=True)
    left = needs.exclude(memberships__consolidation=consolidation).select_related("reply")
    return found + [(need.reply.inquiry_id, _fate(need, None, 0)) for need in left]


def _fate(need: Need, group: NeedGroup | None, size: int) -> Fate:
    outcome = outcome_of(group, size)
    taken_up = group is not None and outcome in ("merged", "accepted")
    reason = group.reason if group and outcome == "declined" else ""
    return Fate(need.number, need.title, outcome, group.number if group and taken_up else None, reason)


def _last_entries(inquiries: Iterable[int]) -> dict[int, Entry]:
    keys = list(inquiries)
    rows = Entry.objects.filter(verb=VERB, subject_type="inquiry", subject_id__in=keys).order_by("number")
    return {row.subject_id: row for row in rows}


def feedback_inquiry(by: Actor, call: Call, unit_id: int) -> Inquiry:
    """The inquiry whose feedback a person wants to read; raises Inquiry.DoesNotExist when it is not theirs."""
    rows = Inquiry.objects.filter(sight.inquiries(by), call=call, unit_id=unit_id).distinct()
    return rows.select_related("unit", "office", "call").get()


def letter_sent(inquiry: Inquiry, language: str) -> tuple[StoredFile, datetime] | None:
    """The letter the unit was last sent, as it was sent, and when; the caller has shown the person may see it."""
    entry = base.history("inquiry", inquiry.pk).filter(verb=VERB).first()
    if entry is None:
        return None
    stored = StoredFile.objects.filter(sha256=entry.changes.get(f"letter.{language}", [None, ""])[1]).first()
    return (stored, entry.at) if stored else None
