"""Long work: a row a page can watch. It survives a restart: what was running without a pulse is taken up again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

PULSE_LOST = timedelta(seconds=90)


class Work(models.Model):
    """One long job, seen from the page: what, how far, how it ended."""

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=40)
    about_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    office_path = models.CharField(max_length=200, blank=True)
    actor = models.JSONField(default=dict)  # who asked, from which seat: the job acts in their name
    asked_at = models.DateTimeField()
    pulse_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "about_id"], name="work_about")]

    def __str__(self) -> str:
        return f"{self.title} {self.done}/{self.total}"

    @property
    def share(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)

    def pulse(self, done: int, total: int, *, at: datetime, message: str = "") -> None:
        self.state, self.done, self.total, self.pulse_at = self.State.RUNNING, done, total, at
        self.message = message[:300]
        self.save(update_fields=["state", "done", "total", "pulse_at", "message"])

    def finish(self, *, at: datetime, message: str = "", failed: bool = False) -> None:
        self.state = self.State.FAILED if failed else self.State.DONE
        self.finished_at, self.message = at, message[:300]
        self.save(update_fields=["state", "finished_at", "message"])


def interrupted(*, at: datetime) -> models.QuerySet[Work]:
    """Work that was running when its worker died."""
    return Work.objects.filter(state=Work.State.RUNNING, pulse_at__lt=at - PULSE_LOST)
