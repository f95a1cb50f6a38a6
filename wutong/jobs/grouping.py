"""Proposes groups of needs outside the request."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.tasks import task
from django.utils.translation import gettext as _

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.work import Work
from wutong.calls.models import Consolidation
from wutong.calls.steps.attaching import suggest_items
from wutong.calls.steps.grouping import propose_groups
from wutong.jobs.starting import actor_of, begin
from wutong.matching.encoders import load_encoder


def start_grouping(consolidation: Consolidation, *, by: Actor, at: datetime) -> Work:
    """Look for needs that say the same thing."""
    title = _("Looking for needs that say the same")
    work = begin(group_needs, kind="grouping", about_id=consolidation.pk, title=title, by=by, at=at)
    Consolidation.objects.filter(pk=consolidation.pk).update(work=work)
    return work


@task()
def group_needs(work_id: int) -> None:
    """Carry one grouping; needs placed already stay where they are, so it can run again."""
    work = Work.objects.get(pk=work_id)
    consolidation = Consolidation.objects.select_related("call").get(work=work)
    encoder = load_encoder(settings.WUTONG_ENCODER or None)
    propose_groups(
        consolidation,
        encoder=encoder,
        by=actor_of(work),
        at=clock.now(),
        progress=lambda done, total, what: work.pulse(done, total, at=clock.now(), message=what),
    )
    suggest_items(consolidation, encoder=encoder)
    work.finish(at=clock.now())
