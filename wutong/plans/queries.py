"""The doors through which pages fetch plans. Confirmed plans are public; drafts belong to the office that read them."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from wutong.base.actors import Actor
from wutong.plans.models import Crosswalk, Plan, PlanDraft, PlanItem, Target


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


def targets(plan: Plan) -> QuerySet[Target]:
    return Target.objects.filter(item__plan=plan).select_related("item", "serves").order_by("pk")


def crosswalk(one: Plan, other: Plan) -> QuerySet[Crosswalk]:
    pairs = Q(left__plan=one, right__plan=other) | Q(left__plan=other, right__plan=one)
    return Crosswalk.objects.filter(pairs).select_related("left__plan", "right__plan").order_by("left__order", "pk")


def drafts(by: Actor) -> QuerySet[PlanDraft]:
    rows = PlanDraft.objects.select_related("read_by", "plan").defer("text", "reading")
    if by.has("administrator", "auditor"):
        return rows
    return rows.filter(office_path__startswith=by.office_path) if by.office_path else rows.none()


def draft(by: Actor, pk: int) -> PlanDraft:
    """One draft; raises PlanDraft.DoesNotExist when it is not theirs."""
    return drafts(by).defer(None).get(pk=pk)
