"""Taking files in: kept by content, read, then taken in as replies, set aside, or left for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from wutong.base import files as base_files
from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.calls import rules, understanding
from wutong.calls.models import Call, Inquiry, IntakeBatch, IntakeFile, Reply
from wutong.calls.queries.intake import doubts_of_mail
from wutong.calls.reading.results import ReplyReading
from wutong.calls.statement import StatedNeed
from wutong.calls.states import INTAKE
from wutong.calls.steps.remembering import remember
from wutong.calls.steps.replies import take_in_reply
from wutong.directory.models import Organisation
from wutong.documents.blocks import Unreadable

TAKEN = ("accepted", "no_needs")


@transaction.atomic
def take_files(
    call: Call,
    office: Organisation,
    arrived: Iterable[tuple[str, bytes]],
    *,
    way: str,
    by: Actor,
    at: datetime,
    into: IntakeBatch | None = None,
) -> IntakeBatch:
    """Keep every file before anything is read. The same content under the same call is taken once and counted.

    into: a batch whose files come one by one, and whose reading nobody asked for yet.
    """
    rules.check_work_for(office.pk, by)
    batch = into or IntakeBatch.objects.create(call=call, office=office, way=way, taken_by_id=by.user_id, taken_at=at)
    for name, data in arrived:
        stored = base_files.keep(name, data, at=at)
        first = IntakeFile.objects.filter(
            call=call, batch__office=office, stored=stored, parent=None, duplicate_of=None
        ).first()
        file = IntakeFile.objects.create(batch=batch, call=call, stored=stored, name=name[:400], arrived_at=at)
        journal.record("intake.take", file, by=by, at=at, changes={"sha256": [None, stored.sha256]})
        if first is not None and data:  # empty files are alike without being the same reply
            _supersede(file, kind=IntakeFile.Kind.SUPERSEDED, by=by, at=at, duplicate_of_id=first.pk)
    return batch


@transaction.atomic
def note_unreadable(file: IntakeFile, problem: Unreadable, *, by: Actor, at: datetime) -> None:
    """The file stays, counted, with the reason in plain words on the page."""
    advance(
        file,
        "fail",
        flow=INTAKE,
        by=by,
        at=at,
        kind=IntakeFile.Kind.UNREADABLE,
        problem=problem.code,
        detail=problem.detail[:300],
        settled_at=at,
    )


def try_reading(file: IntakeFile, *, at_most: int) -> bool:
    """Note that a reading begins. False where it began `at_most` times already and never came to an end: such a file
    takes the whole reader down with it."""
    begun = file.reading.get("begun", 0)
    if begun >= at_most:
        return False
    file.reading = {"begun": begun + 1}
    file.save(update_fields=["reading"])
    return True


@transaction.atomic
def note_readings(
    file: IntakeFile,
    readings: Sequence[ReplyReading],
    *,
    media: str,
    by: Actor,
    at: datetime,
    forms: Mapping[tuple[str, ...], dict[str, Any]] | None = None,
) -> list[tuple[IntakeFile, ReplyReading]]:
    """Store what was understood. A container becomes one row for each part, so that every part is accounted for.

    forms: those parts, by their path, that are our own form and keep what was filled in.
    """
    file.media = media[:20]
    file.reading = {}
    file.save(update_fields=["media", "reading"])
    if len(readings) == 1 and not readings[0].path:
        _keep(file, understanding.as_plain(readings[0]), readings[0])
        return [(file, readings[0])]
    advance(file, "open", flow=INTAKE, by=by, at=at, settled_at=at)
    made = []
    for reading in readings:
        part = IntakeFile.objects.create(
            batch=file.batch,
            call_id=file.call_id,
            parent=file,
            stored_id=file.stored_id,
            name=(reading.path[-1] if reading.path else file.name)[:400],
            path=list(reading.path),
            arrived_at=file.arrived_at,
        )
        _keep(part, (forms or {}).get(reading.path) or understanding.as_plain(reading), reading)
        made.append((part, reading))
    return made


@transaction.atomic
def note_form(file: IntakeFile, form: dict[str, Any], *, media: str) -> list[tuple[IntakeFile, ReplyReading]]:
    """Store our own form come back; it is settled among the unit's other files like any reading."""
    reading = understanding.revive(form)
    file.media = media[:20]
    file.save(update_fields=["media"])
    _keep(file, form, reading)
    return [(file, reading)]


def _keep(file: IntakeFile, plain: dict[str, Any], reading: ReplyReading) -> None:
    file.reading = plain
    file.kind = reading.kind
    file.problem = (reading.problem or "")[:20]
    file.detail = "; ".join(reading.notes)[:300] if reading.problem else ""
    file.unit_id = int(reading.unit_key) if reading.unit_key else None
    file.unit_confidence = reading.unit.confidence if reading.unit else 0
    file.save(update_fields=["reading", "kind", "problem", "detail", "unit", "unit_confidence"])


@transaction.atomic
def settle_as_read(
    file: IntakeFile,
    reading: ReplyReading,
    *,
    by: Actor,
    at: datetime,
    replaces: Collection[IntakeFile] = (),
    overlaps: bool = False,
) -> None:
    """Take in what was read with confidence; leave the rest to a person, saying why."""
    inquiry = inquiry_for(file, file.unit_id)
    doubts = understanding.doubts(reading, unit_is_asked=inquiry is not None)
    doubts += ["form"] if file.reading.get("problems") else []
    doubts += ["overlaps"] if overlaps else []
    doubts += doubts_of_mail(file, reading.unit_key) if reading.kind in ("reply", "no_needs") else []
    if inquiry is not None and not doubts and _contradicts(file, inquiry, reading):
        doubts = ["contradicts"]
    if reading.kind == "unreadable":
        advance(file, "fail", flow=INTAKE, by=by, at=at, settled_at=at)
    elif doubts:
        advance(file, "doubt", flow=INTAKE, by=by, at=at, reasons=doubts)
    elif reading.kind == "not_a_reply" or inquiry is None:
        advance(file, "set_aside", flow=INTAKE, by=by, at=at, settled_at=at)
    else:
        _take_as_read(file, inquiry, reading, replaces=replaces, by=by, at=at)


