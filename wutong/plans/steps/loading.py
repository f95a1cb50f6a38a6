"""Brings the plans of the product (data/plan_*.toml, data/crosswalk.toml) into the tables."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.plans import content
from wutong.plans.models import Crosswalk, Plan, PlanItem, ResponsibleBody, Target


@transaction.atomic
def load_plans(*, by: Actor, at: datetime) -> dict[str, Plan]:
    """Load every plan of the product with its crosswalks; what is there already is left alone. Answers them by code."""
    loaded = {found.code: _load(found, by=by, at=at) for found in content.shipped_plans().values()}
    _relate(content.shipped_crosswalk(), loaded)
    return loaded


def _load(found: content.PlanContent, *, by: Actor, at: datetime) -> Plan:
    plan, is_new = Plan.objects.get_or_create(
        code=found.code,
        version=1,
        defaults={
            "titles": tagged(found.title),
            "issuers": tagged(found.issuer),
            "number": found.number,
            "issued_on": found.issued,
            "starts_on": found.baseline,
        },
    )
    if is_new:
        _load_items(plan, found)
        journal.record("plan.load", plan, by=by, at=at, changes={"code": [None, found.code]})
    return plan


def _load_items(plan: Plan, found: content.PlanContent) -> None:
    made: dict[str, PlanItem] = {}
    for item in found.items:
        made[item.code] = PlanItem.objects.create(
            plan=plan,
            parent=made.get(item.parent or ""),
            order=item.position,
            code=item.code,
            number=item.number,
            level=item.level,
            kind=item.kind,
            titles=tagged(item.title),
            summaries=tagged(item.summary),
            action=item.action or _inherited(made.get(item.parent or "")),
        )
        ResponsibleBody.objects.bulk_create(
            ResponsibleBody(item=made[item.code], names=tagged(body.name), role=body.role) for body in item.bodies
        )
    for target in found.targets:
        _load_target(target, made)


def _inherited(parent: PlanItem | None) -> str:
    """A task belongs to the action it stands under."""
    return parent.action if parent else ""


def _load_target(target: content.TargetContent, items: dict[str, PlanItem]) -> None:
    Target.objects.create(
        item=items[target.clause],
        serves=items.get(target.action),
        indicator=target.indicator,
        names=tagged(target.title),
        value=target.value,
        unit=target.unit,
        unit_names=tagged(target.unit_label),
        nature=target.measures,
        starts_on=target.baseline,
        due_on=target.due,
        quote=target.quote,
        basis=tagged(target.due_basis),
    )


def _relate(crosswalk: content.CrosswalkContent, loaded: dict[str, Plan]) -> None:
    left, right = loaded[crosswalk.source], loaded[crosswalk.target]
    codes = {(item.plan_id, item.code): item for item in PlanItem.objects.filter(plan__in=[left, right])}
    for link in crosswalk.links:
        Crosswalk.objects.get_or_create(
            left=codes[left.pk, link.source],
            right=codes[right.pk, link.target],
            defaults={"relation": link.relation, "notes": tagged(link.note)},
        )


def tagged(label: Any) -> dict[str, str]:
    """A label of a data file as a stored text: Chinese is what was issued."""
    return {"authoritative": "zh-hans", **label} if label else {}
