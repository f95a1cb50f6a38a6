"""The mail that tells a unit what became of its needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wutong.base.mail.outbox import within
from wutong.base.words import gettext_noop
from wutong.calls.notices.writing import ANSWERING, facts_of, readers, to_unit
from wutong.calls.queries.feedback import Fate, UnitFeedback

OUTCOMES = {
    "merged": gettext_noop("merged with others of its kind and taken up"),
    "accepted": gettext_noop("taken up"),
    "declined": gettext_noop("not taken up"),
    "waiting": gettext_noop("still under study"),
}


def feedback(told: UnitFeedback, *, entry: int, at: datetime, letters: Mapping[str, bytes]) -> None:
    """What became of a unit's needs, each with its reason, and the letter as Word in the reader's language. `entry` is
    the number of the sending in the journal: a state that comes back is told again."""
    inquiry = told.inquiry
    for address, language in readers(inquiry.unit, *ANSWERING, inquiry=inquiry, at=at):
        letter = letters.get(language) or letters.get(settings.LANGUAGE_CODE)
        with translation.override(language):
            facts = facts_of(inquiry) | {"count": len(told.fates), "needs": "\n".join(map(_fate, told.fates))}
            subject = _("What became of your needs: %(call)s") % facts
            body = _(
                "To %(unit)s\n\n%(office)s has looked at the %(count)s needs you stated in answer to “%(call)s”.\n\n"
                "%(needs)s\n\nThe letter can be read here: %(link)s\n\nContact: %(contact)s\n"
            )
            name = " ".join(part for part in (inquiry.call.number, _("feedback")) if part)
            enclosed = within([(f"{name}.docx", letter)] if letter else [])
            key = ["feedback", inquiry.pk, entry]
            to_unit(inquiry, key, address, subject, body % facts, at=at, enclosed=enclosed)


def _fate(fate: Fate) -> str:
    """One line: “3. Title — taken up (row 12)”."""
    said = _(OUTCOMES[fate.outcome])
    if fate.into is not None:
        said = _("%(outcome)s (row %(number)s)") % {"outcome": said, "number": fate.into}
    if fate.reason:
        said = _("%(outcome)s: %(reason)s") % {"outcome": said, "reason": fate.reason}
    return f"{fate.number}. {fate.title} — {said}"
