"""Plans: the list, one plan as printed with its targets, and the crosswalk of two plans. Open to everyone."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from wutong.plans import queries, rules
from wutong.plans.models import Plan, PlanItem
from wutong.web.requests import SeatedRequest

BODY_ROLES = {
    "lead": _("leads"),
    "joint": _("jointly"),
    "implements": _("carries out"),
    "reports": _("reports"),
    "receives": _("receives"),
}


def plans(request: SeatedRequest) -> HttpResponse:
    page = Paginator(queries.plans(), 50).get_page(request.GET.get("page"))
    shown = {"page": page, "may_read": rules.may_read_plan(request.actor), "section": "plans"}
    return render(request, "plans/plans.html", shown)


def plan(request: SeatedRequest, pk: int) -> HttpResponse:
    found = queries.plan(pk)
    items = list(queries.items(found))
    shown = {
        "plan": found,
        "items": [_row(item) for item in items],
        "targets": queries.targets(found),
        "related": queries.related_plans(found),
        "roles": BODY_ROLES,
        "section": "plans",
    }
    return render(request, "plans/plan.html", shown)


def _row(item: PlanItem) -> dict[str, Any]:
    return {
        "item": item,
        "depth": min(item.level - 1, 5),
        "bodies": item.bodies.all(),
        "targets": item.targets.all(),
        "relations": queries.relations_of(item),
    }


def crosswalk(request: SeatedRequest, pk: int, other: int) -> HttpResponse:
    """Two plans side by side: every item of the one with its counterparts, and those of the other that have none."""
    one, second = queries.plan(pk), queries.plan(other)
    rows = queries.crosswalk(one, second)
    met = {line.other.pk for _item, lines in rows for line in lines}
    shown = {
        "one": one,
        "other": second,
        "rows": [(item, lines, min(item.level - 1, 5)) for item, lines in rows],
        "alone": _alone(second, met),
        "line_count": sum(len(lines) for _item, lines in rows),
        "section": "plans",
    }
    return render(request, "plans/crosswalk.html", shown)


def _alone(plan: Plan, met: set[int]) -> list[PlanItem]:
    """Tasks without a counterpart; headings need none."""
    return [item for item in queries.tasks(plan) if item.pk not in met]
