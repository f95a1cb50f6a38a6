"""What went wrong with the files of a call: which could not be read, why, what to do, and whether the sender knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import Refused
from wutong.calls import rules
from wutong.calls.models import Inquiry, IntakeFile
from wutong.calls.notices.unreadable import sender_of
from wutong.calls.queries import calls as calls_queries
from wutong.calls.queries import intake as queries
from wutong.calls.steps.telling import tell_sender
from wutong.web.forms.intake import in_words
from wutong.web.pages.intake_sending import may_take
from wutong.web.requests import SeatedRequest

ROWS = 50


@dataclass(slots=True)
class Lost:
    """One file that could not be read."""

    file: IntakeFile
    told_at: Any = None
    sender: str = ""
    words: list[Any] = field(default_factory=list)


def intake_wrong(request: SeatedRequest, pk: int) -> HttpResponse:
    """The list, newest first, with a button beside each file whose sender can be told."""
    call = calls_queries.call(request.actor, pk)
    page = Paginator(queries.unreadable(request.actor, call), ROWS).get_page(request.GET.get("page"))
    told = queries.told_senders(page)
    rows = [Lost(file, told.get(file.pk), sender_of(file), in_words(file)) for file in page]
    asked = (
        Inquiry.objects.filter(call=call, office_id=request.actor.office_id).select_related("unit").order_by("order")
    )
    shown = {
        "call": call,
        "page": page,
        "rows": rows,
        "inquiries": asked if may_take(request, call) else [],
        "may_take": may_take(request, call),
        "section": "calls",
        "tab": "intake",
    }
    return render(request, "intake/wrong.html", shown)


@require_POST
def intake_tell(request: SeatedRequest, pk: int) -> HttpResponse:
    """Write to whoever sent the file; the unit is the one a person chose where nothing says which it is."""
    file = queries.file(request.actor, pk)
    rules.check_settle_file(file, request.actor)
    given = request.POST.get("unit", "")
    wanted = int(given) if given.isdecimal() and len(given) < 19 else file.unit_id
    inquiry = queries.asked_units(file).filter(unit_id=wanted).first()
    if inquiry is None:
        messages.warning(request, _("Choose the unit the file comes from."))
        return redirect("intake_wrong", file.call_id)
    try:
        mails = tell_sender(file, inquiry, by=request.actor, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
    else:
        words = {"file": file.name, "to": ", ".join(mail.to for mail in mails)}
        messages.success(request, _("%(to)s will be told that %(file)s could not be read.") % words)
    return redirect("intake_wrong", file.call_id)
