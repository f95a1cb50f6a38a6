"""What a person decides about a mail that did not arrive, or of which nobody knows whether it went out."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from wutong.base import journal
from wutong.base.actors import Actor
from wutong.base.mail import Mail, post
from wutong.base.rules import Refused, refuse_unless
from wutong.calls import rules
from wutong.calls.queries.outbox import AGAIN, inquiry_of, standing_of


@transaction.atomic
def send_again(mail: Mail, *, to: str, by: Actor, at: datetime) -> Mail:
    """Write the mail anew, to the address given; the first stays as it is. Pressed twice, it goes once."""
    locked = _locked(mail)
    rules.check_decide_mail(inquiry_of(locked), by)
    standing = standing_of(locked, at)
    refuse_unless(standing in ("failed", "returned", "interrupted"), _("This mail went out, or still waits to go."))
    address = to.strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(_("This is not an e-mail address."), place="to") from error
    key = f"{AGAIN}{locked.token}"
    refuse_unless(not Mail.objects.filter(key=key).exists(), _("This mail was sent again already."))
    if standing == "interrupted":
        Mail.objects.filter(pk=locked.pk).update(state=Mail.State.FAILED, error=locked.error or standing)
    new = post(
        key=key,
        to=address,
        subject=locked.subject,
        body=locked.body,
        at=at,
        about=locked.about,
        reply_to=locked.reply_to,
        in_reply_to=locked.in_reply_to,
        enclosures=[(one.name, one.stored.data()) for one in locked.enclosures.select_related("stored")],
    )
    changes = {"state": [locked.state, Mail.State.QUEUED]}
    journal.record("mail.send_again", locked, by=by, at=at, changes=changes, personal={"to": [locked.to, address]})
    return new


@transaction.atomic
def confirm_sent(mail: Mail, *, by: Actor, at: datetime) -> None:
    """It went out, as a person knows: the unit has it, or the mail server's log says so."""
    locked = _locked(mail)
    rules.check_decide_mail(inquiry_of(locked), by)
    refuse_unless(standing_of(locked, at) == "interrupted", _("Somebody has decided on this mail already."))
    Mail.objects.filter(pk=locked.pk).update(state=Mail.State.SENT, sent_at=locked.claimed_at or at, error="")
    journal.record("mail.confirm", locked, by=by, at=at, changes={"state": [locked.state, Mail.State.SENT]})


def _locked(mail: Mail) -> Mail:
    """The mail as it stands now; of two people who decide at once, the second sees what the first did."""
    return Mail.objects.select_for_update().get(pk=mail.pk)
