"""The mailbox, and mails as they come out of it: each is kept whole before anything is made of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wutong.calls.models.inquiries import Inquiry
from wutong.calls.states import INCOMING


class Mailbox(models.Model):
    """One mailbox the site reads, by its account; who is emptying it now, and since when it cannot be reached.

    The hold ends by itself at `held_until`: a holder that died keeps nobody out for long.
    """

    account = models.CharField(max_length=200, unique=True)
    holder = models.CharField(max_length=24, blank=True)
    held_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)  # not before then is it looked into again
    picked_at = models.DateTimeField(null=True)  # when it was last reached
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    away_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)  # why it cannot be reached

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(away_since=None, trouble="")
                | models.Q(away_since__isnull=False) & ~models.Q(trouble=""),
                name="mailbox_away_has_trouble",
            )
        ]

    def __str__(self) -> str:
        return self.account


class IncomingMail(models.Model):
    """One mail picked up. The mailbox names it by account, validity and number (RFC 9051, 2.3.1.1); should the server
    number its mails anew, it is known by its content."""

    class Recognised(models.TextChoices):
        """How the inquiry it answers was found."""

        TOKEN = "token", _("by the token of the inquiry")
        THREAD = "thread", _("by the mail it answers")
        ADDRESS = "address", _("by the sender's address")
        PERSON = "person", _("by a person")

    account = models.CharField(max_length=200)
    validity = models.BigIntegerField()
    number = models.BigIntegerField()
    stored = models.ForeignKey("StoredFile", on_delete=models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=400, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    written_at = models.DateTimeField(null=True)  # as the mail says
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=INCOMING.choices, default=INCOMING.start)
    recognised = models.CharField(max_length=10, choices=Recognised.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why it waits, or what a returned mail was returned for
    call = models.ForeignKey("Call", null=True, on_delete=models.PROTECT, related_name="incoming")
    inquiry = models.ForeignKey("Inquiry", null=True, on_delete=models.SET_NULL, related_name="incoming")
    candidates = models.ManyToManyField(Inquiry, related_name="+")  # what it may answer, while a person decides
    batch = models.OneToOneField("IntakeBatch", null=True, on_delete=models.SET_NULL, related_name="mail")
    about = models.ForeignKey("Mail", null=True, on_delete=models.SET_NULL, related_name="+")  # ours that came back
    settled_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)  # when the automatic answer was written

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "validity", "number"], name="incoming_once_per_number"),
            models.UniqueConstraint(fields=["account", "stored"], name="incoming_once_per_content"),
            models.CheckConstraint(
                condition=~models.Q(state="taken") | models.Q(call__isnull=False), name="incoming_taken_has_call"
            ),
        ]
        indexes = [models.Index(fields=["state"], name="incoming_state")]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"
