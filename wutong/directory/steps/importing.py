"""Taking in a list of organisations: exactly what a dry run showed, all of it or nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base.actors import Actor
from wutong.base.files import StoredFile
from wutong.base.rules import Refused, refuse_unless
from wutong.directory.folding import fold
from wutong.directory.importing import Change, Changes, OrganisationRow
from wutong.directory.models import Organisation
from wutong.directory.queries import Scope, dry_run
from wutong.directory.rules import check_import
from wutong.directory.steps.organisations import add_organisation, change_organisation


@transaction.atomic
def import_file(stored: StoredFile, scope: Scope, *, shown: str, by: Actor, at: datetime) -> dict[str, int]:
    """Apply a file whose dry run had the fingerprint `shown`; Refused when the directory has changed since."""
    run = dry_run(stored, scope, by=by)
    refuse_unless(run.fingerprint == shown, _("The directory has changed since this was shown: look again."))
    refuse_unless(not run.is_too_large, _("Too many new organisations at once: choose countries."))
    refuse_unless(run.changes_something, _("There is nothing to change."))
    return import_organisations(run.changes, by=by, at=at, parent=run.under)


@transaction.atomic
def import_organisations(
    changes: Changes, *, by: Actor, at: datetime, parent: Organisation | None = None
) -> dict[str, int]:
    """Apply what a dry run showed: all of it or nothing. New units without a known parent hang under `parent`."""
    check_import(by)
    tree = _Tree(changes.new, parent, by=by, at=at)
    for row in changes.new:
        tree.place(row)
    for change in changes.changed:
        _apply(change, tree, by=by, at=at)
    return {"new": len(changes.new), "changed": len(changes.changed)}


class _Tree:
    """Finds parents by ROR or name among the organisations there are and those coming in; parents are made first."""

    def __init__(self, rows: list[OrganisationRow], default: Organisation | None, *, by: Actor, at: datetime) -> None:
        self._default, self._by, self._at = default, by, at
        self._known: dict[str, int] = {}
        for office in Organisation.objects.order_by("path"):
            names = {code: text for code, text in office.names.items() if code != "authoritative"}
            self._know(OrganisationRow(names, ror=office.ror), office.pk)
        self._coming: dict[str, OrganisationRow] = {}
        for row in rows:
            for key in _keys(row):
                self._coming.setdefault(key, row)
        self._made: dict[int, int] = {}
        self._under_way: set[int] = set()

    def find(self, words: str) -> Organisation | None:
        for key in (words, fold(words)):
            if key in self._known:
                return Organisation.objects.get(pk=self._known[key])
            if key in self._coming:
                return Organisation.objects.get(pk=self.place(self._coming[key]))
        return None

    def place(self, row: OrganisationRow) -> int:
        """Make the organisation of a new row once; answers its number."""
        if id(row) in self._made:
            return self._made[id(row)]
        if id(row) in self._under_way:
            raise Refused(_("%(unit)s would lie under itself.") % {"unit": row.name})
        self._under_way.add(id(row))
        above = self.find(row.parents[0]) if row.parents else None
        made = add_organisation(
            names=_tagged(row.names),
            kind=row.kind or Organisation.Kind.OTHER,
            parent=above or self._default,
            aliases=row.aliases,
            ror=row.ror,
            uscc=row.uscc,
            email=row.email,
            country_id=row.country or None,
            by=self._by,
            at=self._at,
        )
        self._made[id(row)] = made.pk
        return made.pk

    def _know(self, row: OrganisationRow, pk: int) -> None:
        for key in _keys(row):
            self._known.setdefault(key, pk)


def _keys(row: OrganisationRow) -> list[str]:
    return [key for key in (row.ror, *(fold(name) for name in row.names.values())) if key]


def _tagged(names: dict[str, str]) -> dict[str, str]:
    first = "zh-hans" if "zh-hans" in names else next(iter(names))
    return {"authoritative": first} | names


def _apply(change: Change, tree: _Tree, *, by: Actor, at: datetime) -> None:
    office = Organisation.objects.select_related("parent").get(pk=int(change.existing.key))
    names, fields = dict(office.names), dict[str, Any]()
    for name, (_old, new) in change.fields.items():
        if name.startswith("names."):
            names[name.removeprefix("names.")] = new
        elif name == "parents":
            fields["parent"] = tree.find(change.incoming.parents[0]) or office.parent
        else:
            fields["country_id" if name == "country" else name] = new
    change_organisation(office, by=by, at=at, names=names, **fields)
