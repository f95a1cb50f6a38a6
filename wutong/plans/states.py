"""The flow of a plan draft."""

from wutong.base.flow import Flow, Move
from wutong.base.words import gettext_noop

DRAFT = Flow(
    "plan_draft",
    {
        "draft": gettext_noop("draft"),
        "confirmed": gettext_noop("confirmed"),
        "dropped": gettext_noop("dropped"),
    },
    (
        Move("confirm", ("draft",), "confirmed", by=gettext_noop("programme office"), says=gettext_noop("Confirm")),
        Move("drop", ("draft",), "dropped", by=gettext_noop("programme office"), says=gettext_noop("Drop")),
    ),
    start="draft",
)
