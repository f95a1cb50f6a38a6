"""The records journal entries speak of: what each is called and on which page it stands, in one query per kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wutong.base.journal_models import Entry
from wutong.base.texts import in_language


@dataclass(frozen=True, slots=True)
class Record:
    """One record of the past: its kind, its name, and the address of its page where it has one."""

    kind: Promise | str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """How the records of one table are named; `related` is read in the same query. `page`: (route, its arguments)."""

    label: Promise
    name: Callable[[Any], str] = str
    related: tuple[str, ...] = ()
    page: Callable[[Any], tuple[str, list[int]]] | None = None


def _titled(record: Any) -> str:
    return in_language(record.titles)


def _call(record: Any) -> str:
    return f"{in_language(record.titles)} {record.number}".strip()


KINDS: dict[str, Kind] = {
    "call": Kind(_("call"), _call, page=lambda row: ("call", [row.pk])),
    "inquiry": Kind(
        _("inquiry"),
        lambda row: f"{row.unit} ← {in_language(row.call.titles)}",
        ("unit", "call"),
        lambda row: ("inquiry", [row.pk]),
    ),
    "mail": Kind(_("outgoing mail"), lambda row: row.subject),
    "extension": Kind(
        _("request for more time"),
        lambda row: str(row.inquiry.unit),
        ("inquiry__unit",),
        lambda row: ("inquiry", [row.inquiry_id]),
    ),
    "reply": Kind(
        _("reply"),
        lambda row: f"{row.inquiry.unit} v{row.version}",
        ("inquiry__unit",),
        lambda row: ("reply", [row.pk]),
    ),
    "intakefile": Kind(_("file"), lambda row: row.name, page=lambda row: ("triage_file", [row.pk])),
    "need": Kind(_("need"), lambda row: row.title, page=lambda row: ("need", [row.pk])),
    "needgroup": Kind(
        _("group of needs"),
        lambda row: in_language(row.titles),
        ("consolidation",),
        lambda row: ("merge_group", [row.consolidation.call_id, row.pk]),
    ),
    "consolidation": Kind(
        _("merging"),
        lambda row: f"{row.office} · {in_language(row.call.titles)}",
        ("office", "call"),
        lambda row: ("workspace", [row.call_id]),
    ),
    "organisation": Kind(_("organisation"), page=lambda row: ("organisation", [row.pk])),
    "seat": Kind(
        _("seat"),
        lambda row: f"{row.user} · {row.get_role_display()} · {row.organisation}",
        ("user", "organisation"),
        lambda row: ("organisation", [row.organisation_id]),
    ),
    "delegation": Kind(_("lent seat"), lambda row: f"{row.seat.user} → {row.to}", ("seat__user", "to")),
    "user": Kind(_("account"), lambda row: f"{row} ({row.email})"),
    "plan": Kind(_("plan"), _titled, page=lambda row: ("plan", [row.pk])),
    "plandraft": Kind(_("plan draft"), lambda row: str(row), page=lambda row: ("plan_draft", [row.pk])),
    "agreement": Kind(_("agreement"), _titled),
}


def records_of(entries: Iterable[Entry]) -> dict[tuple[str, int], Record]:
    """(kind, number) → the record, for those of the entries whose record is still there."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.subject_type, set()).add(entry.subject_id)
    found = {}
    for code, numbers in wanted.items():
        if (kind := KINDS.get(code)) is not None:
            model: type[Model] = apps.get_model("wutong", code)
            rows = model._default_manager.filter(pk__in=numbers)
            for row in rows.select_related(*kind.related) if kind.related else rows:
                found[code, row.pk] = Record(kind.label, kind.name(row), _address(kind, row))
    return found


def _address(kind: Kind, row: Model) -> str:
    if kind.page is None:
        return ""
    route, arguments = kind.page(row)
    return reverse(route, args=arguments)
