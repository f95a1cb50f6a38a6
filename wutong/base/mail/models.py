"""The tables of the outbox: a mail is a row first, and goes out once, however often the machine restarts."""

from __future__ import annotations

from django.db import models

from wutong.base.tokens import new_token


class Mail(models.Model):
    """One mail. `key` names its reason: a second mail with the same key is never written."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        RETURNED = "returned"  # a mail server could not deliver it and told us so

    key = models.CharField(max_length=120, unique=True)
    token = models.CharField(max_length=24, unique=True, default=new_token)  # names it in its Message-ID and sender
    about = models.CharField(max_length=60, blank=True, db_index=True)  # the record it speaks of, as "inquiry:12"
    to = models.EmailField(max_length=320)
    reply_to = models.CharField(max_length=320, blank=True)
    in_reply_to = models.CharField(max_length=400, blank=True)  # Message-ID of the mail this one answers
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)  # when a sender took it up
    sent_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="mail_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["sent", "returned"], sent_at__isnull=False)
                | ~models.Q(state__in=["sent", "returned"]) & models.Q(sent_at=None),
                name="mail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="returned", returned_at__isnull=False)
                | ~models.Q(state="returned") & models.Q(returned_at=None),
                name="mail_returned_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class Enclosure(models.Model):
    """A file that goes with a mail."""

    mail = models.ForeignKey(Mail, on_delete=models.CASCADE, related_name="enclosures")
    stored = models.ForeignKey("StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
