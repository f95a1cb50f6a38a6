"""Opening a consolidation and proposing groups. What a person arranged stays; newcomers are placed around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from itertools import pairwise

from django.db import transaction

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.calls import rules
from wutong.calls.models import Call, Consolidation, Membership, Need, NeedGroup
from wutong.calls.steps.workspace import new_group
from wutong.directory.models import Organisation
from wutong.matching.encoders import Encoder
from wutong.matching.grouping import Grouping, group
from wutong.matching.items import Item

SURE_OF_FIELD = 0.75  # below this a field read from free text does not keep two needs apart
Progress = Callable[[int, int, str], None]


@transaction.atomic
def open_consolidation(call: Call, office: Organisation, *, by: Actor, at: datetime) -> Consolidation:
    """Begin merging what came to one office; opening again gives the same one."""
    rules.check_work_for(office.pk, by)
    made, is_new = Consolidation.objects.get_or_create(
        call=call, office=office, defaults={"opened_at": at, "plan": call.plan}
    )
    if is_new:
        journal.record("consolidation.open", made, by=by, at=at)
    return made


def current_needs(consolidation: Consolidation) -> Iterable[Need]:
    return Need.objects.filter(
        call_id=consolidation.call_id, office_id=consolidation.office_id, is_current=True
    ).order_by("pk")


def item_of(need: Need) -> Item:
    """A need as the matcher compares it. Countries keep needs apart; an unclear field does not."""
    facts = {"country": frozenset(need.countries)}
    sure = need.places.get("field", {}).get("confidence", 1.0) >= SURE_OF_FIELD
    if sure and need.field and need.field != "other":
        facts["field"] = frozenset({need.field})
    return Item(
        key=str(need.pk), text=f"{need.title}\n{need.text}".strip(), language=need.language or None, facts=facts
    )


def propose_groups(
    consolidation: Consolidation, *, encoder: Encoder, by: Actor, at: datetime, progress: Progress = lambda *_: None
) -> Grouping:
    """Place every current need that stands in no group yet. Encoding and comparing run outside the transaction."""
    rules.check_work_for(consolidation.office_id, by)
    needs = list(current_needs(consolidation))
    placed = dict(consolidation.memberships.values_list("need_id", "group_id"))
    by_group: dict[int, list[str]] = {}
    for need_id, group_id in placed.items():
        by_group.setdefault(group_id, []).append(str(need_id))
    together = [pair for keys in by_group.values() for pair in pairwise(keys)]
    progress(0, len(needs), "compare")
    grouping = group([item_of(need) for need in needs], together=together, encoder=encoder)
    progress(len(needs), len(needs), "store")
    _store(consolidation, needs, grouping, by=by, at=at)
    return grouping


@transaction.atomic
def _store(consolidation: Consolidation, needs: list[Need], grouping: Grouping, *, by: Actor, at: datetime) -> None:
    locked = Consolidation.objects.select_for_update().get(pk=consolidation.pk)
    placed = dict(locked.memberships.values_list("need_id", "group_id"))
    open_groups = set(locked.groups.filter(state="proposed", is_dissolved=False).values_list("pk", flat=True))
    by_key = {str(need.pk): need for need in needs}
    made = 0
    for keys in [found.keys for found in grouping.groups] + [(key,) for key in grouping.alone]:
        members = sorted((by_key[key] for key in keys), key=lambda need: need.pk)
        newcomers = [need for need in members if need.pk not in placed]
        homes = [placed[need.pk] for need in members if need.pk in placed and placed[need.pk] in open_groups]
        if newcomers:
            _place(locked, newcomers, homes, grouping)
            made += 1
    locked.grouped_at = at
    locked.save(update_fields=["grouped_at"])
    journal.record("consolidation.group", locked, by=by, at=at, changes={"placed": [len(placed), made]})


def _place(consolidation: Consolidation, newcomers: list[Need], homes: list[int], grouping: Grouping) -> None:
    """Into the open group most of their likes stand in, else into a new one."""
    home = max(homes, key=homes.count) if homes else None
    target = NeedGroup.objects.get(pk=home) if home else new_group(consolidation, _fullest(newcomers))
    seated = target.memberships.order_by("pk").values_list("need_id", flat=True).first()
    anchor = str(seated or newcomers[0].pk)
    rows = []
    for need in newcomers:
        key = str(need.pk)
        alike = grouping.likeness(anchor, key) if key != anchor else None
        rows.append(
            Membership(
                consolidation=consolidation,
                group=target,
                need=need,
                likeness=alike.score if alike else None,
                why=_why(alike) if alike else {},
            )
        )
    Membership.objects.bulk_create(rows)


def _fullest(needs: list[Need]) -> Need:
    """The need whose words say most lends the group its first wording; Chinese before other languages."""
    return max(needs, key=lambda need: (need.language == "zh", len(need.text), -need.pk))


def _why(alike: object) -> dict[str, object]:
    """The reasons of a likeness as plain values for the card."""
    return {
        "route": getattr(alike, "route", ""),
        "dense": getattr(alike, "dense", None),
        "lexical": getattr(alike, "lexical", None),
        "terms": [
            {name: getattr(reason, name, "") for name in getattr(reason, "__slots__", ())}
            for reason in getattr(alike, "reasons", ())
        ],
    }


def text_digest(need: Need) -> str:
    return sha256(f"{need.title}\n{need.text}".encode()).hexdigest()
