"""The journal: registered verbs, old → new, who and on whose behalf; hash-chained; personal data can be shredded.

Each entry's hash covers its content, the digest of its personal part and the hash before it. Shredding deletes the
personal part and leaves the digest, so the chain still verifies (GDPR art. 17; PIPL art. 47).
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction

from wutong.base.actors import Actor
from wutong.base.flow import Flow
from wutong.base.journal_models import ChainHead, Entry, Personal

VERBS: dict[str, str] = {}
GENESIS = "0" * 64


def register(verbs: Mapping[str, str]) -> None:
    """Make verbs known: code → words on screen. A verb is registered once."""
    for code, words in verbs.items():
        if VERBS.get(code, words) != words:
            raise ValueError(f"verb {code} is registered twice with different words")
        VERBS[code] = words


def register_flow(flow: Flow) -> None:
    register({f"{flow.name}.{move.name}": move.says or move.name for move in flow.moves.values()})


def plain(value: Any) -> Any:
    """A value as the journal keeps it: JSON types only."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def digest(content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def record(
    verb: str,
    subject: models.Model,
    *,
    by: Actor,
    at: datetime,
    changes: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one entry at the end of the chain. Raises KeyError for a verb nobody registered."""
    if verb not in VERBS:
        raise KeyError(f"unregistered verb: {verb}")
    with transaction.atomic():
        head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1, defaults={"number": 0, "digest": GENESIS})
        entry = Entry(
            number=head.number + 1,
            at=at,
            verb=verb,
            subject_type=subject._meta.model_name or "",
            subject_id=subject.pk,
            actor_id=by.user_id,
            actor_role=by.role,
            office_id=by.office_id,
            on_behalf_of_id=by.on_behalf_of_id,
            changes={key: [plain(side) for side in pair] for key, pair in (changes or {}).items()},
            previous=head.digest,
        )
        kept = Personal(salt=secrets.token_hex(16), content=dict(personal)) if personal else None
        entry.personal_digest = digest([kept.salt, kept.content]) if kept else ""
        entry.digest = digest(covered(entry))
        entry.save(force_insert=True)
        if kept:
            kept.entry = entry
            kept.save(force_insert=True)
        head.number, head.digest = entry.number, entry.digest
        head.save()
    return entry


def covered(entry: Entry) -> list[Any]:
    """What an entry's hash covers."""
    return [
        entry.number,
        entry.at.timestamp(),
        entry.verb,
        entry.subject_type,
        entry.subject_id,
        entry.actor_id,
        entry.actor_role,
        entry.office_id,
        entry.on_behalf_of_id,
        entry.changes,
        entry.personal_digest,
        entry.previous,
    ]


def verify() -> Iterator[str]:
    """Walk the chain and yield one sentence for every break; nothing means the journal is whole."""
    previous, number = GENESIS, 0
    for entry in Entry.objects.order_by("number").select_related("personal").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            yield f"entry {number} is missing: entry {entry.number} follows"
            number = entry.number
        if entry.previous != previous:
            yield f"entry {entry.number} does not continue the entry before it"
        if entry.digest != digest(covered(entry)):
            yield f"entry {entry.number} was changed after it was written"
        kept = getattr(entry, "personal", None)
        if kept is not None and entry.personal_digest != digest([kept.salt, kept.content]):
            yield f"the personal part of entry {entry.number} was changed"
        previous = entry.digest
    head = ChainHead.objects.filter(pk=1).first()
    if head is not None and (head.number, head.digest) != (number, previous):
        yield f"the journal ends at entry {number}, but {head.number} were written"


def shred(subject: models.Model) -> int:
    """Delete the personal parts about one record; the chain still verifies. Answers how many were deleted."""
    parts = Personal.objects.filter(entry__subject_type=subject._meta.model_name, entry__subject_id=subject.pk)
    return parts.delete()[0]
