"""The inquiry: a call as addressed to one unit, which may pass it on to its own sub-units."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from wutong.base.clock import moment_in
from wutong.base.tokens import new_token
from wutong.calls.states import EXTENSION, INQUIRY


class Inquiry(models.Model):
    """Who owes an answer to which call, to whom, until when."""

    call = models.ForeignKey("Call", on_delete=models.CASCADE, related_name="inquiries")
    token = models.CharField(max_length=24, unique=True, default=new_token)  # a mail that names it answers this inquiry
    unit = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="inquiries")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="passed_to")
    office = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="+")  # to whom the answer goes
    order = models.PositiveIntegerField(default=0)
    deadline = models.DateTimeField()
    state = models.CharField(max_length=12, choices=INQUIRY.choices, default=INQUIRY.start)
    addressed_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "unit"], name="inquiry_once_per_unit"),
            models.CheckConstraint(
                condition=models.Q(state__in=["answered", "no_needs"], answered_at__isnull=False)
                | models.Q(state__in=["waiting", "passed_on"], answered_at=None),
                name="inquiry_answered_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ← {self.call_id}"

    @property
    def is_open(self) -> bool:
        return self.state in ("waiting", "passed_on")

    def is_late(self, now: datetime) -> bool:
        return self.is_open and now > self.deadline

    def answered_late(self) -> bool:
        return self.answered_at is not None and self.answered_at > self.deadline

    @property
    def local_deadline(self) -> datetime:
        return moment_in(self.deadline, self.call.time_zone)


class Extension(models.Model):
    """A unit asks for more time; the office decides."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateTimeField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=EXTENSION.choices, default=EXTENSION.start)
    asked_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by_id = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry"], condition=models.Q(state="asked"), name="extension_one_open"),
            models.CheckConstraint(
                condition=models.Q(state="asked", decided_at=None)
                | ~models.Q(state="asked") & models.Q(decided_at__isnull=False),
                name="extension_decided_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} → {self.until:%Y-%m-%d}"
