"""Reads a batch of files in a limited process and settles what was understood; a restart loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils.translation import gettext as _

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.work import Work
from wutong.calls import understanding
from wutong.calls.models import IntakeBatch, IntakeFile
from wutong.calls.queries.intake import reading_context
from wutong.calls.reading import read_reply, settle
from wutong.calls.reading.results import ReadingContext, ReplyReading
from wutong.calls.reading.settle import order_of
from wutong.calls.steps import intake
from wutong.calls.steps.form_files import read_form_file
from wutong.documents.blocks import Unreadable
from wutong.documents.isolated import Worker
from wutong.jobs.starting import actor_of, begin

Understood = list[tuple[IntakeFile, ReplyReading]]
log = structlog.get_logger()


def start_reading(batch: IntakeBatch, *, by: Actor, at: datetime) -> Work:
    """Read a batch outside the request."""
    title = _("Reading the files taken in")
    work = begin(read_batch, kind="reading", about_id=batch.call_id, title=title, by=by, at=at)
    IntakeBatch.objects.filter(pk=batch.pk).update(work=work)
    return work


@task()
def read_batch(work_id: int) -> None:
    """Carry one reading; started again after a crash it goes on with the files not settled yet."""
    work = Work.objects.get(pk=work_id)
    batch = IntakeBatch.objects.select_related("call__issuer", "call__form", "office").get(work=work)
    by = actor_of(work)
    unread = Q(state="received") | Q(state="opened", parts__state="received")
    rows = batch.files.filter(unread, parent=None).distinct()
    pending = list(rows.select_related("stored", "batch", "call__form"))
    context = reading_context(batch.call, batch.office)
    understood: Understood = []
    with Worker() as worker:
        for done, file in enumerate(pending):
            work.pulse(done, len(pending), at=clock.now(), message=file.name)
            understood += read_one(file, worker, context, by=by)
    settle_all(understood, by=by)
    work.pulse(len(pending), len(pending), at=clock.now())
    work.finish(at=clock.now())


def read_one(file: IntakeFile, worker: Worker, context: ReadingContext, *, by: Actor) -> Understood:
    """Open and understand one file; what cannot be read is noted as such. Answers the parts to settle."""
    data = file.stored.data()
    try:
        document = worker.open(file.name, data)
        if read_form_file(file, document, data, by=by, at=clock.now()):
            return []
        readings = read_reply(document, context)
    except Unreadable as problem:
        intake.note_unreadable(file, problem, by=by, at=clock.now())
        return []
    except Exception as fault:
        # A fault of the reader costs this file its reading, never the batch its end: a person looks at the file.
        log.exception("reading.fault", file=file.pk)
        intake.note_unreadable(file, Unreadable("damaged", file.name, type(fault).__name__), by=by, at=clock.now())
        return []
    return intake.note_readings(file, readings, media=document.media, by=by, at=clock.now())


def settle_all(understood: Understood, *, by: Actor) -> None:
    """Settle the files of a batch against each other and against those that stand, older versions first, so that every
    version is kept and the newest one stands."""
    standing = [(file, understanding.revive(file.reading)) for file in standing_files(understood)]
    known = standing + understood
    settled = settle([reading for _file, reading in known])
    files = {reading.key: file for file, reading in known}
    replaced_by: dict[tuple[str, ...], list[IntakeFile]] = {}
    for (file, _reading), final in zip(known, settled, strict=True):
        if final.superseded_by:
            replaced_by.setdefault(final.superseded_by, []).append(file)
    rows = [(file, reading, final) for (file, reading), final in zip(known, settled, strict=True)][len(standing) :]
    rows.sort(key=lambda row: (row[2].kind != "superseded", *order_of(row[1])))
    for file, reading, final in rows:
        with transaction.atomic():
            if final.duplicate_of and final.duplicate_of in files:
                intake.supersede_by(file, files[final.duplicate_of], by=by, at=clock.now())
            else:
                replaces = replaced_by.get(reading.key, ())
                intake.settle_as_read(file, reading, replaces=replaces, by=by, at=clock.now())
    retire([(file, files[final.superseded_by]) for file, _r, final in rows if final.superseded_by], by=by)


def standing_files(understood: Understood) -> list[IntakeFile]:
    """Free-form files taken in earlier from the same units, which a new one may replace."""
    units = {file.unit_id for file, _reading in understood if file.unit_id}
    calls = {file.call_id for file, _reading in understood}
    rows = IntakeFile.objects.filter(call__in=calls, unit__in=units, state__in=intake.TAKEN)
    return [file for file in rows.select_related("batch").order_by("pk") if not file.reading.get("form")]


def retire(replaced: Sequence[tuple[IntakeFile, IntakeFile]], *, by: Actor) -> None:
    """What a newer file of the same unit replaced needs no person any more, once the newer one stands."""
    for file, later in replaced:
        file.refresh_from_db()
        later.refresh_from_db()
        if file.state == "triage" and later.state in intake.TAKEN:
            intake.supersede_by(file, later, by=by, at=clock.now())
