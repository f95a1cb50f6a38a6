"""Files taken in: what the reader may know, the triage tray, and the account of every file."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from wutong.base.actors import Actor
from wutong.base.clock import day_in
from wutong.base.journal_models import Entry
from wutong.base.work import Work
from wutong.calls import sight
from wutong.calls.models import Call, IncomingMail, Inquiry, IntakeBatch, IntakeFile, Need
from wutong.calls.reading.results import KnownUnit, ReadingContext
from wutong.calls.told_unit import ToldUnit
from wutong.directory.models import Organisation

# Of a container the weightiest part says what it was: a mail with a reply attached is a reply.
WEIGHT = ("reply", "no_needs", "superseded", "unreadable", "not_a_reply", "")


def reading_context(call: Call, office: Organisation) -> ReadingContext:
    """The units this office asked and the parts of them, by all their names and addresses; region words as of the day
    the call was issued."""
    asked = set(Inquiry.objects.filter(call=call, office=office).values_list("unit", flat=True))
    within = parts_of(asked)
    chosen = Organisation.objects.filter(pk__in=[*asked, *within]).prefetch_related("known_names", "seats__user")
    units = sorted(chosen, key=lambda unit: (unit.pk not in asked, unit.path or ""))
    return ReadingContext(
        on=day_in(call.issued_at or call.written_at, call.time_zone),
        units=tuple(_known(unit, within.get(unit.pk)) for unit in units),
        call_number=call.number,
        call_title=call.titles.get("zh-hans", "") or str(call),
        form_ids=(call.form.code,),
    )


def told_unit(batch: IntakeBatch) -> ToldUnit | None:
    """The unit the mail told in which the files of a batch came; None for files that came another way."""
    mail = IncomingMail.objects.filter(batch=batch.pk, inquiry__isnull=False).select_related("inquiry__unit").first()
    if mail is None or mail.inquiry is None:
        return None
    return ToldUnit(str(mail.inquiry.unit_id), str(mail.inquiry.unit), mail.sender)


def doubts_of_mail(file: IntakeFile, unit_key: str | None) -> list[str]:
    """Why a file that came by mail waits for a person: its words speak for another unit, or its call is closed."""
    if file.batch.way != IntakeBatch.Way.MAIL:
        return []
    told = told_unit(file.batch)
    other = told is not None and unit_key is not None and unit_key != told.key
    return (["other_unit"] if other else []) + (["closed"] if file.call.state == "closed" else [])


def parts_of(asked: set[int]) -> dict[int, int]:
    """Units below an asked one that were not asked by the same office, each with the nearest asked one above it."""
    rows = Organisation.objects.exclude(path=None).values_list("path", "pk")
    paths = {path or "": pk for path, pk in rows}
    found = {}
    for path, pk in paths.items():
        above = (paths.get(path[: end + 1]) for end in range(len(path) - 2, 0, -1) if path[end] == "/")
        nearest = next((one for one in above if one in asked), None)
        if pk not in asked and nearest is not None:
            found[pk] = nearest
    return found


def _known(unit: Organisation, within: int | None = None) -> KnownUnit:
    official = {text for code, text in unit.names.items() if code != "authoritative" and text}
    emails = {seat.user.email for seat in unit.seats.all()} | ({unit.email} if unit.email else set())
    others = {row.name for row in unit.known_names.all()} - official
    return KnownUnit(
        key=str(unit.pk),
        names=tuple(sorted(official)),
        aliases=tuple(sorted(others)),
        emails=tuple(sorted(emails)),
        domains=tuple(sorted({address.rpartition("@")[2] for address in emails})),
        within=str(within or ""),
    )


def digest(data: bytes) -> str:
    """The content hash kept files are known by."""
    return hashlib.sha256(data).hexdigest()


def arrivals(call: Call, office: Organisation, *, way: str) -> dict[tuple[str, str], datetime]:
    """When each (name, content) came this way last: what an interrupted run has taken already."""
    rows = IntakeFile.objects.filter(call=call, batch__office=office, batch__way=way, parent=None).order_by("pk")
    return {(name, sha): at for name, sha, at in rows.values_list("name", "stored__sha256", "arrived_at")}


def files(by: Actor, call: Call) -> QuerySet[IntakeFile]:
    """Every file of a call a person may see, containers before their parts."""
    rows = IntakeFile.objects.filter(sight.files(by), call=call).distinct()
    return (
        rows.select_related("unit", "batch", "duplicate_of", "superseded_by", "stored").defer("reading").order_by("pk")
    )


def triage(by: Actor, call: Call) -> QuerySet[IntakeFile]:
    return files(by, call).filter(state="triage")


def file(by: Actor, pk: int) -> IntakeFile:
    """One file with all that was read; raises IntakeFile.DoesNotExist when it is not theirs."""
    rows = IntakeFile.objects.filter(sight.files(by)).distinct()
    return rows.select_related("unit", "batch__office", "call__issuer", "stored", "reply", "parent").get(pk=pk)


@dataclass(slots=True)
class Account:
    """Files in = replies + no needs + superseded + not a reply + unreadable; `waiting` of them stand in triage."""

    files: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    parts: int = 0
    of_kind: dict[str, list[int]] = field(default_factory=dict)  # "waiting" and each kind: keys of the files

    @property
    def balances(self) -> bool:
        return self.files == sum(self.kinds.values())

    @property
    def unread(self) -> int:
        """Files kept and not read yet."""
        return self.kinds[""]


def account(by: Actor, call: Call) -> Account:
    """Count every file once, by what it is."""
    parts = Prefetch("parts", queryset=IntakeFile.objects.only("pk", "parent", "kind", "state"), to_attr="all_parts")
    found = Account()
    row: Any
    for row in (
        files(by, call).filter(parent=None).select_related(None).only("pk", "kind", "state").prefetch_related(parts)
    ):
        kinds = [part.kind for part in row.all_parts] if row.state == "opened" else [row.kind]
        states = {row.state} | {part.state for part in row.all_parts}
        kind = min(kinds, key=WEIGHT.index, default="")
        found.files += 1
        found.parts += len(row.all_parts)
        found.kinds[kind] += 1
        found.of_kind.setdefault(kind, []).append(row.pk)
        if "triage" in states:
            found.waiting += 1
            found.of_kind.setdefault("waiting", []).append(row.pk)
    return found


def listed(by: Actor, call: Call, keys: Sequence[int] | None = None) -> QuerySet[IntakeFile]:
    """Files for the list, newest first, each with its parts below it and how many needs stand from it now."""
    standing = Count("needs", filter=Q(needs__is_current=True))
    parts = IntakeFile.objects.select_related("unit", "superseded_by", "duplicate_of").defer("reading")
    below = Prefetch("parts", queryset=parts.annotate(standing=standing).order_by("pk"), to_attr="all_parts")
    rows = IntakeFile.objects.filter(pk__in=files(by, call).filter(parent=None).order_by().values("pk"))
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    rows = rows.select_related("unit", "batch", "superseded_by", "duplicate_of", "stored").defer("reading")
    return rows.annotate(standing=standing).prefetch_related(below).order_by("-pk")


def neighbours(by: Actor, file: IntakeFile) -> tuple[int | None, int | None]:
    """The files before and after this one in the tray of its call."""
    tray = IntakeFile.objects.filter(sight.files(by), call_id=file.call_id, state="triage").distinct()
    before = tray.filter(pk__lt=file.pk).order_by("-pk").values_list("pk", flat=True).first()
    after = tray.filter(pk__gt=file.pk).order_by("pk").values_list("pk", flat=True).first()
    return before, after


def asked_units(file: IntakeFile) -> QuerySet[Inquiry]:
    """Whom the office asked: the units a file can come from."""
    rows = Inquiry.objects.filter(call_id=file.call_id, office_id=file.batch.office_id)
    return rows.select_related("unit", "call", "office").order_by("order", "pk")


def running(by: Actor, call: Call) -> list[Work]:
    """Readings under way, or stopped with files left, of the batches a person may see."""
    seen = files(by, call).order_by().values("batch")
    unread = Q(files__state="received") | Q(work__state__in=["waiting", "running"])
    rows = IntakeBatch.objects.filter(unread, pk__in=seen, call=call).select_related("work").distinct()
    return [batch.work for batch in rows.order_by("pk") if batch.work]


def unread_batches(call: Call, office_id: int) -> QuerySet[IntakeBatch]:
    """Batches of an office with files nobody is reading."""
    rows = IntakeBatch.objects.filter(call=call, office_id=office_id, files__state="received")
    return rows.filter(Q(work=None) | Q(work__state__in=["failed", "done"])).distinct().order_by("pk")


def standing_needs(file: IntakeFile) -> list[Need]:
    """The needs that stand from this file now, in their order."""
    rows = Need.objects.filter(file=file, reply__state="sent").order_by("number")
    return list(rows.select_related("reply"))


def has_asked(call: Call, office_id: int) -> bool:
    """Whether answers under this call go to this office."""
    return Inquiry.objects.filter(call=call, office_id=office_id).exists()


def needs_from_page(inquiry: Inquiry) -> int:
    """How many of the unit's standing needs it stated on its page or merged from its sub-units, not by a file."""
    return Need.objects.filter(reply__inquiry=inquiry, reply__state="sent", file=None).count()


def unreadable(by: Actor, call: Call) -> QuerySet[IntakeFile]:
    """Files and parts that could not be read and wait for nobody, newest first."""
    return files(by, call).filter(state="unreadable").select_related("parent", "unit", "batch__mail").order_by("-pk")


def told_senders(rows: Iterable[IntakeFile]) -> dict[int, datetime]:
    """File → when its sender was told; in one query."""
    keys = {file.pk for file in rows}
    known = Entry.objects.filter(verb="intake.tell", subject_type="intakefile", subject_id__in=keys)
    return dict(known.values_list("subject_id", "at"))
