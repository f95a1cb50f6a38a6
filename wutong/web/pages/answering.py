"""Answering: the form on the page, or a file of one's own read into the draft. Nothing here leaves the unit."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from wutong.base import clock
from wutong.base.files import StoredFile, keep
from wutong.base.rules import Refused
from wutong.base.texts import in_language
from wutong.calls import rules
from wutong.calls.models import Inquiry, Reply
from wutong.calls.queries import calls as queries
from wutong.calls.steps import drafting
from wutong.calls.steps import replies as steps
from wutong.calls.understanding import SURE
from wutong.documents.blocks import Unreadable
from wutong.exchange.wording import Words
from wutong.forms import asks
from wutong.forms import web as forms_web
from wutong.forms.checking import check
from wutong.forms.queries import form_of
from wutong.forms.web import Page
from wutong.forms.web.values import digests_in
from wutong.web.forms.inquiries import UploadForm
from wutong.web.pages.inquiries import frame
from wutong.web.requests import SeatedRequest
from wutong.web.unreadable import reason_for

SALT = "unit upload"
TOKEN_SECONDS = 86_400
SHOWN_WARNINGS = 8
SHOWN_LEFT, SHOWN_WORDS = 30, 160


def reply_edit(request: SeatedRequest, pk: int) -> HttpResponse:
    """The form of the call on the page; every save keeps the draft as typed, complete or not."""
    inquiry, held = _to_edit(request, pk)
    before = drafting.first_answers(inquiry, request.user)
    form = form_of(inquiry.call.form)
    if request.method == "POST":
        page = forms_web.posted(form, request.POST, request.FILES, previous=before)
        return _take(request, inquiry, held, page)
    page = forms_web.blank(form, before)
    if "check" in request.GET:
        page.check(drafting.asked_on(inquiry.call))
    return _edit_page(request, inquiry, held, page)


def _to_edit(request: SeatedRequest, pk: int) -> tuple[Inquiry, Reply | None]:
    inquiry = queries.inquiry(request.actor, pk)
    rules.check_answer(inquiry, request.actor)
    held = drafting.in_hand(inquiry)
    if held is not None:
        rules.check_edit_reply(held, request.actor)
    return inquiry, held


def _take(request: SeatedRequest, inquiry: Inquiry, held: Reply | None, page: Page) -> HttpResponse:
    """Keep uploads, then the draft; hand it to the leader where that was asked and the form is complete."""
    by, at = request.actor, clock.now()
    for upload in page.uploads.values():
        keep(upload.name or "file", upload.read(), at=at)
    if page.asked_for and not page.uploads:
        return _edit_page(request, inquiry, held, page)
    if request.GET.get("seen", "") != mark_of(held):
        messages.error(
            request, _("Somebody else changed this draft meanwhile. Nothing was saved: save again to replace theirs.")
        )
        return _edit_page(request, inquiry, held, page, status=409)
    on = drafting.asked_on(inquiry.call)
    checked = check(page.form, page.answers, on=on, files={*page.files, *page.uploads})
    try:
        held = drafting.save_answers(inquiry, page.answers, checked, by=by, at=at)
        if "submit" in request.POST and checked.ok:
            steps.compose_reply(held, by=by, at=at)
            messages.success(request, _("The reply now waits for the leader's confirmation."))
            return redirect("inquiry", inquiry.pk)
    except Refused as error:
        messages.error(request, str(error.reason))
        return _edit_page(request, inquiry, held, page, status=422)
    if page.asked_for:
        return _edit_page(request, inquiry, held, page)
    if "submit" in request.POST:
        page.check(on)
        return _edit_page(request, inquiry, held, page, status=422)
    messages.success(request, _("The draft is saved. Nothing has left your unit yet."))
    return redirect("reply_edit", inquiry.pk)


def mark_of(reply: Reply | None) -> str:
    """Names what the page was made from, so that two people do not overwrite each other unseen."""
    if reply is None:
        return ""
    content = json.dumps([reply.pk, reply.state, reply.answers, reply.needs.count()], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _edit_page(
    request: SeatedRequest, inquiry: Inquiry, held: Reply | None, page: Page, status: int = 200
) -> HttpResponse:
    if page.asked_for and not request.htmx:
        status = 200
    shown = frame(request, inquiry) | {
        "page": page,
        "held": held,
        "current": drafting.current(inquiry),
        "action": f"{request.path}?seen={mark_of(held)}",
        "read": request.session.pop(f"read-{inquiry.pk}", None),
        "unsure": list(_unsure(held)) if held and held.source == Reply.Source.FREE else [],
    }
    return render(request, "inquiries/edit.html", shown, status=status)


def _account(found: drafting.Understood, name: str) -> dict[str, Any]:
    """What was understood of the unit's own file, as the page tells it once."""
    language: Any = "zh-hans" if (get_language() or "zh").startswith("zh") else "en"
    words = Words(language)
    left = [(words.place(one.place), " ".join(one.text.split())[:SHOWN_WORDS]) for one in found.leftover]
    return {
        "file": name,
        "none": found.kind == Reply.Kind.NO_NEEDS,
        "is_form": found.source == Reply.Source.FORM_FILE,
        "titles": [need.title[:SHOWN_WORDS] for need in found.needs],
        "left": left[:SHOWN_LEFT],
        "more": max(0, len(left) - SHOWN_LEFT),
    }


