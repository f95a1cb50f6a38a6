"""The one door through which a record changes state: table → rule → save → journal → notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.flow import Flow
from wutong.base.rules import Refused


def advance(
    record: models.Model,
    move_name: str,
    *,
    flow: Flow,
    by: Actor,
    at: datetime,
    rule: Callable[[Any, Actor], None] | None = None,
    notice: Callable[..., None] | None = None,
    personal: dict[str, Any] | None = None,
    **fields: Any,
) -> None:
    """Make one move; `fields` are stored with it. Raises Refused when table, rule or someone else stands in the way.

    The save is conditional on the old state: of two people who press at once, one is told the other was faster.
    """
    move = flow.move(move_name)
    old = record.state  # type: ignore[attr-defined]
    if old not in move.sources:
        raise Refused(
            _("This cannot be done now: the record is “%(state)s”.") % {"state": _(flow.states.get(old, old))}
        )
    if rule is not None:
        rule(record, by)
    with transaction.atomic():
        rows = type(record)._default_manager.filter(pk=record.pk, state=old)
        if rows.update(state=move.target, **fields) != 1:
            raise Refused(_("Someone else was faster: load the page again to see what changed."))
        record.state = move.target  # type: ignore[attr-defined]
        for name, value in fields.items():
            setattr(record, name, value)
        journal.record(
            f"{flow.name}.{move_name}",
            record,
            by=by,
            at=at,
            changes={"state": [old, move.target]} | {k: [None, journal.plain(v)] for k, v in fields.items()},
            personal=personal,
        )
        if notice is not None:
            notice(record, by=by, at=at)
