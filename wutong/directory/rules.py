"""Who may change the directory, and when."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from wutong.base.actors import Actor
from wutong.base.rules import may, refuse_unless
from wutong.directory.models import Organisation, Seat

EVERYWHERE = ("administrator", "programme_officer", "programme_leader", "system")
KEEPERS = (*EVERYWHERE, "middle_officer", "middle_leader")
LONGEST_DELEGATION_DAYS = 366

_OF_UNITS = ("unit_coordinator", "unit_leader", "applicant", "reviewer")
_OF_MIDDLE = ("middle_officer", "middle_leader")
# Who gives which seats: nobody gives a seat that stands above their own.
GIVES: dict[str, tuple[str, ...]] = {
    "unit_leader": _OF_UNITS,
    "middle_leader": (*_OF_MIDDLE, *_OF_UNITS),
    "programme_leader": ("programme_officer", "programme_leader", "partner_officer", *_OF_MIDDLE, *_OF_UNITS),
    "administrator": tuple(Seat.Role.values),
    "system": tuple(Seat.Role.values),
}


def check_keep_organisation(organisation_path: str, by: Actor) -> None:
    """Offices keep their own subtree; the administrator and the programme office keep the whole directory."""
    refuse_unless(by.has(*KEEPERS), _("Only an office or the administrator changes the directory."))
    everywhere = by.has(*EVERYWHERE)
    refuse_unless(everywhere or by.sits_over(organisation_path), _("This unit does not belong to your office."))


def check_import(by: Actor) -> None:
    refuse_unless(by.has(*KEEPERS), _("Only an office or the administrator changes the directory."))


def check_give_seat(organisation: Organisation, by: Actor, role: str = "") -> None:
    """A leader seats people in their own subtree; the programme leader also seats the units, wherever they stand."""
    refuse_unless(by.has(*GIVES), _("Seats are given by a leader or the administrator."))
    everywhere = by.has("administrator", "system")
    if by.has("programme_leader"):
        everywhere = not role.startswith("programme")
    refuse_unless(everywhere or by.sits_over(organisation.path or ""), _("This unit does not belong to your office."))
    refuse_unless(not role or role in GIVES[by.role], _("This seat is given by an office above yours."), place="role")


def check_record_agreement(by: Actor) -> None:
    refuse_unless(by.has(*EVERYWHERE), _("Agreements are recorded by the programme office or the administrator."))


def check_delegate(seat: Seat, to_id: int, since: date, until: date, by: Actor) -> None:
    """A person lends their own seat, for a limited time, and not a seat lent to them."""
    refuse_unless(by.on_behalf_of_id is None, _("A seat lent to you cannot be lent on."))
    refuse_unless(seat.user_id == by.user_id, _("You can only lend your own seat."))
    refuse_unless(to_id != by.user_id, _("Choose somebody else: you already sit on this seat."), place="to")
    refuse_unless(until >= since, _("The end date lies before the start."), place="until")
    refuse_unless(
        (until - since).days <= LONGEST_DELEGATION_DAYS, _("A delegation lasts a year at most."), place="until"
    )


may_keep_organisation = may(check_keep_organisation)
may_give_seat = may(check_give_seat)
may_record_agreement = may(check_record_agreement)
may_import = may(check_import)
may_delegate = may(check_delegate)
