"""The dry run: what would be new, changed, the same or refused, and that nothing gets lost between."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.directory.importing import OrganisationRow, compare

USCC, OTHER_USCC = "91110000600037341L", "N2110000600037341X"


def org(name: str = "演示大学", **fields: Any) -> OrganisationRow:
    return OrganisationRow(**({"names": {"zh-hans": name}} | fields))


def test_what_is_not_there_yet_is_new() -> None:
    changes = compare([org("甲")], [org("乙")])
    assert [row.name for row in changes.new] == ["乙"]
    assert (changes.changed, changes.same, changes.refused) == ([], [], [])


@given(st.sampled_from(["email", "website", "country", "kind"]), st.text("abc", min_size=1), st.text("xyz", min_size=1))
def test_a_changed_field_is_shown_old_and_new(name: str, old: str, new: str) -> None:
    changes = compare([org(**{name: old})], [org(**{name: new})])
    (change,) = changes.changed
    assert change.fields == {name: (old, new)}


def test_an_empty_field_changes_nothing() -> None:
    full = org(ror="03cve4549", uscc=USCC, email="a@demo.example", kind="university", aliases=("演大",), country="CN")
    assert compare([full], [org()]).same == [org()]


def test_a_name_in_another_language_is_added() -> None:
    (change,) = compare([org()], [org(names={"zh-hans": "演示大学", "en": "Demo University"})]).changed
    assert change.fields == {"names.en": ("", "Demo University")}


def test_a_unit_renamed_is_recognised_by_its_identifier() -> None:
    (change,) = compare([org("旧名", uscc=USCC)], [org("新名", uscc=USCC)]).changed
    assert change.fields == {"names.zh-hans": ("旧名", "新名")}


def test_aliases_are_added_never_dropped() -> None:
    (change,) = compare([org(aliases=("甲", "乙"))], [org(aliases=("乙", "丙"))]).changed
    assert change.fields == {"aliases": (("甲", "乙"), ("甲", "乙", "丙"))}


def test_an_alias_that_is_already_a_name_is_no_change() -> None:
    known = org(names={"zh-hans": "演示大学", "en": "Demo University"}, aliases=("DU",))
    assert len(compare([known], [org(aliases=("demo university", "D.U."))]).same) == 1


@pytest.mark.parametrize("written", ["演示大学", " 演示 大学", "演示大学（）", "“演示大学”", "演示·大学"])
def test_a_name_is_matched_whatever_its_spacing_and_marks(written: str) -> None:
    changes = compare([org(key="7")], [org(written)])
    assert changes.new == []


def test_the_register_comes_before_the_code_and_the_code_before_the_name() -> None:
    by_ror, by_code, by_name = org("甲", ror="03cve4549"), org("乙", uscc=USCC), org("丙")
    for row, expected in [
        (org("丙", ror="03cve4549"), by_ror),
        (org("丙", uscc=USCC), by_code),
        (org("丙"), by_name),
    ]:
        changes = compare([by_ror, by_code, by_name], [row])
        found = changes.changed[0].existing if changes.changed else by_name
        assert found is expected and not changes.new


def test_identifiers_that_lead_to_two_organisations_are_refused() -> None:
    changes = compare(
        [org("甲", ror="03cve4549"), org("乙", uscc=USCC)], [org("丙", ror="03cve4549", uscc=USCC, place="S!B2")]
    )
    assert [(problem.code, problem.place) for problem in changes.problems] == [("conflict", "S!B2")]
    assert len(changes.refused) == 1 and not changes.changed


@pytest.mark.parametrize(("name", "old", "new"), [("ror", "03cve4549", "034t30j35"), ("uscc", USCC, OTHER_USCC)])
def test_an_identifier_is_never_replaced_by_another(name: str, old: str, new: str) -> None:
    changes = compare([org(**{name: old})], [org(**{name: new})])
    assert [problem.code for problem in changes.problems] == ["conflict"]
    assert old in changes.problems[0].detail and new in changes.problems[0].detail


def test_a_missing_identifier_is_filled_in() -> None:
    (change,) = compare([org()], [org(uscc=USCC)]).changed
    assert change.fields == {"uscc": ("", USCC)}


def test_namesakes_are_told_apart_by_their_parent() -> None:
    existing = [
        org("甲大学"),
        org("乙大学"),
        org("科技处", parents=("甲大学",), key="1"),
        org("科技处", parents=("乙大学",), key="2"),
    ]
    (change,) = compare(existing, [org("科技处", parents=("乙大学",), email="x@demo.example")]).changed
    assert change.existing.key == "2"


def test_a_namesake_under_another_parent_is_new() -> None:
    existing = [org("甲大学"), org("乙大学"), org("科技处", parents=("甲大学",))]
    assert len(compare(existing, [org("科技处", parents=("乙大学",))]).new) == 1


def test_a_parent_may_be_given_by_register_or_by_either_name() -> None:
    above = org(names={"zh-hans": "甲大学", "en": "A University"}, ror="03cve4549")
    existing = [above, org("科技处", parents=("甲大学",))]
    for parent in ("03cve4549", "甲大学", "a university"):
        assert len(compare(existing, [org("科技处", parents=(parent,))]).same) == 1, parent


def test_without_a_parent_a_name_must_be_unique() -> None:
    existing = [org("科技处", parents=("甲大学",)), org("科技处", parents=("乙大学",))]
    changes = compare(existing, [org("科技处")])
    assert [problem.code for problem in changes.problems] == ["ambiguous"]
    assert len(compare(existing[:1], [org("科技处")]).same) == 1


def test_moving_to_another_parent_is_a_change() -> None:
    existing = [org("甲部"), org("乙部"), org(uscc=USCC, parents=("甲部",))]
    (change,) = compare(existing, [org(uscc=USCC, parents=("乙部",))]).changed
    assert change.fields == {"parents": (("甲部",), ("乙部",))}


def test_a_parent_nobody_knows_is_pointed_out() -> None:
    changes = compare([], [org(parents=("无名部",), place="S!B2")])
    assert [(problem.code, problem.detail) for problem in changes.problems] == [("unknown_parent", "无名部")]
    assert len(changes.new) == 1


def test_a_parent_that_comes_in_the_same_list_is_known() -> None:
    assert compare([], [org("科技处", parents=("甲大学",)), org("甲大学")]).problems == []


def test_two_rows_for_one_organisation_are_refused_the_second_time() -> None:
    changes = compare([org(uscc=USCC)], [org(uscc=USCC, place="S!B2"), org(place="S!B9")])
    assert [(problem.code, problem.place, problem.detail) for problem in changes.problems] == [
        ("twice", "S!B9", "S!B2")
    ]
    assert len(changes.same) == 1 and len(changes.refused) == 1


@pytest.mark.parametrize("fields", [{}, {"uscc": USCC}, {"ror": "03cve4549"}])
def test_a_new_organisation_comes_in_once(fields: dict[str, str]) -> None:
    changes = compare([], [org(place="S!B2", **fields), org(place="S!B3", **fields)])
    assert len(changes.new) == 1
    assert [(problem.code, problem.place) for problem in changes.problems] == [("twice", "S!B3")]


NAMES = st.sampled_from(["甲大学", "乙大学", "丙研究院", "科技处", "国际处"])
ROWS = st.builds(
    org,
    NAMES,
    ror=st.sampled_from(["", "", "03cve4549", "034t30j35"]),
    uscc=st.sampled_from(["", "", USCC, OTHER_USCC]),
    email=st.sampled_from(["", "a@demo.example", "b@demo.example"]),
    parents=st.sampled_from([(), (), ("甲大学",), ("乙大学",)]),
    aliases=st.sampled_from([(), ("甲",), ("甲", "乙")]),
)


@given(st.lists(ROWS, max_size=5), st.lists(ROWS, max_size=8))
def test_every_row_is_accounted_for(existing: list[OrganisationRow], incoming: list[OrganisationRow]) -> None:
    changes = compare(existing, incoming)
    filed = [*changes.new, *(change.incoming for change in changes.changed), *changes.same, *changes.refused]
    assert sorted(map(id, filed)) == sorted(map(id, incoming))
    assert len([p for p in changes.problems if p.code != "unknown_parent"]) == len(changes.refused)


@given(st.lists(ROWS, max_size=5), st.lists(ROWS, max_size=8))
def test_no_existing_organisation_is_changed_twice(
    existing: list[OrganisationRow], incoming: list[OrganisationRow]
) -> None:
    touched = [id(change.existing) for change in compare(existing, incoming).changed]
    assert len(set(touched)) == len(touched)


@given(st.lists(ROWS, max_size=6, unique_by=lambda row: row.name))
def test_a_list_compared_with_itself_has_no_news(rows: list[OrganisationRow]) -> None:
    rows = [replace(row, ror="", uscc="") for row in rows]
    changes = compare(rows, rows)
    assert (changes.new, changes.changed, changes.refused) == ([], [], [])


@given(st.lists(ROWS, max_size=8))
def test_what_was_new_is_the_same_the_next_time(incoming: list[OrganisationRow]) -> None:
    taken = compare([], incoming).new
    again = compare(taken, taken)
    assert again.new == []


@given(st.lists(ROWS, max_size=5), st.lists(ROWS, max_size=5))
def test_a_dry_run_changes_nothing_it_was_given(
    existing: list[OrganisationRow], incoming: list[OrganisationRow]
) -> None:
    before = repr((existing, incoming))
    compare(existing, incoming)
    assert repr((existing, incoming)) == before
