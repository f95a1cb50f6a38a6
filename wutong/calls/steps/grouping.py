"""Opening a consolidation and proposing groups. What a person arranged stays; newcomers are placed around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched, pairwise
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_noop

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.calls import rules
from wutong.calls.models import Call, Consolidation, Membership, Need, NeedGroup
from wutong.calls.steps.suggesting import pairs_apart, store_suggestions
from wutong.calls.steps.vectors import text_of, vectors_of
from wutong.calls.steps.workspace import first_wording, fullness, take_numbers
from wutong.directory.models import Organisation
from wutong.matching.encoders import Encoder
from wutong.matching.grouping import Grouping, group
from wutong.matching.items import Item
from wutong.matching.likeness import Likeness

# Which facts keep two needs apart, measured on the demo's replies (369 needs as read from files, 114 true pairs;
# pairwise F1): none .77, country .96, with action .96, all three as below .955; also where read with doubt .87.
SURE_OF = {"field": 0.90, "action": 0.75}  # read with at least this confidence; a person's or a form's word counts 1
UNSAYING = ("", "other")
BATCH = 1000
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where one newcomer goes: into an open group, or into the new group that `first` begins; and why."""

    need: Need
    home: int | None
    first: Need
    alike: Likeness | None


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


def current_needs(consolidation: Consolidation) -> QuerySet[Need]:
    return (
        Need.objects.filter(call_id=consolidation.call_id, office_id=consolidation.office_id, is_current=True)
        .select_related("reply")
        .order_by("pk")
    )


def item_of(need: Need) -> Item:
    """A need as the matcher compares it. What is not stated, or read with doubt, keeps nothing apart."""
    facts = {"country": frozenset(need.countries)} if need.countries else {}
    for name, sure in SURE_OF.items():
        value = getattr(need, name)
        if value not in UNSAYING and need.places.get(name, {}).get("confidence", 1.0) >= sure:
            facts[name] = frozenset({value})
    return Item(key=str(need.pk), text=text_of(need), language=need.language or None, facts=facts)


