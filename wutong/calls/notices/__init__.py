"""Mails about calls: who is told what, in their language. Written to the outbox; sending is the job's work."""

from wutong.calls.notices.answers import composed, confirmed, received, returned, sent_back
from wutong.calls.notices.asking import addressed, extension_asked, extension_decided, reminded
from wutong.calls.notices.feedback import OUTCOMES, feedback
from wutong.calls.notices.writing import Enclosures

__all__ = [
    "OUTCOMES",
    "Enclosures",
    "addressed",
    "composed",
    "confirmed",
    "extension_asked",
    "extension_decided",
    "feedback",
    "received",
    "reminded",
    "returned",
    "sent_back",
]
