"""The doors through which pages fetch records of the directory."""

from wutong.directory.queries.countries import (
    agreements,
    countries,
    country,
    group,
    members,
    memberships,
    region_groups,
)
from wutong.directory.queries.importing import DryRun, Scope, dry_run, known_rows
from wutong.directory.queries.letters import addressable, by_names
from wutong.directory.queries.organisations import (
    aliases_of,
    history_of,
    line_above,
    organisation,
    organisations,
    places_for,
    seats_of,
    sees_inside,
    sub_units,
)
from wutong.directory.queries.people import colleagues, delegations_of, demo_accounts, holders, seat

__all__ = [
    "DryRun",
    "Scope",
    "addressable",
    "agreements",
    "aliases_of",
    "by_names",
    "colleagues",
    "countries",
    "country",
    "delegations_of",
    "demo_accounts",
    "dry_run",
    "group",
    "history_of",
    "holders",
    "known_rows",
    "line_above",
    "members",
    "memberships",
    "organisation",
    "organisations",
    "places_for",
    "region_groups",
    "seat",
    "seats_of",
    "sees_inside",
    "sub_units",
]
