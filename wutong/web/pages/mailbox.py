"""Mails that came in: what became of each, and what a person decides about those nobody could place."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.mail import Mail
from wutong.base.rules import Refused
from wutong.calls import rules
from wutong.calls.models import IncomingMail, IntakeFile
from wutong.calls.queries import mailbox as queries
from wutong.calls.steps import mailbox as steps
from wutong.documents.mail.envelope import Envelope, read_envelope
from wutong.jobs.mailbox import account_named, place
from wutong.web.downloads import download
from wutong.web.forms.intake import in_words
from wutong.web.forms.mailbox import STATES, TROUBLES, PlaceForm, reason_of
from wutong.web.requests import SeatedRequest

PER_PAGE, MOST_TEXT = 50, 20_000


def mailbox(request: SeatedRequest) -> HttpResponse:
    """The mails an office may see, newest first, by state; and how the mailbox itself stands."""
    by = request.actor
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    counts = queries.counts(by)
    page = Paginator(queries.mails(by, state=state), PER_PAGE).get_page(request.GET.get("page"))
    box = queries.mailbox(account_named())
    shown = {
        "page": page,
        "rows": [(row, reason_of(row)) for row in page],
        "state": state,
        "filters": [(name, label, counts[name]) for name, label in STATES.items() if counts[name] or name == state],
        "total": sum(counts.values()),
        "is_named": bool(settings.MAILBOX),
        "box": box,
        "trouble": TROUBLES.get(box.trouble.partition(":")[0], box.trouble) if box else "",
        "section": "mailbox",
    }
    return render(request, "mailbox/list.html", shown)


def incoming(request: SeatedRequest, pk: int) -> HttpResponse:
    """One mail: who sent it, how it was recognised, what became of what came in it, and what was answered."""
    mail = queries.mail(request.actor, pk)
    return render(request, "mailbox/mail.html", _shown(request, mail))


def _shown(request: SeatedRequest, mail: IncomingMail, form: PlaceForm | None = None) -> dict[str, Any]:
    by = request.actor
    envelope = _envelope(mail)
    files = queries.files_of(mail)
    may_decide = mail.state in ("waiting", "automatic", "set_aside") and rules.may_decide_incoming(mail, by)
    may_place = may_decide and mail.reason != steps.TOO_LARGE
    if may_place and form is None:
        form = PlaceForm(proposals=queries.proposals(mail, by))
    return {
        "mail": mail,
        "reason": reason_of(mail),
        "text": envelope.text[:MOST_TEXT],
        "is_cut": len(envelope.text) > MOST_TEXT,
        "came_to": envelope.came_to[:10],
        "attached": [] if files else envelope.attached,
        "files": [(file, _name(file), in_words(file)) for file in files],
        "answer": Mail.objects.filter(key=steps.answer_key(mail)).first(),
        "candidates": queries.candidates(mail, by),
        "form": form if may_place else None,
        "may_set_aside": may_decide and mail.state == "waiting",
        "section": "mailbox",
    }


def _envelope(mail: IncomingMail) -> Envelope:
    try:
        return read_envelope(mail.stored.data())
    except FileNotFoundError:  # the page still tells what the row knows
        return read_envelope(b"")


def _name(file: IntakeFile) -> str:
    """A part by its place in the mail; the mail's own text by saying so."""
    return " / ".join(file.path) or _("the text of the mail")


def incoming_original(request: SeatedRequest, pk: int) -> HttpResponse:
    """The mail as it came."""
    mail = queries.mail(request.actor, pk)
    return download(mail.stored.data(), steps.file_name(mail.subject))


@require_POST
def incoming_take(request: SeatedRequest, pk: int) -> HttpResponse:
    """A person says which inquiry it answers; it is read, settled and answered like any other."""
    mail = queries.mail(request.actor, pk)
    form = PlaceForm(request.POST, proposals=queries.proposals(mail, request.actor))
    if form.is_valid():
        try:
            place(mail, form.chosen, by=request.actor, at=clock.now())
        except Refused as error:
            form.add_error(None, str(error.reason))
        else:
            messages.success(request, _("Taken in: it is being read, and will be answered."))
            return redirect("incoming", pk)
    return render(request, "mailbox/mail.html", _shown(request, mail, form), status=422)


@require_POST
def incoming_aside(request: SeatedRequest, pk: int) -> HttpResponse:
    """It answers none of our calls."""
    steps.set_aside(queries.mail(request.actor, pk), by=request.actor, at=clock.now())
    messages.success(request, _("Set aside: it stays to be read here."))
    return redirect("mailbox")
