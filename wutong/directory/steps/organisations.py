"""Adding and changing organisations; the path of the tree is kept here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.rules import Refused, refuse_unless
from wutong.directory.folding import fold
from wutong.directory.identifiers import check_ror, check_uscc
from wutong.directory.models import Organisation, OrganisationName
from wutong.directory.rules import check_keep_organisation

_IDENTIFIERS = {"ror": check_ror, "uscc": check_uscc}


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
    """Add one organisation. Raises Refused (not your subtree, an identifier in use) or ValueError (a wrong one)."""
    check_keep_organisation(parent.path or "" if parent else "", by)
    made = Organisation.objects.create(names=names, kind=kind, parent=parent, **_checked(fields))
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    _know_names(made, [*_official(made), made.short_name, *aliases])
    journal.record("organisation.add", made, by=by, at=at, changes={"names": [None, names], "kind": [None, kind]})
    return made


@transaction.atomic
def change_organisation(
    organisation: Organisation, *, by: Actor, at: datetime, aliases: Iterable[str] | None = None, **fields: Any
) -> Organisation:
    """Change fields of one organisation; moving it in the tree moves its whole subtree.

    `aliases` replaces the other names it is known by (None leaves them); official names it had stay among them.
    """
    check_keep_organisation(organisation.path or "", by)
    parent = fields.pop("parent", organisation.parent)
    former = _official(organisation)
    changes = {}
    for name, value in _checked(fields, of=organisation).items():
        old = getattr(organisation, name)
        if old != value:
            changes[name] = [old, value]
            setattr(organisation, name, value)
    if parent != organisation.parent:
        changes["parent"] = [organisation.parent_id, parent.pk if parent else None]
        _move(organisation, parent, by=by)
    organisation.save()
    changes |= _rename(organisation, former, aliases)
    if changes:
        journal.record("organisation.change", organisation, by=by, at=at, changes=changes)
    return organisation


def _rename(organisation: Organisation, former: list[str], aliases: Iterable[str] | None) -> dict[str, list[Any]]:
    """Bring the known names in line; answers old → new of the aliases where they changed."""
    official = [*_official(organisation), organisation.short_name]
    new_former = [name for name in former if name not in official]
    if aliases is None:
        _know_names(organisation, [*official, *new_former])
        return {}
    known = OrganisationName.objects.filter(organisation=organisation)
    kept = {fold(name)[:200] for name in official}
    old = sorted(known.exclude(folded__in=kept).values_list("name", flat=True))
    wanted = [*official, *aliases, *new_former]
    known.exclude(folded__in=[fold(name)[:200] for name in wanted]).delete()
    _know_names(organisation, wanted)
    new = sorted(known.exclude(folded__in=kept).values_list("name", flat=True))
    return {"aliases": [old, new]} if old != new else {}


def _move(organisation: Organisation, parent: Organisation | None, *, by: Actor) -> None:
    """Hang a subtree under another office; under itself is refused."""
    old, above = organisation.path or "", parent.path or "" if parent else "/"
    if above.startswith(old):
        raise Refused(_("An organisation cannot lie under itself."), place="parent")
    check_keep_organisation(above, by)
    for row in Organisation.objects.filter(path__startswith=old):
        row.path = f"{above}{organisation.pk}/{(row.path or '')[len(old) :]}"
        row.save(update_fields=["path"])
    organisation.parent, organisation.path = parent, f"{above}{organisation.pk}/"


def _checked(fields: dict[str, Any], of: Organisation | None = None) -> dict[str, Any]:
    """Identifiers in their one written form, and borne by nobody else."""
    for name, check in _IDENTIFIERS.items():
        if fields.get(name):
            fields[name] = check(fields[name])
            bearer = Organisation.objects.filter(**{name: fields[name]}).first()
            reason = _("%(unit)s has this identifier already.") % {"unit": bearer}
            refuse_unless(bearer is None or bearer == of, reason, place=name)
    return fields


def _official(organisation: Organisation) -> list[str]:
    return [text for code, text in organisation.names.items() if code != "authoritative" and text]


def _know_names(organisation: Organisation, names: Iterable[str]) -> None:
    for name in dict.fromkeys(name.strip() for name in names):
        if folded := fold(name)[:200]:
            OrganisationName.objects.get_or_create(
                organisation=organisation, folded=folded, defaults={"name": name[:200]}
            )
