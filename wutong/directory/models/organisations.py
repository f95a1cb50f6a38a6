"""Organisations in a tree: an office sees its subtree through the path."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from wutong.base.texts import in_language


class Organisation(models.Model):
    """A ministry, province office, university, institute, company, park, transfer centre, society, or a unit abroad."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("ministry or agency")
        DIVISION = "division", _("division of a ministry")
        PROVINCE = "province", _("provincial office")
        GROUP = "group", _("group head office")
        UNIVERSITY = "university", _("university")
        INSTITUTE = "institute", _("research institute")
        COMPANY = "company", _("company")
        PARK = "park", _("science park")
        TRANSFER_CENTRE = "transfer_centre", _("technology transfer centre")
        SOCIETY = "society", _("society or association")
        ABROAD = "abroad", _("office or unit abroad")
        OTHER = "other", _("other")

    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=200, unique=True, null=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    names = models.JSONField()
    short_name = models.CharField(max_length=60, blank=True)
    country = models.ForeignKey(
        "Country", null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    email = models.EmailField(blank=True)
    ror = models.CharField(max_length=9, blank=True)
    uscc = models.CharField(max_length=18, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["ror"], condition=~models.Q(ror=""), name="organisation_ror_once"),
            models.UniqueConstraint(fields=["uscc"], condition=~models.Q(uscc=""), name="organisation_uscc_once"),
        ]

    def __str__(self) -> str:
        return in_language(self.names)

    @property
    def depth(self) -> int:
        return (self.path or "").count("/") - 2

    def lies_under(self, path: str) -> bool:
        return bool(path) and (self.path or "").startswith(path)


class OrganisationName(models.Model):
    """A name to be found by: official in each language, alias, abbreviation, former."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="known_names")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "folded"], name="organisation_name_once")]

    def __str__(self) -> str:
        return self.name
