"""Merging: groups of needs that say the same thing, each need in exactly one group, every change undoable."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wutong.base.texts import in_language
from wutong.calls.models.replies import Need
from wutong.calls.states import GROUP


class Consolidation(models.Model):
    """One office's merging of the replies to one call that came to it."""

    call = models.ForeignKey("Call", on_delete=models.CASCADE, related_name="consolidations")
    office = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="consolidations")
    plan = models.ForeignKey("Plan", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    grouped_at = models.DateTimeField(null=True)
    work = models.ForeignKey("Work", null=True, on_delete=models.SET_NULL, related_name="+")
    next_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "office"], name="consolidation_once_per_office")]

    def __str__(self) -> str:
        return f"{self.call_id} @ {self.office_id}"


class NeedGroup(models.Model):
    """One row of the plan to be: needs merged under one wording. `version` guards against two officers at once."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="groups")
    number = models.PositiveIntegerField()
    titles = models.JSONField()
    texts = models.JSONField(default=dict)
    field = models.CharField(max_length=20, blank=True)
    action = models.CharField(max_length=20, blank=True)
    plan_item = models.ForeignKey("PlanItem", null=True, blank=True, on_delete=models.PROTECT, related_name="groups")
    priority = models.CharField(max_length=6, choices=Need.Priority.choices, default=Need.Priority.NORMAL)
    state = models.CharField(max_length=10, choices=GROUP.choices, default=GROUP.start)
    reason = models.TextField(blank=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    is_dissolved = models.BooleanField(default=False)  # emptied by a merge; kept so that undo can fill it again

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["consolidation", "number"], name="need_group_number_once"),
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_at=None)
                | ~models.Q(state="proposed") & models.Q(decided_at__isnull=False),
                name="need_group_decided_has_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(reason=""), name="need_group_declined_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["consolidation", "state", "number"], name="need_group_state")]

    def __str__(self) -> str:
        return in_language(self.titles)


class Membership(models.Model):
    """A need stands in exactly one group of a consolidation: nothing is lost and nothing counts twice."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="memberships")
    group = models.ForeignKey(NeedGroup, on_delete=models.CASCADE, related_name="memberships")
    need = models.ForeignKey("Need", on_delete=models.CASCADE, related_name="memberships")
    likeness = models.FloatField(null=True)  # to the group's first member, as suggested; null where a person put it
    why = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["consolidation", "need"], name="need_in_one_group")]

    def __str__(self) -> str:
        return f"{self.need_id} in {self.group_id}"


class Suggestion(models.Model):
    """Two needs in doubt: perhaps the same. It is open while they stand in different groups and nobody kept them apart.

    It holds on to memberships, not to needs, so that it follows a need into the next version of its reply.
    """

    class Doubt(models.TextChoices):
        CLOSE = "close", _("just under the threshold")
        BETWEEN = "between", _("alike, but not to all of the group")
        FACT = "fact", _("alike, but a stated fact differs")
        DECIDED = "decided", _("came after the decision")

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="suggestions")
    left = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="suggested")
    right = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="suggested_to")
    score = models.FloatField()
    doubt = models.CharField(max_length=10, choices=Doubt.choices)
    kept_apart = models.BooleanField(default=False)  # a person said so; grouping never joins the two again

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="suggestion_once")]
        indexes = [models.Index(fields=["consolidation", "kept_apart"], name="suggestion_open")]

    def __str__(self) -> str:
        return f"{self.left_id} ~ {self.right_id}"


class Change(models.Model):
    """One step in the workspace with what was before and after, so that it can be undone."""

    consolidation = models.ForeignKey(Consolidation, on_delete=models.CASCADE, related_name="changes")
    verb = models.CharField(max_length=40)
    by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%H:%M}"
