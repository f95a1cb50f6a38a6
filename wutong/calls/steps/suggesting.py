"""Suggestions: pairs of needs in doubt, stored after each grouping, and a person's word that two are not the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.calls import rules
from wutong.calls.models import Change, Consolidation, Membership, Suggestion
from wutong.matching.grouping import Grouping, Suspect

FACT_DOUBTED_FROM = 0.45  # needs that a country or field keeps apart are worth a look only when the words are very near


def pairs_apart(consolidation: Consolidation) -> list[tuple[str, str]]:
    """Pairs a person kept apart, unless they were put into one group by hand later."""
    rows = consolidation.suggestions.filter(kept_apart=True).select_related("left", "right")
    return [(str(row.left.need_id), str(row.right.need_id)) for row in rows if row.left.group_id != row.right.group_id]


def store_suggestions(consolidation: Consolidation, grouping: Grouping) -> int:
    """Replace the open suggestions by those of a new grouping; what a person kept apart stays so."""
    seats = {str(row.need_id): row for row in consolidation.memberships.select_related("group").defer("why")}
    consolidation.suggestions.filter(kept_apart=False).delete()
    apart = {frozenset(pair) for pair in consolidation.suggestions.values_list("left_id", "right_id")}
    rows = [
        Suggestion(consolidation=consolidation, left=left, right=right, score=suspect.score, doubt=suspect.why)
        for suspect in _worth_a_look(grouping.suspects)
        if (left := seats.get(suspect.a)) and (right := seats.get(suspect.b)) and left.group_id != right.group_id
    ]
    rows += _after_decision(consolidation, grouping, seats)
    fresh = {frozenset((row.left_id, row.right_id)): row for row in rows}
    Suggestion.objects.bulk_create((row for pair, row in fresh.items() if pair not in apart), batch_size=2000)
    return len(fresh.keys() - apart)


def _worth_a_look(suspects: Iterable[Suspect]) -> Iterable[Suspect]:
    return (one for one in suspects if one.why != "fact" or one.score >= FACT_DOUBTED_FROM)


def _after_decision(
    consolidation: Consolidation, grouping: Grouping, seats: dict[str, Membership]
) -> Iterable[Suggestion]:
    """A newcomer never joins a decided group by itself: the likeness is put before a person instead."""
    for found in grouping.groups:
        decided = [seats[key] for key in found.keys if key in seats and seats[key].group.state != "proposed"]
        for key in found.keys if decided else ():
            seat = seats.get(key)
            if seat is not None and seat.group.state == "proposed" and seat.group_id != decided[0].group_id:
                score = grouping.likeness(str(decided[0].need_id), key).score
                yield Suggestion(
                    consolidation=consolidation,
                    left=decided[0],
                    right=seat,
                    score=score,
                    doubt=Suggestion.Doubt.DECIDED,
                )


def keep_apart(suggestions: Iterable[Suggestion], *, by: Actor, at: datetime) -> None:
    """A person says that these are different needs, though their words are alike; later groupings remember."""
    rows = list(suggestions)
    if not rows:
        return
    consolidation = rows[0].consolidation
    rules.check_work_for(consolidation.office_id, by)
    pks = [row.pk for row in rows]
    Suggestion.objects.filter(pk__in=pks).update(kept_apart=True)
    nothing: dict[str, object] = {"groups": {}, "members": {}}
    Change.objects.create(
        consolidation=consolidation,
        verb="consolidation.apart",
        by_id=by.user_id,
        at=at,
        before=nothing,
        after=nothing | {"apart": pks},
    )
    needs = [[row.left.need_id, row.right.need_id] for row in rows]
    journal.record("consolidation.apart", consolidation, by=by, at=at, changes={"needs": [None, needs]})
