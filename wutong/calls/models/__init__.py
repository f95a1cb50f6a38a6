"""Tables of calls."""

from wutong.calls.models.calls import Call, Copy
from wutong.calls.models.consolidation import Change, Consolidation, Membership, NeedGroup, Suggestion
from wutong.calls.models.incoming import IncomingMail, Mailbox
from wutong.calls.models.inquiries import Extension, Inquiry
from wutong.calls.models.intake import IntakeBatch, IntakeFile
from wutong.calls.models.replies import Need, NeedCountry, NeedVector, Reply

__all__ = [
    "Call",
    "Change",
    "Consolidation",
    "Copy",
    "Extension",
    "IncomingMail",
    "Inquiry",
    "IntakeBatch",
    "IntakeFile",
    "Mailbox",
    "Membership",
    "Need",
    "NeedCountry",
    "NeedGroup",
    "NeedVector",
    "Reply",
    "Suggestion",
]
