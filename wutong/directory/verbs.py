"""The verbs the directory writes to the journal."""

from wutong.base import journal
from wutong.base.words import gettext_noop

journal.register(
    {
        "organisation.add": gettext_noop("added to the directory"),
        "organisation.change": gettext_noop("changed in the directory"),
        "seat.give": gettext_noop("given a seat"),
        "seat.end": gettext_noop("seat ended"),
        "delegation.give": gettext_noop("lets another act on their behalf"),
        "delegation.end": gettext_noop("delegation ended"),
        "agreement.record": gettext_noop("agreement recorded"),
        "account.sign_in": gettext_noop("signed in"),
    }
)
