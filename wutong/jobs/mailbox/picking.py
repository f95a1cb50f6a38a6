"""Picks mails up: each is fetched, taken in one transaction, and only then moved out of the way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.conf import settings

from wutong.base import clock
from wutong.calls.models import IncomingMail, Mailbox
from wutong.jobs.mailbox import holding
from wutong.jobs.mailbox.address import Address, parse
from wutong.jobs.mailbox.connection import Connection, Trouble
from wutong.jobs.mailbox.taking import Fetched, known, take_mail

MOST_AT_ONCE, LONGEST_ROUND = 200, 60.0  # mails, seconds: mail going out waits for the end of a round
log = structlog.get_logger()


class LostHold(Exception):
    """This picker was so slow that another has taken over."""


@dataclass(slots=True)
class Picked:
    """What one look into the mailbox brought. `again`: mails taken before that only had to be moved."""

    new: list[IncomingMail] = field(default_factory=list)
    again: int = 0
    not_taken: int = 0
    is_more: bool = False
    trouble: Trouble | None = None


def pick_up(*, at: datetime) -> int:
    """A look into the mailbox when it is time for one; answers how many mails were new. Never raises for a server."""
    picked = look_in(at=at)
    return len(picked.new) if picked else 0


def look_in(*, at: datetime, at_once: bool = False) -> Picked | None:
    """None where no mailbox is named, another picker is at it, or it is not yet time (`at_once`: it always is)."""
    if not settings.MAILBOX:
        return None
    address = _address()
    box = holding.seize(address.account if address else "", at=at, at_once=at_once)
    if box is None:
        return None
    picked = Picked()
    try:
        if address is None:
            raise Trouble("broken", "WUTONG_MAILBOX")
        with Connection(address) as connection:
            _pick(connection, box, picked)
    except Trouble as trouble:
        picked.trouble = trouble
        if holding.give_up(box, f"{trouble.kind}: {trouble}", at=clock.now()):
            log.warning("mailbox.away", account=box.account, reason=str(trouble), kind=trouble.kind)
    except LostHold:
        log.warning("mailbox.taken_over", account=box.account)
    except Exception as fault:  # a fault of ours ends this look and is told; mail going out and files go on
        log.exception("mailbox.fault", account=box.account)
        picked.trouble = Trouble("broken", type(fault).__name__)
        holding.give_up(box, f"broken: {type(fault).__name__}", at=clock.now())
    else:
        if holding.release(box, at=clock.now(), is_more=picked.is_more):
            log.warning("mailbox.back", account=box.account)
    return picked


def account_named() -> str:
    """The account of the settings; empty where none is named, or its address cannot be read."""
    address = _address() if settings.MAILBOX else None
    return address.account if address else ""


def _address() -> Address | None:
    try:
        return parse(settings.MAILBOX)
    except ValueError:
        return None


def _pick(connection: Connection, box: Mailbox, picked: Picked) -> None:
    numbers = connection.numbers()
    old = known(box.account, connection.validity, numbers)
    new = [number for number in numbers if number not in old]
    picked.again += len(old) if settings.MAILBOX_TAKEN else 0
    if settings.MAILBOX_TAKEN and old:  # taken by a picker that died before it moved them
        connection.move(sorted(old), settings.MAILBOX_TAKEN)
    until = time.monotonic() + LONGEST_ROUND
    for number, fetched in _fetched(connection, box.account, new[:MOST_AT_ONCE]):
        if fetched is not None and _take(fetched, picked) and settings.MAILBOX_TAKEN:
            connection.move([number], settings.MAILBOX_TAKEN)
        if not holding.hold_on(box, at=clock.now()):  # asked after taking: on a slow line two would hinder each other
            raise LostHold
        if time.monotonic() > until:
            picked.is_more = True
            return
    picked.is_more = len(new) > MOST_AT_ONCE


def _take(fetched: Fetched, picked: Picked) -> bool:
    """Whether the mail is safe in the database. What fails for one mail keeps no other from being taken."""
    try:
        incoming = take_mail(fetched, at=clock.now())
    except Exception:
        log.exception("mailbox.not_taken", number=fetched.number)
        picked.not_taken += 1
        return False
    if incoming is None:
        picked.again += 1
    else:
        picked.new.append(incoming)
    return True


def _fetched(connection: Connection, account: str, numbers: list[int]) -> Iterator[tuple[int, Fetched | None]]:
    """Each mail, the oldest first; None for one that is gone meanwhile."""
    sizes = connection.sizes(numbers)
    for number in numbers:
        size = sizes.get(number)
        if size is None:
            continue
        is_whole = size <= settings.MAILBOX_LARGEST
        data = connection.fetch(number, size) if is_whole else connection.fetch_head(number)
        yield number, data and Fetched(account, connection.validity, number, data, is_whole)  # type: ignore[misc]
