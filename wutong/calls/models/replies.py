"""What comes back: replies in versions, and the needs they state."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wutong.base.derived import DerivedBoolean, DerivedText
from wutong.calls.states import REPLY
from wutong.calls.sureness import is_unsure
from wutong.matching.words import tokens


class Reply(models.Model):
    """One version of a unit's answer to an inquiry. Four eyes: the confirmer is not the composer."""

    class Source(models.TextChoices):
        WEB = "web", _("web form")
        FORM_FILE = "form_file", _("form file (Word, Excel, JSON)")
        FREE = "free", _("free-form file or mail")
        MERGED = "merged", _("merged from sub-units")

    class Kind(models.TextChoices):
        NEEDS = "needs", _("states needs")
        NO_NEEDS = "no_needs", _("no needs")

    inquiry = models.ForeignKey("Inquiry", on_delete=models.CASCADE, related_name="replies")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NEEDS)
    source = models.CharField(max_length=10, choices=Source.choices)
    state = models.CharField(max_length=12, choices=REPLY.choices, default=REPLY.start)
    answers = models.JSONField(default=dict)
    remarks = models.TextField(blank=True)
    consolidation = models.ForeignKey("Consolidation", null=True, on_delete=models.PROTECT, related_name="sent_up")
    written_at = models.DateTimeField()
    composed_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    composed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey("User", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    returned_because = models.TextField(blank=True)
    taken_in = models.BooleanField(default=False)  # by the office, from a file the unit sent outside the system

    class Meta:
        ordering = ["inquiry", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "version"], name="reply_version_once"),
            models.UniqueConstraint(fields=["inquiry"], condition=models.Q(state="sent"), name="reply_one_current"),
            models.UniqueConstraint(
                fields=["inquiry"],
                condition=models.Q(state__in=["draft", "composed", "confirmed"], taken_in=False),
                name="reply_one_in_hand",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | models.Q(composed_by=None)
                | ~models.Q(confirmed_by=models.F("composed_by")),
                name="reply_four_eyes",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["sent", "superseded"], sent_at__isnull=False)
                | models.Q(state__in=["draft", "composed", "confirmed"], sent_at=None),
                name="reply_sent_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id} v{self.version}"

    @property
    def is_in_hand(self) -> bool:
        return self.state in ("draft", "composed", "confirmed")


def list_word(call_id: int, office_id: int) -> str:
    """A word only the needs of one list hold: the text index of all lists is one."""
    return f"call{call_id}office{office_id}"


def words_of_need(need: Need) -> str:
    """What the text index finds a need by."""
    said = dict.fromkeys(tokens(f"{need.title}\n{need.text}"))
    return " ".join([list_word(need.call_id, need.office_id), *said])


class Need(models.Model):
    """One need as a unit stated it; `places` says where each value was read, `corrections` what a person changed.

    call, unit and counts repeat what the reply knows, so that lists of half a million rows stay one indexed read.
    """

    class Priority(models.TextChoices):
        HIGH = "high", _("high")
        NORMAL = "normal", _("normal")
        LOW = "low", _("low")

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="needs")
    call = models.ForeignKey("Call", on_delete=models.CASCADE, related_name="needs")
    unit = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="needs")
    unit_path = models.CharField(max_length=200)  # an office sees its subtree
    office = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="+")  # to whom it was stated
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    field = models.CharField(max_length=20, blank=True)
    action = models.CharField(max_length=20, blank=True)
    countries = models.JSONField(default=list)
    country_words = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    period_words = models.CharField(max_length=100, blank=True)
    partner = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    priority = models.CharField(max_length=6, choices=Priority.choices, default=Priority.NORMAL)
    places = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    file = models.ForeignKey("IntakeFile", null=True, on_delete=models.PROTECT, related_name="needs")
    merged_from = models.ForeignKey("NeedGroup", null=True, on_delete=models.SET_NULL, related_name="sent_as")
    is_current = models.BooleanField(default=False)
    words = DerivedText(of=words_of_need, default="")
    unsure = DerivedBoolean(of=lambda need: is_unsure(need.places, need.corrections), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["reply", "number"], name="need_number_once"),
            models.CheckConstraint(
                condition=models.Q(amount=None) | ~models.Q(currency=""), name="need_amount_has_currency"
            ),
        ]
        indexes = [
            models.Index(fields=["call", "office", "is_current", "id"], name="need_call"),
            models.Index(fields=["call", "office", "is_current", "field", "id"], name="need_field"),
            models.Index(fields=["call", "office", "is_current", "action", "id"], name="need_action"),
            models.Index(fields=["call", "office", "is_current", "unit", "id"], name="need_unit"),
            models.Index(fields=["call", "office", "is_current", "unsure", "id"], name="need_unsure"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        if update_fields is not None:  # what is worked out of the row is written with it
            update_fields = {*update_fields, "words", "unsure"}
        super().save(*args, update_fields=update_fields, **options)


class NeedCountry(models.Model):
    """One country a need names, for filters and the map."""

    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="country_rows")
    call = models.ForeignKey("Call", on_delete=models.CASCADE, related_name="+")
    country = models.ForeignKey("Country", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "country"], name="need_country_once")]
        indexes = [models.Index(fields=["call", "country", "need"], name="need_country_call")]

    def __str__(self) -> str:
        return f"{self.need_id} {self.country_id}"


class NeedVector(models.Model):
    """A need's sentence vector, stamped with the encoder that made it."""

    need = models.OneToOneField(Need, on_delete=models.CASCADE, related_name="vector")
    encoder = models.CharField(max_length=60)
    text_digest = models.CharField(max_length=64)
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.need_id} {self.encoder}"
