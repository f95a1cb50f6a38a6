"""Undoing a step of the workspace: exactly what it changed, and only while nothing else was changed there since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.rules import may, refuse_unless
from wutong.calls import rules
from wutong.calls.models import Change, Consolidation, Membership, NeedGroup, Suggestion
from wutong.calls.steps.workspace import photograph

LEADERS = ("programme_leader", "middle_leader", "system")


def check_undo(change: Change, by: Actor) -> None:
    """One's own steps; a leader may take back anybody's."""
    rules.check_work_for(change.consolidation.office_id, by)
    mine = change.by_id == by.user_id or by.has(*LEADERS)
    refuse_unless(mine, _("This step was done by somebody else: ask them, or a leader, to undo it."))
    refuse_unless(change.undone_at is None, _("This step is undone already."))


may_undo = may(check_undo)


@transaction.atomic
def undo(change: Change, *, by: Actor, at: datetime) -> None:
    """Put back what one step changed. Needs that were withdrawn or arrived since are left where they are."""
    consolidation = Consolidation.objects.select_for_update().get(pk=change.consolidation_id)
    change = Change.objects.select_for_update().get(pk=change.pk)
    change.consolidation = consolidation
    check_undo(change, by)
    if "apart" in change.after:
        Suggestion.objects.filter(pk__in=change.after["apart"]).update(kept_apart=False)
    else:
        _put_back(change)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    journal.record("consolidation.undo", consolidation, by=by, at=at, changes={"change": [change.pk, None]})


def _put_back(change: Change) -> None:
    before, after = change.before, change.after
    _check_untouched(before, after, photograph([int(pk) for pk in after["groups"]]))
    for pk, row in after["groups"].items():
        old = before["groups"].get(pk)
        values = {"is_dissolved": True} if old is None else _differing(old, row)
        NeedGroup.objects.filter(pk=pk).update(version=F("version") + 1, **values)
    for pk, place in before["members"].items():
        if place != after["members"].get(pk):
            Membership.objects.filter(pk=pk).update(group_id=place[0], likeness=place[1])


def _check_untouched(before: dict[str, Any], after: dict[str, Any], now: dict[str, Any]) -> None:
    later = _("Something was changed since in these groups: undo the later step first.")
    for pk, row in after["groups"].items():
        current = now["groups"].get(pk)
        refuse_unless(current is not None and _same(row, current), later)
    gone = after["members"].keys() - now["members"].keys()  # withdrawn since: nothing to put back
    refuse_unless(not Membership.objects.filter(pk__in=gone).exists(), later)
    refuse_unless(all(after["members"].get(pk, place) == place for pk, place in now["members"].items()), later)
    made = {int(pk) for pk in after["groups"].keys() - before["groups"].keys()}
    arrived = now["members"].keys() - after["members"].keys()
    crowded = any(now["members"][pk][0] in made for pk in arrived)
    refuse_unless(not crowded, _("New needs joined the group this step made: move them to another group first."))


def _same(then: dict[str, Any], now: dict[str, Any]) -> bool:
    """Equal but for the version, and for a plan item the machine suggested where there was none."""
    aside = {"version"} | ({"plan_item_id"} if then["plan_item_id"] is None and now["state"] == "proposed" else set())
    return all(then[name] == now[name] for name in then.keys() - aside)


def _differing(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The values a step changed, as they were before it."""
    values = {name: value for name, value in old.items() if name != "version" and value != new[name]}
    if values.get("decided_at"):
        values["decided_at"] = parse_datetime(values["decided_at"])
    return values
