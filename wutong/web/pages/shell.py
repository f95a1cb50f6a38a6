"""Start page, desk, seats, language, long work, delegations, journal."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base import queries as base_queries
from wutong.calls.queries.calls import calls, public_calls
from wutong.calls.queries.desk import waiting_for
from wutong.directory import queries as directory
from wutong.directory import steps
from wutong.plans import queries as plans
from wutong.web.access import roles_for
from wutong.web.doorkeeper import NOBODY, SEAT_KEY
from wutong.web.forms.shell import DelegationForm, JournalForm
from wutong.web.records import records_of
from wutong.web.requests import SeatedRequest

SHOWN, SHOWN_PAST = 10, 5  # calls on the front page
PER_PAGE = 50  # entries of the journal


def home(request: HttpRequest) -> HttpResponse:
    """The public front: calls one can still answer in time, those whose deadline has passed, and the plans."""
    issued, now, by = public_calls(), clock.now(), getattr(request, "actor", NOBODY)
    past = list(issued.filter(deadline__lt=now).order_by("-deadline")[:SHOWN_PAST])
    listed = list(issued.filter(deadline__gte=now)[:SHOWN])
    mine = by.role in roles_for("call") and calls(by).filter(pk__in=[row.pk for row in [*listed, *past]])
    shown = {
        "calls": listed,
        "past": past,
        "linked": {row.pk for row in mine or ()},
        "plans": plans.plans()[:6],
        "section": "home",
    }
    return render(request, "shell/home.html", shown)


def desk(request: SeatedRequest) -> HttpResponse:
    waiting = waiting_for(request.actor, now=clock.now())
    return render(request, "shell/desk.html", {"waiting": waiting, "section": "desk", "now": clock.now()})


@require_POST
def sit(request: SeatedRequest) -> HttpResponse:
    """Choose a seat; only one's own or lent ones can be chosen."""
    wanted = request.POST.get("chair", "")
    if any(chair.key == wanted for chair in request.chairs):
        request.session[SEAT_KEY] = wanted
    return redirect("desk")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("language", "")
    target = request.POST.get("next", "/")
    if not target.startswith("/") or not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    answer = HttpResponseRedirect(target)
    if wanted in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=365 * 86400, samesite="Lax")
        if request.user.is_authenticated and request.user.language != wanted:
            request.user.language = wanted
            request.user.save(update_fields=["language"])
    return answer


def work(request: SeatedRequest, pk: int) -> HttpResponse:
    """Progress of a long job; the page may be left and come back to."""
    found = base_queries.work(request.actor, pk)
    template = "shell/work.html#progress" if request.htmx else "shell/work.html"
    back = request.GET.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("desk")  # never out of the site, whatever the address says
    answer = render(request, template, {"work": found, "back": back})
    if request.htmx and found.is_over:
        answer["HX-Refresh"] = "true"
    return answer


def delegations(request: SeatedRequest) -> HttpResponse:
    """Let another person act from one's own seat until a day."""
    form = DelegationForm(request.POST or None, actor=request.actor, today=timezone.localdate(clock.now()))
    seat = request.chair.seat if request.chair else None
    if request.method == "POST" and seat is not None and form.is_valid():
        values = form.cleaned_data
        steps.delegate(
            seat,
            to=values["to"],
            since=values["since"],
            until=values["until"],
            by=request.actor,
            at=clock.now(),
        )
        messages.success(request, _("%(person)s can now act from your seat.") % {"person": values["to"]})
        return redirect("delegations")
    rows = directory.delegations_of(request.actor)
    return render(request, "shell/delegations.html", {"form": form, "rows": rows, "seat": seat, "section": "desk"})


@require_POST
def delegation_end(request: SeatedRequest, pk: int) -> HttpResponse:
    lent = directory.delegations_of(request.actor).get(pk=pk)
    steps.end_delegation(lent, by=request.actor, at=clock.now())
    return redirect("delegations")


def journal(request: SeatedRequest) -> HttpResponse:
    """Everything that was done, newest first; by person, step, kind of record, record and days."""
    form = JournalForm(request.GET)
    asked = form.asked()
    page = Paginator(base_queries.entries(request.actor, **asked), PER_PAGE).get_page(request.GET.get("page"))
    known = records_of(page)
    rows = [(entry, known.get((entry.subject_type, entry.subject_id))) for entry in page]
    shown = {"page": page, "rows": rows, "form": form, "is_filtered": bool(asked), "section": "journal"}
    return render(request, "shell/journal.html", shown)
