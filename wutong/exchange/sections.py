"""The tree of a plan document: the plan's actions with their tasks, renumbered, and under each the merged needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wutong.base.texts import in_language
from wutong.exchange.labels import say
from wutong.exchange.values import MergedNeed, Section
from wutong.plans.models import Plan, PlanItem

HAN_DIGITS = "零一二三四五六七八九十"
ByItem = Mapping[int | None, list[MergedNeed]]


def sections_of(
    plan: Plan | None, needs: Iterable[tuple[int | None, MergedNeed]], language: str
) -> tuple[Section, ...]:
    """Needs come with the key of their plan item; those under no action of the plan stand in a last section."""
    by_item: dict[int | None, list[MergedNeed]] = {}
    for item, need in needs:
        by_item.setdefault(item, []).append(need)
    tree = _Tree(list(plan.items.order_by("order")) if plan else [], by_item, language)
    tops = tree.tops()
    made = [tree.section(top, (place,)) for place, top in enumerate(tops, 1)]
    inside = {pk for top in tops for pk in tree.keys_from(top)}
    left = [need for key, found in by_item.items() if key not in inside for need in found]
    if left:
        made.append(Section(printed((len(made) + 1,), language), say("other", language), needs=tuple(left)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Tree:
    items: list[PlanItem]
    by_item: ByItem
    language: str

    def tops(self) -> list[PlanItem]:
        """The plan's actions; a plan without any is printed from its first level."""
        return [item for item in self.items if item.kind == "action"] or [
            item for item in self.items if item.parent_id is None
        ]

    def below(self, item: PlanItem) -> list[PlanItem]:
        return [other for other in self.items if other.parent_id == item.pk]

    def keys_from(self, item: PlanItem) -> list[int]:
        return [item.pk, *(pk for child in self.below(item) for pk in self.keys_from(child))]

    def section(self, item: PlanItem, path: tuple[int, ...]) -> Section:
        children = enumerate(self.below(item), 1)
        return Section(
            number=printed(path, self.language),
            title=in_language(item.titles, self.language),
            needs=tuple(self.by_item.get(item.pk, ())),
            children=tuple(self.section(child, (*path, place)) for place, child in children),
        )


def printed(path: tuple[int, ...], language: str) -> str:
    """一、 （一） 1. （1） in Chinese (GB/T 9704-2012, 7.3.3); 1. 1.1 1.1.1 in other languages."""
    number, level = path[-1], len(path)
    if language != "zh-hans":
        return ".".join(map(str, path)) + ("." if level == 1 else "")
    return {1: f"{han(number)}、", 2: f"（{han(number)}）", 3: f"{number}."}.get(level, f"（{number}）")


def han(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else HAN_DIGITS[tens]) + "十" if tens else ""
    return head + (HAN_DIGITS[ones] if ones or not tens else "")
