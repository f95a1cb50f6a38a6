"""Mails about answers: received, to be corrected, and a reply on its way inside the unit.

Those inside the unit are about the reply and no business of the office; an answer to them is no answer to the call.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from wutong.base.actors import Actor
from wutong.base.mail.outbox import post
from wutong.calls.models import Inquiry, Reply
from wutong.calls.notices.writing import ANSWERING, CONFIRMING, facts_of, key_of, readers, to_unit
from wutong.directory.models import User


def received(inquiry: Inquiry, *, at: datetime) -> None:
    """Receipt to the unit for each version it sends."""
    reply = inquiry.replies.filter(state="sent").first()
    version = reply.version if reply else 0
    for address, language in readers(inquiry.unit, *ANSWERING, inquiry=inquiry, at=at):
        with translation.override(language):
            facts = facts_of(inquiry) | {"count": reply.needs.count() if reply else 0, "version": version}
            stated = _(
                "To %(unit)s\n\n%(office)s has received version %(version)s of your answer to “%(call)s”: "
                "%(count)s needs.\n\n%(link)s\n"
            )
            none = _("To %(unit)s\n\n%(office)s has received your answer to “%(call)s”: no needs.\n\n%(link)s\n")
            body = (none if reply and reply.kind == "no_needs" else stated) % facts
            to_unit(inquiry, ["received", inquiry.pk, version], address, _("Received: %(call)s") % facts, body, at=at)


def returned(inquiry: Inquiry, *, at: datetime) -> None:
    for address, language in readers(inquiry.unit, *ANSWERING, inquiry=inquiry, at=at):
        with translation.override(language):
            facts = facts_of(inquiry) | {"reason": inquiry.note}
            body = _("To %(unit)s\n\nPlease correct your answer to “%(call)s”: %(reason)s\n\n%(link)s\n") % facts
            key = ["returned", inquiry.pk, f"{at:%Y%m%d%H%M%S}"]
            to_unit(inquiry, key, address, _("Please correct: %(call)s") % facts, body, at=at)


def composed(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the unit's leaders that a reply waits for their confirmation; not the one who composed it."""
    inquiry = reply.inquiry
    own = set(User.objects.filter(pk__in=[by.user_id, by.on_behalf_of_id]).values_list("email", flat=True))
    for address, language in readers(inquiry.unit, *CONFIRMING, inquiry=inquiry, at=at):
        if address in own:
            continue
        with translation.override(language):
            facts = facts_of(inquiry)
            body = _("A reply to “%(call)s” waits for your confirmation, due %(deadline)s.\n\n%(link)s\n") % facts
            _inside(reply, "composed", address, _("Please confirm: %(call)s") % facts, body, at=at)


def confirmed(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the composer that the reply can be sent."""
    for address, language in _composer(reply):
        with translation.override(language):
            facts = facts_of(reply.inquiry) | {"leader": by.name}
            body = _("%(leader)s has confirmed your reply to “%(call)s”: it can be sent now.\n\n%(link)s\n") % facts
            _inside(reply, "confirmed", address, _("Ready to send: %(call)s") % facts, body, at=at)


def sent_back(reply: Reply, *, by: Actor, at: datetime) -> None:
    """Tell the composer what the leader wants changed."""
    for address, language in _composer(reply):
        with translation.override(language):
            facts = facts_of(reply.inquiry) | {"leader": by.name, "reason": reply.returned_because}
            body = _("%(leader)s has returned your reply to “%(call)s”: %(reason)s\n\n%(link)s\n") % facts
            _inside(reply, "sent-back", address, _("Please change: %(call)s") % facts, body, at=at)


def _inside(reply: Reply, what: str, to: str, subject: str, body: str, *, at: datetime) -> None:
    key = key_of(what, reply.pk, f"{at:%Y%m%d%H%M%S}", to)
    post(key=key, to=to, subject=subject, body=body, at=at, about=f"reply:{reply.pk}")


def _composer(reply: Reply) -> Iterator[tuple[str, str]]:
    person = reply.composed_by
    if person is not None and person.is_active:
        yield person.email, person.language or settings.LANGUAGE_CODE
