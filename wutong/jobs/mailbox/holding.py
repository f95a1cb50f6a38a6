"""One picker at a time: the mailbox is held for a while, and the hold of a picker that died ends by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from wutong.base.tokens import new_token
from wutong.calls.models import Mailbox

HOLD = timedelta(seconds=90)  # renewed for each mail; the slowest of them takes less
LONGEST_WAIT = timedelta(minutes=30)


def seize(account: str, *, at: datetime, at_once: bool = False) -> Mailbox | None:
    """Hold the mailbox; None where another holds it, or where it is not yet time to look into it again."""
    Mailbox.objects.get_or_create(account=account)
    free = Q(held_until=None) | Q(held_until__lte=at)
    due = Q() if at_once else Q(next_at=None) | Q(next_at__lte=at)
    rows = Mailbox.objects.filter(free & due, account=account)
    holder = new_token()
    if rows.update(holder=holder, held_until=at + HOLD) != 1:
        return None
    return Mailbox.objects.get(account=account)


def hold_on(box: Mailbox, *, at: datetime) -> bool:
    """Go on holding. False where the hold has ended and another has begun."""
    return bool(Mailbox.objects.filter(pk=box.pk, holder=box.holder).update(held_until=at + HOLD))


def release(box: Mailbox, *, at: datetime, is_more: bool = False) -> bool:
    """It was reached. Answers whether that is news; `is_more`: the next look need not wait."""
    pause = timedelta(0) if is_more else timedelta(seconds=settings.MAILBOX_PAUSE)
    _mine(box).update(
        held_until=None, holder="", next_at=at + pause, picked_at=at, failures=0, away_since=None, trouble=""
    )
    return box.away_since is not None


def give_up(box: Mailbox, trouble: str, *, at: datetime) -> bool:
    """It could not be reached: try again later, each time waiting twice as long. Answers whether that is news."""
    failures = min(box.failures + 1, 100)
    pause = timedelta(seconds=settings.MAILBOX_PAUSE) * 2 ** min(failures - 1, 10)
    _mine(box).update(
        held_until=None, holder="", next_at=at + min(pause, LONGEST_WAIT), failures=failures,
        away_since=box.away_since or at, trouble=trouble[:300],
    )  # fmt: skip
    return box.away_since is None


def _mine(box: Mailbox) -> QuerySet[Mailbox]:
    return Mailbox.objects.filter(pk=box.pk, holder=box.holder)
