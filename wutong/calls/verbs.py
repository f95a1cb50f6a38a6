"""The verbs calls write to the journal."""

from wutong.base import journal
from wutong.base.words import gettext_noop
from wutong.calls.states import FLOWS

for flow in FLOWS:
    journal.register_flow(flow)

journal.register(
    {
        "call.write": gettext_noop("call written"),
        "call.change": gettext_noop("call changed"),
        "inquiry.address": gettext_noop("addressed to the unit"),
        "inquiry.remind": gettext_noop("reminded"),
        "extension.ask": gettext_noop("asked for more time"),
        "reply.write": gettext_noop("reply written"),
        "reply.change": gettext_noop("reply changed"),
        "intake.take": gettext_noop("file taken in"),
        "intake.tell": gettext_noop("sender told that a file could not be read"),
        "intake.correct": gettext_noop("reading corrected by a person"),
        "consolidation.open": gettext_noop("merging begun"),
        "consolidation.group": gettext_noop("groups proposed"),
        "consolidation.merge": gettext_noop("groups merged"),
        "consolidation.split": gettext_noop("group split"),
        "consolidation.move": gettext_noop("need moved"),
        "consolidation.word": gettext_noop("merged wording written"),
        "consolidation.apart": gettext_noop("needs kept apart"),
        "consolidation.undo": gettext_noop("undone"),
        "consolidation.send_up": gettext_noop("sent one level up"),
        "feedback.send": gettext_noop("feedback sent"),
        "mail.return": gettext_noop("a mail came back"),
        "mail.send_again": gettext_noop("mail sent again"),
        "mail.confirm": gettext_noop("mail known to have gone out"),
    }
)
