"""The merging workspace: every step is guarded by group versions, recorded with before and after, and can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.rules import Refused, refuse_unless
from wutong.calls import rules
from wutong.calls.models import Change, Consolidation, Membership, Need, NeedGroup
from wutong.calls.states import GROUP

KEPT = (
    "titles",
    "texts",
    "field",
    "action",
    "plan_item_id",
    "priority",
    "state",
    "reason",
    "decided_by_id",
    "decided_at",
    "is_dissolved",
    "version",
)
Versions = Mapping[int, int]


def photograph(groups: Iterable[int]) -> dict[str, Any]:
    """Groups and who is in them, as plain values."""
    rows = NeedGroup.objects.filter(pk__in=groups)
    members = Membership.objects.filter(group__in=groups).values_list("need_id", "group_id")
    return {
        "groups": {str(row.pk): {name: journal.plain(getattr(row, name)) for name in KEPT} for row in rows},
        "members": {str(need): group for need, group in members},
    }


@contextmanager
def changing(
    consolidation: Consolidation, verb: str, versions: Versions, *, by: Actor, at: datetime
) -> Iterator[list[NeedGroup]]:
    """Frame of every step: check rights and versions, photograph before and after, journal. Yields the groups, to which
    the step appends those it makes. Raises Refused when another officer changed one of them meanwhile."""
    rules.check_work_for(consolidation.office_id, by)
    with transaction.atomic():
        groups = list(NeedGroup.objects.filter(consolidation=consolidation, pk__in=versions).order_by("number"))
        refuse_unless(len(groups) == len(versions), _("A group is gone: load the page again."))
        for group in groups:
            _claim(group, versions[group.pk])
        before = photograph(versions)
        for row in before["groups"].values():
            row["version"] -= 1
        yield groups
        after = photograph([group.pk for group in groups])
        Change.objects.create(
            consolidation=consolidation, verb=verb, by_id=by.user_id, at=at, before=before, after=after
        )
        journal.record(
            verb, consolidation, by=by, at=at, changes={"groups": [sorted(before["groups"]), sorted(after["groups"])]}
        )


def _claim(group: NeedGroup, version: int) -> None:
    """Raise the version where it is still the one the officer saw."""
    rows = NeedGroup.objects.filter(pk=group.pk, version=version, is_dissolved=False)
    if rows.update(version=F("version") + 1) != 1:
        raise Refused(
            _("Group %(number)s was changed by somebody else: look at it again before you go on.")
            % {"number": group.number}
        )
    group.version = version + 1


def new_group(consolidation: Consolidation, first: Need) -> NeedGroup:
    """A group that begins with the words of its first need."""
    Consolidation.objects.filter(pk=consolidation.pk).update(next_number=F("next_number") + 1)
    consolidation.refresh_from_db(fields=["next_number"])
    language = {"zh": "zh-hans"}.get(first.language, first.language) or "zh-hans"
    return NeedGroup.objects.create(
        consolidation=consolidation,
        number=consolidation.next_number - 1,
        titles={"authoritative": language, language: first.title},
        texts={"authoritative": language, language: first.text},
        field=first.field,
        action=first.action,
        priority=first.priority,
    )


def merge_groups(consolidation: Consolidation, *, keep: int, versions: Versions, by: Actor, at: datetime) -> NeedGroup:
    """Merge all groups named in `versions` into `keep`; the others are dissolved."""
    refuse_unless(len(versions) > 1 and keep in versions, _("Choose at least two groups to merge."))
    with changing(consolidation, "consolidation.merge", versions, by=by, at=at) as groups:
        kept = next(group for group in groups if group.pk == keep)
        others = [group.pk for group in groups if group.pk != keep]
        Membership.objects.filter(group__in=others).update(group=kept, likeness=None)
        NeedGroup.objects.filter(pk__in=others).update(is_dissolved=True)
    return kept


def split_group(
    consolidation: Consolidation, group_id: int, *, version: int, needs: Sequence[int], by: Actor, at: datetime
) -> NeedGroup:
    """Take needs out into a group of their own; at least one stays behind."""
    with changing(consolidation, "consolidation.split", {group_id: version}, by=by, at=at) as groups:
        members = Membership.objects.filter(group_id=group_id)
        leaving = list(members.filter(need__in=needs).select_related("need").order_by("need_id"))
        refuse_unless(leaving, _("Choose the needs to take out."))
        refuse_unless(len(leaving) < members.count(), _("At least one need stays in the group."))
        made = new_group(consolidation, leaving[0].need)
        members.filter(pk__in=[row.pk for row in leaving]).update(group=made, likeness=None)
        groups.append(made)
    return made


def move_need(
    consolidation: Consolidation, need_id: int, *, to: int, versions: Versions, by: Actor, at: datetime
) -> None:
    """Move one need into another group; a group left empty is dissolved. `versions` names both groups."""
    with changing(consolidation, "consolidation.move", versions, by=by, at=at) as groups:
        source = next((group for group in groups if group.pk != to), None)
        refuse_unless(source is not None and to in versions, _("Choose another group to move the need to."))
        moved = Membership.objects.filter(group=source, need=need_id).update(group_id=to, likeness=None)
        refuse_unless(moved, _("The need is no longer in this group."))
        if not Membership.objects.filter(group=source).exists():
            NeedGroup.objects.filter(pk=source.pk if source else None).update(is_dissolved=True)


def word_group(
    consolidation: Consolidation, group_id: int, *, version: int, by: Actor, at: datetime, **fields: Any
) -> None:
    """Write the merged wording, plan item, field, action, priority of one group."""
    with changing(consolidation, "consolidation.word", {group_id: version}, by=by, at=at):
        NeedGroup.objects.filter(pk=group_id).update(**fields)


def decide_group(
    consolidation: Consolidation, group_id: int, move: str, *, version: int, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Accept, decline (with a reason the units will read) or open again."""
    refuse_unless(move != "decline" or reason.strip(), _("Say why the need is declined."), place="reason")
    decided = {} if move == "reopen" else {"decided_at": at, "decided_by_id": by.user_id}
    cleared = {"decided_at": None, "decided_by_id": None} if move == "reopen" else {}
    with changing(consolidation, "consolidation.word", {group_id: version}, by=by, at=at) as groups:
        advance(groups[0], move, flow=GROUP, by=by, at=at, reason=reason.strip(), **decided, **cleared)


@transaction.atomic
def undo(change: Change, *, by: Actor, at: datetime) -> None:
    """Put back what one step changed, if nothing was changed since in the groups it touched."""
    consolidation = change.consolidation
    rules.check_work_for(consolidation.office_id, by)
    refuse_unless(change.undone_at is None, _("This step is undone already."))
    before, after = change.before["groups"], change.after["groups"]
    for pk, row in after.items():
        unchanged = NeedGroup.objects.filter(pk=pk, version=row["version"]).update(version=F("version") + 1)
        refuse_unless(unchanged, _("Something was changed since in these groups: undo the later step first."))
    for pk in after.keys() - before.keys():
        NeedGroup.objects.filter(pk=pk).update(is_dissolved=True)
    for pk, row in before.items():
        old = {name: value for name, value in row.items() if name != "version"}
        old["decided_at"] = parse_datetime(old["decided_at"]) if old["decided_at"] else None
        NeedGroup.objects.filter(pk=pk).update(**old)
    for need, group in change.before["members"].items():
        Membership.objects.filter(consolidation=consolidation, need=need).update(group_id=group)
    change.undone_at = at
    change.save(update_fields=["undone_at"])
    journal.record("consolidation.undo", consolidation, by=by, at=at, changes={"change": [change.pk, None]})