def _unsure(reply: Reply) -> Iterator[tuple[int, str, str, str]]:
    """What was read from the unit's own file without certainty: number, title, value, words it was read from."""
    labels = value_labels(reply)
    for need in queries.needs_of(reply):
        for value, found in need.places.items():
            if isinstance(found, dict) and (found.get("confidence") or 1) < SURE and value in labels:
                yield need.number, need.title, labels[value], found.get("quote") or ""


def value_labels(reply: Reply) -> dict[str, str]:
    """The values of a need by the labels of the form's own columns."""
    needs = form_of(reply.inquiry.call.form).ask("needs")
    columns = needs.columns if isinstance(needs, asks.Rows) else ()
    return {column.code: in_language(column.label) for column in columns}


def reply_upload(request: SeatedRequest, pk: int) -> HttpResponse:
    """A file of the unit's own becomes its draft: the form without loss, anything else as far as it was understood."""
    inquiry, held = _to_edit(request, pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    found, token = None, request.POST.get("take", "")
    if request.method == "POST" and (token or form.is_valid()):
        try:
            stored, name = _stored(inquiry, token) if token else _arrived(form)
            known = digests_in(drafting.first_answers(inquiry, request.user))
            found = drafting.read_own_file(inquiry, name, stored.data(), known_files=known)
            if token or not found.errors:
                return _drafted(request, inquiry, found, stored, name)
            token = signing.dumps([inquiry.pk, stored.sha256, name], salt=SALT)
        except Unreadable as problem:
            form.add_error("file", reason_for(problem.code))
        except Refused as error:
            form.add_error("file", str(error.reason))
    shown = frame(request, inquiry) | {"form": form, "held": held, "found": found, "token": token}
    return render(request, "inquiries/upload.html", shown, status=422 if request.method == "POST" else 200)


def _arrived(form: UploadForm) -> tuple[StoredFile, str]:
    upload = form.cleaned_data["file"]
    return keep(upload.name, upload.read(), at=clock.now()), upload.name


def _stored(inquiry: Inquiry, token: str) -> tuple[StoredFile, str]:
    """A file this unit sent a moment ago and looked at; the token is ours, so it names no other file."""
    try:
        pk, digest, name = signing.loads(token, salt=SALT, max_age=TOKEN_SECONDS)
    except signing.BadSignature as error:
        raise Refused(_("Choose the file again.")) from error
    if pk != inquiry.pk:
        raise Refused(_("Choose the file again."))
    return StoredFile.objects.get(sha256=digest), name


def _drafted(
    request: SeatedRequest, inquiry: Inquiry, found: drafting.Understood, stored: StoredFile, name: str
) -> HttpResponse:
    by, at = request.actor, clock.now()
    drafting.save_file(inquiry, found, name, request.user, file=stored, by=by, at=at)
    count = len(found.needs)
    words = ngettext("%(n)s need was read from %(file)s.", "%(n)s needs were read from %(file)s.", count)
    told = words % {"n": count, "file": name}
    if found.kind == Reply.Kind.NO_NEEDS:
        told = _("%(file)s says that there are no needs.") % {"file": name}
    messages.success(request, f"{told} {_('Check the draft before you hand it to the leader.')}")
    for problem in found.warnings[:SHOWN_WARNINGS]:
        messages.warning(request, problem.message)
    request.session[f"read-{inquiry.pk}"] = _account(found, name)
    answer = redirect("reply_edit", inquiry.pk)
    if found.errors:
        answer["Location"] += "?check=1"
    return answer
