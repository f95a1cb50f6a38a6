"""Mails that went out: how each stands, and what a person decides about those that did not arrive."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import Refused
from wutong.calls import rules
from wutong.calls.queries import outbox as queries
from wutong.calls.steps import outbox as steps
from wutong.web.requests import SeatedRequest

PER_PAGE = 50
FILTERS = {
    "back": gettext_lazy("needs a person"),
    "waiting": gettext_lazy("waiting to go"),
    "sent": gettext_lazy("sent"),
    "delayed": gettext_lazy("delayed"),
    "failed": gettext_lazy("failed"),
    "returned": gettext_lazy("came back"),
    "interrupted": gettext_lazy("interrupted"),
    "again": gettext_lazy("sent again"),
}


def outbox(request: SeatedRequest) -> HttpResponse:
    """The office's own mails, newest first; those that need a person by one filter."""
    by, now = request.actor, clock.now()
    standing = request.GET.get("standing", "")
    standing = standing if standing in FILTERS else ""
    counts = queries.counts(by, now=now)
    counts["back"] = sum(counts[name] for name in queries.UNDELIVERED)
    page = Paginator(queries.mails(by, now=now, standing=standing), PER_PAGE).get_page(request.GET.get("page"))
    rows = queries.posted(page, now=now)
    shown = {
        "page": page,
        "rows": [(row, row.is_undelivered and rules.may_decide_mail(row.inquiry, by)) for row in rows],
        "phones": queries.telephones(row.unit_id for row in rows if row.is_undelivered),
        "standing": standing,
        "filters": [(name, label, counts[name]) for name, label in FILTERS.items() if counts[name] or name == standing],
        "total": sum(counts[name] for name in queries.STANDINGS),
        "section": "outbox",
        "back_to": request.get_full_path(),
    }
    return render(request, "outbox/outbox.html", shown)


def mail_shown(request: SeatedRequest, pk: int) -> HttpResponse:
    """One mail as it went out, with its enclosures."""
    now = clock.now()
    (row,) = queries.posted([queries.mail(request.actor, pk, now=now)], now=now)
    may_decide = row.is_undelivered and rules.may_decide_mail(row.inquiry, request.actor)
    shown = {
        "row": row,
        "mail": row.mail,
        "inquiry": row.inquiry,
        "may_decide": may_decide,
        "phones": queries.telephones([row.unit_id]),
        "enclosures": row.mail.enclosures.select_related("stored"),
        "section": "outbox",
        "back_to": request.path,
    }
    return render(request, "outbox/mail.html", shown)


@require_POST
def mail_again(request: SeatedRequest, pk: int) -> HttpResponse:
    """Send it again, to the same or another address."""
    found = queries.mail(request.actor, pk, now=clock.now())
    to = request.POST.get("to", "")
    try:
        steps.send_again(found, to=to, by=request.actor, at=clock.now())
    except Refused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, _("The mail goes out again, to %(to)s.") % {"to": to.strip()})
    return _back(request)


@require_POST
def mail_confirm(request: SeatedRequest, pk: int) -> HttpResponse:
    """It went out, although the machine cannot know it."""
    found = queries.mail(request.actor, pk, now=clock.now())
    try:
        steps.confirm_sent(found, by=request.actor, at=clock.now())
    except Refused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, _("Noted: the mail went out."))
    return _back(request)


def _back(request: SeatedRequest) -> HttpResponse:
    """To the page the button stood on."""
    target = request.POST.get("next", "")
    own = target.startswith("/") and url_has_allowed_host_and_scheme(target, {request.get_host()})
    return redirect(target if own else reverse("outbox"))
