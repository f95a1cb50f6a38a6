"""Files sent by the browser: all at once by the plain form, or one by one where the page shows the progress of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from wutong.base import clock
from wutong.base.rules import refuse_unless
from wutong.calls import rules
from wutong.calls.models import Call, IntakeBatch
from wutong.calls.queries import calls as calls_queries
from wutong.calls.queries import intake as queries
from wutong.calls.steps.intake import take_files
from wutong.directory.models import Organisation
from wutong.documents.limits import DEFAULT, MEGABYTE
from wutong.jobs.reading import start_reading, take_and_read
from wutong.web.requests import SeatedRequest

LARGEST = DEFAULT.max_bytes  # of one file, in bytes: larger ones are never read, so they are not kept either


def may_take(request: SeatedRequest, call: Call) -> bool:
    """Offices that asked somebody under this call may take answers in, while it is not a draft."""
    actor = request.actor
    asked = actor.office_id is not None and queries.has_asked(call, actor.office_id)
    return asked and call.state in ("issued", "closed") and rules.may_work_for(actor.office_id or 0, actor)


def _office(request: SeatedRequest, call: Call) -> Organisation:
    refuse_unless(may_take(request, call), _("Files are taken in by an office that asked under this call."))
    assert request.chair is not None
    return request.chair.seat.organisation


def refusal(file: UploadedFile) -> str:
    """Why a file is not kept, and what to do; empty for one that is."""
    if (file.size or 0) <= LARGEST:
        return ""
    size = {"size": _megabytes(file.size or 0), "most": _megabytes(LARGEST)}
    return _("%(size)s MB, more than the %(most)s MB a file may have: ask for it without pictures, or in parts.") % size


def remark(file: UploadedFile) -> str:
    """What is known of a kept file before it is read."""
    return "" if file.size else _("It is empty (0 bytes): ask the sender for it again.")


def _megabytes(size: int) -> int:
    return -(-size // MEGABYTE)


def take(request: SeatedRequest, call: Call) -> HttpResponse:
    """Keep the files of the plain form and start reading them; the progress page leads back here."""
    office, back = _office(request, call), reverse("intake", args=[call.pk])
    sent = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    kept = [file for file in sent if not refusal(file)]
    if not sent:
        messages.warning(request, _("Choose at least one file."))
    for file in sent:
        _tell(request, file)
    if not kept:
        return redirect(back)
    batch = take_and_read(call, office, _contents(kept), way="upload", by=request.actor, at=clock.now())
    words = ngettext("%(n)s file is kept and being read.", "%(n)s files are kept and being read.", len(kept))
    messages.success(request, words % {"n": len(kept)})
    return redirect(_progress(batch.work_id, back))


def _tell(request: SeatedRequest, file: UploadedFile) -> None:
    if told := refusal(file):
        messages.error(request, _("%(file)s was not kept. %(why)s") % {"file": file.name, "why": told})
    elif told := remark(file):
        messages.warning(request, f"{file.name}: {told}")


def _contents(files: list[UploadedFile]) -> Iterator[tuple[str, bytes]]:
    """One after the other, so that no more than one is held in memory."""
    for file in files:
        yield file.name or "", file.read()


def _progress(work_id: Any, back: str) -> str:
    return f"{reverse('work', args=[work_id])}?{urlencode({'back': back})}"


@require_POST
def intake_add(request: SeatedRequest, pk: int) -> JsonResponse:
    """Keep one file of an upload that goes file by file. Should the browser be closed in the middle, what was kept is
    read all the same: by the clock after a while, or when the page is opened again."""
    call = calls_queries.call(request.actor, pk)
    office, file = _office(request, call), request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        return JsonResponse({"told": _("The file did not arrive: send it again.")}, status=400)
    if told := refusal(file):
        return JsonResponse({"told": told, "batch": request.POST.get("batch", ""), "refused": True})
    begun = _begun(request, call, office)
    batch = take_files(call, office, _contents([file]), way="upload", by=request.actor, at=clock.now(), into=begun)
    return JsonResponse({"told": remark(file), "batch": batch.pk})


def _begun(request: SeatedRequest, call: Call, office: Organisation) -> IntakeBatch | None:
    """The batch this upload began with, unless its reading was started meanwhile."""
    given = request.POST.get("batch", "")
    if not (given.isdecimal() and len(given) < 19):
        return None
    rows = IntakeBatch.objects.filter(pk=int(given), call=call, office=office, taken_by_id=request.actor.user_id)
    return rows.filter(work=None).first()


@require_POST
def intake_start(request: SeatedRequest, pk: int) -> JsonResponse:
    """All files of the upload are there: read them. Answers the address of the page that shows the progress."""
    call = calls_queries.call(request.actor, pk)
    batch, back = _begun(request, call, _office(request, call)), reverse("intake", args=[pk])
    if batch is None:  # started by the clock meanwhile, or nothing was kept
        return JsonResponse({"next": back})
    work = start_reading(batch, by=request.actor, at=clock.now())
    return JsonResponse({"next": _progress(work.pk, back)})
