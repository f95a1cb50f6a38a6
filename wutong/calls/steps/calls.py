"""Writing, issuing, closing a call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.calls import notices, rules
from wutong.calls.models import Call, Copy, Inquiry
from wutong.calls.states import CALL
from wutong.directory.models import Organisation
from wutong.forms.models import FormVersion


@transaction.atomic
def write_call(
    *,
    issuer: Organisation,
    titles: dict[str, str],
    form: FormVersion,
    deadline: datetime,
    by: Actor,
    at: datetime,
    addressees: Iterable[Organisation] = (),
    copies: Iterable[str] = (),
    **fields: Any,
) -> Call:
    """Begin a call as a draft: letter, form, addressees in their order, copies."""
    rules.check_write_call(issuer.path or "", by)
    call = Call.objects.create(
        issuer=issuer, titles=titles, form=form, deadline=deadline, written_by_id=by.user_id, written_at=at, **fields
    )
    journal.record("call.write", call, by=by, at=at, changes={"titles": [None, titles], "deadline": [None, deadline]})
    address(call, addressees=addressees, copies=copies, by=by, at=at)
    return call


@transaction.atomic
def change_call(call: Call, *, by: Actor, at: datetime, **fields: Any) -> Call:
    """Change a draft; what is issued is frozen."""
    rules.check_change_call(call, by)
    changes = {name: [getattr(call, name), value] for name, value in fields.items() if getattr(call, name) != value}
    for name, value in fields.items():
        setattr(call, name, value)
    call.save()
    if "deadline" in changes:
        call.inquiries.update(deadline=call.deadline)
    if changes:
        journal.record("call.change", call, by=by, at=at, changes=changes)
    return call


@transaction.atomic
def address(call: Call, *, addressees: Iterable[Organisation], copies: Iterable[str], by: Actor, at: datetime) -> None:
    """Set whom a draft goes to and who gets a copy; the order is the letter's."""
    rules.check_change_call(call, by)
    wanted = {unit.pk: unit for unit in addressees}
    call.inquiries.exclude(unit__in=wanted).delete()
    for order, unit in enumerate(wanted.values(), 1):
        inquiry, _ = Inquiry.objects.update_or_create(
            call=call,
            unit=unit,
            defaults={"order": order, "office": call.issuer, "deadline": call.deadline, "addressed_at": at},
        )
        journal.record("inquiry.address", inquiry, by=by, at=at)
    call.copies.all().delete()
    Copy.objects.bulk_create(Copy(call=call, name=name) for name in dict.fromkeys(n.strip() for n in copies) if name)


@transaction.atomic
def issue_call(
    call: Call, *, by: Actor, at: datetime, enclose: Callable[[Call], notices.Enclosures] | None = None
) -> None:
    """Send the letter out: every addressee is told by mail. `enclose` makes the files that go with it, once it bears
    the day it is issued."""
    advance(call, "issue", flow=CALL, by=by, at=at, rule=rules.check_issue_call, issued_at=at, issued_by_id=by.user_id)
    enclosures = enclose(call) if enclose else {}
    for inquiry in call.inquiries.select_related("unit", "office", "call__issuer"):
        notices.addressed(inquiry, at=at, enclosures=enclosures)


def close_call(call: Call, *, by: Actor, at: datetime) -> None:
    advance(call, "close", flow=CALL, by=by, at=at, rule=rules.check_close_call, closed_at=at)


def reopen_call(call: Call, *, by: Actor, at: datetime) -> None:
    advance(call, "reopen", flow=CALL, by=by, at=at, rule=rules.check_close_call, closed_at=None)


def withdraw_call(call: Call, *, by: Actor, at: datetime) -> None:
    advance(call, "withdraw", flow=CALL, by=by, at=at, rule=rules.check_close_call)