def _take_as_read(
    file: IntakeFile,
    inquiry: Inquiry,
    reading: ReplyReading,
    *,
    replaces: Collection[IntakeFile],
    by: Actor,
    at: datetime,
) -> None:
    """What people decided about the unit's earlier files holds for this one; where nothing is left, a person looks."""
    read = [understanding.stated(need, language=reading.language) for need in file.reading["needs"]]
    known = remember(file, inquiry, read, replaces)
    needs = known.apply(read)
    if read and not needs:
        advance(file, "doubt", flow=INTAKE, by=by, at=at, reasons=["all_dropped"])
        return
    if known.dropped:
        dropped = [record | {"number": number} for number, record in known.dropped.items()]
        file.reading = file.reading | {"dropped": dropped}
        file.save(update_fields=["reading"])
    take_in(file, inquiry, needs, kind=reading.kind, replaces=replaces, by=by, at=at)


def _contradicts(file: IntakeFile, inquiry: Inquiry, reading: ReplyReading) -> bool:
    """“No needs” beside stated needs, or a file beside an answer the unit sent on the page: a person decides."""
    if reading.kind == "no_needs":
        return bool(taken_before(file, inquiry)) or inquiry.state == "answered"
    return inquiry.replies.filter(state="sent", source__in=["web", "merged"]).exists()


def inquiry_for(file: IntakeFile, unit_id: int | None) -> Inquiry | None:
    """The inquiry of this call that the unit owes to the office that took the file in."""
    rows = Inquiry.objects.filter(call_id=file.call_id, unit_id=unit_id, office_id=file.batch.office_id)
    return rows.select_related("unit", "call", "office").first() if unit_id else None


@transaction.atomic
def take_in(
    file: IntakeFile,
    inquiry: Inquiry,
    needs: Sequence[StatedNeed],
    *,
    kind: str,
    by: Actor,
    at: datetime,
    replaces: Collection[IntakeFile] = (),
    replaces_page: bool = False,
) -> Reply:
    """Take the file in as part of the unit's reply: the next version holds its needs beside those of the unit's other
    files, without those of the files it replaces. What is replaced stays readable.

    replaces_page: it also replaces what the unit stated on its page.
    """
    rules.check_settle_file(file, by)
    no_needs = kind == Reply.Kind.NO_NEEDS
    replaced = [
        old
        for old in taken_before(file, inquiry)
        if old in replaces or no_needs or (old.state == "no_needs" and not is_part_only(old))
    ]
    reply = take_in_reply(
        inquiry,
        needs=needs,
        kind=Reply.Kind.NO_NEEDS if no_needs else Reply.Kind.NEEDS,
        by=by,
        at=at,
        file=file,
        source=Reply.Source.FORM_FILE if file.reading.get("form") else Reply.Source.FREE,
        answers=file.reading.get("answers"),
        without={old.pk for old in replaced},
        without_page=replaces_page,
    )
    for old in replaced:
        _supersede(old, kind=IntakeFile.Kind.SUPERSEDED, by=by, at=at, superseded_by_id=file.pk)
    advance(
        file,
        "take_no_needs" if no_needs else "accept",
        flow=INTAKE,
        by=by,
        at=at,
        kind=IntakeFile.Kind.NO_NEEDS if no_needs else IntakeFile.Kind.REPLY,
        unit_id=inquiry.unit_id,
        reply_id=reply.pk,
        settled_at=at,
    )
    return reply


def is_part_only(file: IntakeFile) -> bool:
    """Says “no needs” for a part of its unit only, such as one laboratory: it changes nothing of the unit's reply."""
    return bool(file.reading.get("part_only"))


def taken_before(file: IntakeFile, inquiry: Inquiry) -> list[IntakeFile]:
    """The files that stand as this unit's reply now."""
    rows = IntakeFile.objects.filter(call_id=file.call_id, unit_id=inquiry.unit_id, state__in=TAKEN)
    return list(rows.filter(batch__office_id=inquiry.office_id).exclude(pk=file.pk).order_by("pk"))


def _supersede(file: IntakeFile, *, by: Actor, at: datetime, **fields: Any) -> None:
    advance(file, "supersede", flow=INTAKE, by=by, at=at, settled_at=at, **fields)


@transaction.atomic
def supersede_by(file: IntakeFile, later: IntakeFile, *, by: Actor, at: datetime) -> None:
    """Another file of the unit replaces this one, which waits for a person no more."""
    rules.check_settle_file(file, by)
    _supersede(file, kind=IntakeFile.Kind.SUPERSEDED, by=by, at=at, superseded_by_id=later.pk)


@transaction.atomic
def note_duplicate(file: IntakeFile, original: IntakeFile, *, by: Actor, at: datetime) -> None:
    """The same words as another file of the unit, perhaps in another format: counted, and taken once."""
    rules.check_settle_file(file, by)
    _supersede(file, kind=IntakeFile.Kind.SUPERSEDED, by=by, at=at, duplicate_of_id=original.pk)


def leave_to_person(file_id: int, reason: str, *, by: Actor, at: datetime) -> None:
    """What could not be settled by the machine waits for a person, unless somebody settled it meanwhile."""
    file = IntakeFile.objects.get(pk=file_id)
    if file.state == "received":
        advance(file, "doubt", flow=INTAKE, by=by, at=at, reasons=[reason])
