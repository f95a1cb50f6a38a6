"""The board: who has answered, who is late, who passed it on to whom; reminders."""

from __future__ import annotations

from functools import cache

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.calls import rules
from wutong.calls.queries import calls as queries
from wutong.calls.queries import outbox
from wutong.calls.steps.inquiries import remind
from wutong.exchange.enclosures import enclosures
from wutong.web.requests import SeatedRequest


def board(request: SeatedRequest, pk: int) -> HttpResponse:
    """All inquiries of a call in the order of the letter, each with its sub-units below it; or those whose mail did
    not arrive."""
    found = queries.call(request.actor, pk)
    now = clock.now()
    lines = queries.board(request.actor, found, now=now)
    mails = outbox.mails_of(request.actor, (line.inquiry for line in lines), now=now)
    lost = {pk: rows for pk, posted in mails.items() if (rows := [row for row in posted if row.is_undelivered])}
    only_lost = request.GET.get("mail") == "back"
    shown = {
        "call": found,
        "lines": [line for line in lines if line.inquiry.pk in lost] if only_lost else lines,
        "mails": {pk: posted[0] for pk, posted in mails.items()},
        "lost": lost,
        "only_lost": only_lost,
        "phones": outbox.telephones(line.inquiry.unit_id for line in lines if line.inquiry.pk in lost),
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
    enclose = cache(enclosures)  # the same files for all of them, made when the first is reminded
    sent = sum(remind(inquiry, by=request.actor, at=clock.now(), enclose=enclose) for inquiry in rows)
    if sent:
        words = ngettext("%(n)s unit was reminded.", "%(n)s units were reminded.", sent) % {"n": sent}
        messages.success(request, words)
    else:
        messages.info(request, _("Nobody to remind: all have answered or were reminded today."))
    return redirect("board", pk)
