"""Stands where the page of needs will: need_page() through the bare view's template. Goes when the page is there."""

from __future__ import annotations

from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.bare import _template
from wutong.calls.queries import calls, needs
from wutong.web.access import ACCESS
from wutong.web.roles import OFFICES

ACCESS.setdefault("needs", OFFICES)


def stand_in(request: HttpRequest, pk: int) -> HttpResponse:
    call = calls.call(request.actor, pk)
    got = request.GET.dict()
    chosen = needs.NeedFilter(
        unit=int(got["unit"]) if got.get("unit") else None,
        country=got.get("country", ""), field=got.get("field", ""), text=got.get("text", ""),
    )  # fmt: skip
    page = needs.need_page(request.actor, call, call.issuer_id, chosen, after=int(got.get("after", 0)))

    class Rows(list):
        paginator = SimpleNamespace(count=page.count)
        has_next = page.next_after
        next_page_number = page.next_after

    return HttpResponse(_template().render({"page": Rows(page.rows), "section": "calls"}, request))


urlpatterns = [path("stand-in/<int:pk>/", stand_in, name="needs")]
