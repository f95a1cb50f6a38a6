"""Who may open the pages: plans. Confirmed plans are public; drafts are for the offices and those who watch."""

from wutong.web.roles import EVERYONE, OFFICES, WATCH

READERS = OFFICES | frozenset({"administrator"})

ACCESS: dict[str, frozenset[str]] = {
    "plans": EVERYONE,
    "plan": EVERYONE,
    "plan_crosswalk": EVERYONE,
    "plan_read": READERS,
    "plan_drafts": OFFICES | WATCH,
    "plan_draft": OFFICES | WATCH,
    "plan_draft_judge": READERS,
    "plan_draft_confirm": READERS,
    "plan_draft_drop": READERS,
}
