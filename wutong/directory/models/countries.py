"""Countries by ISO 3166 code, dated region groups, partnership years with their source, agreements."""

from django.db import models

from wutong.base.texts import in_language
from wutong.directory.gazetteer import country_name


class Country(models.Model):
    """One ISO 3166-1 entry. Names come from CLDR at run time in the reader's language, so none are stored."""

    iso2 = models.CharField(max_length=2, primary_key=True)
    iso3 = models.CharField(max_length=3, unique=True)
    numeric = models.CharField(max_length=3)

    class Meta:
        ordering = ["iso2"]

    def __str__(self) -> str:
        return self.iso2

    def name(self, language: str) -> str:
        return country_name(self.iso2, language)


class RegionGroup(models.Model):
    """A group texts speak of as one: ASEAN 东盟, the five Central Asian states 中亚五国."""

    code = models.CharField(max_length=30, unique=True)
    names = models.JSONField()
    source = models.CharField(max_length=300)
    checked_on = models.DateField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return in_language(self.names)


class GroupMember(models.Model):
    """Membership from a day to a day: "as of the call" decides what a region word means."""

    group = models.ForeignKey(RegionGroup, on_delete=models.CASCADE, related_name="members")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="groups")
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "country", "since"], name="group_member_once"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(since=None) | models.Q(until__gt=models.F("since")),
                name="group_member_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.country_id}"


class Partnership(models.Model):
    """The year a country joined, as one source gives it; sources differ, so each keeps its own row."""

    country = models.ForeignKey(Country, on_delete=models.CASCADE, related_name="partnerships")
    since_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["country", "source"], name="partnership_once_per_source")]

    def __str__(self) -> str:
        return f"{self.country_id} {self.since_year} ({self.source})"


class Agreement(models.Model):
    """An agreement between governments: what it is called, who signed, when, until when."""

    titles = models.JSONField()
    countries = models.ManyToManyField(Country, related_name="agreements")
    signed_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-signed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("signed_on")),
                name="agreement_ends_after_signing",
            )
        ]

    def __str__(self) -> str:
        return in_language(self.titles)
