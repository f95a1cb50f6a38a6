"""Who may open the pages of mails that came in. Which mails they find there is decided by the queries: those to their
own inquiries; units see nothing here."""

from wutong.web.roles import OFFICES, WATCH

ACCESS: dict[str, frozenset[str]] = {
    "mailbox": OFFICES | WATCH,
    "incoming": OFFICES | WATCH,
    "incoming_original": OFFICES | WATCH,
    "incoming_take": OFFICES,
    "incoming_aside": OFFICES,
}
