"""Lists of needs: whose, in which order, page after page, at the same price."""

from __future__ import annotations

import pytest

from wutong.calls.queries import needs as queries
from wutong.calls.queries.needs import NeedFilter
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.replies import take_in_reply


@pytest.fixture
def stated(call, world):
    """Thirty needs of the university and five of the province, stated to the division."""

    def say(unit, count, prefix):
        inquiry = call.inquiries.get(unit=unit)
        needs = [
            StatedNeed(f"{prefix}{n}", field="energy" if n % 2 else "ocean", countries=["KZ"]) for n in range(count)
        ]
        take_in_reply(inquiry, needs=needs, by=world.by["programme_officer"], at=world.at)

    say(world.university, 30, "u")
    say(world.province, 5, "p")


def walk(by, call, office_id):
    """All titles, page after page."""
    seen, after = [], 0
    while after is not None:
        page = queries.need_page(by, call, office_id, NeedFilter(), after=after)
        seen += [need.title for need in page.rows]
        after = page.next_after
    return seen


@pytest.mark.parametrize("size", [1, 4, 7, 35, 100])
def test_pages_show_every_need_once_in_order(stated, call, world, monkeypatch, size):
    monkeypatch.setattr(queries, "PAGE", size)
    seen = walk(world.by["programme_officer"], call, world.division.pk)
    assert seen == [f"u{n}" for n in range(30)] + [f"p{n}" for n in range(5)]


def test_counting_stops_where_nobody_counts_on(stated, call, world, monkeypatch):
    monkeypatch.setattr(queries, "COUNT_UP_TO", 20)
    page = queries.need_page(world.by["programme_officer"], call, world.division.pk, NeedFilter())
    assert (page.count, page.has_more_than_counted) == (20, True)
    page = queries.need_page(world.by["programme_officer"], call, world.division.pk, NeedFilter(unit=world.province.pk))
    assert (page.count, page.has_more_than_counted) == (5, False)


def test_a_page_costs_two_queries(stated, call, world, count_queries):
    by = world.by["programme_officer"]

    def read():
        for need in queries.need_page(by, call, world.division.pk, NeedFilter(field="energy")).rows:
            assert need.unit.names and need.places is not None and need.file is None

    assert count_queries(read) == 2


def test_the_plain_list_of_the_office_joins_nothing(stated, call, world):
    rows = queries.needs(world.by["programme_officer"], call, world.division.pk)
    assert "JOIN" not in str(rows.query)


@pytest.mark.parametrize(
    "role, expected",
    [
        ("programme_officer", 35),
        ("auditor", 35),
        ("unit_coordinator", 30),
        ("middle_officer", 5),
        ("partner_officer", 0),
        ("applicant", 0),
    ],
)
def test_each_sees_what_is_theirs(stated, call, world, role, expected):
    by = world.by[role]
    assert len(walk(by, call, queries.office_of(by, call))) == expected


def test_superseded_versions_are_not_listed(stated, call, world):
    by = world.by["programme_officer"]
    inquiry = call.inquiries.get(unit=world.province)
    take_in_reply(inquiry, needs=[], by=by, at=world.at, kind="no_needs")
    assert len(walk(by, call, world.division.pk)) == 30


def test_whose_list_a_seat_reads(call, world):
    assert queries.office_of(world.by["programme_officer"], call) == world.division.pk
    assert queries.office_of(world.by["unit_coordinator"], call) == world.division.pk
    assert queries.office_of(world.by["auditor"], call) == call.issuer_id


def test_units_for_the_filter_stand_in_the_order_of_the_letter(call, world):
    rows = queries.units_of(world.by["programme_officer"], call, world.division.pk)
    assert [pk for pk, _name in rows] == [world.province.pk, world.university.pk, world.abroad.pk]
    rows = queries.units_of(world.by["unit_coordinator"], call, world.division.pk)
    assert [pk for pk, _name in rows] == [world.university.pk]
