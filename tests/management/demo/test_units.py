"""The invented units, the call that goes out to them, and the accounts of the demo."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from wutong.management.demo import Demo

ROLES = {
    "programme_officer",
    "programme_leader",
    "middle_officer",
    "middle_leader",
    "unit_coordinator",
    "unit_leader",
    "partner_officer",
    "applicant",
    "reviewer",
    "auditor",
    "administrator",
}
KINDS = {"university", "institute", "company", "park", "transfer_centre", "society", "province", "group", "other"}
MARK = {"zh": "演示", "en": "Demo", "ru": re.compile("[Дд]емо")}


def test_the_call_goes_to_twenty_seven_units(demo: Demo) -> None:
    assert len(demo.addressees()) == 27


def test_all_sorts_of_units_are_asked(demo: Demo) -> None:
    assert {unit.kind for unit in demo.units.values()} == KINDS


def test_two_units_never_answer_and_send_no_file(demo: Demo) -> None:
    silent = {unit.key for unit in demo.addressees() if not unit.answers}
    assert len(silent) == 2
    assert not silent & {plan.unit for plan in demo.files}


def test_every_other_unit_sends_something(demo: Demo) -> None:
    senders = {plan.unit for plan in demo.files}
    assert senders == {unit.key for unit in demo.addressees() if unit.answers}


@pytest.mark.parametrize("language", MARK)
def test_every_name_is_marked_as_a_demo(demo: Demo, language: str) -> None:
    for unit in demo.units.values():
        assert re.search(MARK[language], unit.names[language]), unit.key


def test_names_and_aliases_belong_to_one_unit_only(demo: Demo) -> None:
    names = Counter(name for unit in demo.units.values() for name in {*unit.names.values(), *unit.aliases})
    assert [name for name, count in names.items() if count > 1] == []


def test_aliases_are_marked_too(demo: Demo) -> None:
    unmarked = [
        alias
        for unit in demo.units.values()
        for alias in unit.aliases
        if not re.search("演示|Demo|Демо|^D[A-Z]+$", alias)
    ]
    assert unmarked == []


def test_domains_are_reserved_for_examples_and_distinct(demo: Demo) -> None:
    domains = [unit.domain for unit in demo.units.values()]
    assert all(domain.endswith(".example") for domain in domains)
    assert len(set(domains)) == len(domains)


def test_two_offices_have_three_sub_units_each(demo: Demo) -> None:
    parents = Counter(unit.parent for unit in demo.units.values() if unit.parent)
    assert sorted(parents.values()) == [3, 3]
    assert {demo.units[parent].kind for parent in parents} == {"province", "group"}


def test_sub_units_answer_through_their_office(demo: Demo) -> None:
    for plan in demo.files:
        assert not demo.units[plan.unit].parent, plan.name
        for part in plan.walk():
            assert plan.unit in (part.unit, demo.units[part.unit].parent), part.name


def test_the_call_has_number_dates_and_both_languages(demo: Demo) -> None:
    assert re.fullmatch(r"演科函〔2026〕\d+号", demo.call["number"])
    assert demo.call["issued"] == date(2026, 9, 1)
    assert set(demo.call["title"]) == set(demo.call["letter"]) == {"zh", "en"}


def test_the_deadline_is_told_in_the_letter_as_it_is_kept(demo: Demo) -> None:
    deadline = demo.call["deadline"].astimezone(ZoneInfo(demo.call["timezone"]))
    assert f"{deadline:%Y}年{deadline.month}月{deadline.day}日{deadline:%H:%M}" in demo.call["letter"]["zh"]
    assert f"{deadline:%H:%M} Beijing time on {deadline.day} {deadline:%B %Y}" in demo.call["letter"]["en"]


def test_the_letter_names_the_address_replies_go_to(demo: Demo) -> None:
    assert all(demo.office["email"] in letter for letter in demo.call["letter"].values())


def test_eight_offices_get_a_copy(demo: Demo) -> None:
    assert len(demo.copies) == 8
    assert all(MARK["zh"] in names["zh"] and MARK["en"] in names["en"] for names in demo.copies)


def test_there_is_an_account_for_every_role(demo: Demo) -> None:
    assert Counter(account["role"] for account in demo.accounts) == dict.fromkeys(ROLES, 1)


def test_accounts_sit_at_organisations_the_demo_knows(demo: Demo) -> None:
    offices = {demo.office["key"], demo.office["division"]["key"], demo.partner_office["key"]}
    for account in demo.accounts:
        assert account["organisation"] in offices | set(demo.units), account["email"]


def test_accounts_are_plainly_invented(demo: Demo) -> None:
    for account in demo.accounts:
        assert account["email"].endswith("@demo.example")
        assert account["names"]["zh"].startswith("演示·")
        assert account["names"]["en"].startswith("Demo ")
    assert len({account["email"] for account in demo.accounts}) == len(demo.accounts)


def test_officer_and_leader_share_a_house_so_that_four_eyes_are_possible(demo: Demo) -> None:
    at = {account["role"]: account["organisation"] for account in demo.accounts}
    for level in ("programme", "middle", "unit"):
        officer = at.get(f"{level}_officer") or at[f"{level}_coordinator"]
        assert officer == at[f"{level}_leader"]


def test_the_middle_office_account_has_sub_units_to_pass_the_call_to(demo: Demo) -> None:
    office = next(account["organisation"] for account in demo.accounts if account["role"] == "middle_officer")
    assert any(unit.parent == office for unit in demo.units.values())
