"""What happens to an inquiry: passed on, reminded, given more time, returned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.rules import Refused, refuse_unless
from wutong.calls import notices, rules
from wutong.calls.models import Extension, Inquiry
from wutong.calls.states import EXTENSION, INQUIRY
from wutong.directory.models import Organisation

REMINDER_PAUSE = timedelta(hours=20)


@transaction.atomic
def pass_on(
    inquiry: Inquiry, *, to: Iterable[Organisation], deadline: datetime, by: Actor, at: datetime, note: str = ""
) -> list[Inquiry]:
    """Ask one's own sub-units, with an earlier deadline. Passing on again adds units."""
    rules.check_pass_on(inquiry, by, deadline)
    units = list(to)
    refuse_unless(units, _("Choose at least one sub-unit."), place="units")
    strangers = [unit for unit in units if unit.pk == inquiry.unit_id or not unit.lies_under(inquiry.unit.path or "")]
    if strangers:
        raise Refused(_("%(unit)s is not one of your sub-units.") % {"unit": strangers[0]}, place="units")
    advance(inquiry, "pass_on", flow=INQUIRY, by=by, at=at)
    made = []
    for order, unit in enumerate(units, 1):
        child, is_new = Inquiry.objects.get_or_create(
            call=inquiry.call,
            unit=unit,
            defaults={
                "parent": inquiry,
                "office": inquiry.unit,
                "order": order,
                "deadline": deadline,
                "addressed_at": at,
                "note": note,
            },
        )
        if is_new:
            journal.record("inquiry.address", child, by=by, at=at, changes={"deadline": [None, deadline]})
            notices.addressed(child, at=at)
            made.append(child)
    return made


@transaction.atomic
def remind(inquiry: Inquiry, *, by: Actor, at: datetime) -> bool:
    """Remind the unit unless it has answered or was reminded within REMINDER_PAUSE. Answers whether a mail went."""
    rules.check_receive(inquiry, by)
    if not inquiry.is_open or (inquiry.reminded_at and at - inquiry.reminded_at < REMINDER_PAUSE):
        return False
    inquiry.reminded_at, inquiry.reminders = at, inquiry.reminders + 1
    inquiry.save(update_fields=["reminded_at", "reminders"])
    journal.record("inquiry.remind", inquiry, by=by, at=at)
    notices.reminded(inquiry, at=at)
    return True


@transaction.atomic
def ask_extension(inquiry: Inquiry, *, until: datetime, reason: str, by: Actor, at: datetime) -> Extension:
    """Ask for more time; one request at a time."""
    rules.check_answer(inquiry, by)
    refuse_unless(inquiry.is_open, _("The inquiry is answered already."))
    refuse_unless(until > inquiry.deadline, _("Ask for a date after the present deadline."), place="until")
    refuse_unless(reason.strip(), _("Say why more time is needed."), place="reason")
    waiting = inquiry.extensions.filter(state="asked").exists()
    refuse_unless(not waiting, _("A request is waiting for an answer already."))
    asked = Extension.objects.create(inquiry=inquiry, until=until, reason=reason, asked_by_id=by.user_id, asked_at=at)
    journal.record("extension.ask", asked, by=by, at=at, changes={"until": [inquiry.deadline, until]})
    notices.extension_asked(asked, at=at)
    return asked


@transaction.atomic
def decide_extension(extension: Extension, *, grant: bool, by: Actor, at: datetime, answer: str = "") -> None:
    """Grant moves the unit's deadline; declining leaves it. The unit is told either way."""
    advance(
        extension,
        "grant" if grant else "decline",
        flow=EXTENSION,
        by=by,
        at=at,
        rule=rules.check_decide_extension,
        decided_by_id=by.user_id or 0,
        decided_at=at,
        answer=answer,
    )
    if grant:
        inquiry = extension.inquiry
        inquiry.deadline = extension.until
        inquiry.save(update_fields=["deadline"])
    notices.extension_decided(extension, at=at)


@transaction.atomic
def return_answer(inquiry: Inquiry, *, reason: str, by: Actor, at: datetime) -> None:
    """Ask the unit to correct its answer; the version sent stays readable until a newer one replaces it."""
    refuse_unless(reason.strip(), _("Say what must be corrected."), place="reason")
    advance(inquiry, "return", flow=INQUIRY, by=by, at=at, rule=rules.check_receive, answered_at=None, note=reason)
    notices.returned(inquiry, at=at)
