"""Template tags and filters: stored texts in the reader's language, countries by name, icons, state badges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.journal_models import Entry
from wutong.base.texts import in_language
from wutong.calls.states import FLOWS
from wutong.directory.gazetteer import country_name
from wutong.directory.models import User
from wutong.directory.queries import demo_accounts as demo_accounts_of_this_site
from wutong.plans.states import DRAFT
from wutong.web.access import roles_for

register = template.Library()
STATES = {flow.name: flow.states for flow in (*FLOWS, DRAFT)}

TONES = {
    "waiting": "yellow",
    "proposed": "yellow",
    "asked": "yellow",
    "composed": "azure",
    "confirmed": "teal",
    "passed_on": "azure",
    "draft": "secondary",
    "issued": "blue",
    "answered": "green",
    "sent": "green",
    "accepted": "green",
    "granted": "green",
    "no_needs": "teal",
    "closed": "secondary",
    "triage": "orange",
    "received": "azure",
    "declined": "red",
    "unreadable": "red",
    "late": "red",
    "superseded": "secondary",
    "set_aside": "secondary",
    "withdrawn": "secondary",
    "opened": "secondary",
    "done": "green",
    "running": "blue",
    "failed": "red",
    "returned": "red",
    "interrupted": "orange",
    "delayed": "yellow",
    "again": "secondary",
    "taken": "green",
    "automatic": "secondary",
}


@register.filter
def words(stored: Mapping[str, Any] | str | None) -> str:
    """A stored multilingual text in the reader's language."""
    return in_language(stored)


@register.filter
def said(stored: str) -> str:
    """What work outside the request wrote down, in the reader's language: it is kept as it stands in the code."""
    return _(stored) if stored else ""


@register.filter
def country(iso2: str) -> str:
    """A country's name in the reader's language."""
    return country_name(iso2, get_language() or "zh-hans")


@register.filter
def at(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """A value of a mapping by key."""
    return (mapping or {}).get(key, "")


@register.filter
def verb(code: str) -> str:
    """A journal verb as words."""
    return _(journal.VERBS.get(code, code))


@register.filter
def moved(entry: Entry) -> str:
    """From which state to which a step led, in the words of its flow; empty where the state stayed."""
    states = STATES.get(entry.verb.partition(".")[0], {})
    pair: list[str | None] = (entry.changes or {}).get("state") or []
    known = [_(states.get(side, str(side))) for side in pair if side]
    return " → ".join(known) if len(pair) == 2 and pair[0] != pair[1] else ""


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A decorative icon from the sprite; the words stand beside it."""
    return format_html(
        '<svg class="icon {}" width="24" height="24" aria-hidden="true"><use href="{}#{}"></use></svg>',
        extra,
        static("vendor/icons.svg"),
        name,
    )


@register.simple_tag
def badge(state: str, label: str = "") -> SafeString:
    """A coloured badge for a state; the words say what the colour says."""
    tone = TONES.get(state, "secondary")
    return format_html('<span class="badge state-{}">{}</span>', tone, _(label or state))


@register.simple_tag(takes_context=True)
def may_open(context: template.Context, route: str) -> bool:
    """Whether the access table opens a page to the reader's seat."""
    actor = context.get("actor")
    return actor is not None and actor.role in roles_for(route)


@register.simple_tag
def demo_accounts() -> list[User]:
    """Asked for on the sign-in page of a demo installation only."""
    return list(demo_accounts_of_this_site())
