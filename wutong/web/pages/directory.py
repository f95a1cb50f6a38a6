"""Organisations: the list, one organisation, adding and changing, seats given and ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import Refused
from wutong.directory import queries, rules, steps
from wutong.directory.models import Organisation
from wutong.web.changes import lines_of, offices_in
from wutong.web.forms.directory import LANGUAGE_NAMES, OrganisationForm, SeatForm
from wutong.web.requests import SeatedRequest

PER_PAGE = 50
HISTORY_SHOWN = 30


def organisations(request: SeatedRequest) -> HttpResponse:
    """The directory in the order of the tree, or what was searched for."""
    asked = {name: request.GET.get(name, "").strip() for name in ("text", "kind", "country")}
    rows = queries.organisations(request.actor, **asked)
    shown = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "asked": asked,
        "is_tree": not any(asked.values()),
        "kinds": Organisation.Kind.choices,
        "may_add": bool(rules.may_import(request.actor)),
        "section": "directory",
    }
    template = "directory/organisations.html#rows" if request.htmx else "directory/organisations.html"
    return render(request, template, shown)


def organisation(request: SeatedRequest, pk: int) -> HttpResponse:
    found = queries.organisation(request.actor, pk)
    return _organisation_page(request, found, _seat_form(request, found))


def _seat_form(request: SeatedRequest, found: Organisation, data: Any = None) -> SeatForm | None:
    if not rules.may_give_seat(found, request.actor):
        return None
    return SeatForm(data, actor=request.actor, today=timezone.localdate(clock.now()))


def _organisation_page(
    request: SeatedRequest, found: Organisation, form: SeatForm | None, status: int = 200
) -> HttpResponse:
    actor = request.actor
    entries = list(queries.history_of(actor, found)[:HISTORY_SHOWN])
    offices = queries.organisations(actor).in_bulk(offices_in(entries)) if entries else {}
    names = [
        (LANGUAGE_NAMES.get(code, code), code, text) for code, text in found.names.items() if code != "authoritative"
    ]
    shown = {
        "organisation": found,
        "names": names,
        "aliases": queries.aliases_of(found),
        "above": queries.line_above(actor, found),
        "units": queries.sub_units(actor, found),
        "sees_inside": queries.sees_inside(actor, found),
        "seats": queries.seats_of(actor, found),
        "history": [(entry, lines_of(entry, offices)) for entry in entries],
        "may_change": rules.may_keep_organisation(found.path or "", actor),
        "seat_form": form,
        "today": timezone.localdate(clock.now()),
        "section": "directory",
    }
    return render(request, "directory/organisation.html", shown, status=status)


def organisation_add(request: SeatedRequest) -> HttpResponse:
    rules.check_import(request.actor)
    under = request.GET.get("under", "")
    form = OrganisationForm(request.POST or None, actor=request.actor, initial={"parent": under} if under else {})
    if request.method == "POST" and form.is_valid():
        try:
            made = steps.add_organisation(**form.fields_of(), by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error(refused.place or None, str(refused.reason))
        else:
            messages.success(request, _("%(unit)s is in the directory.") % {"unit": made})
            return redirect("organisation", made.pk)
    return _form_page(request, form)


def organisation_change(request: SeatedRequest, pk: int) -> HttpResponse:
    found = queries.organisation(request.actor, pk)
    rules.check_keep_organisation(found.path or "", request.actor)
    form = OrganisationForm(request.POST or None, actor=request.actor, organisation=found)
    if request.method == "POST" and form.is_valid():
        try:
            steps.change_organisation(found, **form.fields_of(), by=request.actor, at=clock.now())
        except Refused as refused:
            form.add_error(refused.place if refused.place in form.fields else None, str(refused.reason))
            found = queries.organisation(request.actor, pk)
        else:
            messages.success(request, _("The changes are written down."))
            return redirect("organisation", pk)
    return _form_page(request, form, found)


def _form_page(request: SeatedRequest, form: OrganisationForm, found: Organisation | None = None) -> HttpResponse:
    status = 422 if form.errors else 200
    shown = {"form": form, "organisation": found, "section": "directory"}
    return render(request, "directory/organisation_form.html", shown, status=status)


@require_POST
def seat_give(request: SeatedRequest, pk: int) -> HttpResponse:
    """Seat a person found by e-mail; who has no account gets one without a password."""
    found = queries.organisation(request.actor, pk)
    rules.check_give_seat(found, request.actor)
    form = _seat_form(request, found, request.POST)
    if form is not None and form.is_valid():
        try:
            seat, is_new = steps.seat_by_email(
                **form.cleaned_data, organisation=found, by=request.actor, at=clock.now()
            )
        except Refused as refused:
            form.add_error(refused.place or None, str(refused.reason))
        else:
            messages.success(request, _seated_words(seat.user.email, is_new))
            return redirect("organisation", pk)
    return _organisation_page(request, found, form, status=422)


def _seated_words(email: str, is_new: bool) -> str:
    if is_new:
        words = _(
            "An account was made for %(email)s. Ask them to set a password with “Forgot the password?” at sign-in."
        )
        return words % {"email": email}
    return _("%(email)s has the seat.") % {"email": email}


@require_POST
def seat_end(request: SeatedRequest, pk: int) -> HttpResponse:
    """End a seat today."""
    seat = queries.seat(request.actor, pk)
    steps.end_seat(seat, on=timezone.localdate(clock.now()), by=request.actor, at=clock.now())
    messages.success(request, _("The seat ends today."))
    return redirect("organisation", seat.organisation_id)
