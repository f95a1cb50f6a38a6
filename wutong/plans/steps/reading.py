"""From a text to a plan: the reader proposes, a person decides, and only what was accepted becomes the plan."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.files import StoredFile
from wutong.base.rules import Refused, refuse_unless
from wutong.plans.models import Plan, PlanDraft, PlanItem, Target
from wutong.plans.reading import read_plan
from wutong.plans.rules import check_read_plan, check_settle_draft
from wutong.plans.states import DRAFT

KINDS = ("headings", "targets")
VERDICTS = ("accepted", "dropped", "")
EDITABLE = {"headings": ("level", "number", "title"), "targets": ("value", "unit", "deadline", "what")}


@transaction.atomic
def read_text(*, title: str, text: str, by: Actor, at: datetime, file: StoredFile | None = None) -> PlanDraft:
    """Read a text into a draft; nothing is part of a plan yet."""
    check_read_plan(by)
    refuse_unless(text.strip(), _("The text is empty."), place="text")
    draft = PlanDraft.objects.create(
        title=title[:200],
        text=text,
        file=file,
        reading=read_plan(text, title=title).to_json(),
        read_by_id=by.user_id,
        office_path=by.office_path,
        read_at=at,
    )
    counts = {kind: [None, len(draft.reading[kind])] for kind in KINDS}
    journal.record("plan_draft.read", draft, by=by, at=at, changes=counts)
    return draft


@transaction.atomic
def judge_entry(
    draft: PlanDraft,
    kind: str,
    index: int | None,
    *,
    verdict: str,
    by: Actor,
    at: datetime,
    corrected: Mapping[str, Any] | None = None,
) -> None:
    """Accept, correct or drop one entry (index None: all not judged yet); what was read stays beside a correction."""
    check_settle_draft(draft, by)
    refuse_unless(draft.state == "draft", _("This draft is settled already."))
    if kind not in KINDS or verdict not in VERDICTS:
        raise Refused(_("Unknown choice."))
    locked = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    entries = locked.reading[kind]
    for place, entry in enumerate(entries):
        if place == index or (index is None and not entry.get("verdict")):
            entry["verdict"] = verdict
            _correct(entry, {k: v for k, v in (corrected or {}).items() if k in EDITABLE[kind]})
    locked.save(update_fields=["reading"])
    draft.reading = locked.reading


def _correct(entry: dict[str, Any], values: dict[str, Any]) -> None:
    for name, value in values.items():
        if str(entry.get(name) or "") != str(value):
            entry.setdefault("read", {}).setdefault(name, entry.get(name))
            entry[name] = value


@transaction.atomic
def confirm_draft(draft: PlanDraft, *, code: str, by: Actor, at: datetime) -> Plan:
    """Make the accepted headings and targets a plan; a code in use gets its next version."""
    check_settle_draft(draft, by)
    headings = [entry for entry in draft.reading["headings"] if entry.get("verdict") == "accepted"]
    targets = [entry for entry in draft.reading["targets"] if entry.get("verdict") == "accepted"]
    refuse_unless(headings, _("Accept at least one heading first."))
    last = Plan.objects.filter(code=code).aggregate(last=Max("version"))["last"] or 0
    plan = Plan.objects.create(
        code=code, version=last + 1, titles={"authoritative": "zh-hans", "zh-hans": draft.title}, issuers={}
    )
    items = _make_items(plan, headings)
    for number, target in enumerate(targets, 1):
        _make_target(number, target, items)
    advance(draft, "confirm", flow=DRAFT, by=by, at=at, plan_id=plan.pk, confirmed_at=at, confirmed_by_id=by.user_id)
    return plan


def drop_draft(draft: PlanDraft, *, by: Actor, at: datetime) -> None:
    advance(draft, "drop", flow=DRAFT, by=by, at=at, rule=check_settle_draft)


def _make_items(plan: Plan, headings: list[dict[str, Any]]) -> list[tuple[int, PlanItem]]:
    """The tree by levels, each item with the line it stands on."""
    made: list[tuple[int, PlanItem]] = []
    open_items: list[PlanItem] = []
    counters: dict[int, int] = {}
    for order, entry in enumerate(headings):
        level = int(entry["level"])
        open_items = [item for item in open_items if item.level < level]
        parent = open_items[-1] if open_items else None
        above = parent.pk if parent else 0
        counters[above] = counters.get(above, 0) + 1
        item = PlanItem.objects.create(
            plan=plan,
            parent=parent,
            order=order,
            code=f"{parent.code}.{counters[above]}" if parent else f"{plan.code}{counters[above]}",
            number=str(entry["number"])[:30],
            level=level,
            kind="task",
            titles={"authoritative": "zh-hans", "zh-hans": entry["title"]},
        )
        open_items.append(item)
        made.append((int(entry["line"]), item))
    for item in {parent.pk: parent for _line, child in made if (parent := child.parent)}.values():
        item.kind = "heading"
        item.save(update_fields=["kind"])
    return made


def _make_target(number: int, entry: dict[str, Any], items: list[tuple[int, PlanItem]]) -> None:
    """Under the last heading before its line; a range keeps its lower end as the value to reach."""
    above = [item for line, item in items if line <= int(entry["line"])]
    value = entry["value"] if entry["value"] not in (None, "") else entry.get("value_low")
    Target.objects.create(
        item=above[-1] if above else items[0][1],
        indicator=f"T{number}",
        names={"authoritative": "zh-hans", "zh-hans": entry["what"]},
        value=Decimal(str(value or 0)),
        unit=str(entry["unit"])[:30],
        nature=Target.Nature.FLOW,
        due_on=_last_day(str(entry.get("deadline") or "")),
        quote=str(entry["quote"])[:300],
    )


def _last_day(words: str) -> date | None:
    """A year named as a deadline means its last day; "within 5 years" has no date of its own."""
    year = re.search(r"(?:19|20)\d\d", words)
    return date(int(year.group()), 12, 31) if year else None
