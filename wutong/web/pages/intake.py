"""Files in: upload, progress, and the account of every file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import refuse_unless
from wutong.calls import rules
from wutong.calls.models import Call, IntakeFile
from wutong.calls.queries import calls as calls_queries
from wutong.calls.queries import intake as queries
from wutong.jobs.reading import start_reading, take_and_read
from wutong.web.downloads import download
from wutong.web.forms.intake import FIGURES, in_words
from wutong.web.requests import SeatedRequest

ROWS = 50


def intake(request: SeatedRequest, pk: int) -> HttpResponse:
    """Take files in; below, what became of each."""
    call = calls_queries.call(request.actor, pk)
    if request.method == "POST":
        return _take(request, call)
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


def may_take(request: SeatedRequest, call: Call) -> bool:
    """Offices that asked somebody under this call may take answers in, while it is not a draft."""
    actor = request.actor
    asked = actor.office_id is not None and queries.has_asked(call, actor.office_id)
    return asked and call.state in ("issued", "closed") and rules.may_work_for(actor.office_id or 0, actor)


def _take(request: SeatedRequest, call: Call) -> HttpResponse:
    """Keep the uploaded files and start reading them; the progress page leads back here."""
    refuse_unless(may_take(request, call), _("Files are taken in by an office that asked under this call."))
    back = reverse("intake", args=[call.pk])
    sent = request.FILES.getlist("files")
    if not sent or request.chair is None:
        messages.warning(request, _("Choose at least one file."))
        return redirect(back)
    office = request.chair.seat.organisation
    arrived = [(file.name or "", file.read()) for file in sent]
    batch = take_and_read(call, office, arrived, way="upload", by=request.actor, at=clock.now())
    words = ngettext("%(n)s file is kept and being read.", "%(n)s files are kept and being read.", len(sent))
    messages.success(request, words % {"n": len(sent)})
    return redirect(f"{reverse('work', args=[batch.work_id])}?{urlencode({'back': back})}")


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
