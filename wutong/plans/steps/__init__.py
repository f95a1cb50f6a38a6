"""Verbs of plans: the only writers of their tables."""

from wutong.plans.steps.confirming import PlanHead
from wutong.plans.steps.loading import load_plans
from wutong.plans.steps.reading import confirm_draft, drop_draft, judge_entry, read_text

__all__ = ["PlanHead", "confirm_draft", "drop_draft", "judge_entry", "load_plans", "read_text"]
