"""What an officer does in the workspace, one small function a step. All come back to the page they were taken from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.rules import Refused, refuse_unless
from wutong.calls.models import Consolidation, NeedGroup
from wutong.calls.queries import consolidation as queries
from wutong.calls.steps import suggesting, undoing
from wutong.calls.steps import workspace as steps
from wutong.calls.steps.sending_up import send_result_up
from wutong.plans.models import PlanItem
from wutong.web.forms.merging import number_in, numbers_in, versions_in
from wutong.web.pages.merging import frame, inside, mine
from wutong.web.requests import SeatedRequest


class Elsewhere(Exception):
    """The step needs one more answer, given on another page."""

    def __init__(self, address: str) -> None:
        self.address = address


@dataclass(frozen=True, slots=True)
class Asked:
    """One step as it was asked for."""

    consolidation: Consolidation
    posted: QueryDict
    by: Actor
    at: datetime

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.by, "at": self.at}

    def versions(self) -> dict[int, int]:
        return versions_in(self.posted)

    def one(self) -> tuple[int, int]:
        """The one group the step is about: (key, version)."""
        versions = self.versions()
        refuse_unless(len(versions) == 1, _("Choose one group."))
        return next(iter(versions.items()))


def _merge(asked: Asked) -> str:
    """Into the decided group among them if there is one, else into the first."""
    versions = asked.versions()
    rows = NeedGroup.objects.filter(consolidation=asked.consolidation, pk__in=versions)
    ordered = sorted(rows, key=lambda group: (group.state == "proposed", group.number))
    refuse_unless(len(ordered) > 1, _("Choose at least two groups to merge."))
    kept = steps.merge_groups(asked.consolidation, keep=ordered[0].pk, versions=versions, **asked.who)
    return _("Merged into group %(number)s.") % {"number": kept.number}


def _decide(asked: Asked) -> str:
    move, versions = asked.posted.get("step", ""), asked.versions()
    reason = asked.posted.get("reason", "")
    steps.decide_groups(asked.consolidation, move, versions=versions, reason=reason, **asked.who)
    count = len(versions)
    said = {
        "accept": ngettext("%(n)s group accepted.", "%(n)s groups accepted.", count),
        "decline": ngettext("%(n)s group declined.", "%(n)s groups declined.", count),
        "reopen": ngettext("%(n)s group open again.", "%(n)s groups open again.", count),
    }
    return said[move] % {"n": count}


def _split(asked: Asked) -> str:
    group, version = asked.one()
    needs = numbers_in(asked.posted, "need")
    made = steps.split_group(asked.consolidation, group, version=version, needs=needs, **asked.who)
    return _("Taken out into group %(number)s.") % {"number": made.number}


def _move(asked: Asked) -> str:
    group, version = asked.one()
    needs = numbers_in(asked.posted, "need")
    refuse_unless(needs, _("Choose the needs to move."))
    target = _target(asked, group, needs)
    versions = {group: version, target.pk: target.version}
    steps.move_needs(asked.consolidation, needs, to=target.pk, versions=versions, **asked.who)
    return _("Moved to group %(number)s.") % {"number": target.number}


def _target(asked: Asked, group: int, needs: list[int]) -> NeedGroup:
    """By its number; words are searched for on the page of the group, where one of those found is chosen."""
    wanted = asked.posted.get("to", "").strip().removeprefix("#")
    refuse_unless(wanted, _("Say which group to move to: its number, or words to find it by."))
    if wanted.isdecimal() and len(wanted) < 8:
        try:
            return queries.group_numbered(asked.consolidation, int(wanted))
        except NeedGroup.DoesNotExist:
            raise Refused(_("There is no group %(number)s.") % {"number": wanted}) from None
    here = reverse("merge_group", args=[asked.consolidation.call_id, group])
    given: list[tuple[str, str | int]] = [
        ("find", wanted),
        *(("need", need) for need in needs),
        ("next", asked.posted.get("next", "")),
    ]
    raise Elsewhere(f"{here}?{urlencode(given)}#move")


def _attach(asked: Asked) -> str:
    item = PlanItem.objects.filter(plan=asked.consolidation.plan_id, pk=number_in(asked.posted, "item")).first()
    if item is None:
        raise Refused(_("Choose a plan item."))
    steps.word_groups(asked.consolidation, versions=asked.versions(), plan_item_id=item.pk, **asked.who)
    return _("Attached to %(item)s.") % {"item": item}


def _prioritise(asked: Asked) -> str:
    wanted = asked.posted.get("priority", "")
    refuse_unless(wanted in ("high", "normal", "low"), _("Choose a priority."))
    steps.word_groups(asked.consolidation, versions=asked.versions(), priority=wanted, **asked.who)
    return _("Priority set.")


def _keep_apart(asked: Asked) -> str:
    suggestion = queries.suggestion(asked.consolidation, number_in(asked.posted, "suggestion"))
    suggesting.keep_apart([suggestion], **asked.who)
    return _("Kept apart: the two will not be suggested again.")


def _undo(asked: Asked) -> str:
    change = queries.change(asked.consolidation, number_in(asked.posted, "change"))
    undoing.undo(change, **asked.who)
    return _("Undone.")


STEPS: dict[str, Callable[[Asked], str]] = {
    "merge": _merge,
    "accept": _decide,
    "decline": _decide,
    "reopen": _decide,
    "split": _split,
    "move": _move,
    "attach": _attach,
    "priority": _prioritise,
    "apart": _keep_apart,
    "undo": _undo,
}


@require_POST
def merge_step(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take one step and come back. What stands in the way is said on the page, which shows what the others did."""
    _call, consolidation = mine(request, pk)
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    back = inside(request, request.POST.get("next", ""), pk)
    try:
        messages.success(request, step(Asked(consolidation, request.POST, request.actor, clock.now())))
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    except Elsewhere as other:
        return _go(request, other.address)
    except ObjectDoesNotExist:
        messages.error(request, _("This is gone: somebody changed it meanwhile."))
    return redirect(back)


def _go(request: SeatedRequest, address: str) -> HttpResponse:
    """To another page: the whole window goes, also when only a part of the page asked."""
    if request.htmx:
        return HttpResponse(status=200, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def merge_send_up(request: SeatedRequest, pk: int) -> HttpResponse:
    """Look at what would go up, then make it the draft reply of one's own office."""
    call, consolidation = mine(request, pk)
    above = queries.inquiries_above(consolidation)
    if request.method == "POST":
        inquiry = above.get(pk=number_in(request.POST, "inquiry"))
        reply = send_result_up(consolidation, inquiry, by=request.actor, at=clock.now())
        words = _("The merged result is now the draft reply, with %(n)s needs. Hand it to the leader from here.")
        messages.success(request, words % {"n": reply.needs.count()})
        return redirect("inquiry", inquiry.pk)
    accepted = queries.groups(consolidation, queries.GroupFilter(state="accepted"))
    shown = frame(request, call, consolidation) | {
        "above": above,
        "tally": queries.tally(consolidation),
        "accepted": accepted[:500],
    }
    return render(request, "merging/send_up.html", shown)
