"""Whom a letter can go to."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from wutong.base.actors import Actor
from wutong.directory.folding import fold
from wutong.directory.models import Organisation, OrganisationName


def addressable(by: Actor) -> QuerySet[Organisation]:
    """Whom an office may write to: every unit for the programme office, one's own subtree for a middle office."""
    rows = Organisation.objects.order_by("path")
    if by.has("middle_officer", "middle_leader"):
        rows = rows.filter(path__startswith=by.office_path)
    return rows.exclude(pk=by.office_id) if by.office_id else rows


def by_names(names: Iterable[str]) -> dict[str, Organisation]:
    """Which of these names are known, by any name of an organisation; a name that fits several is left out."""
    folded = {fold(name): name for name in names}
    found: dict[str, set[Organisation]] = {}
    for row in OrganisationName.objects.filter(folded__in=folded).select_related("organisation"):
        found.setdefault(folded[row.folded], set()).add(row.organisation)
    return {name: units.pop() for name, units in found.items() if len(units) == 1}
