"""The merging workspace: groups as cards, one group by itself, what was done last, and the beginning of it all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import Refused, refuse_unless
from wutong.calls import rules
from wutong.calls.models import Call, Consolidation, Need, NeedGroup
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries import calls
from wutong.calls.queries import consolidation as queries
from wutong.calls.steps.grouping import open_consolidation
from wutong.calls.steps.undoing import may_undo
from wutong.calls.steps.workspace import word_groups
from wutong.jobs.grouping import start_grouping
from wutong.web.forms.merging import GroupFilterForm, WordingForm, items_of, number_in
from wutong.web.merging.cards import cards
from wutong.web.requests import SeatedRequest

PER_PAGE = 25


def workspace(request: SeatedRequest, pk: int) -> HttpResponse:
    """The groups as cards. A step comes back to this same page; htmx takes the workspace out of it."""
    call = calls.call(request.actor, pk)
    found = queries.consolidations(request.actor).filter(call=call)
    consolidation = found.filter(office_id=request.actor.office_id).first() or found.filter(office=call.issuer).first()
    if consolidation is None:
        return _not_begun(request, call)
    items = items_of(consolidation)
    form = GroupFilterForm(request.GET, consolidation=consolidation, items=items, language=get_language() or "zh-hans")
    rows = queries.groups(consolidation, form.chosen())
    page: Page[NeedGroup] = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    doubts = queries.suggestions_for(consolidation, [group.pk for group in page.object_list])
    shown = frame(request, call, consolidation) | {
        "form": form,
        "is_narrowed": any(form.cleaned_data.values()),
        "page": page,
        "cards": cards(page.object_list, doubts),
        "items": items,
        "priorities": Need.Priority.choices,
        "tally": queries.tally(consolidation),
        "last": queries.last_change(request.actor, consolidation),
        "above": list(queries.inquiries_above(consolidation)),
    }
    template = "merging/workspace.html#region" if _wants_region(request) else "merging/workspace.html"
    answer = render(request, template, shown)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _wants_region(request: SeatedRequest) -> bool:
    return bool(request.htmx) and not request.htmx.history_restore_request


def frame(request: SeatedRequest, call: Call, consolidation: Consolidation) -> dict[str, Any]:
    """What every page of merging knows."""
    return {
        "call": call,
        "consolidation": consolidation,
        "may_merge": rules.may_work_for(consolidation.office_id, request.actor),
        "back": request.get_full_path(),
        "labels": {"field": field_labels(), "action": action_labels()},
        "section": "calls",
        "tab": "merge",
    }


def _not_begun(request: SeatedRequest, call: Call) -> HttpResponse:
    office = request.chair.seat.organisation if request.chair else None
    needs = Need.objects.none() if office is None else queries.needs_for(call, office)
    shown = {
        "call": call,
        "needs": needs.count(),
        "may_begin": office is not None and rules.may_work_for(office.pk, request.actor),
        "section": "calls",
        "tab": "merge",
    }
    return render(request, "merging/begin.html", shown)


def mine(request: SeatedRequest, pk: int) -> tuple[Call, Consolidation]:
    """The call and one's own office's consolidation, to work in. Raises Consolidation.DoesNotExist or Refused."""
    call = calls.call(request.actor, pk)
    consolidation = queries.consolidation(request.actor, call)
    rules.check_work_for(consolidation.office_id, request.actor)
    return call, consolidation


@require_POST
def merge_begin(request: SeatedRequest, pk: int) -> HttpResponse:
    """Open the merging if need be, and look for needs that say the same: the first time for all, then for newcomers."""
    call = calls.call(request.actor, pk)
    refuse_unless(request.chair is not None, _("This is done by the office that asked."))
    assert request.chair is not None
    office = request.chair.seat.organisation
    refuse_unless(queries.needs_for(call, office).exists(), _("No needs have come to your office under this call yet."))
    consolidation = open_consolidation(call, office, by=request.actor, at=clock.now())
    work = consolidation.work
    if work is None or work.is_over:
        work = start_grouping(consolidation, by=request.actor, at=clock.now())
    return redirect(f"{reverse('work', args=[work.pk])}?{urlencode({'back': reverse('workspace', args=[pk])})}")


def merge_group(request: SeatedRequest, pk: int, group: int) -> HttpResponse:
    """One group by itself: all its members, its wording, and where its members can be moved to."""
    call = calls.call(request.actor, pk)
    consolidation = queries.consolidation(request.actor, call)
    found = queries.group(consolidation, group)
    form = WordingForm(request.POST or None, group=found, items=items_of(consolidation))
    back = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "POST" and form.is_valid():
        try:
            version = number_in(request.POST, "version")
            word_groups(consolidation, versions={group: version}, by=request.actor, at=clock.now(), **form.wording())
        except Refused as refusal:
            form.add_error(refusal.place or None, str(refusal.reason))
        else:
            messages.success(request, _("The wording of group %(number)s is kept.") % {"number": found.number})
            return redirect(inside(request, back, pk))
    doubts = queries.suggestions_for(consolidation, [group])
    find = request.GET.get("find", "").strip()
    candidates = queries.groups(consolidation, queries.GroupFilter(text=find)).exclude(pk=group)[:20] if find else ()
    shown = frame(request, call, consolidation) | {
        "card": cards([found], doubts, at_most=None)[0],
        "form": form,
        "find": find,
        "chosen": {int(need) for need in request.GET.getlist("need") if need.isdecimal()},
        "candidates": candidates,
        "next": inside(request, back, pk),
    }
    template = "merging/group.html#wording" if request.htmx else "merging/group.html"
    return render(request, template, shown, status=422 if form.errors else 200)


def merge_steps(request: SeatedRequest, pk: int) -> HttpResponse:
    """The last steps of all officers, each of one's own with its undo."""
    call = calls.call(request.actor, pk)
    consolidation = queries.consolidation(request.actor, call)
    rows = queries.changes(consolidation, most=100)
    for row in rows:
        row.consolidation = consolidation
    numbers = queries.numbers_of(consolidation, rows)
    shown = frame(request, call, consolidation) | {
        "lines": [(row, numbers[row.pk], may_undo(row, request.actor)) for row in rows]
    }
    return render(request, "merging/steps.html", shown)


def inside(request: SeatedRequest, address: str, pk: int) -> str:
    """A way back that stays in this workspace."""
    home = reverse("workspace", args=[pk])
    return address if address.startswith((f"{home}?", f"{home}steps/", f"{home}groups/")) else home