def propose_groups(
    consolidation: Consolidation, *, encoder: Encoder, by: Actor, at: datetime, progress: Progress = lambda *_: None
) -> Grouping:
    """Place every current need that stands in no group yet. Encoding and comparing run outside the transaction."""
    rules.check_work_for(consolidation.office_id, by)
    needs = list(current_needs(consolidation))
    placed = dict(consolidation.memberships.values_list("need_id", "group_id"))
    total = len(needs)
    read = gettext_noop("Reading the needs")
    vectors = vectors_of(needs, encoder, lambda done, of: progress(done, total, read))
    progress(total // 3, total, gettext_noop("Comparing the needs"))
    grouping = group(
        [item_of(need) for need in needs],
        together=_together(placed),
        apart=pairs_apart(consolidation),
        encoder=encoder,
        vectors=vectors,
    )
    progress(2 * total // 3, total, gettext_noop("Placing the needs in groups"))
    seats = _seats(consolidation, needs, placed, grouping)
    _store(consolidation, seats, grouping, by=by, at=at)
    progress(total, total, "")
    return grouping


def _together(placed: dict[int, int]) -> list[tuple[str, str]]:
    by_group: dict[int, list[str]] = {}
    for need_id, group_id in placed.items():
        by_group.setdefault(group_id, []).append(str(need_id))
    return [pair for keys in by_group.values() for pair in pairwise(keys)]


def _seats(
    consolidation: Consolidation, needs: Sequence[Need], placed: dict[int, int], grouping: Grouping
) -> list[Seat]:
    """A seat for every newcomer: in the open group most of its likes stand in, else in a new one with its likes."""
    open_groups = _open_groups(consolidation)
    by_key = {str(need.pk): need for need in needs}
    seats = []
    for keys in [found.keys for found in grouping.groups] + [(key,) for key in grouping.alone]:
        members = sorted((by_key[key] for key in keys), key=lambda need: need.pk)
        newcomers = [need for need in members if need.pk not in placed]
        homes = [placed[need.pk] for need in members if placed.get(need.pk) in open_groups]
        if not newcomers:
            continue
        home = max(homes, key=homes.count) if homes else None
        seated = (need for need in members if home and placed.get(need.pk) == home)
        first = next(seated, None) or max(newcomers, key=fullness)
        ordered = sorted(newcomers, key=lambda need: (need.pk != first.pk, need.pk))
        seats += [Seat(need, home, first, _alike(grouping, first, need)) for need in ordered]
    return seats


def _open_groups(consolidation: Consolidation) -> set[int]:
    return set(consolidation.groups.filter(state="proposed", is_dissolved=False).values_list("pk", flat=True))


def _alike(grouping: Grouping, first: Need, need: Need) -> Likeness | None:
    return grouping.likeness(str(first.pk), str(need.pk)) if need.pk != first.pk else None


@transaction.atomic
def _store(consolidation: Consolidation, seats: Sequence[Seat], grouping: Grouping, *, by: Actor, at: datetime) -> None:
    """Write the seats down. Needs seated or withdrawn meanwhile are passed over, and a group decided or dissolved
    meanwhile takes nobody: its newcomers begin a group of their own."""
    locked = Consolidation.objects.select_for_update().get(pk=consolidation.pk)
    placed = set(locked.memberships.values_list("need_id", flat=True))
    current = set(current_needs(locked).values_list("pk", flat=True))
    seats = [seat for seat in seats if seat.need.pk in current and seat.need.pk not in placed]
    open_homes = _open_groups(locked) & {seat.home for seat in seats}
    made = _begin_groups(locked, [seat for seat in seats if seat.home not in open_homes])
    rows = [_membership(locked, seat, seat.home if seat.home in open_homes else made[seat.first.pk]) for seat in seats]
    Membership.objects.bulk_create(rows, batch_size=BATCH)
    # Whoever looks at one of these groups now must look again before deciding: it holds more than they saw.
    for some in batched(sorted(open_homes), BATCH):
        NeedGroup.objects.filter(pk__in=some).update(version=F("version") + 1)
    store_suggestions(locked, grouping)
    locked.grouped_at = at
    locked.save(update_fields=["grouped_at"])
    journal.record(
        "consolidation.group", locked, by=by, at=at, changes={"placed": [len(placed), len(placed) + len(rows)]}
    )


def _begin_groups(consolidation: Consolidation, seats: Sequence[Seat]) -> dict[int, int]:
    """New groups, worded by their fullest need: first need → group. Their numbers are the order of the cards, which
    stay in their places whatever is done to them: groups of several first, the surest first; then single needs in the
    order of the units in the letter."""
    firsts: dict[int, list[Need]] = {}
    for seat in seats:
        firsts.setdefault(seat.first.pk, []).append(seat.need)
    several = [pk for pk, needs in firsts.items() if len(needs) > 1]  # seats come as grouped: the surest first
    single = sorted((seat.first for seat in seats if len(firsts[seat.first.pk]) == 1), key=_in_letter)
    ordered = [*several, *(need.pk for need in single)]
    number = take_numbers(consolidation, len(firsts))
    rows = [
        NeedGroup(consolidation=consolidation, number=number + place, **first_wording(max(firsts[pk], key=fullness)))
        for place, pk in enumerate(ordered)
    ]
    made = NeedGroup.objects.bulk_create(rows, batch_size=BATCH)
    return {pk: row.pk for pk, row in zip(ordered, made, strict=True)}


def _in_letter(need: Need) -> tuple[int, int]:
    """Inquiries are made in the order in which the letter names the units."""
    return need.reply.inquiry_id, need.pk


def _membership(consolidation: Consolidation, seat: Seat, group_id: int) -> Membership:
    score = round(seat.alike.score, 4) if seat.alike else None
    why = _why(seat.alike) if seat.alike else {}
    return Membership(consolidation=consolidation, group_id=group_id, need=seat.need, likeness=score, why=why)


def _why(alike: Likeness) -> dict[str, Any]:
    """The reasons of a likeness as plain values for the card."""
    return {
        "route": alike.route,
        "dense": round(alike.dense, 3),
        "lexical": round(alike.lexical, 3),
        "weak": list(alike.weak),
        "terms": [
            {"kind": reason.kind, "a": reason.a, "b": reason.b, "gloss": reason.gloss} for reason in alike.reasons
        ],
    }
