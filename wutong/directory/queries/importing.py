"""What taking in a list of organisations would change: read, compared with the directory, nothing written."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from wutong.base.actors import Actor
from wutong.base.files import StoredFile
from wutong.directory.folding import fold
from wutong.directory.importing import Change, Changes, OrganisationRow, Problem, compare, read_ror_file, read_units
from wutong.directory.models import Organisation
from wutong.directory.rules import check_import, may_keep_organisation
from wutong.documents.blocks import Unreadable
from wutong.documents.isolated import open_isolated

MOST_NEW = 5_000  # a list that adds more is narrowed down by country first


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a file is taken in, and the office under which units without a parent are hung."""

    under_id: int | None = None
    countries: tuple[str, ...] = ()
    only_known: bool = False


@dataclass(slots=True)
class DryRun:
    """`changes` is what will be done; what stands beside it is left alone, each row for a reason shown."""

    file: StoredFile
    scope: Scope
    changes: Changes
    under: Organisation | None = None
    not_mine: list[OrganisationRow] = field(default_factory=list)
    left_out: int = 0  # closed in the register, outside the chosen countries, or not known while only known ones count

    @property
    def fingerprint(self) -> str:
        """Names exactly what would be done: two dry runs with the same one do the same."""
        done = (self.scope, self.changes.new, self.changes.changed)
        return hashlib.sha256(repr(done).encode()).hexdigest()

    @property
    def is_too_large(self) -> bool:
        return len(self.changes.new) > MOST_NEW

    @property
    def changes_something(self) -> bool:
        return bool(self.changes.new or self.changes.changed)


def dry_run(stored: StoredFile, scope: Scope, *, by: Actor) -> DryRun:
    """Read a register file or a list of units and compare it with the directory. Raises Refused or Unreadable."""
    check_import(by)
    rows, problems = _read(stored)
    wanted = [_as_kept(row) for row in rows if _is_wanted(row, scope)]
    changes = compare(known_rows(), wanted)
    changes.problems = problems + changes.problems
    under = Organisation.objects.filter(pk=scope.under_id).first() if scope.under_id else None
    run = DryRun(stored, scope, changes, under, left_out=len(rows) - len(wanted))
    if scope.only_known:
        run.left_out += len(changes.new)
        changes.new = []
    _drop_unknown_parents(changes)
    _refuse_clashes(changes)
    _set_aside_others(run, by)
    return run


def known_rows() -> list[OrganisationRow]:
    """The directory as rows a list is compared with; `key` is the record's number."""
    found = Organisation.objects.select_related("parent").prefetch_related("known_names").order_by("path")
    return [_row_of(office) for office in found]


def _row_of(office: Organisation) -> OrganisationRow:
    names = {code: text for code, text in office.names.items() if code != "authoritative" and text}
    official = set(names.values())
    above = office.parent
    return OrganisationRow(
        names=names,
        ror=office.ror,
        uscc=office.uscc,
        country=office.country_id or "",
        kind=office.kind,
        email=office.email,
        aliases=tuple(one.name for one in office.known_names.all() if one.name not in official),
        parents=(above.ror or _spoken(above.names),) if above else (),
        key=str(office.pk),
    )


def _spoken(names: dict[str, str]) -> str:
    return OrganisationRow({code: text for code, text in names.items() if code != "authoritative"}).name


def _read(stored: StoredFile) -> tuple[list[OrganisationRow], list[Problem]]:
    data = stored.data()
    if not _is_register(data):
        listed = read_units(open_isolated(stored.name, data))
        return list(listed.rows), list(listed.problems)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register"
        path.write_bytes(data)
        found = list(read_ror_file(path))
    rows = [one for one in found if isinstance(one, OrganisationRow)]
    return rows, [one for one in found if isinstance(one, Problem)]


def _is_register(data: bytes) -> bool:
    """A register comes as JSON, alone or zipped; Word and Excel files are zips too, but say so inside."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{"):
        return True
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile as error:
        raise Unreadable("damaged", "", str(error)) from error
    return "[Content_Types].xml" not in names and any(name.lower().endswith(".json") for name in names)


def _is_wanted(row: OrganisationRow, scope: Scope) -> bool:
    return row.status == "active" and (not scope.countries or row.country in scope.countries)


def _as_kept(row: OrganisationRow) -> OrganisationRow:
    """Only what the directory keeps: one parent, the nearest; no web site; a kind unless it is only "other"."""
    kind = "" if row.kind == "other" else row.kind
    return replace(row, website="", types=(), parents=row.parents[:1], kind=kind)


def _drop_unknown_parents(changes: Changes) -> None:
    """A parent nobody knows is a problem to show, not a change to make."""
    unknown = {problem.place for problem in changes.problems if problem.code == "unknown_parent"}
    kept: list[Change] = []
    for change in changes.changed:
        fields = change.fields
        if change.incoming.place in unknown:
            fields = {name: pair for name, pair in fields.items() if name != "parents"}
        if fields:
            kept.append(replace(change, fields=fields))
        else:
            changes.same.append(change.incoming)
    changes.changed = kept


def _refuse_clashes(changes: Changes) -> None:
    """Two rows that would give two organisations one identifier: the later one is refused."""
    seen: dict[tuple[str, object], str] = {}

    def clash(row: OrganisationRow, identifiers: Iterable[tuple[str, object]]) -> bool:
        first = next((seen[one] for one in identifiers if one in seen), None)
        if first is None:
            seen.update(dict.fromkeys(identifiers, row.place))
            return False
        changes.refused.append(row)
        changes.problems.append(Problem("twice", row.place, first))
        return True

    changes.changed = [change for change in changes.changed if not clash(change.incoming, list(_given(change)))]
    changes.new = [
        row
        for row in changes.new
        if not clash(row, [(kind, code) for kind in ("ror", "uscc") if (code := getattr(row, kind))])
    ]


def _given(change: Change) -> Iterator[tuple[str, object]]:
    return ((kind, change.fields[kind][1]) for kind in ("ror", "uscc") if kind in change.fields)


def _set_aside_others(run: DryRun, by: Actor) -> None:
    """Rows about units of another office are shown and left alone."""
    paths = dict(Organisation.objects.values_list("pk", "path"))
    homes = _paths_by_name()
    default = (run.under.path or "") if run.under else ""

    def mine(row: OrganisationRow, path: str | None) -> bool:
        if may_keep_organisation(path or "", by):
            return True
        run.not_mine.append(row)
        return False

    def home_of(row: OrganisationRow) -> str:
        """Where a new unit will hang; under another new one it is as much ours as that one."""
        return next((homes[key] for key in _keys(row.parents) if key in homes), default)

    run.changes.changed = [one for one in run.changes.changed if mine(one.incoming, paths.get(int(one.existing.key)))]
    run.changes.new = [row for row in run.changes.new if mine(row, home_of(row))]


def _keys(parents: Iterable[str]) -> list[str]:
    return [key for parent in parents for key in (parent, fold(parent))]


def _paths_by_name() -> dict[str, str]:
    homes: dict[str, str] = {}
    for office in Organisation.objects.order_by("path"):
        names = [fold(text) for code, text in office.names.items() if code != "authoritative"]
        for key in filter(None, [office.ror, *names]):
            homes.setdefault(key, office.path or "")
    return homes
