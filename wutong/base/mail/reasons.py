"""Why a mail did not arrive, in plain words: the codes of RFC 3463 and its registry, and the replies of RFC 5321."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from wutong.base.words import gettext_noop

_CODE = re.compile(r"(?<![\d.])[45]\.(\d{1,3}\.\d{1,3})(?!\d)")
_REPLY = re.compile(r"^[45]\d\d\b")

REASONS = {
    "1.1": gettext_noop("There is no such mailbox."),
    "1.2": gettext_noop("There is no such mail domain."),
    "1.3": gettext_noop("The address is not a valid one."),
    "1.6": gettext_noop("The mailbox has moved and left no address."),
    "1.10": gettext_noop("There is no such mailbox."),
    "2.1": gettext_noop("The mailbox is switched off."),
    "2.2": gettext_noop("The mailbox is full."),
    "2.3": gettext_noop("The mail is too large for this mailbox."),
    "3.4": gettext_noop("The mail is too large for the mail server."),
    "4.1": gettext_noop("The mail server did not answer."),
    "4.4": gettext_noop("No mail server is known for this domain."),
    "4.7": gettext_noop("The mail could not be delivered in time."),
    "7.1": gettext_noop("The mail server refused the mail by its rules."),
    # by subject alone
    "1": gettext_noop("Something is wrong with the address."),
    "2": gettext_noop("The mailbox takes no mail."),
    "3": gettext_noop("The mail server of the unit cannot take mail now."),
    "4": gettext_noop("The mail server of the unit could not be reached."),
    "5": gettext_noop("The mail servers did not understand each other."),
    "6": gettext_noop("The mail server cannot take mail of this kind."),
    "7": gettext_noop("The mail server refused the mail by its rules."),
}
REPLIES = {
    "550": gettext_noop("There is no such mailbox, or it takes no mail from us."),
    "551": gettext_noop("There is no such mailbox."),
    "552": gettext_noop("The mailbox is full, or the mail too large."),
    "553": gettext_noop("The address is not a valid one."),
    "554": gettext_noop("The mail server refused the mail by its rules."),
}
# Where no server said anything: words of our own machine.
WORDS = (
    ("interrupted", gettext_noop("Sending was interrupted: it is not known whether the mail went out.")),
    ("Connection", gettext_noop("The mail server could not be reached.")),
    ("timed out", gettext_noop("The mail server could not be reached.")),
    ("Name or service", gettext_noop("The mail server could not be reached.")),
    ("ddress", gettext_noop("The address is not a valid one.")),
)
UNKNOWN = gettext_noop("The mail could not be handed over.")


def reason(error: str) -> str:
    """The reason behind what a server said, for a person; empty where nothing was said."""
    if not error:
        return ""
    for found in _CODE.findall(error):
        said = REASONS.get(found) or REASONS.get(found.partition(".")[0])
        if said:
            return _(said)
    reply = _REPLY.match(error)
    said = REPLIES.get(reply[0] if reply else "") or next((told for words, told in WORDS if words in error), UNKNOWN)
    return _(said)
