"""The merging workspace: groups with their members, and what was changed last."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from wutong.base.actors import Actor
from wutong.calls import sight
from wutong.calls.models import Call, Change, Consolidation, Membership, NeedGroup


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


def members() -> Prefetch:
    """Members with all a card shows, in one query for a whole page of groups."""
    rows = Membership.objects.select_related("need__unit", "need__file__stored", "need__reply").order_by("pk")
    return Prefetch("memberships", queryset=rows, to_attr="members")


def groups(consolidation: Consolidation, chosen: GroupFilter | None = None) -> QuerySet[NeedGroup]:
    """Groups in their order; the caller was shown that the consolidation is theirs to see."""
    rows = consolidation.groups.filter(is_dissolved=False).select_related("plan_item")
    chosen = chosen or GroupFilter()
    for name in ("state", "field", "action"):
        if getattr(chosen, name):
            rows = rows.filter(**{name: getattr(chosen, name)})
    if chosen.item:
        rows = rows.filter(plan_item_id=chosen.item)
    if chosen.unit:
        rows = rows.filter(memberships__need__unit_id=chosen.unit)
    if chosen.country:
        rows = rows.filter(memberships__need__country_rows__country_id=chosen.country)
    if chosen.several:
        rows = rows.annotate(size=Count("memberships", distinct=True)).filter(size__gt=1)
    return rows.distinct().prefetch_related(members()).order_by("number")


def group(consolidation: Consolidation, pk: int) -> NeedGroup:
    """One group with its members; raises NeedGroup.DoesNotExist."""
    return groups(consolidation).get(pk=pk)


def changes(consolidation: Consolidation, *, most: int = 20) -> list[Change]:
    return list(consolidation.changes.select_related("by")[:most])


def last_change(by: Actor, consolidation: Consolidation) -> Change | None:
    """The officer's own last step that can still be undone."""
    return consolidation.changes.filter(by_id=by.user_id, undone_at=None).order_by("-pk").first()
