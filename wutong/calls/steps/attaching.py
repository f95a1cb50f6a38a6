"""Suggests under which plan item each group belongs: the task of the same action whose words are nearest."""

from __future__ import annotations

from django.db import transaction

from wutong.base.texts import in_language
from wutong.calls.models import Consolidation, NeedGroup
from wutong.matching.encoders import Encoder
from wutong.matching.items import Item
from wutong.matching.pool import Pool
from wutong.matching.search import nearest
from wutong.plans.models import PlanItem
from wutong.plans.queries import tasks


@transaction.atomic
def suggest_items(consolidation: Consolidation, *, encoder: Encoder) -> int:
    """Fill the plan item of every open group that has none. A suggestion only: a person accepts the group."""
    if consolidation.plan is None:
        return 0
    by_action: dict[str, list[PlanItem]] = {}
    for item in tasks(consolidation.plan):
        by_action.setdefault(item.action, []).append(item)
    groups = consolidation.groups.filter(plan_item=None, state="proposed", is_dissolved=False)
    waiting: dict[str, list[NeedGroup]] = {}
    for group in groups:
        waiting.setdefault(group.action, []).append(group)
    return sum(_suggest(rows, by_action.get(action, []), encoder) for action, rows in waiting.items())


def _suggest(groups: list[NeedGroup], items: list[PlanItem], encoder: Encoder) -> int:
    if not items:
        return 0
    pool = Pool([Item(str(item.pk), _words(item.titles, item.summaries), "zh") for item in items], encoder)
    asked = [Item(f"g{group.pk}", _words(group.titles, group.texts)) for group in groups]
    by_key = {str(item.pk): item for item in items}
    for group, found in zip(groups, nearest(asked, pool, 1), strict=True):
        group.plan_item = by_key[found[0].key]
        group.save(update_fields=["plan_item"])
    return len(groups)


def _words(titles: dict[str, str], texts: dict[str, str]) -> str:
    return f"{in_language(titles, 'zh-hans')}\n{in_language(texts, 'zh-hans')}".strip()
