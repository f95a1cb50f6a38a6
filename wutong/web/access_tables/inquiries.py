"""Who may open the pages of inquiries and replies."""

from wutong.web.roles import ANSWERING, INSIDE, OFFICES, UNIT

ASKING = OFFICES | UNIT  # a unit that passed a call on is the asking office of its sub-units

ACCESS: dict[str, frozenset[str]] = {
    "inquiries": ANSWERING,
    "inquiry": INSIDE,
    "inquiry_form": INSIDE,
    "no_needs": ANSWERING,
    "extension_ask": ANSWERING,
    "extension_decide": ASKING,
    "pass_on": ANSWERING,
    "return_answer": ASKING,
    "reply": INSIDE,
    "reply_edit": ANSWERING,
    "reply_upload": ANSWERING,
    "reply_move": ANSWERING,
    "reply_file": INSIDE,
}
