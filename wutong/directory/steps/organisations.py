"""Adding and changing organisations; the path of the tree is kept here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.directory.folding import fold
from wutong.directory.identifiers import check_ror, check_uscc
from wutong.directory.models import Organisation, OrganisationName
from wutong.directory.rules import check_keep_organisation


@transaction.atomic
def add_organisation(
    *,
    names: dict[str, str],
    kind: str,
    by: Actor,
    at: datetime,
    parent: Organisation | None = None,
    aliases: Iterable[str] = (),
    **fields: Any,
) -> Organisation:
    """Add one organisation. Raises Refused (not your subtree) or ValueError (an identifier that fails its check)."""
    check_keep_organisation(parent.path or "" if parent else "", by)
    made = Organisation.objects.create(names=names, kind=kind, parent=parent, **_checked(fields))
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    _know_names(made, aliases)
    journal.record("organisation.add", made, by=by, at=at, changes={"names": [None, names], "kind": [None, kind]})
    return made


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, by: Actor, at: datetime, aliases: Iterable[str] = (), **fields: Any
) -> Organisation:
    """Change fields of one organisation; moving it in the tree moves its whole subtree."""
    check_keep_organisation(organisation.path or "", by)
    parent = fields.pop("parent", organisation.parent)
    changes = {}
    for name, value in _checked(fields).items():
        old = getattr(organisation, name)
        if old != value:
            changes[name] = [old, value]
            setattr(organisation, name, value)
    if parent != organisation.parent:
        changes["parent"] = [organisation.parent_id, parent.pk if parent else None]
        _move(organisation, parent, by=by)
    organisation.save()
    _know_names(organisation, aliases)
    if changes:
        journal.record("organisation.change", organisation, by=by, at=at, changes=changes)
    return organisation


def _move(organisation: Organisation, parent: Organisation | None, *, by: Actor) -> None:
    """Hang a subtree under another office; under itself is refused."""
    old, above = organisation.path or "", parent.path or "" if parent else "/"
    if above.startswith(old):
        raise ValueError("an organisation cannot lie under itself")
    check_keep_organisation(above, by)
    for row in Organisation.objects.filter(path__startswith=old):
        row.path = f"{above}{organisation.pk}/{(row.path or '')[len(old) :]}"
        row.save(update_fields=["path"])
    organisation.parent, organisation.path = parent, f"{above}{organisation.pk}/"


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("ror"):
        fields["ror"] = check_ror(fields["ror"])
    if fields.get("uscc"):
        fields["uscc"] = check_uscc(fields["uscc"])
    return fields


def _know_names(organisation: Organisation, aliases: Iterable[str]) -> None:
    official = [text for code, text in organisation.names.items() if code != "authoritative"]
    for name in {n.strip() for n in [*official, organisation.short_name, *aliases] if n.strip()}:
        OrganisationName.objects.get_or_create(
            organisation=organisation, folded=fold(name)[:200], defaults={"name": name}
        )


@transaction.atomic
def import_organisations(
    changes: Any, *, by: Actor, at: datetime, parent: Organisation | None = None
) -> dict[str, int]:
    """Apply what a dry run showed (importing.difference.Changes): all of it or nothing."""
    raise NotImplementedError
