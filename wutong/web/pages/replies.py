"""One version of a reply: read it, take its attachments, move it on its way out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.files import StoredFile
from wutong.base.rules import Refused
from wutong.calls.models import Need
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries import calls as queries
from wutong.calls.steps import drafting
from wutong.calls.steps import replies as steps
from wutong.directory.gazetteer import country_name
from wutong.documents.blocks import Place
from wutong.exchange.wording import Words
from wutong.forms import web as forms_web
from wutong.forms.checking import check
from wutong.forms.queries import form_of
from wutong.web.downloads import download
from wutong.web.pages.inquiries import frame
from wutong.web.pages.offers import offers
from wutong.web.requests import SeatedRequest


def reply(request: SeatedRequest, pk: int) -> HttpResponse:
    """One version to read: the answers of the form, and every need with the place it was read from."""
    found = queries.reply(request.actor, pk)
    inquiry = found.inquiry
    form = form_of(inquiry.call.form)
    values = check(form, drafting.answers_of(found), on=drafting.asked_on(inquiry.call)).values
    ours = request.actor.office_id == inquiry.unit_id
    shown = frame(request, inquiry) | {
        "reply": found,
        "answers": [one for one in forms_web.display(form, values) if one.code != "needs"],
        "needs": [(need, where(need), countries_in_words(need)) for need in queries.needs_of(found)],
        "files": _attachments(found.answers),
        "fields": field_labels(),
        "actions": action_labels(),
        "hands": queries.hands([found]).get(found.pk, {}),
        "offers": offers(found, request.actor) if ours and found.is_in_hand else [],
    }
    return render(request, "inquiries/reply.html", shown)


def countries_in_words(need: Need) -> str:
    """The words of the unit, and in brackets the countries they mean where the words do not name them."""
    names = ", ".join(country_name(code, get_language() or "zh-hans") for code in need.countries)
    words = need.country_words
    return f"{words} ({names})" if words and names and words != names else words or names


def where(need: Need) -> str:
    """The place a need was read from, in words."""
    place = need.places.get("need")
    if not isinstance(place, dict) or not place.get("kind"):
        return ""
    if place["kind"] == "field" and not place.get("path"):
        return _("on the page, row %(row)s") % {"row": place.get("row")}
    language: Any = "zh-hans" if (get_language() or "zh").startswith("zh") else "en"
    said = Words(language).place(Place.from_dict(place))
    return f"{need.file.name}, {said}" if need.file else said


def _attachments(values: Any) -> list[dict[str, Any]]:
    """Files named in answers that were sent along, wherever they stand."""
    if isinstance(values, dict):
        if isinstance(values.get("sha256"), str):
            return [values]
        return [file for value in values.values() for file in _attachments(value)]
    return [file for value in values for file in _attachments(value)] if isinstance(values, list) else []


def reply_file(request: SeatedRequest, pk: int, digest: str) -> HttpResponse:
    """An attachment of one version, for whoever may read the version."""
    found = queries.reply(request.actor, pk)
    named = next((file for file in _attachments(found.answers) if file["sha256"] == digest), None)
    stored = StoredFile.objects.filter(sha256=digest).first() if named else None
    if named is None or stored is None:
        raise Http404
    return download(stored.data(), named["name"] or stored.name)


@require_POST
def reply_move(request: SeatedRequest, pk: int) -> HttpResponse:
    """Hand to the leader, confirm, return with a reason, send."""
    found = queries.reply(request.actor, pk)
    by, at, move = request.actor, clock.now(), request.POST.get("move", "")
    told = {
        "compose": _("The reply now waits for the leader's confirmation."),
        "confirm": _("Confirmed: the reply can be sent now."),
        "return": _("The reply was returned to its composer."),
        "send": _("Sent to %(office)s. A receipt goes to your mail.") % {"office": found.inquiry.office},
    }
    if move not in told:
        raise Http404
    try:
        if move == "return":
            steps.return_reply(found, reason=request.POST.get("reason", ""), by=by, at=at)
        else:
            {"compose": steps.compose_reply, "confirm": steps.confirm_reply, "send": steps.send_reply}[move](
                found, by=by, at=at
            )
    except Refused as error:
        messages.error(request, str(error.reason))
        return redirect("reply", pk)
    messages.success(request, told[move])
    return redirect("inquiry", found.inquiry_id)
