"""Reads a batch of files in a limited process and settles what was understood; a restart loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils.translation import gettext_noop as _

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.work import Work
from wutong.calls import understanding
from wutong.calls.models import Call, IntakeBatch, IntakeFile
from wutong.calls.queries.intake import reading_context, told_unit
from wutong.calls.reading import read_reply
from wutong.calls.reading.results import ReadingContext
from wutong.calls.steps import intake
from wutong.calls.steps.form_files import understand_form_file, understand_forms_within
from wutong.calls.told_unit import ToldUnit, as_told, form_as_told
from wutong.directory.models import Organisation
from wutong.documents.blocks import Unreadable
from wutong.documents.isolated import Worker
from wutong.jobs.opened import opened
from wutong.jobs.settling import Understood, settle_all
from wutong.jobs.starting import actor_of, beat, begin, carry_out

# A file at which the whole reader died so often is told to the office instead of being tried again. Files are opened in
# a process apart, so nearly always the machine was to blame and not the file: be slow to give one up.
TRIES = 10
log = structlog.get_logger()


@transaction.atomic
def take_and_read(
    call: Call, office: Organisation, arrived: Iterable[tuple[str, bytes]], *, way: str, by: Actor, at: datetime
) -> IntakeBatch:
    """Keep the files and ask for their reading in one breath: no file can be kept without somebody to read it."""
    batch = intake.take_files(call, office, arrived, way=way, by=by, at=at)
    batch.work = start_reading(batch, by=by, at=at)
    return batch


@transaction.atomic
def start_reading(batch: IntakeBatch, *, by: Actor, at: datetime) -> Work:
    """Read a batch outside the request."""
    title = _("Reading the files taken in")
    work = begin(read_batch, kind="reading", about_id=batch.call_id, title=title, by=by, at=at)
    IntakeBatch.objects.filter(pk=batch.pk).update(work=work)
    return work


@task()
def read_batch(work_id: int) -> None:
    """Carry one reading; started again after a crash it goes on with the files not settled yet."""
    carry_out(work_id, carry, stopped=_("The reading stopped before its end: start it again."))


def carry(work: Work) -> None:
    """Read what is not read yet, then settle everything that is not settled yet."""
    batch = IntakeBatch.objects.select_related("call__issuer", "call__form", "office").get(work=work)
    by = actor_of(work)
    pending = unsettled(batch)
    context, told = reading_context(batch.call, batch.office), told_unit(batch)
    understood: Understood = []
    with Worker() as worker:
        for done, file in enumerate(pending):
            beat(work, done, len(pending), at=clock.now(), message=file.name)
            understood += read_one(file, worker, context, by=by, told=told)
    beat(work, len(pending), len(pending), at=clock.now())
    settle_all(understood, by=by, alive=lambda: beat(work, len(pending), len(pending), at=clock.now()))
    beat(work, len(pending), len(pending), at=clock.now())
    work.finish(at=clock.now())


def unsettled(batch: IntakeBatch) -> list[IntakeFile]:
    """The files of a batch, and containers with parts, that nothing became of yet; last those the reader died at."""
    waiting = Q(state="received") | Q(state="opened", parts__state="received")
    rows = batch.files.filter(waiting, parent=None).distinct().order_by("pk")
    found = rows.select_related("stored", "batch", "call__form")
    return sorted(found, key=lambda file: file.reading.get("begun", 0))


def read_one(
    file: IntakeFile, worker: Worker, context: ReadingContext, *, by: Actor, told: ToldUnit | None = None
) -> Understood:
    """Open and understand one file; what cannot be read is noted as such. Answers the parts to settle.

    What an interrupted run has understood already is taken as it was kept: containers are opened once.
    """
    kept = [row for row in (file, *file.parts.all()) if row.state == "received" and understanding.is_kept(row.reading)]
    if kept:
        return [(row, understanding.revive(row.reading)) for row in kept]
    try:
        if not intake.try_reading(file, at_most=TRIES):
            raise Unreadable("damaged", file.name, f"the reader stopped {TRIES} times at this file")
        return _understand(file, worker, context, told, by=by)
    except Unreadable as problem:
        intake.note_unreadable(file, problem, by=by, at=clock.now())
    except Exception as fault:
        # A fault of the reader costs this file its reading, never the batch its end: a person looks at the file.
        log.exception("reading.fault", file=file.pk)
        intake.note_unreadable(file, Unreadable("damaged", file.name, type(fault).__name__), by=by, at=clock.now())
    return []


def _understand(
    file: IntakeFile, worker: Worker, context: ReadingContext, told: ToldUnit | None, *, by: Actor
) -> Understood:
    document = opened(file.stored, file.name, worker)
    document.name = file.name  # the same content may have come under another name first
    form = understand_form_file(file, document)
    if form is not None:
        return intake.note_form(file, form_as_told(form, told), media=document.media)
    within = understand_forms_within(file, document)
    forms = {path: form_as_told(form, told) for path, form in within.items()}
    known = {path: understanding.revive(form) for path, form in forms.items()}
    readings = [as_told(reading, told) for reading in read_reply(document, replace(context, known=known))]
    return intake.note_readings(file, readings, media=document.media, forms=forms, by=by, at=clock.now())
