"""Stored sentence vectors of needs: only new texts are encoded, and the same text once in a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np

from wutong.calls.models import Need, NeedVector
from wutong.calls.reading.compared import compared
from wutong.matching.encoders import Encoder
from wutong.matching.items import Item
from wutong.matching.pool import encode_items
from wutong.matching.vectors import Vectors, pack, stamp, unpack

BATCH = 500
Told = Callable[[int, int], None]


def text_of(need: Need) -> str:
    """What is compared of a need: its topic, without what its columns state anyway."""
    return compared(need.title, need.text, (need.partner, need.contact))


def text_digest(need: Need) -> str:
    return sha256(text_of(need).encode()).hexdigest()


def vectors_of(needs: Sequence[Need], encoder: Encoder, told: Told = lambda done, total: None) -> Vectors:
    """The vectors of all needs, stored ones first. `told` hears how many of how many new texts are encoded."""
    made = stamp(encoder)
    digests = {need.pk: text_digest(need) for need in needs}
    known = _stored(needs, made)
    missing = {digests[need.pk]: need for need in needs if digests[need.pk] not in known}
    waiting = list(missing.items())
    for start in range(0, len(waiting), BATCH):
        told(start, len(waiting))
        some = waiting[start : start + BATCH]
        fresh = encode_items([Item(digest, text_of(need), need.language or None) for digest, need in some], encoder)
        known |= dict(zip(fresh.keys, pack(fresh.rows), strict=True)) if fresh.keys else {}
    _store([need for need in needs if digests[need.pk] in missing and digests[need.pk] in known], digests, known, made)
    readable = [need for need in needs if digests[need.pk] in known]
    rows = unpack([known[digests[need.pk]] for need in readable])
    return Vectors(made, tuple(str(need.pk) for need in readable), rows.astype(np.float32))


def _stored(needs: Sequence[Need], made: str) -> dict[str, bytes]:
    """Vectors by the digest of their text; also those of superseded versions of the same call."""
    calls = {need.call_id for need in needs}
    rows = NeedVector.objects.filter(need__call__in=calls, encoder=made).values_list("text_digest", "packed")
    return {digest: bytes(packed) for digest, packed in rows.iterator(chunk_size=5000)}


def _store(needs: Sequence[Need], digests: dict[int, str], known: dict[str, bytes], made: str) -> None:
    rows = [
        NeedVector(need=need, encoder=made, text_digest=digests[need.pk], packed=known[digests[need.pk]])
        for need in needs
    ]
    NeedVector.objects.bulk_create(
        rows,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["need"],
        update_fields=["encoder", "text_digest", "packed"],
    )
