"""What happens to an inquiry: passed on, reminded, given more time, returned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.rules import Refused, refuse_unless
from wutong.calls import notices, rules
from wutong.calls.models import Call, Extension, Inquiry
from wutong.calls.states import EXTENSION, INQUIRY
from wutong.directory.models import Organisation

REMINDER_PAUSE = timedelta(hours=20)


def lock(inquiry: Inquiry) -> None:
    """Of two people who act on one inquiry at once, the second waits and then sees what the first did."""
    Inquiry.objects.select_for_update().get(pk=inquiry.pk)


@transaction.atomic
def pass_on(
    inquiry: Inquiry,
    *,
    to: Iterable[Organisation],
    deadline: datetime,
    by: Actor,
    at: datetime,
    note: str = "",
    enclosures: notices.Enclosures | None = None,
) -> list[Inquiry]:
    """Ask one's own sub-units, with an earlier deadline. Passing on again adds units; answers the new inquiries.
    `enclosures` go with the mails."""
    rules.check_pass_on(inquiry, by, deadline)
    refuse_unless(deadline > at, _("This deadline is already past."), place="deadline")
    lock(inquiry)
    units = _not_asked(inquiry, list(dict.fromkeys(to)))
    advance(inquiry, "pass_on", flow=INQUIRY, by=by, at=at)
    first = inquiry.passed_to.count() + 1
    made = []
    for order, unit in enumerate(units, first):
        child = Inquiry.objects.create(
            call=inquiry.call,
            unit=unit,
            parent=inquiry,
            office=inquiry.unit,
            order=order,
            deadline=deadline,
            addressed_at=at,
            note=note.strip(),
        )
        journal.record("inquiry.address", child, by=by, at=at, changes={"deadline": [None, deadline]})
        notices.addressed(child, at=at, enclosures=enclosures or {})
        made.append(child)
    return made


def _not_asked(inquiry: Inquiry, units: Sequence[Organisation]) -> list[Organisation]:
    """Those of the chosen units nobody has asked yet; a stranger, or a unit asked by another office, is refused."""
    refuse_unless(units, _("Choose at least one sub-unit."), place="units")
    for unit in units:
        is_below = unit.pk != inquiry.unit_id and unit.lies_under(inquiry.unit.path or "")
        refuse_unless(is_below, _("%(unit)s is not one of your sub-units.") % {"unit": unit}, place="units")
    asked = Inquiry.objects.filter(call=inquiry.call_id, unit__in=units).select_related("office")
    known = {one.unit_id: one for one in asked}
    for unit in units:
        other = known.get(unit.pk)
        if other is not None and other.parent_id != inquiry.pk:
            words = {"unit": unit, "office": other.office}
            raise Refused(_("%(unit)s was asked already, by %(office)s.") % words, place="units")
    left = [unit for unit in units if unit.pk not in known]
    refuse_unless(left, _("These sub-units have been asked already."), place="units")
    return left


@transaction.atomic
def remind(
    inquiry: Inquiry, *, by: Actor, at: datetime, enclose: Callable[[Call], notices.Enclosures] | None = None
) -> bool:
    """Remind the unit unless it has answered or was reminded within REMINDER_PAUSE. Answers whether a mail went;
    `enclose` makes the files that go with it."""
    rules.check_receive(inquiry, by)
    if not inquiry.is_open or (inquiry.reminded_at and at - inquiry.reminded_at < REMINDER_PAUSE):
        return False
    inquiry.reminded_at, inquiry.reminders = at, inquiry.reminders + 1
    inquiry.save(update_fields=["reminded_at", "reminders"])
    journal.record("inquiry.remind", inquiry, by=by, at=at)
    notices.reminded(inquiry, at=at, enclosures=enclose(inquiry.call) if enclose else {})
    return True


@transaction.atomic
def ask_extension(inquiry: Inquiry, *, until: datetime, reason: str, by: Actor, at: datetime) -> Extension:
    """Ask for more time; one request at a time."""
    lock(inquiry)
    rules.check_ask_extension(inquiry, by)
    refuse_unless(until > inquiry.deadline, _("Ask for a date after the present deadline."), place="until")
    refuse_unless(until > at, _("This date is already past."), place="until")
    refuse_unless(reason.strip(), _("Say why more time is needed."), place="reason")
    asked = Extension.objects.create(
        inquiry=inquiry, until=until, reason=reason.strip(), asked_by_id=by.user_id, asked_at=at
    )
    journal.record("extension.ask", asked, by=by, at=at, changes={"until": [inquiry.deadline, until]})
    notices.extension_asked(asked, at=at)
    return asked


@transaction.atomic
def decide_extension(extension: Extension, *, grant: bool, by: Actor, at: datetime, answer: str = "") -> None:
    """Grant moves the unit's deadline; declining leaves it and says why. The unit is told either way."""
    inquiry = extension.inquiry
    refuse_unless(inquiry.is_open, _("The inquiry is answered already."))
    refuse_unless(grant or answer.strip(), _("Say why more time is not granted."), place="answer")
    above = inquiry.parent
    in_time = not grant or above is None or extension.until < above.deadline
    refuse_unless(in_time, _("Your sub-units must answer before your own deadline."), place="answer")
    advance(
        extension,
        "grant" if grant else "decline",
        flow=EXTENSION,
        by=by,
        at=at,
        rule=rules.check_decide_extension,
        decided_by_id=by.user_id or 0,
        decided_at=at,
        answer=answer.strip(),
    )
    if grant:
        inquiry.deadline = extension.until
        inquiry.save(update_fields=["deadline"])
    notices.extension_decided(extension, at=at)


def settle_request(inquiry: Inquiry, *, by: Actor, at: datetime) -> None:
    """A request for more time that nobody decided is without object once the unit has answered. A declined request
    without words of the office is one of these: the office itself always says why."""
    for asked in inquiry.extensions.filter(state="asked"):
        advance(asked, "lapse", flow=EXTENSION, by=by, at=at, decided_by_id=by.user_id or 0, decided_at=at)


@transaction.atomic
def return_answer(inquiry: Inquiry, *, reason: str, by: Actor, at: datetime) -> None:
    """Ask the unit to correct its answer; the version sent stays readable until a newer one replaces it."""
    refuse_unless(reason.strip(), _("Say what must be corrected."), place="reason")
    rules.check_return_answer(inquiry, by)
    advance(inquiry, "return", flow=INQUIRY, by=by, at=at, answered_at=None, note=reason.strip())
    notices.returned(inquiry, at=at)
