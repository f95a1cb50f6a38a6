"""Who sees what of calls, as filters: an office its subtree and what it asked for, a unit itself, the auditor all."""

from __future__ import annotations

from django.db.models import Q

from wutong.base.actors import Actor
from wutong.calls.models import IncomingMail

SEES_ALL = ("auditor", "administrator", "system")
INSIDERS = (
    "programme_officer",
    "programme_leader",
    "middle_officer",
    "middle_leader",
    "unit_coordinator",
    "unit_leader",
    "partner_officer",
)
PROGRAMME = ("programme_officer", "programme_leader")
OFFICES = (*PROGRAMME, "middle_officer", "middle_leader")
NOTHING = Q(pk__in=[])


def _seen(by: Actor, mine: Q) -> Q:
    if by.has(*SEES_ALL):
        return Q()
    return mine if by.has(*INSIDERS) and by.office_path else NOTHING


def calls(by: Actor) -> Q:
    """Own calls at any state; others once they are issued and reach one's subtree."""
    path = by.office_path
    addressed = Q(inquiries__unit__path__startswith=path) | Q(copies__organisation__path__startswith=path)
    return _seen(by, Q(issuer__path__startswith=path) | addressed & Q(state__in=["issued", "closed"]))


def inquiries(by: Actor) -> Q:
    path = by.office_path
    asked = Q(call__issuer__path__startswith=path) | Q(office__path__startswith=path)
    return _seen(by, asked | Q(unit__path__startswith=path) & ~Q(call__state="draft"))


def replies(by: Actor) -> Q:
    """A reply in hand is the unit's own; once sent, the offices above it and those that asked see it too."""
    path = by.office_path
    above = Q(inquiry__call__issuer__path__startswith=path) | Q(inquiry__office__path__startswith=path)
    above |= Q(inquiry__unit__path__startswith=path)
    return _seen(by, Q(inquiry__unit_id=by.office_id) | above & Q(state__in=["sent", "superseded"]))


def needs(by: Actor) -> Q:
    path = by.office_path
    above = Q(call__issuer__path__startswith=path) | Q(office__path__startswith=path) | Q(unit_path__startswith=path)
    return _seen(by, Q(unit_id=by.office_id) | above & Q(reply__state__in=["sent", "superseded"]))


def files(by: Actor) -> Q:
    """Files belong to the office that took them in, and to the unit they come from."""
    path = by.office_path
    return _seen(by, Q(batch__office__path__startswith=path) | Q(unit__path__startswith=path))


def incoming(by: Actor) -> Q:
    """Mails to one's own inquiries and those they may answer; what nobody can place, every programme office sees."""
    path = by.office_path
    if by.has(*SEES_ALL):
        return Q()
    if not by.has(*OFFICES) or not path:
        return NOTHING
    asked = Q(inquiry__office__path__startswith=path) | Q(call__issuer__path__startswith=path)
    asked |= Q(candidates__office__path__startswith=path) | Q(candidates__call__issuer__path__startswith=path)
    if by.has(*PROGRAMME):
        asked |= Q(call=None, candidates=None)
    return Q(pk__in=IncomingMail.objects.filter(asked).order_by().values("pk"))


def consolidations(by: Actor) -> Q:
    return _seen(by, Q(office__path__startswith=by.office_path))
