"""Organisations: found by any of their names, their place in the tree, who sits there, what happened to them."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wutong.base import queries as base
from wutong.base.actors import Actor
from wutong.base.journal_models import Entry
from wutong.directory.folding import fold
from wutong.directory.models import Organisation, OrganisationName, Seat
from wutong.directory.rules import EVERYWHERE, KEEPERS

SEES_ALL = ("administrator", "programme_officer", "programme_leader", "auditor", "system")


def organisations(
    by: Actor, *, text: str = "", kind: str = "", under: str = "", country: str = ""
) -> QuerySet[Organisation]:
    """The directory of organisations in the order of the tree: names are open to everyone signed in.

    `text` is looked for in every name, alias and former name in any language, and among the identifiers.
    """
    rows = Organisation.objects.select_related("parent").annotate(units=Count("children")).order_by("path")
    if text.strip():
        known = OrganisationName.objects.filter(organisation=OuterRef("pk"), folded__contains=fold(text))
        code = text.strip()
        by_name = Exists(known) if fold(text) else Q(pk=None)
        rows = rows.filter(Q(by_name) | Q(ror=code.lower().rpartition("/")[2]) | Q(uscc=code.upper()))
    if kind:
        rows = rows.filter(kind=kind)
    if country:
        rows = rows.filter(country_id=country)
    return rows.filter(path__startswith=under) if under else rows


def organisation(by: Actor, pk: int) -> Organisation:
    """One organisation; raises Organisation.DoesNotExist."""
    return Organisation.objects.select_related("parent", "country").get(pk=pk)


def line_above(by: Actor, office: Organisation) -> list[Organisation]:
    """The offices over it, the highest first."""
    above = [int(pk) for pk in (office.path or "").strip("/").split("/") if pk and int(pk) != office.pk]
    found = Organisation.objects.in_bulk(above)
    return [found[pk] for pk in above if pk in found]


def sub_units(by: Actor, office: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.filter(parent=office).annotate(units=Count("children")).order_by("path")


def places_for(by: Actor) -> QuerySet[Organisation]:
    """The offices under which this person may hang a unit."""
    rows = Organisation.objects.order_by("path")
    if by.has(*EVERYWHERE):
        return rows
    return rows.filter(path__startswith=by.office_path) if by.office_path and by.has(*KEEPERS) else rows.none()


def aliases_of(office: Organisation) -> list[str]:
    """Names it is known by beside the official ones: aliases, abbreviations, former names."""
    official = {fold(text)[:200] for code, text in office.names.items() if code != "authoritative"}
    known = OrganisationName.objects.filter(organisation=office).order_by("pk")
    return [one.name for one in known if one.folded not in official and one.name != office.short_name]


def sees_inside(by: Actor, office: Organisation) -> bool:
    """Seats and history are seen by the office above, the unit itself, the administrator and the auditor."""
    return by.has(*SEES_ALL) or by.sits_over(office.path or "")


def seats_of(by: Actor, office: Organisation) -> QuerySet[Seat]:
    """Who sits where, for those who see inside."""
    rows = Seat.objects.filter(organisation=office).select_related("user").order_by("role", "pk")
    return rows if sees_inside(by, office) else rows.none()


def history_of(by: Actor, office: Organisation) -> QuerySet[Entry]:
    """What was done to the organisation, newest first, for those who see inside."""
    rows = base.history("organisation", office.pk)
    return rows if sees_inside(by, office) else rows.none()
