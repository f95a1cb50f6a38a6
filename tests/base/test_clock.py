"""Moments on the clock of a named zone, as letters, pages and rules need them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from wutong.base.clock import day_in, moment_in

ZONES = ["Asia/Shanghai", "Asia/Almaty", "Europe/Paris", "America/Lima", "Pacific/Apia", "UTC"]
MOMENTS = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2099, 1, 1), timezones=st.just(UTC))


@given(MOMENTS, st.sampled_from(ZONES))
def test_a_moment_stays_the_same_moment_everywhere(moment: datetime, zone: str) -> None:
    local = moment_in(moment, zone)
    assert local == moment
    assert local.utcoffset() == moment.astimezone(ZoneInfo(zone)).utcoffset()
    assert local.date() == day_in(moment, zone)


@given(MOMENTS, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_a_template_shows_the_clock_of_the_zone_not_of_the_site(moment: datetime, zone: str, site: str) -> None:
    with timezone.override(site):
        shown = Template('{{ moment|date:"Y-m-d H:i" }}').render(Context({"moment": moment_in(moment, zone)}))
    assert shown == moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("zone", "shown"), [("Asia/Shanghai", "2026-10-16"), ("America/Lima", "2026-10-15")])
def test_the_day_depends_on_where_one_stands(zone: str, shown: str) -> None:
    assert day_in(datetime(2026, 10, 15, 20, 0, tzinfo=UTC), zone).isoformat() == shown


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """In Paris the clock goes back on 25 October 2026: half past two comes twice."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    one, two = (moment_in(moment, "Europe/Paris") for moment in (first, first + timedelta(hours=1)))
    assert (one.hour, one.minute) == (two.hour, two.minute) == (2, 30)
    assert one.utcoffset() != two.utcoffset()
