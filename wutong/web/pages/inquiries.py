"""What a unit was asked: the list, one inquiry with all that can be done now, more time, passing on, no needs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.calls import rules
from wutong.calls.models import Inquiry, Reply
from wutong.calls.queries import calls as queries
from wutong.calls.queries import outbox
from wutong.calls.steps import drafting
from wutong.calls.steps import inquiries as steps
from wutong.calls.steps.replies import compose_reply, write_reply
from wutong.exchange.call_files import blank_form
from wutong.exchange.enclosures import enclosures
from wutong.web.downloads import download
from wutong.web.forms.inquiries import ExtensionForm, NoNeedsForm, PassOnForm
from wutong.web.forms.looks import SiteForm
from wutong.web.pages.offers import offers, reason_against
from wutong.web.requests import SeatedRequest

PER_PAGE = 50
HISTORY_SHOWN = 60
FACES = ("docx", "xlsx", "json")


def inquiries(request: SeatedRequest) -> HttpResponse:
    """What our office was asked: open ones first, the nearest deadline on top."""
    page = Paginator(queries.asked_of_us(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    now = clock.now()
    rows = [(row, row.is_late(now)) for row in page]
    return render(request, "inquiries/list.html", {"page": page, "rows": rows, "now": now, "section": "inquiries"})


def inquiry(request: SeatedRequest, pk: int) -> HttpResponse:
    """The letter, what can be done now, the versions of the reply, the sub-units asked, what happened."""
    found = queries.inquiry(request.actor, pk)
    return render(request, "inquiries/inquiry.html", _shown(request, found))


def _shown(request: SeatedRequest, found: Inquiry) -> dict[str, Any]:
    by, now = request.actor, clock.now()
    versions = list(queries.replies(by, found))
    hands = queries.hands(versions)
    in_hand = next((one for one in versions if one.is_in_hand and by.office_id == found.unit_id), None)
    current = next((one for one in versions if one.state == "sent"), None)
    return (
        frame(request, found)
        | _mails(request, found)
        | {
            "is_late": found.is_late(now),
            "why_not": reason_against(rules.check_answer, found, by) if _is_ours(found, request) else "",
            "may_answer": rules.may_answer(found, by),
            "may_ask": rules.may_ask_extension(found, by),
            "may_pass_on": rules.may_pass_on(found, by) and queries.sub_units(by, found).exists(),
            "may_receive": rules.may_receive(found, by),
            "may_return": rules.may_return_answer(found, by),
            "is_returned": found.state == "waiting" and current is not None,
            "versions": [(one, hands.get(one.pk, {})) for one in versions],
            "in_hand": in_hand,
            "offers": offers(in_hand, by) if in_hand else [],
            "hands": hands.get(in_hand.pk, {}) if in_hand else {},
            "current": current,
            "extensions": found.extensions.select_related("asked_by"),
            "below": queries.board(by, found.call, now=now, under=found),
            "history": [(entry, said_in(entry)) for entry in queries.history(by, found, versions)[:HISTORY_SHOWN]],
        }
    )


def _mails(request: SeatedRequest, found: Inquiry) -> dict[str, Any]:
    """What was written to the unit, for those who may see it, and the telephone where a mail did not arrive."""
    rows = outbox.mails_of(request.actor, [found], now=clock.now()).get(found.pk, [])
    may_decide = rules.may_decide_mail(found, request.actor)
    lost = any(row.is_undelivered for row in rows)
    phone = outbox.telephones([found.unit_id]).get(found.unit_id, "") if lost else ""
    return {"mails": [(row, may_decide) for row in rows], "phone": phone, "back_to": request.path}


def said_in(entry: Entry) -> str:
    """The words a person gave with a step: why it was returned, what was answered."""
    given = (entry.changes.get(name, [None, None])[1] for name in ("returned_because", "note", "answer"))
    return next((words for words in given if words), "")


def _is_ours(found: Inquiry, request: SeatedRequest) -> bool:
    return request.actor.office_id == found.unit_id and request.actor.has(*rules.ANSWERERS)


def frame(request: SeatedRequest, found: Inquiry) -> dict[str, Any]:
    """What the pages of one inquiry share."""
    ours = _is_ours(found, request)
    return {
        "inquiry": found,
        "call": found.call,
        "is_ours": ours,
        "now": clock.now(),
        "section": "inquiries" if ours else "calls",
    }


def inquiry_form(request: SeatedRequest, pk: int, face: str) -> HttpResponse:
    """The form as Word, Excel or JSON, with the unit and what it has stated so far filled in."""
    if face not in FACES:
        raise Http404
    found = queries.inquiry(request.actor, pk)
    answers = {"unit": drafting.unit_answer(found)}
    if rules.may_answer(found, request.actor):
        answers = drafting.checked_answers(found, drafting.first_answers(found, request.user))
    data = blank_form(found.call, face, get_language() or "zh-hans", answers)
    return download(data, f"{found.call.number or 'form'} {found.unit}.{face}")


def no_needs(request: SeatedRequest, pk: int) -> HttpResponse:
    """Say that there are no needs; a leader confirms it like any reply."""
    found = queries.inquiry(request.actor, pk)
    rules.check_answer(found, request.actor)
    held = drafting.in_hand(found)
    if held is not None:
        rules.check_edit_reply(held, request.actor)
    form = NoNeedsForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, clock.now()
        answers = {"unit": drafting.unit_answer(found)} | form.answers()
        remarks = form.cleaned_data["remarks"]
        try:
            reply = write_reply(
                found, needs=(), kind=Reply.Kind.NO_NEEDS, answers=answers, remarks=remarks, by=by, at=at
            )
            compose_reply(reply, by=by, at=at)
        except Refused as error:
            form.add_error(None, str(error.reason))
        else:
            messages.success(request, _("“No needs” now waits for the leader's confirmation."))
            return redirect("inquiry", pk)
    return _form_page(request, "inquiries/no_needs.html", found, form, held=held, drafted=held and held.needs.count())


def extension_ask(request: SeatedRequest, pk: int) -> HttpResponse:
    """Ask the office for more time."""
    found = queries.inquiry(request.actor, pk)
    rules.check_answer(found, request.actor)
    pending = found.extensions.filter(state="asked").select_related("asked_by").first() if found.is_open else None
    if pending is not None:
        shown = frame(request, found) | {"extension": pending}
        return render(request, "inquiries/asked.html", shown, status=409 if request.method == "POST" else 200)
    rules.check_ask_extension(found, request.actor)
    form = ExtensionForm(request.POST or None, inquiry=found, now=clock.now())
    if request.method == "POST" and form.is_valid():
        try:
            steps.ask_extension(found, by=request.actor, at=clock.now(), **form.cleaned_data)
        except Refused as error:
            form.add_error(error.place or None, str(error.reason))
        else:
            messages.success(request, _("%(office)s has been asked for more time.") % {"office": found.office})
            return redirect("inquiry", pk)
    return _form_page(request, "inquiries/more_time.html", found, form)


def pass_on(request: SeatedRequest, pk: int) -> HttpResponse:
    """Choose sub-units, their earlier deadline, and words to them."""
    found = queries.inquiry(request.actor, pk)
    rules.check_pass_on(found, request.actor)
    units = queries.sub_units(request.actor, found)
    form = PassOnForm(request.POST or None, inquiry=found, units=units, now=clock.now())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = steps.pass_on(
                found,
                to=values["units"],
                deadline=values["deadline"],
                note=values["note"],
                enclosures=enclosures(found.call),
                by=request.actor,
                at=clock.now(),
            )
        except Refused as error:
            form.add_error(error.place or None, str(error.reason))
        else:
            words = ngettext("%(n)s sub-unit was asked.", "%(n)s sub-units were asked.", len(made))
            messages.success(request, words % {"n": len(made)})
            return redirect("inquiry", pk)
    return _form_page(
        request, "inquiries/pass_on.html", found, form, units=units, has_sub_units=queries.has_sub_units(found)
    )


def _form_page(request: SeatedRequest, template: str, found: Inquiry, form: SiteForm, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, template, frame(request, found) | {"form": form} | context, status=status)


@require_POST
def extension_decide(request: SeatedRequest, pk: int) -> HttpResponse:
    """The asking office grants or declines, with words."""
    asked = queries.extension(request.actor, pk)
    decision = request.POST.get("decision", "")
    if decision not in ("grant", "decline"):
        raise Http404
    answer = request.POST.get("answer", "")
    try:
        steps.decide_extension(asked, grant=decision == "grant", answer=answer, by=request.actor, at=clock.now())
    except Refused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, _("%(unit)s has been told.") % {"unit": asked.inquiry.unit})
    return redirect("inquiry", asked.inquiry_id)


@require_POST
def return_answer(request: SeatedRequest, pk: int) -> HttpResponse:
    """The asking office returns an answer for correction."""
    found = queries.inquiry(request.actor, pk)
    try:
        steps.return_answer(found, reason=request.POST.get("reason", ""), by=request.actor, at=clock.now())
    except Refused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, _("%(unit)s was asked to correct its answer.") % {"unit": found.unit})
    return redirect("inquiry", pk)
