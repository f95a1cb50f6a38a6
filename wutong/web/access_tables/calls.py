"""Who may open the pages of calls and the board."""

from wutong.web.roles import INSIDE, OFFICES

ACCESS: dict[str, frozenset[str]] = {
    "calls": INSIDE,
    "call": INSIDE,
    "call_new": OFFICES,
    "call_edit": OFFICES,
    "call_move": OFFICES,
    "call_letter": INSIDE,
    "call_form": INSIDE,
    "call_from_draft": OFFICES,
    "board": INSIDE,
    "board_remind": OFFICES,
}
