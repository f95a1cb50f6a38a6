"""From a text to a plan: the reader proposes, a person decides, and only what was accepted becomes the plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.files import StoredFile
from wutong.base.rules import Refused, refuse_unless
from wutong.plans.models import Plan, PlanDraft
from wutong.plans.reading import read_plan
from wutong.plans.rules import check_read_plan, check_settle_draft
from wutong.plans.states import DRAFT
from wutong.plans.steps.confirming import PlanHead, make_plan

KINDS = ("headings", "targets")
VERDICTS = ("accepted", "dropped", "")
EDITABLE = {
    "headings": ("level", "number", "title"),
    "targets": ("value", "unit", "deadline", "what", "nature"),
}


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
) -> int:
    """Accept, correct or drop one entry (index None: all not judged yet); what was read stays beside a correction.

    Answers how many entries were judged; judging what is judged so already changes nothing.
    """
    if kind not in KINDS or verdict not in VERDICTS:
        raise Refused(_("Unknown choice."))
    locked = _open(draft, by)
    values = _checked(kind, {k: v for k, v in (corrected or {}).items() if k in EDITABLE[kind]})
    entries = locked.reading[kind]
    if index is not None and not 0 <= index < len(entries):
        raise Refused(_("There is no such entry."))
    chosen = [n for n, entry in enumerate(entries) if n == index or (index is None and not entry.get("verdict"))]
    changes: dict[str, Any] = {}
    for n in chosen:
        was = entries[n].get("verdict", "")
        changed = _correct(entries[n], values)
        if was != verdict or changed:
            entries[n]["verdict"] = verdict
            changes[f"{kind}.{n}"] = [was, verdict]
            changes |= {f"{kind}.{n}.{name}": pair for name, pair in changed.items()}
    if changes:
        locked.save(update_fields=["reading"])
        journal.record("plan_draft.judge", draft, by=by, at=at, changes=changes)
    draft.reading = locked.reading
    return len(chosen)


def _open(draft: PlanDraft, by: Actor) -> PlanDraft:
    """The draft as it is now, locked; Refused when it is another office's or settled."""
    check_settle_draft(draft, by)
    locked = PlanDraft.objects.select_for_update().get(pk=draft.pk)
    refuse_unless(locked.state == "draft", _("This draft is settled already."))
    return locked


def _checked(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """A correction a plan can be made of; Refused names the field."""
    if "level" in values:
        level = str(values["level"]).strip()
        refuse_unless(level.isdecimal() and 1 <= int(level) <= 9, _("A level is a number from 1 to 9."), place="level")
        values["level"] = int(level)
    if "value" in values:
        values["value"] = _number(values["value"])
    if values.get("nature", "flow") not in ("flow", "stock"):
        raise Refused(_("Unknown choice."), place="nature")
    named = "title" if kind == "headings" else "what"
    refuse_unless(str(values.get(named, "-")).strip(), _("Write what it is called."), place=named)
    return values


def _number(value: Any) -> int | float:
    try:
        number = float(str(value).replace(",", "").replace("，", "").strip())
    except ValueError:
        raise Refused(_("Write the value as a number."), place="value") from None
    refuse_unless(0 <= number < 10**15, _("Write the value as a number."), place="value")
    return int(number) if number.is_integer() else number


def _correct(entry: dict[str, Any], values: dict[str, Any]) -> dict[str, list[Any]]:
    """Write the values in; answers old → new of those that differ."""
    changed: dict[str, list[Any]] = {}
    for name, value in values.items():
        old = entry.get(name, "flow" if name == "nature" else None)
        if str("" if old is None else old) != str(value):
            entry.setdefault("read", {}).setdefault(name, old)
            entry[name] = value
            changed[name] = [old, value]
    return changed


@transaction.atomic
def confirm_draft(draft: PlanDraft, *, code: str, by: Actor, at: datetime, head: PlanHead | None = None) -> Plan:
    """Make the accepted headings and targets a plan; a code in use gets its next version."""
    locked = _open(draft, by)
    headings = [entry for entry in locked.reading["headings"] if entry.get("verdict") == "accepted"]
    targets = [entry for entry in locked.reading["targets"] if entry.get("verdict") == "accepted"]
    refuse_unless(headings, _("Accept at least one heading first."))
    plan = make_plan(code.strip(), head or PlanHead(title=draft.title), headings, targets)
    advance(draft, "confirm", flow=DRAFT, by=by, at=at, plan_id=plan.pk, confirmed_at=at, confirmed_by_id=by.user_id)
    draft.refresh_from_db(fields=["reading"])
    return plan


def drop_draft(draft: PlanDraft, *, by: Actor, at: datetime) -> None:
    advance(draft, "drop", flow=DRAFT, by=by, at=at, rule=check_settle_draft)
