"""The clock: asked once at the edge (a page, a command, a job) and passed down as `at=`."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def day_in(moment: datetime, time_zone: str) -> date:
    """The calendar day of a moment in a named time zone."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


class LocalMoment(datetime):
    """A moment on the clock of a named zone. Templates show it so, and not on the clock of the site (the flag is
    Django's, read by its date filter)."""

    convert_to_local_time = False


def moment_in(moment: datetime, time_zone: str) -> LocalMoment:
    """The same moment on the clock of a named time zone."""
    local = moment.astimezone(ZoneInfo(time_zone))
    # Written out, for `combine` forgets the fold on some Pythons: the hour that comes twice needs it.
    day, hour = local.timetuple()[:3], (local.hour, local.minute, local.second, local.microsecond)
    return LocalMoment(*day, *hour, tzinfo=local.tzinfo, fold=local.fold)
