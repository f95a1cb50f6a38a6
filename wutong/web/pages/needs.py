"""The list of needs that came to an office, and one need with where each of its values was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from wutong.calls import understanding
from wutong.calls.models import Need
from wutong.calls.needs_form import action_labels, field_labels
from wutong.calls.queries import calls as calls_queries
from wutong.calls.queries import needs as queries
from wutong.calls.queries.intake import files
from wutong.calls.sureness import JUDGED
from wutong.web.forms.intake import NeedFilterForm, names_of
from wutong.web.pages.triage.cards import FILLS, LABELS, Made, changed
from wutong.web.pages.triage.original import anchor_of
from wutong.web.requests import SeatedRequest
from wutong.web.words import words


def needs(request: SeatedRequest, pk: int) -> HttpResponse:
    """One page of the list after the need `after`, narrowed by the filters."""
    call = calls_queries.call(request.actor, pk)
    office_id = queries.office_of(request.actor, call)
    form = NeedFilterForm(request.GET or None, units=queries.units_of(request.actor, call, office_id))
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() and len(after) < 19 else 0
    chosen = form.chosen()
    page = queries.need_page(request.actor, call, office_id, chosen, after=start)
    kept = {key: value for key, value in request.GET.items() if key != "after" and value}
    shown = {
        "call": call,
        "form": form,
        "page": page,
        "rows": [(need, unsure_of(need)) for need in page.rows],
        "is_narrowed": chosen != queries.NeedFilter(),
        "start": start,
        "first_query": urlencode(kept),
        "next_query": urlencode(kept | {"after": page.next_after}) if page.next_after else "",
        "fields": field_labels(),
        "actions": action_labels(),
        "section": "calls",
        "tab": "needs",
    }
    return render(request, "intake/needs.html", shown)


def unsure_of(need: Need) -> list[Any]:
    """Names of the values that were read with little confidence."""
    found = ((name, need.places.get(name)) for name in JUDGED)
    return [
        LABELS[name]
        for name, where in found
        if isinstance(where, dict) and (where.get("confidence") or 1) < understanding.SURE
    ]


@dataclass(slots=True)
class Told:
    """One value of a need as the page tells it."""

    name: str
    label: Any
    shown: str
    quote: str = ""
    percent: int | None = None
    unsure: bool = False
    anchor: str = ""
    made: list[Made] = field(default_factory=list)


def need(request: SeatedRequest, pk: int) -> HttpResponse:
    """Every value with its place, its quote, how sure it is, and what a person changed."""
    found = queries.need(request.actor, pk)
    shown = {
        "need": found,
        "call": found.call,
        "values": [_told(found, name) for name in FILLS],
        "source": anchor_of(found.places.get("need") or {}),
        "memberships": queries.groups_of(request.actor, found),
        "file_is_ours": files(request.actor, found.call).filter(pk=found.file_id or 0).exists(),
        "section": "calls",
        "tab": "needs",
    }
    return render(request, "intake/need.html", shown)


def _told(need: Need, name: str) -> Told:
    where = need.places.get(name)
    where = where if isinstance(where, dict) else {}
    sure = where.get("confidence")
    made = changed(need.corrections, FILLS[name])
    return Told(
        name=name,
        label=LABELS[name],
        shown=_value(need, name),
        quote=where.get("quote") or "",
        percent=round(100 * sure) if sure is not None else None,
        unsure=sure is not None and sure < understanding.SURE and not made,
        anchor=anchor_of(where["place"]) if where.get("place") else "",
        made=made,
    )


def _value(need: Need, name: str) -> str:
    """A value in the reader's words; empty where nothing was stated."""
    if name == "countries":
        return names_of(need.countries)
    if name == "field":
        return words(field_labels().get(need.field, need.field))
    if name == "action":
        return words(action_labels().get(need.action, need.action))
    if name == "money":
        return f"{need.amount:,.2f} {need.currency}" if need.amount is not None else ""
    if name == "period":
        days = " – ".join(day.isoformat() for day in (need.starts_on, need.ends_on) if day)
        return f"{need.period_words} ({days})" if need.period_words and days else need.period_words or days
    if name == "priority":
        return str(need.get_priority_display())
    return str(getattr(need, name))
