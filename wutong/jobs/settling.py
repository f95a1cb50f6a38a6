"""Files of a batch settled against each other and against those that stand: versions replace, other files add up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import structlog
from django.db import transaction

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.rules import Refused
from wutong.calls import understanding
from wutong.calls.models import IntakeFile
from wutong.calls.reading import settle
from wutong.calls.reading.results import ReplyReading
from wutong.calls.reading.settle import order_of
from wutong.calls.steps import intake

Understood = list[tuple[IntakeFile, ReplyReading]]
STANDING = (*intake.TAKEN, "triage")
log = structlog.get_logger()


@dataclass(slots=True)
class Row:
    """One file with its reading as read and as settled among all others."""

    file: IntakeFile
    reading: ReplyReading
    final: ReplyReading
    is_new: bool

    @property
    def order(self) -> tuple[object, ...]:
        """Older versions first, so that every version is kept and the newest one stands."""
        return (self.final.kind != "superseded", *order_of(self.reading), *arrival(self.file))


def arrival(file: IntakeFile) -> tuple[int, int]:
    """Order of arrival, parts at the place of what they came in: whatever order an interrupted run has read them in."""
    return (file.parent_id or file.pk, file.pk)


def settle_all(understood: Understood, *, by: Actor, alive: Callable[[], None] = lambda: None) -> None:
    """`alive` is called before each file and stops the work by raising."""
    rows = _rows(understood)
    files = {row.reading.key: row.file for row in rows}
    replaced_by: dict[tuple[str, ...], list[IntakeFile]] = defaultdict(list)
    for row in rows:
        if row.final.superseded_by:
            replaced_by[row.final.superseded_by].append(row.file)
    for row in sorted((row for row in rows if row.is_new), key=lambda row: row.order):
        alive()
        original = files.get(row.final.duplicate_of or ())
        later = _stands_later(row, rows)
        replaces = replaced_by.get(row.reading.key, [])
        overlaps = _overlaps(row, rows, replaces)
        _settle(row, by=by, original=original, later=later, replaces=replaces, overlaps=overlaps)
    retire([(row.file, last.file) for row in rows if (last := _newest(row, rows)) is not row and last.is_new], by=by)


def _rows(understood: Understood) -> list[Row]:
    standing = [(file, understanding.revive(file.reading)) for file in standing_files(understood)]
    arrived = sorted(understood, key=lambda pair: arrival(pair[0]))
    known = [(file, _named_apart(file, reading)) for file, reading in standing + arrived]
    settled = settle([reading for _file, reading in known])
    return [
        Row(file, reading, final, is_new=number >= len(standing))
        for number, ((file, reading), final) in enumerate(zip(known, settled, strict=True))
    ]


def _named_apart(file: IntakeFile, reading: ReplyReading) -> ReplyReading:
    """Two units may send files of the same name: settling tells them apart by the key of the file they came in."""
    return replace(reading, file=f"{reading.file}#{file.parent_id or file.pk}")


def standing_files(understood: Understood) -> list[IntakeFile]:
    """Files of the same units that came earlier and stand or wait; a new one may replace them."""
    units = {file.unit_id for file, _reading in understood if file.unit_id}
    calls = {file.call_id for file, _reading in understood}
    offices = {file.batch.office_id for file, _reading in understood}
    rows = IntakeFile.objects.filter(call__in=calls, unit__in=units, state__in=STANDING, batch__office__in=offices)
    return [file for file in rows.select_related("batch").order_by("pk") if understanding.is_kept(file.reading)]


def _newest(row: Row, rows: Sequence[Row]) -> Row:
    """The end of the chain of versions a file stands in: what replaced what replaced it."""
    by_key = {one.reading.key: one for one in rows}
    while row.final.superseded_by in by_key:
        row = by_key[row.final.superseded_by]
    return row


def _stands_later(row: Row, rows: Sequence[Row]) -> IntakeFile | None:
    """A newer version taken in before this one came; only where mark or date of this one say that it is old."""
    marked, version, day = order_of(row.reading)
    if not (marked or version or day > date.min):
        return None
    return next((one.file for one in rows if not one.is_new and one.reading.key == row.final.superseded_by), None)


def _overlaps(row: Row, rows: Sequence[Row], replaces: Sequence[IntakeFile]) -> bool:
    """Most needs stand in another file of the unit too, and nothing says which of the two is the newer version."""
    if row.reading.kind != "reply":
        return False
    others = (
        other
        for other in rows
        if other is not row
        and other.reading.unit_key == row.reading.unit_key
        and other.final.kind == "reply"
        and other.file not in replaces
        and not (other.is_new and row.final.superseded_by)
        and (other.file.parent_id is None or other.file.parent_id != row.file.parent_id)
        and (not other.is_new or other.order < row.order)
    )
    return bool(row.reading.unit_key) and any(understanding.say_the_same(row.reading, one.reading) for one in others)


def _settle(
    row: Row,
    *,
    by: Actor,
    original: IntakeFile | None,
    later: IntakeFile | None,
    replaces: Sequence[IntakeFile],
    overlaps: bool,
) -> None:
    """One file, by itself: whatever goes wrong with it, the others are settled and a person looks at this one."""
    at = clock.now()
    try:
        with transaction.atomic():
            if original is not None:
                intake.note_duplicate(row.file, original, by=by, at=at)
            elif later is not None and later.state in intake.TAKEN:
                intake.supersede_by(row.file, later, by=by, at=at)
            else:
                intake.settle_as_read(row.file, row.reading, replaces=replaces, overlaps=overlaps, by=by, at=at)
    except Refused as refusal:  # somebody was faster, or the rules changed meanwhile
        log.warning("settling.refused", file=row.file.pk, reason=str(refusal.reason))
        intake.leave_to_person(row.file.pk, "refused", by=by, at=at)
    except Exception:
        log.exception("settling.fault", file=row.file.pk)
        intake.leave_to_person(row.file.pk, "fault", by=by, at=at)


def retire(replaced: Sequence[tuple[IntakeFile, IntakeFile]], *, by: Actor) -> None:
    """What a newer file of the same unit replaced needs no person any more, once the newer one stands."""
    for file, later in replaced:
        file.refresh_from_db(fields=["state"])
        later.refresh_from_db(fields=["state"])
        if file.state == "triage" and later.state in intake.TAKEN:
            intake.supersede_by(file, later, by=by, at=clock.now())
