"""Calls: the list, the letter, writing and issuing it, its downloads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import Refused
from wutong.base.texts import texts
from wutong.calls import rules
from wutong.calls.models import Call
from wutong.calls.queries import calls as queries
from wutong.calls.steps import calls as steps
from wutong.directory import queries as directory
from wutong.directory.kinds import kind_of
from wutong.directory.steps import add_organisation
from wutong.exchange.call_files import blank_form, letter_document
from wutong.exchange.enclosures import enclosures
from wutong.forms.queries import latest
from wutong.plans import queries as plans
from wutong.plans.reading import Due, read_letter
from wutong.web.downloads import download
from wutong.web.forms.calls import CallForm, initial_moment, initial_of
from wutong.web.requests import SeatedRequest

MOVES: dict[str, Callable[..., None]] = {
    "issue": partial(steps.issue_call, enclose=enclosures),
    "close": steps.close_call,
    "reopen": steps.reopen_call,
    "withdraw": steps.withdraw_call,
}


def calls(request: SeatedRequest) -> HttpResponse:
    """The calls a person may see."""
    rows = queries.calls(request.actor)
    may_write = rules.may_write_call(request.actor.office_path, request.actor)
    return render(
        request,
        "calls/list.html",
        {"calls": rows, "may_write": may_write, "now": clock.now(), "section": "calls"},
    )


def call(request: SeatedRequest, pk: int) -> HttpResponse:
    """One call: the letter, whom it went to, its files, and what can be done now."""
    found = queries.call(request.actor, pk)
    by = request.actor
    shown = {
        "call": found,
        "inquiries": queries.inquiries(by).filter(call=found, parent=None),
        "copies": found.copies.all(),
        "may_change": rules.may_change_call(found, by),
        "may_issue": found.state == "draft" and rules.may_issue_call(found, by),
        "why_not": _why_not_issue(found, request),
        "may_work": rules.may_work_for(found.issuer_id, by),
        "section": "calls",
        "tab": "letter",
    }
    return render(request, "calls/call.html", shown)


def _why_not_issue(found: Call, request: SeatedRequest) -> Any:
    """The reason a draft cannot be issued yet, so that the person knows what is missing."""
    if found.state != "draft" or not rules.may_change_call(found, request.actor):
        return ""
    try:
        rules.check_issue_call(found, request.actor)
    except Refused as refusal:
        return refusal.reason
    return ""


def call_new(request: SeatedRequest) -> HttpResponse:
    """Write a letter."""
    initial = {"deadline": initial_moment(clock.now(), "Asia/Shanghai"), "plan": plans.plans().first()}
    form = CallForm(request.POST or None, actor=request.actor, initial=initial)
    return _write(request, form)


def call_from_draft(request: SeatedRequest, pk: int) -> HttpResponse:
    """Write a letter from one that was read: addressees, deadline and contact as found in the text."""
    draft = plans.draft(request.actor, pk)
    letter = read_letter(draft.text)
    if letter is None:
        raise Http404
    known = directory.by_names(letter.addressees)
    initial: dict[str, Any] = {
        "title_zh": letter.title,
        "letter_zh": "\n".join(letter.body),
        "contact": letter.contact,
        "phone": letter.phone,
        "email": next(iter(letter.reply_emails), ""),
        "copies": "\n".join(letter.copies),
        "addressees": [unit.pk for unit in known.values()],
        "plan": draft.plan,
    }
    if letter.deadline:
        initial["deadline"] = _next(letter.deadline)
    unknown = [name for name in letter.addressees if name not in known]
    if request.method == "POST" and "add_units" in request.POST:
        _add_units(unknown, request)
        now_known = directory.by_names(letter.addressees)
        chosen = {*request.POST.getlist("addressees"), *(str(unit.pk) for unit in now_known.values())}
        typed = request.POST.dict() | {"addressees": sorted(chosen, key=int)}
        form = CallForm(actor=request.actor, initial=typed)
        return render(request, "calls/edit.html", {"form": form, "letter": letter, "section": "calls"})
    form = CallForm(request.POST or None, actor=request.actor, initial=initial)
    return _write(request, form, letter=letter, unknown=unknown)


def _next(due: Due) -> str:
    """A deadline whose letter names no year is the next such day; the page says that it must be checked."""
    now = timezone.localtime(clock.now())
    year = due.year or (now.year if (due.month, due.day) >= (now.month, now.day) else now.year + 1)
    return f"{year}-{due.month:02}-{due.day:02}T{due.hour:02}:{due.minute:02}"


def _add_units(names: list[str], request: SeatedRequest) -> None:
    """Put addressees of a letter into the directory, with the kind their names speak of."""
    for name in names:
        add_organisation(names=texts(zh=name), kind=kind_of(name), country_id="CN", by=request.actor, at=clock.now())
    messages.success(request, _("%(n)s units were added to the directory.") % {"n": len(names)})


def _write(request: SeatedRequest, form: CallForm, **context: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and request.chair is not None:
        values = form.cleaned_data
        made = steps.write_call(
            issuer=request.chair.seat.organisation,
            form=latest("needs"),
            addressees=values["addressees"],
            copies=values["copies"].splitlines(),
            by=request.actor,
            at=clock.now(),
            **form.call_fields(),
        )
        messages.success(request, _("The draft is kept. Look at the letter, then issue it."))
        return redirect("call", made.pk)
    return render(request, "calls/edit.html", {"form": form, "section": "calls", **context})


def call_edit(request: SeatedRequest, pk: int) -> HttpResponse:
    found = queries.call(request.actor, pk)
    rules.check_change_call(found, request.actor)
    form = CallForm(request.POST or None, actor=request.actor, call=found, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, clock.now()
        steps.change_call(found, by=by, at=at, **form.call_fields())
        copies = form.cleaned_data["copies"].splitlines()
        steps.address(found, addressees=form.cleaned_data["addressees"], copies=copies, by=by, at=at)
        return redirect("call", pk)
    return render(request, "calls/edit.html", {"form": form, "call": found, "section": "calls"})


@require_POST
def call_move(request: SeatedRequest, pk: int) -> HttpResponse:
    """Issue, close, reopen, withdraw."""
    found = queries.call(request.actor, pk)
    step = MOVES.get(request.POST.get("move", ""))
    if step is None:
        raise Http404
    step(found, by=request.actor, at=clock.now())
    messages.success(request, _("Done: %(call)s") % {"call": found})
    return redirect("board" if found.state == "issued" else "call", pk)


def call_letter(request: SeatedRequest, pk: int, language: str) -> HttpResponse:
    """The letter as Word, in Chinese or English."""
    if language not in ("zh-hans", "en"):
        raise Http404
    found = queries.call(request.actor, pk)
    return download(letter_document(found, language), f"{found.number or 'letter'}.{language}.docx")


def call_form(request: SeatedRequest, pk: int, face: str) -> HttpResponse:
    """The blank form as Word, Excel or JSON."""
    if face not in ("docx", "xlsx", "json"):
        raise Http404
    found = queries.call(request.actor, pk)
    return download(blank_form(found, face, get_language() or "zh-hans"), f"form-{found.pk}.{face}")
