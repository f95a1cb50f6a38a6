"""People, their accounts, their seats (a role at an organisation) and delegations with an end date."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from wutong.base.texts import in_language


class UserManager(BaseUserManager["User"]):
    """Accounts are found by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A sign-in. What the person may do comes from seats, not from the account."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    names = models.JSONField(default=dict)
    language = models.CharField(max_length=10, blank=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return in_language(self.names) or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


class Person(models.Model):
    """A person the programme deals with: contact, leader, scientist. May have an account, need not."""

    names = models.JSONField()
    organisation = models.ForeignKey(
        "Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    orcid = models.CharField(max_length=19, blank=True)
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["orcid"], condition=~models.Q(orcid=""), name="person_orcid_once")
        ]

    def __str__(self) -> str:
        return in_language(self.names)


class Seat(models.Model):
    """A person's role at an organisation, from a day to a day."""

    class Role(models.TextChoices):
        PROGRAMME_OFFICER = "programme_officer", _("programme officer")
        PROGRAMME_LEADER = "programme_leader", _("programme office leader")
        MIDDLE_OFFICER = "middle_officer", _("middle office officer")
        MIDDLE_LEADER = "middle_leader", _("middle office leader")
        UNIT_COORDINATOR = "unit_coordinator", _("unit coordinator")
        UNIT_LEADER = "unit_leader", _("unit leader")
        PARTNER_OFFICER = "partner_officer", _("partner-side officer")
        APPLICANT = "applicant", _("applicant")
        REVIEWER = "reviewer", _("reviewer")
        AUDITOR = "auditor", _("auditor")
        ADMINISTRATOR = "administrator", _("administrator")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey("Organisation", on_delete=models.PROTECT, related_name="seats")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "organisation"], name="seat_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="seat_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.organisation}"


class Delegation(models.Model):
    """Acting on behalf: the holder of a seat lets another person act from it until a day. Never open-ended."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="delegations")
    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="delegations")
    since = models.DateField()
    until = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-since", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="delegation_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.seat} → {self.to}"
