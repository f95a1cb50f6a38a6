"""The merging workspace: every step is guarded by group versions, recorded with before and after, and can be undone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.advance import advance
from wutong.base.rules import Refused, refuse_unless
from wutong.base.texts import AUTHORITATIVE
from wutong.calls import rules
from wutong.calls.models import Change, Consolidation, Membership, Need, NeedGroup
from wutong.calls.reading.compared import wording
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
WORDED = ("titles", "texts", "field", "action", "plan_item_id", "priority")
Versions = Mapping[int, int]


def photograph(groups: Collection[int]) -> dict[str, Any]:
    """Groups and who is in them, as plain values. Members are named by membership, which outlives a need's versions."""
    rows = NeedGroup.objects.filter(pk__in=groups)
    members = Membership.objects.filter(group__in=groups).values_list("pk", "group_id", "likeness")
    return {
        "groups": {str(row.pk): {name: journal.plain(getattr(row, name)) for name in KEPT} for row in rows},
        "members": {str(pk): [group, likeness] for pk, group, likeness in members},
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
        before = photograph(versions)
        for group in groups:
            _claim(group, versions[group.pk])
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
        raise Refused(told(group))
    group.version = version + 1


def told(group: NeedGroup) -> str:
    """What happened to a group since the officer looked at it: who did what, and when."""
    recent = group.consolidation.changes.select_related("by").order_by("-pk")[:50]
    last = next((change for change in recent if str(group.pk) in change.after.get("groups", {})), None)
    if last is None or last.undone_at:
        words = _("Group %(number)s was changed while you were looking: look at it again before you go on.")
        return words % {"number": group.number}
    words = _("Group %(number)s was changed by %(who)s (%(what)s): look at it again before you go on.")
    return words % {
        "number": group.number,
        "who": last.by or _("the machine"),
        "what": _(journal.VERBS.get(last.verb, last.verb)),
    }


def first_wording(need: Need) -> dict[str, Any]:
    """A group begins with the words of one of its needs."""
    language = {"zh": "zh-hans"}.get(need.language, need.language) or "zh-hans"
    return {
        "titles": {AUTHORITATIVE: language, language: need.title},
        "texts": {AUTHORITATIVE: language, language: wording(need.text, (need.partner, need.contact))},
        "field": need.field,
        "action": need.action,
        "priority": need.priority,
    }


def take_numbers(consolidation: Consolidation, count: int) -> int:
    """Set aside `count` running numbers for new groups and answer the first of them."""
    Consolidation.objects.filter(pk=consolidation.pk).update(next_number=F("next_number") + count)
    consolidation.refresh_from_db(fields=["next_number"])
    return consolidation.next_number - count


def merge_groups(consolidation: Consolidation, *, keep: int, versions: Versions, by: Actor, at: datetime) -> NeedGroup:
    """Merge all groups named in `versions` into `keep`; the others are dissolved. Accepted and declined do not mix."""
    refuse_unless(len(versions) > 1 and keep in versions, _("Choose at least two groups to merge."))
    with changing(consolidation, "consolidation.merge", versions, by=by, at=at) as groups:
        decided = {group.state for group in groups} - {"proposed"}
        refuse_unless(
            len(decided) < 2, _("One of the groups is accepted and another declined: open one of them again first.")
        )
        kept = next(group for group in groups if group.pk == keep)
        others = [group.pk for group in groups if group.pk != keep]
        Membership.objects.filter(group__in=others).update(group=kept, likeness=None)
        NeedGroup.objects.filter(pk__in=others).update(is_dissolved=True)
    return kept


def split_group(
    consolidation: Consolidation, group_id: int, *, version: int, needs: Sequence[int], by: Actor, at: datetime
) -> NeedGroup:
    """Take needs out into an open group of their own, under the same plan item; at least one stays behind."""
    with changing(consolidation, "consolidation.split", {group_id: version}, by=by, at=at) as groups:
        members = Membership.objects.filter(group_id=group_id)
        leaving = list(members.filter(need__in=needs).select_related("need").order_by("need_id"))
        refuse_unless(leaving, _("Choose the needs to take out."))
        refuse_unless(len(leaving) < members.count(), _("At least one need stays in the group."))
        first = max((row.need for row in leaving), key=fullness)
        same = first.action == groups[0].action
        made = NeedGroup.objects.create(
            consolidation=consolidation,
            number=take_numbers(consolidation, 1),
            plan_item_id=groups[0].plan_item_id if same else None,
            **first_wording(first),
        )
        members.filter(pk__in=[row.pk for row in leaving]).update(group=made, likeness=None)
        groups.append(made)
    return made


def fullness(need: Need) -> tuple[bool, int, int]:
    """The need whose words say most lends a group its first wording; Chinese before other languages."""
    return need.language == "zh", len(need.text), -need.pk


def move_needs(
    consolidation: Consolidation, needs: Sequence[int], *, to: int, versions: Versions, by: Actor, at: datetime
) -> None:
    """Move needs of one group into another; a group left empty is dissolved. `versions` names both groups."""
    with changing(consolidation, "consolidation.move", versions, by=by, at=at) as groups:
        source = next((group for group in groups if group.pk != to), None)
        refuse_unless(
            source is not None and to in versions and len(groups) == 2, _("Choose another group to move the needs to.")
        )
        moved = Membership.objects.filter(group=source, need__in=needs).update(group_id=to, likeness=None)
        refuse_unless(moved and moved == len(set(needs)), _("The need is no longer in this group."))
        if not Membership.objects.filter(group=source).exists():
            left_empty = [group.pk for group in groups if group.pk != to]
            NeedGroup.objects.filter(pk__in=left_empty).update(is_dissolved=True)


def word_groups(consolidation: Consolidation, *, versions: Versions, by: Actor, at: datetime, **fields: Any) -> None:
    """Write merged wording, plan item, field, action or priority, the same for all groups named."""
    unknown = fields.keys() - set(WORDED)
    if unknown:
        raise TypeError(f"not part of a group's wording: {sorted(unknown)}")
    refuse_unless(versions, _("Choose the groups first."))
    if "titles" in fields:
        said = any(words.strip() for code, words in fields["titles"].items() if code != AUTHORITATIVE)
        refuse_unless(said, _("Give the group a title in at least one language."), place="title_zh")
    with changing(consolidation, "consolidation.word", versions, by=by, at=at):
        NeedGroup.objects.filter(pk__in=versions).update(**fields)


def decide_group(
    consolidation: Consolidation, group_id: int, move: str, *, version: int, by: Actor, at: datetime, reason: str = ""
) -> None:
    """Accept, decline (with a reason the units will read) or open again."""
    decide_groups(consolidation, move, versions={group_id: version}, by=by, at=at, reason=reason)


def decide_groups(
    consolidation: Consolidation, move: str, *, versions: Versions, by: Actor, at: datetime, reason: str = ""
) -> None:
    """One decision for several groups: all of them or, where one stands in the way, none."""
    refuse_unless(versions, _("Choose the groups first."))
    reason = reason.strip() if move == "decline" else ""
    refuse_unless(move != "decline" or reason, _("Say why the need is declined."), place="reason")
    opened = move == "reopen"
    decided: dict[str, Any] = {"decided_at": None if opened else at, "decided_by_id": None if opened else by.user_id}
    with changing(consolidation, f"need_group.{move}", versions, by=by, at=at) as groups:
        for group in groups:
            advance(group, move, flow=GROUP, by=by, at=at, reason=reason, **decided)
