"""The outbox: a mail is a row first and goes out once, however often the machine restarts; what comes back is noted."""

from wutong.base.mail.models import Enclosure, Mail
from wutong.base.mail.outbox import post
from wutong.base.mail.sending import TRIES, send_due

__all__ = ["TRIES", "Enclosure", "Mail", "post", "send_due"]
