"""What every page shows around its content: navigation by role, the seat, the languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from wutong.base.actors import Actor
from wutong.web.access import roles_for


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation: shown where the access table lets the role in."""

    route: str
    label: Any
    icon: str
    section: str


NAVIGATION = (
    Entry("desk", _("Desk"), "home", "desk"),
    Entry("calls", _("Calls"), "send", "calls"),
    Entry("inquiries", _("Inquiries to us"), "inbox", "inquiries"),
    Entry("mailbox", _("Mailbox"), "mail-opened", "mailbox"),
    Entry("outbox", _("Outgoing mail"), "mail-forward", "outbox"),
    Entry("plans", _("Plans"), "list-tree", "plans"),
    Entry("organisations", _("Organisations"), "hierarchy", "directory"),
    Entry("countries", _("Countries"), "world", "countries"),
    Entry("agreements", _("Agreements"), "certificate", "agreements"),
    Entry("journal", _("Journal"), "history", "journal"),
)
LANGUAGE_NAMES = {"zh-hans": "简体中文", "en": "English"}


def navigation(actor: Actor) -> list[Entry]:
    """The entries a role may open."""
    return [entry for entry in NAVIGATION if actor.role in roles_for(entry.route)]


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    actor = getattr(request, "actor", None)
    return {
        "actor": actor,
        "chairs": getattr(request, "chairs", []),
        "chair": getattr(request, "chair", None),
        "navigation": navigation(actor) if actor else [],
        "language_names": LANGUAGE_NAMES,
        "is_demo": settings.DEMO,
    }
