"""Tells the units what became of their needs: a letter kept as sent, a mail, an entry in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.files import keep
from wutong.base.rules import refuse_unless
from wutong.calls import notices, rules
from wutong.calls.models import Consolidation, Inquiry
from wutong.calls.queries.feedback import VERB, UnitFeedback, feedback_of

Letters = Mapping[int, Mapping[str, bytes]]  # unit → language → Word file


@transaction.atomic
def send_feedback(consolidation: Consolidation, *, letters: Letters, by: Actor, at: datetime) -> list[Inquiry]:
    """Write to every unit whose needs stand otherwise than it last read; the same state is never sent twice."""
    rules.check_work_for(consolidation.office_id, by)
    Consolidation.objects.select_for_update().get(pk=consolidation.pk)  # two officers pressing at once send one mail
    found = feedback_of(consolidation)
    decided = any(fate.outcome != "waiting" for one in found for fate in one.fates)
    refuse_unless(decided, _("Nothing is decided yet: accept or decline at least one row first."))
    due = [one for one in found if one.is_due]
    for one in due:
        _tell(one, letters.get(one.inquiry.unit_id, {}), by=by, at=at)
    return [one.inquiry for one in due]


def _tell(one: UnitFeedback, letters: Mapping[str, bytes], *, by: Actor, at: datetime) -> None:
    kept = {
        f"letter.{language}": [None, keep(f"feedback-{one.inquiry.pk}.{language}.docx", data, at=at).sha256]
        for language, data in letters.items()
    }
    entry = journal.record(VERB, one.inquiry, by=by, at=at, changes={"state": [one.told or None, one.state], **kept})
    notices.feedback(one, entry=entry.number, at=at, letters=letters)
