"""Figures counted from what the plan prints; texts per language."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.exchange.values import OUTCOMES, MergedNeed, OriginalNeed, Section, figures_of, in_language

labels = st.sampled_from(["交通", "能源", "农业", ""])
merged = st.builds(
    MergedNeed, number=st.just("1"), title=st.just("需求"), field=labels, action=labels,
    countries=st.lists(st.sampled_from(["甲国", "乙国", "丙国"]), max_size=4).map(tuple),
)  # fmt: skip
originals = st.builds(
    OriginalNeed, number=st.just("N"), unit=st.sampled_from(["甲校", "乙所"]), title=st.just("需求"),
    outcome=st.sampled_from(OUTCOMES),
)  # fmt: skip
sections = st.recursive(
    st.builds(Section, number=st.just("1"), title=st.just("节"), needs=st.lists(merged, max_size=4).map(tuple)),
    lambda below: st.builds(
        Section, number=st.just("1"), title=st.just("节"), needs=st.lists(merged, max_size=2).map(tuple),
        children=st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=8,
)  # fmt: skip


def count_needs(section: Section) -> int:
    return len(section.needs) + sum(count_needs(child) for child in section.children)


@given(st.lists(sections, max_size=3))
def test_every_need_of_the_tree_is_counted_once(tree: list[Section]) -> None:
    assert figures_of(tree, ()).merged == sum(map(count_needs, tree))


@given(st.lists(sections, max_size=3))
def test_counts_by_label_leave_out_only_what_has_none(tree: list[Section]) -> None:
    figures = figures_of(tree, ())
    needs = [need for top in tree for part in top.walk() for need in part.needs]
    assert sum(count for _, count in figures.by_field) == sum(bool(need.field) for need in needs)
    assert sum(count for _, count in figures.by_action) == sum(bool(need.action) for need in needs)


@given(st.lists(merged, max_size=8))
def test_a_need_counts_once_under_each_country_it_names(needs: list[MergedNeed]) -> None:
    figures = figures_of([Section("1", "节", needs=tuple(needs))], ())
    expected = Counter(country for need in needs for country in set(need.countries))
    assert dict(figures.by_country) == expected


@given(st.lists(merged, max_size=8))
def test_most_come_first(needs: list[MergedNeed]) -> None:
    figures = figures_of([Section("1", "节", needs=tuple(needs))], ())
    for counts in (figures.by_action, figures.by_field, figures.by_country):
        numbers = [count for _, count in counts]
        assert numbers == sorted(numbers, reverse=True)


@given(st.lists(originals, max_size=12))
def test_outcomes_add_up_to_what_was_asked(asked: list[OriginalNeed]) -> None:
    figures = figures_of((), asked)
    assert sum(count for _, count in figures.by_outcome) == figures.asked == len(asked)
    assert figures.units == len({need.unit for need in asked})
    assert all(count for _, count in figures.by_outcome)


@pytest.mark.parametrize(
    ("texts", "language", "found"),
    [
        ({"zh-hans": "函", "en": "letter"}, "en", "letter"),
        ({"zh-hans": "函"}, "en", "函"),
        ({"zh-hans": "函", "en": ""}, "en", "函"),
        ({"en": "letter", "fr": "lettre"}, "zh-hans", "letter"),
        ({}, "en", ""),
    ],
)
def test_text_in_a_language(texts: dict[str, str], language: str, found: str) -> None:
    assert in_language(texts, language) == found
