"""The reference data loads the same twice; agreements are recorded by those who may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.directory import gazetteer
from wutong.directory.models import Agreement, Country, GroupMember, Partnership
from wutong.directory.steps import load_reference_data, record_agreement


def record(world: Any, role: str, **fields: Any) -> Agreement:
    values = {
        "titles": {"authoritative": "en", "en": "Agreement of tests"},
        "countries": [Country.objects.get(pk="KZ")],
        "signed_on": date(2020, 5, 1),
        "source": "test register",
    }
    return record_agreement(**(values | fields), by=world.by[role], at=world.at)


def test_loading_twice_changes_nothing(db: None) -> None:
    counts = load_reference_data()
    assert load_reference_data() == counts
    assert GroupMember.objects.filter(group__code="ASEAN").count() == len(gazetteer.group("ASEAN").memberships)


def test_every_source_keeps_its_own_year(db: None) -> None:
    stored = set(Partnership.objects.values_list("country_id", "source", "since_year"))
    assert stored == {(row.country, row.source, row.year) for row in gazetteer.partnerships()}


def test_an_agreement_is_journaled_with_its_countries(world: Any) -> None:
    made = record(world, "programme_officer", countries=Country.objects.filter(pk__in=["KZ", "UZ"]))
    assert {one.pk for one in made.countries.all()} == {"KZ", "UZ"}
    assert Entry.objects.get(subject_type="agreement", subject_id=made.pk).verb == "agreement.record"


@pytest.mark.parametrize("role", ["middle_leader", "unit_leader", "auditor", "partner_officer", "applicant"])
def test_others_record_no_agreement(world: Any, role: str) -> None:
    with pytest.raises(Refused):
        record(world, role)
    assert not Agreement.objects.exists()


def test_an_agreement_names_a_country(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        record(world, "administrator", countries=[])
    assert refused.value.place == "countries"


def test_an_agreement_does_not_end_before_it_was_signed(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        record(world, "administrator", ends_on=date(2020, 4, 30))
    assert refused.value.place == "ends_on"
    assert record(world, "administrator", ends_on=date(2020, 5, 1)).ends_on == date(2020, 5, 1)
