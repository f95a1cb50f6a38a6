"""Who may open the figures and results of a call."""

from wutong.web.roles import ANSWERING, OFFICES, WATCH

ACCESS: dict[str, frozenset[str]] = {
    "figures": OFFICES | WATCH,
    "results": OFFICES | WATCH,
    "plan_document": OFFICES | WATCH,
    "workbook": OFFICES | WATCH,
    "feedback": ANSWERING | WATCH,  # a unit its own, once it was sent
    "feedback_all": OFFICES | WATCH,
    "feedback_send": OFFICES,
}
