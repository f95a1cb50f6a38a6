"""A new version of a reply takes the place of the old one in every merging: same needs keep their group."""

from __future__ import annotations

from wutong.calls.models import Membership, Need, Reply
from wutong.directory.folding import fold


def carry_over(older: Reply, newer: Reply) -> tuple[int, int]:
    """Move memberships from old needs to the new ones of the same title; answers (carried, dropped).

    What was dropped leaves its group; what is new waits for grouping. A person's corrections to a need of the same
    title are kept where the new version reads as the old one did.
    """
    successors: dict[str, list[Need]] = {}
    for need in newer.needs.order_by("number"):
        successors.setdefault(fold(need.title), []).append(need)
    carried = dropped = 0
    for old in older.needs.order_by("number").prefetch_related("memberships"):
        heirs = successors.get(fold(old.title))
        heir = heirs.pop(0) if heirs else None
        if heir is not None:
            _keep_corrections(old, heir)
        for membership in old.memberships.all():
            if heir is None:
                membership.delete()
                dropped += 1
            else:
                Membership.objects.filter(pk=membership.pk).update(need=heir)
                carried += 1
    return carried, dropped


def _keep_corrections(old: Need, heir: Need) -> None:
    kept = {}
    for name, correction in old.corrections.items():
        if getattr(heir, name, None) == correction.get("was"):
            setattr(heir, name, correction.get("now"))
            kept[name] = correction
    if kept:
        heir.corrections = heir.corrections | kept
        heir.save(update_fields=["corrections", *kept])
