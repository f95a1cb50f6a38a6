"""A new version of a reply takes the place of the old one in every merging: same needs keep their group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wutong.calls.models import Membership, Need, NeedCountry, Reply
from wutong.calls.statement import Stated
from wutong.calls.understanding import as_column, from_column
from wutong.directory.folding import fold
from wutong.directory.models import Country


def carry_over(older: Reply, newer: Reply) -> tuple[int, int]:
    """Move memberships from old needs to the new ones of the same title; answers (carried, dropped).

    What was dropped leaves its group; what is new waits for grouping. A person's corrections to a need of the same
    title are kept where the new version reads as the old one did. A title a person corrected is known by both words.
    """
    successors: dict[str, list[Need]] = {}
    for need in newer.needs.order_by("number"):
        for title in dict.fromkeys(titles_of(need)):
            successors.setdefault(title, []).append(need)
    taken: set[int] = set()
    carried = dropped = 0
    for old in older.needs.order_by("number").prefetch_related("memberships"):
        heir = _heir(old, successors, taken)
        if heir is not None:
            taken.add(heir.pk)
            _keep_corrections(old, heir, older.version)
        for membership in old.memberships.all():
            if heir is None:
                membership.delete()
                dropped += 1
            else:
                Membership.objects.filter(pk=membership.pk).update(need=heir)
                carried += 1
    return carried, dropped


def titles_of(need: Need) -> list[str]:
    """As it stands now, then as it was read."""
    read = (need.corrections.get("title") or {}).get("was")
    return [fold(title) for title in (need.title, read) if title]


def _heir(old: Need, successors: Mapping[str, list[Need]], taken: set[int]) -> Need | None:
    """The first need of the same title nobody has inherited yet; one from the same file before others."""
    free = [need for title in titles_of(old) for need in successors.get(title, ()) if need.pk not in taken]
    return next((need for need in free if need.file_id == old.file_id), free[0] if free else None)


def corrections_kept(old: Need, heir: Stated, version: int) -> dict[str, Any]:
    """The old need's corrections its heir takes over: wherever it reads as the old one did before them. Each says from
    which version of the reply it was kept."""
    made = getattr(heir, "corrections", {})
    kept: dict[str, Any] = {}
    for name, change in old.corrections.items():
        if name not in made and as_column(name, getattr(heir, name)) == change["was"] != change["now"]:
            kept[name] = change | {"kept_from": change.get("kept_from", version)}
    if ("amount" in kept) != ("currency" in kept) and not _fit(heir, kept):
        kept.pop("amount", None)
        kept.pop("currency", None)
    return kept


def _keep_corrections(old: Need, heir: Need, version: int) -> None:
    """Make the old need's corrections to its heir."""
    kept = corrections_kept(old, heir, version)
    if not kept:
        return
    for name, change in kept.items():
        setattr(heir, name, from_column(name, change["now"]))
    heir.corrections = heir.corrections | kept
    heir.save(update_fields=["corrections", *kept])
    if "countries" in kept:
        _store_countries(heir)


def _fit(heir: Stated, kept: Mapping[str, Any]) -> bool:
    """A sum is kept with its currency only: half of a correction must not leave a sum of nothing."""
    amount = kept["amount"]["now"] if "amount" in kept else heir.amount
    currency = kept["currency"]["now"] if "currency" in kept else heir.currency
    return amount is None or bool(currency)


def _store_countries(need: Need) -> None:
    need.country_rows.all().delete()
    known = Country.objects.filter(pk__in=need.countries).values_list("pk", flat=True)
    NeedCountry.objects.bulk_create(NeedCountry(need=need, call_id=need.call_id, country_id=code) for code in known)
