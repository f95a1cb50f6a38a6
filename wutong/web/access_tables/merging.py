"""Who may open the pages: merging. Offices merge what came to them; the auditor and the administrator look on."""

from wutong.web.roles import OFFICES, WATCH

ACCESS: dict[str, frozenset[str]] = {
    "workspace": OFFICES | WATCH,
    "merge_group": OFFICES | WATCH,
    "merge_steps": OFFICES | WATCH,
    "merge_begin": OFFICES,
    "merge_step": OFFICES,
    "merge_send_up": OFFICES,
}
