"""Loads the countries, dated region groups and partnership years of the product; records agreements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.rules import refuse_unless
from wutong.directory import gazetteer
from wutong.directory.models import Agreement, Country, GroupMember, Partnership, RegionGroup
from wutong.directory.rules import check_record_agreement


@transaction.atomic
def load_reference_data() -> dict[str, int]:
    """Bring the tables in line with the data files; safe to run again. Answers how many rows of each there are."""
    for entry in gazetteer.all_countries():
        Country.objects.update_or_create(iso2=entry.iso2, defaults={"iso3": entry.iso3, "numeric": entry.numeric})
    known = set(Country.objects.values_list("pk", flat=True))
    for found in gazetteer.all_groups():
        _load_group(found, known)
    Partnership.objects.all().delete()
    Partnership.objects.bulk_create(
        Partnership(
            country_id=row.country,
            since_year=row.year,
            until_year=row.until.year if row.until else None,
            source=row.source,
        )
        for row in gazetteer.partnerships()
        if row.country in known
    )
    return {
        "countries": len(known),
        "groups": RegionGroup.objects.count(),
        "partnerships": Partnership.objects.count(),
    }


def _load_group(found: gazetteer.Group, known: set[str]) -> None:
    group, _made = RegionGroup.objects.update_or_create(
        code=found.code,
        defaults={"names": _tagged(found.names), "source": found.source[:300], "checked_on": found.checked},
    )
    group.members.all().delete()
    GroupMember.objects.bulk_create(
        GroupMember(group=group, country_id=one.iso2, since=one.since, until=one.until)
        for one in found.memberships
        if one.iso2 in known
    )


def _tagged(names: dict[str, str]) -> dict[str, str]:
    """Language codes of the data files as the site writes them."""
    return {("zh-hans" if code == "zh" else code): name for code, name in names.items()}


@transaction.atomic
def record_agreement(
    *,
    titles: dict[str, str],
    countries: Iterable[Country],
    signed_on: date,
    by: Actor,
    at: datetime,
    ends_on: date | None = None,
    source: str = "",
) -> Agreement:
    """Write down an agreement between governments."""
    check_record_agreement(by)
    signed_by = list(countries)
    refuse_unless(signed_by, _("Name at least one country."), place="countries")
    refuse_unless(ends_on is None or ends_on >= signed_on, _("The end lies before the signing."), place="ends_on")
    made = Agreement.objects.create(titles=titles, signed_on=signed_on, ends_on=ends_on, source=source)
    made.countries.set(signed_by)
    journal.record("agreement.record", made, by=by, at=at, changes={"titles": [None, titles]})
    return made
