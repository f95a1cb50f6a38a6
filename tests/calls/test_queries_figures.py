"""The needs of a call counted: each figure against a plain count of the same rows."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from tests.exchange.merged import Desk, merged_call, stated
from wutong.calls.models import Need
from wutong.calls.queries import figures

pytestmark = pytest.mark.django_db
COUNTED = ("by_field", "by_action", "by_language", "by_unit", "by_country_and_field", "money")


@pytest.fixture
def desk(world, call) -> Desk:
    return merged_call(world, call)


def current(desk) -> list[Need]:
    return list(Need.objects.filter(call=desk.call, office=desk.office, is_current=True))


def ask(name, desk, by=None):
    return getattr(figures, name)(by or desk.by, desk.call, desk.office.pk)


@pytest.mark.parametrize(
    ("name", "field"), [("by_field", "field"), ("by_action", "action"), ("by_language", "language")]
)
def test_counts_are_those_of_the_rows(desk, name, field):
    assert ask(name, desk) == Counter(getattr(need, field) for need in current(desk))


def test_counts_come_most_first(desk):
    counts = list(ask("by_action", desk).values())
    assert counts == sorted(counts, reverse=True)


def test_units_stand_in_the_order_of_the_letter_with_nothing_as_nought(desk, world):
    counts = ask("by_unit", desk)
    assert list(counts) == [world.province, world.university, world.abroad]
    assert counts[world.abroad] == 0
    assert sum(counts.values()) == len(current(desk))


def test_a_need_counts_once_under_each_of_its_countries(desk):
    expected = Counter((country, need.field) for need in current(desk) for country in need.countries)
    found = ask("by_country_and_field", desk)
    assert {(country, field): n for country, by_field in found.items() for field, n in by_field.items()} == expected


def test_money_is_never_added_over_currencies(desk, world):
    desk.reply(world.abroad, stated("甲", amount=7, currency="USD"), stated("乙", amount=5, currency="USD"))
    sums = {one.currency: (one.amount, one.needs) for one in ask("money", desk)}
    assert sums == {"CNY": (Decimal(800_000), 2), "USD": (Decimal(12), 2)}


def test_replaced_needs_are_not_counted(desk, world):
    desk.reply(world.university, stated("唯一的需求", field="ocean"), file=desk.file("更正.docx"))
    assert ask("by_field", desk) == Counter(need.field for need in current(desk))


def test_units_overlap_where_their_needs_share_a_group(desk, world):
    left, right = sorted((world.province.pk, world.university.pk))
    assert figures.overlaps(desk.consolidation) == [figures.Overlap(left, right, 1)]


def test_two_needs_of_one_unit_are_no_overlap(desk, world):
    desk.group(*desk.reply(world.abroad, stated("甲"), stated("乙")))
    pairs = figures.overlaps(desk.consolidation)
    assert all(world.abroad.pk not in (pair.left, pair.right) for pair in pairs)


def test_a_group_of_three_units_makes_three_pairs(desk, world):
    members = Need.objects.filter(title__in=["培训班", "园区规划"])
    for need in members:
        need.memberships.all().delete()
    desk.group(*members, *desk.reply(world.abroad, stated("第三方")))
    assert sorted(pair.groups for pair in figures.overlaps(desk.consolidation)) == [1, 1, 2]


@pytest.mark.parametrize("name", COUNTED)
def test_a_unit_counts_only_what_it_may_see(desk, world, name):
    whole, own = ask(name, desk), ask(name, desk, by=world.by["unit_coordinator"])
    assert own != whole
    assert ask(name, desk, by=world.by["auditor"]) == whole


@pytest.mark.parametrize("name", COUNTED)
def test_every_figure_costs_the_same_for_many_needs(desk, world, name, count_queries):
    before = count_queries(lambda: ask(name, desk))
    desk.reply(world.abroad, *(stated(f"需求{number}") for number in range(30)))
    assert count_queries(lambda: ask(name, desk)) == before <= 2


def test_an_office_that_asked_below_looks_at_its_own(desk, world):
    from datetime import timedelta

    from wutong.calls.steps.inquiries import pass_on

    officer = world.by["middle_officer"]
    assert figures.office_of(officer, desk.call) == world.division.pk
    inquiry = desk.call.inquiries.get(unit=world.province)
    inquiry.state, inquiry.answered_at = "waiting", None
    inquiry.save()
    early = inquiry.deadline - timedelta(days=5)
    pass_on(inquiry, to=[world.college_a], deadline=early, by=officer, at=world.at)
    assert figures.office_of(officer, desk.call) == world.province.pk
