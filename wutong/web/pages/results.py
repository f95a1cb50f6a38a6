"""The result of a call: what was decided, the plan, the workbook, and the feedback to each unit."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.texts import in_language
from wutong.calls import rules
from wutong.calls.models import Call, Consolidation
from wutong.calls.queries import calls as queries
from wutong.calls.queries import consolidation as consolidations
from wutong.calls.queries.feedback import feedback_inquiry, feedback_of, letter_sent
from wutong.calls.steps.feedback import send_feedback
from wutong.exchange import results as documents
from wutong.exchange.zipped import zipped
from wutong.web.downloads import TYPES, download
from wutong.web.requests import SeatedRequest

LANGUAGES = ("zh-hans", "en")
VERSIONS = ("internal", "public")


def results(request: SeatedRequest, pk: int) -> HttpResponse:
    """What the result holds, what is still open, and everything that can be taken away."""
    call = queries.call(request.actor, pk)
    shown: dict[str, object] = {"call": call, "section": "calls", "tab": "results"}
    try:
        shown |= _of(consolidations.consolidation(request.actor, call), request)
    except Consolidation.DoesNotExist:
        shown["may_work"] = rules.may_work_for(call.issuer_id, request.actor)
    return render(request, "results/results.html", shown)


def _of(consolidation: Consolidation, request: SeatedRequest) -> dict[str, object]:
    told = feedback_of(consolidation)
    return {
        "consolidation": consolidation,
        "tally": _tally(consolidation),
        "needs": sum(len(one.fates) for one in told),
        "ungrouped": _ungrouped(consolidation),
        "told": told,
        "due": sum(one.is_due for one in told),
        "may_work": rules.may_work_for(consolidation.office_id, request.actor),
        "languages": LANGUAGES,
    }


def _tally(consolidation: Consolidation) -> dict[str, int]:
    """Groups that hold needs, by state."""
    held = consolidation.groups.filter(is_dissolved=False, memberships__need__is_current=True)
    counted = dict(held.order_by().values_list("state").annotate(Count("pk", distinct=True)))
    return {state: counted.get(state, 0) for state in ("accepted", "declined", "proposed")}


def _ungrouped(consolidation: Consolidation) -> int:
    call = consolidation.call
    needs = call.needs.filter(office_id=consolidation.office_id, is_current=True)
    return needs.exclude(memberships__consolidation=consolidation).count()


def plan_document(request: SeatedRequest, pk: int, version: str, language: str) -> HttpResponse:
    """The implementation plan as Word."""
    consolidation = _asked_for(request, pk, language, version)
    data = documents.plan_document(consolidation, language, internal=version == "internal", at=clock.now())
    return download(data, f"{_name(consolidation.call, _('plan'))}.{version}.{language}.docx")


def workbook(request: SeatedRequest, pk: int, version: str, language: str) -> HttpResponse:
    """Everything as Excel."""
    consolidation = _asked_for(request, pk, language, version)
    data = documents.workbook(consolidation, language, internal=version == "internal", at=clock.now())
    return download(data, f"{_name(consolidation.call, _('needs'))}.{version}.{language}.xlsx")


def _asked_for(request: SeatedRequest, pk: int, language: str, version: str = "internal") -> Consolidation:
    if language not in LANGUAGES or version not in VERSIONS:
        raise Http404
    return consolidations.consolidation(request.actor, queries.call(request.actor, pk))


def _name(call: Call, what: str) -> str:
    return " ".join(part for part in (call.number or str(call.pk), what) if part)


def feedback(request: SeatedRequest, pk: int, unit: int, language: str) -> HttpResponse:
    """The letter to one unit: to the office as it stands now, to the unit as it was sent."""
    if language not in LANGUAGES:
        raise Http404
    call = queries.call(request.actor, pk)
    inquiry = feedback_inquiry(request.actor, call, unit)
    merged = consolidations.consolidations(request.actor).filter(call=call, office_id=inquiry.office_id).first()
    name = f"{_name(call, _('feedback'))} {inquiry.unit}.{language}.docx"
    if merged is not None:
        try:
            return download(documents.feedback_letter(merged, unit, language, at=clock.now()), name)
        except KeyError as nothing_stated:
            raise Http404 from nothing_stated
    sent = letter_sent(inquiry, language)
    if sent is None:
        raise Http404
    return download(sent[0].data(), name)


def feedback_all(request: SeatedRequest, pk: int, language: str) -> HttpResponseBase:
    """All letters in one zip, written while it is sent."""
    consolidation = _asked_for(request, pk, language)
    letters = documents.feedback_letters(consolidation, language, at=clock.now())
    named = (
        (f"{number:02} {in_language(unit.names, language)}.docx", data)
        for number, (unit, data) in enumerate(letters, 1)
    )
    answer = StreamingHttpResponse(zipped(named), content_type=TYPES["zip"])
    name = f"{_name(consolidation.call, _('feedback'))}.{language}.zip"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


@require_POST
def feedback_send(request: SeatedRequest, pk: int) -> HttpResponse:
    """Write to every unit whose needs stand otherwise than it last read."""
    consolidation = consolidations.consolidation(request.actor, queries.call(request.actor, pk))
    rules.check_work_for(consolidation.office_id, request.actor)
    now = clock.now()
    told = send_feedback(consolidation, letters=_letters(consolidation, now), by=request.actor, at=now)
    if told:
        words = ngettext("%(n)s unit was written to.", "%(n)s units were written to.", len(told)) % {"n": len(told)}
        messages.success(request, words)
    else:
        messages.info(request, _("Every unit has read this state already: nothing was sent."))
    return redirect("results", pk)


def _letters(consolidation: Consolidation, at: datetime) -> dict[int, dict[str, bytes]]:
    found: dict[int, dict[str, bytes]] = {}
    for language in LANGUAGES:
        for unit, data in documents.feedback_letters(consolidation, language, at=at):
            found.setdefault(unit.pk, {})[language] = data
    return found
