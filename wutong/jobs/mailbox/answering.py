"""The automatic answers: each mail gets its own once all that came in it is settled, also after a restart."""

from __future__ import annotations

from datetime import datetime

import structlog

from wutong.calls.queries.mailbox import unanswered
from wutong.calls.steps.mailbox import answer

MOST_AT_ONCE = 200
log = structlog.get_logger()


def answer_settled(*, at: datetime) -> int:
    """Answer what is ready; answers how many. One that cannot be written keeps no other from being answered."""
    count = 0
    for incoming in unanswered()[:MOST_AT_ONCE]:
        try:
            count += answer(incoming, at=at)
        except Exception:
            log.exception("mailbox.not_answered", mail=incoming.pk)
    return count
