"""The verbs plans write to the journal."""

from wutong.base import journal
from wutong.base.words import gettext_noop
from wutong.plans.states import DRAFT

journal.register_flow(DRAFT)
journal.register(
    {
        "plan_draft.read": gettext_noop("read from a text"),
        "plan_draft.judge": gettext_noop("reading judged by a person"),
        "plan.load": gettext_noop("plan loaded"),
    }
)
