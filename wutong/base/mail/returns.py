"""What mail servers report about our mails: which mail is meant, and noting on it what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce

from wutong.base.mail.addresses import token_in, token_of_number
from wutong.base.mail.models import Mail


def mail_meant(came_to: Iterable[str], numbers: Iterable[str]) -> Mail | None:
    """Our mail a report is about: by the address the report came to, else by the first number that is one of ours."""
    by_address = [token_in(address, settings.BOUNCES_ADDRESS) for address in came_to]
    tokens = [token for token in [*by_address, *map(token_of_number, numbers)] if token]
    found = {mail.token: mail for mail in Mail.objects.filter(token__in=tokens)}
    return next((found[token] for token in tokens if token in found), None)


def mark_returned(mail: Mail, *, error: str, at: datetime) -> bool:
    """It could not be delivered. Answers whether that is news: the first report stands, later ones change nothing.

    A report may overtake the sender, who has handed the mail over and not yet written it down; and it tells that an
    interrupted mail went out.
    """
    open_states = [Mail.State.SENT, Mail.State.SENDING]
    rows = Mail.objects.filter(pk=mail.pk, state__in=open_states)
    sent_at = Coalesce(F("sent_at"), F("claimed_at"), at)
    return bool(rows.update(state=Mail.State.RETURNED, sent_at=sent_at, returned_at=at, error=error[:300]))


def mark_delayed(mail: Mail, *, error: str) -> bool:
    """A server goes on trying: what it says is kept with the mail, which counts as sent."""
    return bool(Mail.objects.filter(pk=mail.pk, state=Mail.State.SENT, error="").update(error=error[:300]))
