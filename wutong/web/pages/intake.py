"""Files in: the account of every file, and what is said about each."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.calls import rules
from wutong.calls.models import IntakeFile
from wutong.calls.queries import calls as calls_queries
from wutong.calls.queries import intake as queries
from wutong.jobs.reading import start_reading
from wutong.web.downloads import download
from wutong.web.forms.intake import FIGURES, in_words
from wutong.web.pages.intake_sending import LARGEST, may_take, take
from wutong.web.requests import SeatedRequest

ROWS = 50


def intake(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take files in; below, what became of each."""
    call = calls_queries.call(request.actor, pk)
    if request.method == "POST":
        return take(request, call)
    account = queries.account(request.actor, call)
    chosen = request.GET.get("kind", "")
    keys = account.of_kind.get(chosen, []) if chosen else None
    page = Paginator(queries.listed(request.actor, call, keys), ROWS).get_page(request.GET.get("page"))
    office_id = request.actor.office_id
    shown = {
        "call": call,
        "account": account,
        "figures": [(code, label, len(account.of_kind.get(code, []))) for code, label in FIGURES],
        "chosen": chosen,
        "page": page,
        "rows": [Line(row) for row in page],
        "running": queries.running(request.actor, call),
        "unread": office_id is not None and queries.unread_batches(call, office_id).exists(),
        "largest": LARGEST,
        "may_take": may_take(request, call),
        "back": reverse("intake", args=[pk]),
        "section": "calls",
        "tab": "intake",
    }
    return render(request, "intake/intake.html", shown)


class Line:
    """One file of the list with its parts, and why each stands as it does in the reader's words."""

    def __init__(self, file: IntakeFile) -> None:
        self.file: Any = file
        self.told = in_words(file)
        self.parts = [Line(part) for part in getattr(file, "all_parts", ())]


@require_POST
def intake_again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Read the files a stopped reading has left."""
    call = calls_queries.call(request.actor, pk)
    rules.check_work_for(request.actor.office_id or 0, request.actor)
    for batch in queries.unread_batches(call, request.actor.office_id or 0):
        start_reading(batch, by=request.actor, at=clock.now())
    return redirect("intake", pk)


def intake_original(request: SeatedRequest, pk: int) -> HttpResponse:
    """The file as it came; for a part, the container it came in."""
    file = queries.file(request.actor, pk)
    name = file.parent.name if file.parent else file.name
    return download(file.stored.data(), name)
