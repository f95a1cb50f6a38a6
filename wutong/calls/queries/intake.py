"""Files taken in: what the reader may know, the triage tray, and the account of every file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet

from wutong.base.actors import Actor
from wutong.base.clock import day_in
from wutong.calls import sight
from wutong.calls.models import Call, Inquiry, IntakeFile
from wutong.calls.reading.results import KnownUnit, ReadingContext
from wutong.directory.models import Organisation

# Of a container the weightiest part says what it was: a mail with a reply attached is a reply.
WEIGHT = ("reply", "no_needs", "superseded", "unreadable", "not_a_reply", "")


def reading_context(call: Call, office: Organisation) -> ReadingContext:
    """The units asked, by all their names and addresses; region words as of the day the call was issued."""
    asked = Inquiry.objects.filter(call=call).values("unit")
    units = Organisation.objects.filter(pk__in=asked).prefetch_related("known_names", "seats__user")
    return ReadingContext(
        on=day_in(call.issued_at or call.written_at, call.time_zone),
        units=tuple(_known(unit) for unit in units),
        call_number=call.number,
        call_title=call.titles.get("zh-hans", "") or str(call),
        form_ids=(call.form.code,),
    )


def _known(unit: Organisation) -> KnownUnit:
    official = {text for code, text in unit.names.items() if code != "authoritative" and text}
    emails = {seat.user.email for seat in unit.seats.all()} | ({unit.email} if unit.email else set())
    others = {row.name for row in unit.known_names.all()} - official
    return KnownUnit(
        key=str(unit.pk),
        names=tuple(sorted(official)),
        aliases=tuple(sorted(others)),
        emails=tuple(sorted(emails)),
        domains=tuple(sorted({address.rpartition("@")[2] for address in emails})),
    )


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

    @property
    def balances(self) -> bool:
        return self.files == sum(self.kinds.values())


def account(by: Actor, call: Call) -> Account:
    """Count every file once, by what it is."""
    parts = Prefetch("parts", queryset=IntakeFile.objects.only("pk", "parent", "kind", "state"), to_attr="all_parts")
    found = Account()
    row: Any
    for row in files(by, call).filter(parent=None).prefetch_related(parts):
        kinds = [part.kind for part in row.all_parts] if row.state == "opened" else [row.kind]
        states = {row.state} | {part.state for part in row.all_parts}
        found.files += 1
        found.parts += len(row.all_parts)
        found.kinds[min(kinds, key=WEIGHT.index, default="")] += 1
        found.waiting += "triage" in states
    return found
