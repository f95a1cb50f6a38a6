"""Starts long work and keeps hold of it: a row the page can watch, a task that carries it, one carrier at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.tasks import Task

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.work import Work

log = structlog.get_logger()


class TakenOver(Exception):
    """Another carrier has taken the work up meanwhile: this one stops and writes nothing more."""


def begin(task: Task[Any, Any], *, kind: str, about_id: int, title: str, by: Actor, at: datetime) -> Work:
    """Write the work down and hand it to the task queue; the caller shows its page."""
    work = Work.objects.create(
        kind=kind,
        about_id=about_id,
        title=title[:200],
        asked_by_id=by.user_id,
        office_path=by.office_path,
        asked_at=at,
        actor=asdict(by),
    )
    transaction.on_commit(lambda: task.enqueue(work_id=work.pk))
    return work


def actor_of(work: Work) -> Actor:
    """Who asked for the work, as they sat then."""
    return Actor(**work.actor)


def claim(work_id: int, *, at: datetime) -> Work | None:
    """Take waiting work up. None when it is over, or in other hands: a task may be handed out twice."""
    waiting = Work.objects.filter(pk=work_id, state=Work.State.WAITING)
    if waiting.update(state=Work.State.RUNNING, pulse_at=at) != 1:
        return None
    return Work.objects.get(pk=work_id)


def beat(work: Work, done: int, total: int, *, at: datetime, message: str = "") -> None:
    """Show progress, and show that the carrier lives. Raises TakenOver when the work is no longer this carrier's."""
    mine = Work.objects.filter(pk=work.pk, state=Work.State.RUNNING, pulse_at=work.pulse_at)
    if mine.update(done=done, total=total, pulse_at=at, message=message[:300]) != 1:
        raise TakenOver(f"work {work.pk}")
    work.done, work.total, work.pulse_at, work.message = done, total, at, message[:300]


def carry_out(work_id: int, carry: Callable[[Work], None], *, stopped: str) -> None:
    """The frame of every job: claim the work, carry it, and end in words whatever happens.

    A failure leaves everything as it was and the page offers to start again (`stopped` says so): no endless crashing in
    the background.
    """
    work = claim(work_id, at=clock.now())
    if work is None:
        return
    try:
        carry(work)
    except TakenOver:
        log.warning("work.taken_over", work=work_id, kind=work.kind)
    except Exception:
        log.exception("work.failed", work=work_id, kind=work.kind)
        work.finish(at=clock.now(), message=stopped, failed=True)
