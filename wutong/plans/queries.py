"""The doors through which pages fetch plans. Confirmed plans are public; drafts belong to the office that read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from wutong.base.actors import Actor
from wutong.plans.content import RELATIONS as TURNED
from wutong.plans.models import Crosswalk, Plan, PlanDraft, PlanItem, Target

CLOSENESS = ("exact", "close", "narrow", "broad", "related")


def plans() -> QuerySet[Plan]:
    return Plan.objects.annotate(
        item_count=Count("items", distinct=True), target_count=Count("items__targets", distinct=True)
    ).order_by("code", "-version")


def plan(pk: int) -> Plan:
    return Plan.objects.get(pk=pk)


def items(plan: Plan) -> QuerySet[PlanItem]:
    """The whole tree in printed order, with bodies, targets and relations in both directions."""
    related = Crosswalk.objects.select_related("left__plan", "right__plan")
    return plan.items.prefetch_related(
        "bodies",
        "targets",
        Prefetch("relations", queryset=related),
        Prefetch("inverse_relations", queryset=related),
    ).order_by("order")


def tasks(plan: Plan) -> QuerySet[PlanItem]:
    """The items needs can be attached to."""
    return plan.items.filter(kind="task").order_by("order")


def related_plans(plan: Plan) -> list[Plan]:
    """The plans this one has a crosswalk with."""
    lines = Q(items__relations__right__plan=plan) | Q(items__inverse_relations__left__plan=plan)
    return list(Plan.objects.filter(lines).exclude(pk=plan.pk).distinct().order_by("code", "-version"))


def targets(plan: Plan) -> QuerySet[Target]:
    return Target.objects.filter(item__plan=plan).select_related("item", "serves").order_by("pk")


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a crosswalk read from an item: to which other item, in which way."""

    other: PlanItem
    relation: str
    notes: dict[str, str]

    @property
    def words(self) -> str:
        return str(Crosswalk.Relation(self.relation).label)


def relations_of(item: PlanItem) -> list[Relation]:
    """All lines of an item fetched by `items()`, each read from this item; the closest first."""
    found = [Relation(line.right, line.relation, line.notes) for line in item.relations.all()]
    found += [Relation(line.left, TURNED[line.relation], line.notes) for line in item.inverse_relations.all()]
    return sorted(found, key=lambda one: (CLOSENESS.index(one.relation), one.other.order))


def crosswalk(one: Plan, other: Plan) -> list[tuple[PlanItem, list[Relation]]]:
    """The items of one plan in printed order, each with its relations to the other plan; items without stay in."""
    return [(item, [line for line in relations_of(item) if line.other.plan_id == other.pk]) for item in items(one)]


def drafts(by: Actor) -> QuerySet[PlanDraft]:
    rows = PlanDraft.objects.select_related("read_by", "plan").defer("text", "reading")
    if by.has("administrator", "auditor"):
        return rows
    return rows.filter(office_path__startswith=by.office_path) if by.office_path else rows.none()


def draft(by: Actor, pk: int) -> PlanDraft:
    """One draft; raises PlanDraft.DoesNotExist when it is not theirs."""
    return drafts(by).defer(None).get(pk=pk)
