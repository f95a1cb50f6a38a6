"""Tables of the journal: entries, their personal parts, and the head of the chain."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One thing done. Append-only: rows are never updated."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    actor_role = models.CharField(max_length=40)
    office_id = models.BigIntegerField(null=True)
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    changes = models.JSONField(default=dict)
    personal_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="entry_subject"),
            models.Index(fields=["office_id", "at"], name="entry_office"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class Personal(models.Model):
    """The personal part of an entry, kept apart so that it can be deleted without breaking the chain."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="personal")
    salt = models.CharField(max_length=32)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"personal part of {self.entry_id}"


class ChainHead(models.Model):
    """Where the chain ends: one row; locking it puts writers in a line."""

    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.number)
