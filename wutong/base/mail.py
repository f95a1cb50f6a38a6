"""The outbox: a mail is a row first and goes out once, however often the machine restarts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import models, transaction

from wutong.base.tokens import new_token

TRIES = 6


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


def post(*, key: str, to: str, subject: str, body: str, at: datetime) -> Mail:
    """Put a mail into the outbox; the same key twice gives the first mail."""
    words = " ".join(subject.split())[:300]  # a line break in a subject would forge headers
    return Mail.objects.get_or_create(key=key, defaults={"to": to, "subject": words, "body": body, "due_at": at})[0]


def send_due(*, at: datetime) -> tuple[int, int]:
    """Send what is due; answers (sent, failed).

    A mail is claimed before it is handed over, so two senders never send it twice; one claimed by a sender that died
    stays "sending" for a person to look at, rather than going out again.
    """
    sent = failed = 0
    for mail in Mail.objects.filter(state=Mail.State.QUEUED, due_at__lte=at).order_by("due_at", "pk"):
        with transaction.atomic():
            if not Mail.objects.filter(pk=mail.pk, state=Mail.State.QUEUED).update(
                state=Mail.State.SENDING, claimed_at=at
            ):
                continue
        try:
            message = EmailMessage(
                mail.subject, mail.body, to=[mail.to], headers={"Message-ID": f"<{mail.pk}.{mail.key}@wutong.invalid>"}
            )
            message.send()
        except (OSError, ValueError) as error:  # no server; or an address no mail can be sent to
            failed += 1
            _postpone(mail, str(error), at=at)
        else:
            sent += 1
            Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=at, tries=mail.tries + 1, error="")
    return sent, failed


def _postpone(mail: Mail, error: str, *, at: datetime) -> None:
    """Try again later, each time waiting twice as long; give up after TRIES."""
    tries = mail.tries + 1
    state = Mail.State.FAILED if tries >= TRIES else Mail.State.QUEUED
    later = at + timedelta(minutes=2**tries)
    Mail.objects.filter(pk=mail.pk).update(state=state, tries=tries, due_at=later, error=error[:300])
