"""Tables of plans: plan, item, responsible body, target, crosswalk; and drafts read from a text."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wutong.base.texts import in_language
from wutong.plans.states import DRAFT


class Plan(models.Model):
    """An action plan as confirmed. Another wording is another version."""

    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField(default=1)
    titles = models.JSONField()
    issuers = models.JSONField(default=dict)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="plan_version_once")]

    def __str__(self) -> str:
        return in_language(self.titles)


class PlanItem(models.Model):
    """One numbered item, as printed."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    order = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    number = models.CharField(max_length=30, blank=True)
    level = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    titles = models.JSONField()
    summaries = models.JSONField(default=dict)
    action = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["plan", "order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="plan_item_code_once"),
            models.UniqueConstraint(fields=["plan", "order"], name="plan_item_order_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {in_language(self.titles)}".strip()


class ResponsibleBody(models.Model):
    """Who answers for an item: leading, joint or taking part."""

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="bodies")
    names = models.JSONField()
    role = models.CharField(max_length=20)

    def __str__(self) -> str:
        return in_language(self.names)


class Target(models.Model):
    """An indicator with a value, a unit and a due date, and the clause it comes from."""

    class Nature(models.TextChoices):
        FLOW = "flow", _("happened in the period")
        STOCK = "stock", _("true on the day")

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="targets")
    serves = models.ForeignKey(
        PlanItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="served_targets"
    )
    indicator = models.CharField(max_length=60)
    names = models.JSONField()
    value = models.DecimalField(max_digits=18, decimal_places=2)
    unit = models.CharField(max_length=30)
    unit_names = models.JSONField(default=dict)
    nature = models.CharField(max_length=5, choices=Nature.choices)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    quote = models.CharField(max_length=300)
    basis = models.JSONField(default=dict)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "indicator"], name="target_once")]

    def __str__(self) -> str:
        return f"{in_language(self.names)}: {self.value:f} {self.unit}"


class Crosswalk(models.Model):
    """A SKOS-style relation between items of two plans, read from `left` to `right`."""

    class Relation(models.TextChoices):
        EXACT = "exact", _("same")
        CLOSE = "close", _("close")
        BROAD = "broad", _("narrower than")
        NARROW = "narrow", _("wider than")
        RELATED = "related", _("related")

    left = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="relations")
    right = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="inverse_relations")
    relation = models.CharField(max_length=10, choices=Relation.choices)
    notes = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["left", "right"], name="crosswalk_once")]

    def __str__(self) -> str:
        return f"{self.left.code} {self.relation} {self.right.code}"


class PlanDraft(models.Model):
    """What the reader made of a text, waiting for a person: only what is confirmed becomes a plan."""

    title = models.CharField(max_length=200)
    text = models.TextField()
    file = models.ForeignKey("StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    reading = models.JSONField()
    state = models.CharField(max_length=12, choices=DRAFT.choices, default=DRAFT.start)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    office_path = models.CharField(max_length=200)
    read_at = models.DateTimeField()
    confirmed_by_id = models.BigIntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    plan = models.ForeignKey(Plan, null=True, on_delete=models.SET_NULL, related_name="drafts")

    class Meta:
        ordering = ["-read_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="confirmed", confirmed_at__isnull=False)
                | ~models.Q(state="confirmed") & models.Q(confirmed_at=None),
                name="plan_draft_confirmed_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.title
