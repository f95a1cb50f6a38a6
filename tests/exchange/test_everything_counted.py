"""Whatever units send and officers decide: every need stands in the documents once, with its sources."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.exchange.merged import Desk, stated
from wutong.calls.models import Need
from wutong.calls.queries.feedback import feedback_of
from wutong.exchange import results
from wutong.exchange.gathering import gather

UNITS = ("province", "university", "abroad")
MOVES = ("accept", "decline", "")
replies = st.lists(st.tuples(st.sampled_from(UNITS), st.integers(0, 4)), max_size=4)
decisions = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(MOVES)), max_size=5)


@pytest.fixture
def fresh(world, make_call):
    """A new call for each example, so that examples do not see each other's needs."""
    count = iter(range(1000))
    return lambda: Desk(
        make_call(number=f"测函〔2026〕{next(count) + 100}号"),
        world.division,
        world.by["programme_officer"],
        world.at,
    )


def play(desk: Desk, world, sent, decided) -> None:
    """Take the replies in (a second one of a unit replaces or adds), then group and decide from the front."""
    for number, (unit, count) in enumerate(sent):
        needs = (stated(f"{unit}{number}-{place}", amount=place or None) for place in range(count))
        desk.reply(getattr(world, unit), *needs, file=desk.file(f"{unit}{number}.docx"))
    waiting = list(Need.objects.filter(call=desk.call, is_current=True).order_by("pk"))
    for size, move in decided:
        members, waiting = waiting[:size], waiting[size:]
        if members:
            desk.group(*members, move=move, reason="理由")


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=replies, decided=decisions)
def test_nothing_is_lost_and_nothing_counts_twice(world, fresh, sent, decided):
    desk = fresh()
    play(desk, world, sent, decided)
    current = Counter(Need.objects.filter(call=desk.call, is_current=True).values_list("title", flat=True))
    found = gather(desk.consolidation, "zh-hans")
    assert Counter(need.title for need in found.asked) == current
    told = [fate.title for one in feedback_of(desk.consolidation) for fate in one.fates]
    assert Counter(told) == current
    data = results.workbook(desk.consolidation, "zh-hans", internal=True, at=desk.at)
    sheets = load_workbook(BytesIO(data)).worksheets
    assert Counter(row[2] for row in sheets[1].iter_rows(min_row=2, values_only=True)) == current


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=replies, decided=decisions)
def test_a_row_has_the_sources_of_its_needs_and_no_other(world, fresh, sent, decided):
    desk = fresh()
    play(desk, world, sent, decided)
    found = gather(desk.consolidation, "zh-hans")
    assert all(need.sources for need in found.asked)
    taken_up = Counter(s for need in found.asked if need.outcome in ("merged", "accepted") for s in need.sources)
    assert Counter(source for _group, row in found.rows for source in row.sources) == taken_up
    printed = [need for top in found.sections for part in top.walk() for need in part.needs]
    assert Counter(need.number for need in printed) == Counter(row.number for _group, row in found.rows)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=replies, decided=decisions)
def test_letters_and_mail_agree_on_every_outcome(world, fresh, sent, decided):
    """The letters (exchange) and the mails (calls) count separately; they may not differ."""
    desk = fresh()
    play(desk, world, sent, decided)
    printed = Counter((need.unit, need.title, need.outcome) for need in gather(desk.consolidation, "zh-hans").asked)
    mailed = Counter(
        (one.inquiry.unit.names["zh-hans"], fate.title, fate.outcome)
        for one in feedback_of(desk.consolidation)
        for fate in one.fates
    )
    assert printed == mailed
