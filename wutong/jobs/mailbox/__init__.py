"""The mailbox as a way in: mails are picked up, kept, recognised, read like any other file, and answered once."""

from wutong.jobs.mailbox.answering import answer_settled
from wutong.jobs.mailbox.picking import Picked, account_named, look_in, pick_up
from wutong.jobs.mailbox.taking import place

__all__ = ["Picked", "account_named", "answer_settled", "look_in", "pick_up", "place"]
