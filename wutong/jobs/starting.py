"""Starts long work: a row the page can watch, and a task that carries it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.tasks import Task

from wutong.base.actors import Actor
from wutong.base.work import Work


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
