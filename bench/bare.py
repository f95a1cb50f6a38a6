"""The peer of the list of needs: the view anybody would write with Django alone, in the same shell."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from wutong.calls.models import Need
from wutong.web.access import ACCESS
from wutong.web.roles import OFFICES

PAGE = 50
ROUTE = "bare_needs"


def rows_of(call: int, office: int, chosen: dict[str, str]) -> QuerySet[Need]:
    """The same conditions as our list puts to the tables, without asking who is looking."""
    rows = Need.objects.filter(call_id=call, office_id=office, is_current=True)
    if unit := chosen.get("unit"):
        rows = rows.filter(unit_id=int(unit))
    if field := chosen.get("field"):
        rows = rows.filter(field=field)
    if country := chosen.get("country"):
        rows = rows.filter(country_rows__country_id=country)
    if text := chosen.get("text"):
        rows = rows.filter(Q(title__icontains=text) | Q(text__icontains=text))
    return rows.select_related("unit", "file").order_by("id")


def bare_needs(request: HttpRequest, call: int, office: int) -> HttpResponse:
    """A count, fifty rows, a template."""
    page = Paginator(rows_of(call, office, request.GET.dict()), PAGE).get_page(request.GET.get("page"))
    return HttpResponse(_template().render({"page": page, "section": "calls"}, request))


@cache
def _template() -> Any:
    text = (Path(__file__).parent / "bare_needs.html").read_text(encoding="utf-8")
    return engines["django"].from_string(text)


def admit() -> None:
    """The doorkeeper opens only what the table names; the bench adds its own line, in its own process."""
    ACCESS[ROUTE] = OFFICES


urlpatterns = [
    path("bare/<int:call>/<int:office>/", bare_needs, name=ROUTE),
    path("", include("wutong.urls")),
]
