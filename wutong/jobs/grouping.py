"""Proposes groups of needs outside the request."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext_noop as _

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.work import Work
from wutong.calls.models import Consolidation
from wutong.calls.steps.attaching import suggest_items
from wutong.calls.steps.grouping import propose_groups
from wutong.jobs.starting import actor_of, beat, begin, carry_out
from wutong.matching.encoders import load_encoder


@transaction.atomic
def start_grouping(consolidation: Consolidation, *, by: Actor, at: datetime) -> Work:
    """Look for needs that say the same thing."""
    title = _("Looking for needs that say the same")
    work = begin(group_needs, kind="grouping", about_id=consolidation.pk, title=title, by=by, at=at)
    Consolidation.objects.filter(pk=consolidation.pk).update(work=work)
    return work


@task()
def group_needs(work_id: int) -> None:
    """Carry one grouping; needs placed already stay where they are, so it can run again."""
    carry_out(work_id, carry, stopped=_("The grouping stopped before its end: start it again."))


def carry(work: Work) -> None:
    """Group, then suggest where in the plan the new groups belong."""
    consolidation = Consolidation.objects.select_related("call", "plan").get(work=work)
    encoder = load_encoder(settings.WUTONG_ENCODER or None)
    propose_groups(
        consolidation,
        encoder=encoder,
        by=actor_of(work),
        at=clock.now(),
        progress=lambda done, total, what: beat(work, done, total, at=clock.now(), message=what),
    )
    suggest_items(
        consolidation,
        encoder=encoder,
        told=lambda: beat(
            work, work.total, work.total, at=clock.now(), message=_("Looking for their places in the plan")
        ),
    )
    work.finish(at=clock.now())
