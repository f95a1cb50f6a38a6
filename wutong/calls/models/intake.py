"""Files as they arrive: every file in is accounted for, whatever becomes of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wutong.calls.states import INTAKE


class IntakeBatch(models.Model):
    """Files that came together: one upload, one folder, one mail pick-up."""

    class Way(models.TextChoices):
        UPLOAD = "upload", _("uploaded in the browser")
        FOLDER = "folder", _("watched folder")
        COMMAND = "command", _("command line")
        UNIT = "unit", _("sent by the unit on its page")
        MAIL = "mail", _("mailbox")

    call = models.ForeignKey("Call", on_delete=models.CASCADE, related_name="batches")
    office = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way.choices)
    taken_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    work = models.ForeignKey("Work", null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.call_id} {self.taken_at:%Y-%m-%d %H:%M}"


class IntakeFile(models.Model):
    """One file, or one part of a container. `reading` is all the reader understood, with places and confidence."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("reply")
        NO_NEEDS = "no_needs", _("no needs")
        NOT_A_REPLY = "not_a_reply", _("not a reply")
        UNREADABLE = "unreadable", _("unreadable")
        SUPERSEDED = "superseded", _("superseded")

    batch = models.ForeignKey(IntakeBatch, on_delete=models.CASCADE, related_name="files")
    call = models.ForeignKey("Call", on_delete=models.CASCADE, related_name="files")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="parts")
    stored = models.ForeignKey("StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=400)
    path = models.JSONField(default=list)  # place inside the container, outermost first
    media = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)  # what it is, as read or as a person said
    state = models.CharField(max_length=12, choices=INTAKE.choices, default=INTAKE.start)
    unit = models.ForeignKey("Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_confidence = models.FloatField(default=0)
    problem = models.CharField(max_length=20, blank=True)
    detail = models.CharField(max_length=300, blank=True)
    reasons = models.JSONField(default=list)  # why it waits for a person
    reading = models.JSONField(default=dict)
    reply = models.ForeignKey("Reply", null=True, on_delete=models.SET_NULL, related_name="files")
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="duplicates")
    superseded_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="supersedes")
    arrived_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=["accepted", "no_needs"]) | models.Q(unit__isnull=False),
                name="intake_accepted_has_unit",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state"], name="intake_state"),
            models.Index(fields=["call", "stored"], name="intake_content"),
        ]

    def __str__(self) -> str:
        return self.name
