"""Who may open the pages of files taken in, the triage tray, and the list of needs."""

from wutong.web.roles import INSIDE, OFFICES, WATCH

ACCESS: dict[str, frozenset[str]] = {
    "intake": OFFICES | WATCH,
    "intake_wrong": OFFICES | WATCH,
    "intake_tell": OFFICES,
    "intake_again": OFFICES,
    "intake_add": OFFICES,
    "intake_start": OFFICES,
    "intake_original": OFFICES | WATCH,
    "triage_file": OFFICES | WATCH,
    "triage_earlier": OFFICES | WATCH,
    "triage_again": OFFICES,
    "needs": INSIDE,
    "need": INSIDE,
}
