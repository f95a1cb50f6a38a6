"""The request as pages see it, after the doorkeeper."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from wutong.base.actors import Actor
from wutong.directory.acting import Chair
from wutong.directory.models import User


class SeatedRequest(HttpRequest):
    """A request with the actor and the chairs the doorkeeper found."""

    actor: Actor
    chairs: list[Chair]
    chair: Chair | None
    htmx: HtmxDetails
    user: User
