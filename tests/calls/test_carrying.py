"""A new version takes the place of the old one: groups and corrections go on with the same needs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from wutong.calls.models import Membership, NeedGroup
from wutong.calls.statement import StatedNeed
from wutong.calls.steps.carrying import carry_over
from wutong.calls.steps.grouping import open_consolidation
from wutong.calls.steps.replies import begin_version, state_needs


@pytest.fixture
def version(call, world):
    """`version(need, …)`: the university's next version with these needs."""
    inquiry = call.inquiries.get(unit=world.university)

    def make(*stated: StatedNeed):
        reply = begin_version(inquiry, source="free", at=world.at, taken_in=True)
        state_needs(reply, stated)
        return reply

    return make


@pytest.fixture
def grouped(call, world):
    """Put a need into a group of its own; answers the group."""
    by = world.by["programme_officer"]
    consolidation = open_consolidation(call, world.division, by=by, at=world.at)

    def place(need):
        number = consolidation.groups.count() + 1
        group = NeedGroup.objects.create(consolidation=consolidation, number=number, titles={"en": need.title})
        Membership.objects.create(consolidation=consolidation, group=group, need=need)
        return group

    return place


def corrected(reply, number, **changes):
    need = reply.needs.get(number=number)
    need.corrections = {name: {"was": was, "now": now} for name, (was, now) in changes.items()}
    for name, (_was, now) in changes.items():
        setattr(need, name, now)
    need.save()
    return need


def test_the_same_need_keeps_its_group_and_a_lost_one_leaves(version, grouped):
    old = version(StatedNeed("甲"), StatedNeed("乙"))
    kept, _lost = grouped(old.needs.get(number=1)), grouped(old.needs.get(number=2))
    new = version(StatedNeed("丙"), StatedNeed("甲"))
    assert carry_over(old, new) == (1, 1)
    assert Membership.objects.get().group == kept
    assert Membership.objects.get().need == new.needs.get(title="甲")


def test_titles_are_compared_without_width_case_and_brackets(version, grouped):
    old = version(StatedNeed("Smart （Port）"))
    grouped(old.needs.get())
    assert carry_over(old, version(StatedNeed("smart port"))) == (1, 0)


def test_needs_of_one_title_are_inherited_one_by_one(version, grouped):
    old = version(StatedNeed("甲"), StatedNeed("甲"))
    groups = [grouped(need) for need in old.needs.order_by("number")]
    new = version(StatedNeed("甲"), StatedNeed("甲"))
    assert carry_over(old, new) == (2, 0)
    assert [need.memberships.get().group for need in new.needs.order_by("number")] == groups


def test_a_correction_is_made_again_where_the_new_version_reads_the_same(version):
    old = version(StatedNeed("甲", field="other"))
    corrected(old, 1, field=("other", "ocean"))
    same, different = version(StatedNeed("甲", field="other")), version(StatedNeed("甲", field="energy"))
    carry_over(old, same)
    carry_over(old, different)
    assert (same.needs.get().field, same.needs.get().corrections["field"]["now"]) == ("ocean", "ocean")
    assert (different.needs.get().field, different.needs.get().corrections) == ("energy", {})


def test_a_need_whose_title_was_corrected_is_found_by_what_was_read(version, grouped):
    old = version(StatedNeed("甲 "))
    grouped(corrected(old, 1, title=("甲", "甲的新题")))
    new = version(StatedNeed("甲"))
    assert carry_over(old, new) == (1, 0)
    assert new.needs.get().title == "甲的新题"


def test_corrected_countries_are_stored_for_the_map_too(version):
    old = version(StatedNeed("甲", countries=["KZ"]))
    corrected(old, 1, countries=(["KZ"], ["UZ", "VN"]))
    new = version(StatedNeed("甲", countries=["KZ"]))
    carry_over(old, new)
    assert set(new.needs.get().country_rows.values_list("country", flat=True)) == {"UZ", "VN"}


def test_sums_compare_as_sums_whatever_their_spelling(version):
    old = version(StatedNeed("甲", amount=Decimal(300), currency="CNY"))
    corrected(old, 1, amount=("300.00", "450.00"))
    new = version(StatedNeed("甲", amount=Decimal("3e2"), currency="CNY"))
    carry_over(old, new)
    assert new.needs.get().amount == Decimal("450.00")


def test_half_a_corrected_sum_leaves_no_sum_without_currency(version):
    old = version(StatedNeed("甲"))
    corrected(old, 1, amount=(None, "450.00"), currency=("", "CNY"))
    whole = version(StatedNeed("甲"))
    carry_over(old, whole)
    assert (whole.needs.get().amount, whole.needs.get().currency) == (Decimal("450.00"), "CNY")
    corrected(old, 1, amount=(None, "450.00"), currency=("EUR", "CNY"))
    half = version(StatedNeed("甲"))
    carry_over(old, half)
    assert (half.needs.get().amount, half.needs.get().currency) == (None, "")


def test_dates_come_back_as_dates(version):
    old = version(StatedNeed("甲"))
    corrected(old, 1, starts_on=(None, "2027-01-01"))
    new = version(StatedNeed("甲"))
    carry_over(old, new)
    assert new.needs.get().starts_on.isoformat() == "2027-01-01"


def test_what_a_person_confirmed_as_read_is_not_corrected_again(version):
    old = version(StatedNeed("甲", field="other"))
    corrected(old, 1, field=("other", "ocean"))
    confirmed = StatedNeed("甲", field="other", corrections={"field": {"was": "other", "now": "other"}})
    new = version(confirmed)
    carry_over(old, new)
    assert new.needs.get().field == "other"
