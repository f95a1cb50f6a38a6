"""The merging workspace: groups with their members, suggestions, the count of everything, and what was done last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from wutong.base.actors import Actor
from wutong.calls import sight
from wutong.calls.models import (
    Call,
    Change,
    Consolidation,
    Inquiry,
    Membership,
    Need,
    NeedCountry,
    NeedGroup,
    Suggestion,
)
from wutong.directory.models import Organisation


def consolidations(by: Actor) -> QuerySet[Consolidation]:
    return Consolidation.objects.filter(sight.consolidations(by)).select_related(
        "call__issuer", "office", "plan", "work"
    )


def consolidation(by: Actor, call: Call) -> Consolidation:
    """That of one's own office under this call, else (for the auditor and the administrator) the issuer's.
    Raises Consolidation.DoesNotExist."""
    rows = consolidations(by).filter(call=call)
    own = rows.filter(office_id=by.office_id).first()
    return own or rows.get(office_id=call.issuer_id)


def needs_for(call: Call, office: Organisation) -> QuerySet[Need]:
    """The current needs stated to one office under a call: what it has to merge."""
    return Need.objects.filter(call=call, office=office, is_current=True)


@dataclass(frozen=True, slots=True)
class GroupFilter:
    """What the officer narrows the workspace to."""

    state: str = ""
    unit: int | None = None
    country: str = ""
    field: str = ""
    action: str = ""
    item: int | None = None
    several: bool = False  # only groups with more than one need
    unsure: bool = False  # only groups with an open suggestion
    text: str = ""


def members() -> Prefetch:
    """Members with all a card shows, in one query for a whole page of groups."""
    rows = Membership.objects.select_related("need__unit", "need__file__stored", "need__reply").order_by("pk")
    return Prefetch("memberships", queryset=rows, to_attr="members")


def groups(consolidation: Consolidation, chosen: GroupFilter | None = None) -> QuerySet[NeedGroup]:
    """Groups in their order; the caller was shown that the consolidation is theirs to see. A group whose needs were
    all withdrawn is not shown any more."""
    chosen = chosen or GroupFilter()
    rows = consolidation.groups.filter(is_dissolved=False).select_related("plan_item")
    for name in ("state", "field", "action"):
        if getattr(chosen, name):
            rows = rows.filter(**{name: getattr(chosen, name)})
    if chosen.item:
        rows = rows.filter(plan_item_id=chosen.item)
    for condition in _conditions(chosen):
        rows = rows.filter(condition)
    return rows.prefetch_related(members()).order_by("number")


def _conditions(chosen: GroupFilter) -> Iterable[Exists | Q]:
    """What must hold of the members of a group; each is asked for by itself, so that nothing is counted twice."""
    seated = Membership.objects.filter(group=OuterRef("pk"))
    yield Exists(seated)
    if chosen.unit:
        yield Exists(seated.filter(need__unit_id=chosen.unit))
    if chosen.country:
        yield Exists(seated.filter(need__country_rows__country_id=chosen.country))
    if chosen.text:
        words = Q(need__title__icontains=chosen.text) | Q(need__text__icontains=chosen.text)
        worded = Exists(seated.filter(words)) | Q(titles__icontains=chosen.text)
        named = chosen.text.isdecimal() and len(chosen.text) < 8
        yield worded | Q(number=int(chosen.text)) if named else worded
    if chosen.several:
        yield Exists(seated.filter(Exists(Membership.objects.filter(group=OuterRef("group"), pk__lt=OuterRef("pk")))))
    if chosen.unsure:
        # By key, not by a correlated question for every group: 20,000 groups are counted in 14 ms.
        yield Q(pk__in=open_suggestions().values("left__group")) | Q(pk__in=open_suggestions().values("right__group"))


def choices_of(consolidation: Consolidation) -> tuple[list[Organisation], list[str]]:
    """The units and countries that occur among the needs: what a filter can offer."""
    needs = needs_for(consolidation.call, consolidation.office)
    units = Organisation.objects.filter(pk__in=needs.order_by().values("unit").distinct())
    named = NeedCountry.objects.filter(need__in=needs.order_by().values("pk"))
    return list(units), list(named.order_by().values_list("country_id", flat=True).distinct())


def group(consolidation: Consolidation, pk: int) -> NeedGroup:
    """One group with its members; raises NeedGroup.DoesNotExist."""
    return groups(consolidation).get(pk=pk)


def group_numbered(consolidation: Consolidation, number: int) -> NeedGroup:
    """By the number on its card; raises NeedGroup.DoesNotExist."""
    return groups(consolidation).get(number=number)


def open_suggestions() -> QuerySet[Suggestion]:
    """Pairs in doubt that nobody has settled: still in different groups, and not kept apart."""
    return Suggestion.objects.filter(kept_apart=False).exclude(left__group=F("right__group"))


def suggestions_for(consolidation: Consolidation, groups: Iterable[int]) -> dict[int, list[Suggestion]]:
    """The open suggestions of a page of groups, by group, the most alike first, in one query."""
    wanted = set(groups)
    rows = (
        open_suggestions()
        .filter(Q(left__group__in=wanted) | Q(right__group__in=wanted), consolidation=consolidation)
        .select_related("left__group", "right__group", "left__need__unit", "right__need__unit")
        .order_by("-score", "pk")
    )
    found: dict[int, list[Suggestion]] = {}
    for row in rows:
        for seat in (row.left, row.right):
            if seat.group_id in wanted:
                found.setdefault(seat.group_id, []).append(row)
    return found


def suggestion(consolidation: Consolidation, pk: int) -> Suggestion:
    """One suggestion with the two groups it speaks of; raises Suggestion.DoesNotExist."""
    return consolidation.suggestions.select_related("left__group", "right__group", "consolidation").get(pk=pk)


@dataclass(slots=True)
class Tally:
    """What a consolidation holds: every current need stands in exactly one group or waits for grouping."""

    needs: int = 0
    placed: int = 0
    waiting: int = 0
    astray: int = 0  # members that should not be: of a superseded version, or in a dissolved group
    groups: int = 0
    states: dict[str, int] = field(default_factory=dict)
    unsure: int = 0

    @property
    def balances(self) -> bool:
        return self.needs == self.placed + self.waiting and not self.astray


def tally(consolidation: Consolidation) -> Tally:
    """Counted from the needs and from the groups, so that the two can be held against each other."""
    needs = needs_for(consolidation.call, consolidation.office)
    seated = Membership.objects.filter(consolidation=consolidation)
    sound = Q(need__is_current=True, group__is_dissolved=False, group__consolidation=consolidation)
    counted = seated.aggregate(all=Count("pk"), sound=Count("pk", filter=sound))
    states = dict(groups(consolidation).order_by().values_list("state").annotate(Count("pk")))
    return Tally(
        needs=needs.count(),
        placed=counted["sound"],
        waiting=waiting(consolidation).count(),
        astray=counted["all"] - counted["sound"],
        groups=sum(states.values()),
        states=states,
        unsure=open_suggestions().filter(consolidation=consolidation).count(),
    )


def waiting(consolidation: Consolidation) -> QuerySet[Need]:
    """Current needs that stand in no group yet."""
    needs = needs_for(consolidation.call, consolidation.office)
    return needs.exclude(Exists(Membership.objects.filter(consolidation=consolidation, need=OuterRef("pk"))))


def inquiries_above(consolidation: Consolidation) -> QuerySet[Inquiry]:
    """What the office itself was asked, and can answer with the merged result: the call it passed on, or the upper call
    its own call helps to answer."""
    passed_on = Q(call=consolidation.call_id, unit=consolidation.office_id)
    answered = Q(pk=consolidation.call.answers_id, unit=consolidation.office_id)
    return Inquiry.objects.filter(passed_on | answered).select_related("call", "office", "unit").order_by("pk")


def changes(consolidation: Consolidation, *, most: int = 20) -> list[Change]:
    return list(consolidation.changes.select_related("by")[:most])


def change(consolidation: Consolidation, pk: int) -> Change:
    """One step; raises Change.DoesNotExist."""
    return consolidation.changes.select_related("by", "consolidation").get(pk=pk)


def numbers_of(consolidation: Consolidation, changes: Iterable[Change]) -> dict[int, list[int]]:
    """The numbers of the groups each step touched, by step, in one query."""
    touched = {change.pk: {int(pk) for pk in change.after.get("groups", {})} for change in changes}
    wanted = set().union(*touched.values())
    numbers = dict(consolidation.groups.filter(pk__in=wanted).values_list("pk", "number"))
    return {pk: sorted(numbers[group] for group in groups if group in numbers) for pk, groups in touched.items()}


def last_change(by: Actor, consolidation: Consolidation) -> Change | None:
    """The officer's own last step that can still be undone."""
    return consolidation.changes.filter(by_id=by.user_id, undone_at=None).order_by("-pk").first()
