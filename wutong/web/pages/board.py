"""The board: who has answered, who is late, who passed it on to whom; reminders."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.calls import rules
from wutong.calls.queries import calls as queries
from wutong.calls.steps.inquiries import remind
from wutong.web.requests import SeatedRequest


def board(request: SeatedRequest, pk: int) -> HttpResponse:
    """All inquiries of a call in the order of the letter, each with its sub-units below it."""
    found = queries.call(request.actor, pk)
    now = clock.now()
    lines = queries.board(request.actor, found, now=now)
    shown = {
        "call": found,
        "lines": lines,
        "tally": queries.tally(lines),
        "may_work": rules.may_work_for(found.issuer_id, request.actor),
        "now": now,
        "section": "calls",
        "tab": "board",
    }
    return render(request, "calls/board.html", shown)


@require_POST
def board_remind(request: SeatedRequest, pk: int) -> HttpResponse:
    """Remind one unit, or all that have not answered; those reminded today are left in peace."""
    found = queries.call(request.actor, pk)
    rows = queries.inquiries(request.actor).filter(call=found, office_id=request.actor.office_id)
    chosen = request.POST.get("inquiry", "")
    if chosen:  # one unit; an address that names none reminds nobody, not everybody
        rows = rows.filter(pk=chosen) if chosen.isdecimal() else rows.none()
    else:
        rows = rows.filter(state__in=["waiting", "passed_on"])
    sent = sum(remind(inquiry, by=request.actor, at=clock.now()) for inquiry in rows)
    if sent:
        words = ngettext("%(n)s unit was reminded.", "%(n)s units were reminded.", sent) % {"n": sent}
        messages.success(request, words)
    else:
        messages.info(request, _("Nobody to remind: all have answered or were reminded today."))
    return redirect("board", pk)
