"""Who may read a text into a plan and confirm it."""

from django.utils.translation import gettext_lazy as _

from wutong.base.actors import Actor
from wutong.base.rules import may, refuse_unless
from wutong.plans.models import PlanDraft

READERS = ("programme_officer", "programme_leader", "middle_officer", "middle_leader", "administrator", "system")


def check_read_plan(by: Actor) -> None:
    refuse_unless(by.has(*READERS), _("Plans are read in by a programme or middle office."))


def check_settle_draft(draft: PlanDraft, by: Actor) -> None:
    check_read_plan(by)
    mine = by.has("administrator", "system") or by.sits_over(draft.office_path)
    refuse_unless(mine, _("This draft belongs to another office."))


may_read_plan = may(check_read_plan)
may_settle_draft = may(check_settle_draft)
