"""What a person may do now with a reply in hand, and of what they may not do, why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wutong.base.actors import Actor
from wutong.base.rules import Refused
from wutong.calls import rules
from wutong.calls.models import Reply
from wutong.calls.states import REPLY

CHECKS: dict[str, Callable[[Reply, Actor], None]] = {
    "compose": rules.check_compose_reply,
    "confirm": rules.check_confirm_reply,
    "send": rules.check_send_reply,
    "return": rules.check_return_reply,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One move the table allows from here: open to this person, or shut with the reason."""

    move: str
    says: str
    why_not: Any = ""


def offers(reply: Reply, by: Actor) -> list[Offer]:
    """The moves of a reply in its present state, in the order of its way out."""
    open_now = {move.name: move for move in REPLY.open_moves(reply.state)}
    return [
        Offer(name, open_now[name].says, reason_against(check, reply, by))
        for name, check in CHECKS.items()
        if name in open_now
    ]


def reason_against(check: Callable[[Any, Actor], None], record: Any, by: Actor) -> Any:
    """Why a rule says no; empty where it says yes."""
    try:
        check(record, by)
    except Refused as refusal:
        return refusal.reason
    return ""
