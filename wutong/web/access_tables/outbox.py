"""Who may open the pages of mails that went out. Which mails they find there is decided by the queries: those their
own office sent."""

from wutong.web.roles import OFFICES, UNIT, WATCH

ACCESS: dict[str, frozenset[str]] = {
    "outbox": OFFICES | UNIT | WATCH,  # a unit that passed a call on has written to its sub-units
    "mail_shown": OFFICES | UNIT | WATCH,
    "mail_again": OFFICES | UNIT | {"administrator"},
    "mail_confirm": OFFICES | UNIT | {"administrator"},
}
