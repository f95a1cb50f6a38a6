"""Stored versions of form definitions: a published call pins the version it asked with."""

from django.db import models


class FormVersion(models.Model):
    """One version of a form. The definition is frozen: a change is a new version."""

    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    definition = models.JSONField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="form_version_once")]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"
