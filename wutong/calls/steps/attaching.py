"""Suggests under which plan item each group belongs: the task of the same action whose words are nearest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import batched

from wutong.base.texts import in_language
from wutong.calls.models import Consolidation, NeedGroup
from wutong.matching.encoders import Encoder
from wutong.matching.items import Item
from wutong.matching.pool import Pool
from wutong.matching.search import nearest
from wutong.plans.models import PlanItem
from wutong.plans.queries import tasks

BATCH = 500


def suggest_items(consolidation: Consolidation, *, encoder: Encoder, told: Callable[[], None] = lambda: None) -> int:
    """Fill the plan item of every open group that has none. A suggestion only: a person accepts the group.

    Comparing runs outside any transaction; an item a person chose meanwhile is not overwritten. `told` is called while
    the work goes on. Answers how many groups were given one.
    """
    if consolidation.plan is None:
        return 0
    items = list(tasks(consolidation.plan))
    by_action: dict[str, list[NeedGroup]] = {}
    for group in consolidation.groups.filter(plan_item=None, state="proposed", is_dissolved=False):
        by_action.setdefault(group.action, []).append(group)
    filled = 0
    for action, groups in by_action.items():
        pool = _pool(_of_action(items, action), encoder)
        for some in batched(groups, BATCH):
            filled += _suggest(some, pool) if len(pool) else 0
            told()
    return filled


def _pool(items: list[PlanItem], encoder: Encoder) -> Pool:
    return Pool([Item(str(item.pk), _words(item.titles, item.summaries), "zh") for item in items], encoder)


def _of_action(items: list[PlanItem], action: str) -> list[PlanItem]:
    """The tasks of an action; all of them where the group's action is not known or the plan has none for it."""
    return [item for item in items if item.action == action] or items


def _suggest(groups: Sequence[NeedGroup], pool: Pool) -> int:
    """One batch of groups: each gets the task whose words are nearest."""
    asked = [Item(f"g{group.pk}", _words(group.titles, group.texts)) for group in groups]
    by_item: dict[int, list[int]] = {}
    for group, found in zip(groups, nearest(asked, pool, 1), strict=True):
        if found:
            by_item.setdefault(int(found[0].key), []).append(group.pk)
    return sum(
        NeedGroup.objects.filter(pk__in=pks, plan_item=None, state="proposed").update(plan_item_id=item)
        for item, pks in by_item.items()
    )


def _words(titles: dict[str, str], texts: dict[str, str]) -> str:
    return f"{in_language(titles, 'zh-hans')}\n{in_language(texts, 'zh-hans')}".strip()
