"""The call for needs: its letter, its form, its deadline in a time zone, its addressees and copies."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from wutong.base.clock import moment_in
from wutong.base.texts import in_language
from wutong.calls.states import CALL


class Call(models.Model):
    """An invitation to answer. A published call pins the version of its form."""

    issuer = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="calls")
    number = models.CharField(max_length=60, blank=True)
    titles = models.JSONField()
    letters = models.JSONField(default=dict)
    form = models.ForeignKey("FormVersion", on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey("Plan", null=True, blank=True, on_delete=models.PROTECT, related_name="calls")
    deadline = models.DateTimeField()
    time_zone = models.CharField(max_length=40, default="Asia/Shanghai")
    contact = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    state = models.CharField(max_length=10, choices=CALL.choices, default=CALL.start)
    written_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_by_id = models.BigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    # The upper call this one helps to answer: its merged result becomes the reply to that inquiry.
    answers = models.ForeignKey("Inquiry", null=True, blank=True, on_delete=models.PROTECT, related_name="asked_below")

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "number"], condition=~models.Q(number=""), name="call_number_once_per_issuer"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(issued_at__isnull=False) & ~models.Q(number=""),
                name="call_issued_has_time_and_number",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.titles)

    @property
    def local_deadline(self) -> datetime:
        return moment_in(self.deadline, self.time_zone)


class Copy(models.Model):
    """An office that gets the letter to know, and owes no answer (抄送)."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="copies")
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey("Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="copy_once")]

    def __str__(self) -> str:
        return self.name
