"""Decides most groups as the demo officer would, so that the demo ends in a plan; some are left open for visitors."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Min

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.calls.models import Consolidation, NeedGroup
from wutong.calls.steps.workspace import decide_group

SURE = 0.5  # an officer looks longer at groups less alike than this: they are left to the visitor
LEFT_OPEN = 12  # every twelfth row waits for a visitor
DECLINED = 35
REASON = "演示：经费与本计划任务不符，建议另行申报。 / Demo: outside the tasks of this plan; please apply elsewhere."


def decide(consolidation: Consolidation, *, by: Actor) -> Counter[str]:
    """Accept what fits a plan item and is surely one need, decline a few with a reason, leave the doubtful and some
    more open. Answers counts by state."""
    for group in consolidation.groups.filter(is_dissolved=False, state="proposed").order_by("number"):
        _decide(consolidation, group, by=by)
    states: Any = consolidation.groups.filter(is_dissolved=False).values_list("state", flat=True)
    return Counter(states)


def _decide(consolidation: Consolidation, group: NeedGroup, *, by: Actor) -> None:
    alone = group.memberships.count() == 1
    if group.number % LEFT_OPEN == 0 or group.plan_item_id is None or not (alone or _is_sure(group)):
        return
    if alone and group.number % DECLINED == 0:
        decide_group(consolidation, group.pk, "decline", version=group.version, reason=REASON, by=by, at=clock.now())
    else:
        decide_group(consolidation, group.pk, "accept", version=group.version, by=by, at=clock.now())


def _is_sure(group: NeedGroup) -> bool:
    """Whether even the member least like the first one is clearly alike."""
    weakest = group.memberships.aggregate(weakest=Min("likeness"))["weakest"]
    return weakest is not None and weakest >= SURE
