"""At the door of every page: who comes, from which seat, and may they enter. Refusals become pages, not tracebacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from wutong.base import clock
from wutong.base.actors import Actor
from wutong.base.rules import Refused
from wutong.directory.acting import Chair, actor, chairs, without_seat
from wutong.web.access import roles_for

SEAT_KEY = "chair"
NOBODY = Actor(user_id=None, name="", role="public")


def seated(request: HttpRequest) -> tuple[Actor, list[Chair], Chair | None]:
    """The actor of a request: the chosen chair if it is still valid today, else the first one."""
    if not request.user.is_authenticated:
        return NOBODY, [], None
    available = chairs(request.user, timezone.localdate(clock.now()))
    wanted = request.session.get(SEAT_KEY)
    chosen = next((chair for chair in available if chair.key == wanted), available[0] if available else None)
    return (actor(request.user, chosen) if chosen else without_seat(request.user)), available, chosen


class Doorkeeper:
    """Django middleware: sets `request.actor`, enforces the access table, turns refusals into answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor, request.chairs, request.chair = seated(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if any("\0" in value for _name, values in request.GET.lists() for value in values):
            raise Http404  # no record holds such a letter, and one of the databases refuses to look for it
        route = request.resolver_match.view_name or ""
        allowed = roles_for(route)
        if request.actor.role in allowed:
            return None
        if not allowed:
            raise Http404(route)
        if request.actor.role == "public":
            return _to_sign_in(request)
        return render(request, "shell/no_entry.html", {"route": route}, status=403)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if isinstance(error, Refused):
            template = "shell/refused_fragment.html" if getattr(request, "htmx", False) else "shell/refused.html"
            return render(request, template, {"reason": error.reason}, status=409)
        if isinstance(error, ObjectDoesNotExist):
            return render(request, "404.html", status=404)
        return None


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    where = f"/accounts/login/?{urlencode({'next': _way_back(request)})}"
    answer = HttpResponse(status=302, headers={"Location": where})
    if getattr(request, "htmx", False):
        answer = HttpResponse(status=200, headers={"HX-Redirect": where})
    return answer


def _way_back(request: HttpRequest) -> str:
    """The page the person was on: neither a fragment nor the address a form is sent to can be opened as a page."""
    htmx = getattr(request, "htmx", None)
    if htmx:
        return htmx.current_url_abs_path or reverse("desk")
    return request.get_full_path() if request.method in ("GET", "HEAD") else reverse("desk")
