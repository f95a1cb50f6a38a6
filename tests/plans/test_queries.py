"""Plans as pages fetch them: counts, the tree, crosswalks read from both ends, drafts of one's own office."""

from __future__ import annotations

from typing import Any

import pytest

from wutong.plans.content import RELATIONS, shipped_crosswalk, shipped_plans
from wutong.plans.models import Plan, PlanDraft
from wutong.plans.queries import (
    crosswalk,
    draft,
    drafts,
    items,
    plans,
    related_plans,
    relations_of,
    targets,
    tasks,
)
from wutong.plans.steps import load_plans, read_text


@pytest.fixture
def both(db: None) -> tuple[Plan, Plan]:
    return Plan.objects.get(code="A"), Plan.objects.get(code="B")


def test_the_shipped_plans_are_listed_with_their_numbers(both: tuple[Plan, Plan]) -> None:
    listed = {plan.code: (plan.item_count, plan.target_count) for plan in plans()}  # type: ignore[attr-defined]
    content = shipped_plans()
    assert listed == {code: (len(plan.items), len(plan.targets)) for code, plan in content.items()}


def test_loading_again_changes_nothing(both: tuple[Plan, Plan], world: Any) -> None:
    before = [both[0].items.count(), both[1].items.count()]
    load_plans(by=world.machine, at=world.at)
    assert [both[0].items.count(), both[1].items.count()] == before
    assert Plan.objects.count() == 2


def test_items_stand_in_printed_order_under_their_parents(both: tuple[Plan, Plan]) -> None:
    for plan in both:
        seen: set[int] = set()
        for item in items(plan):
            assert item.parent_id is None or item.parent_id in seen
            seen.add(item.pk)


def test_every_link_is_read_from_both_ends(both: tuple[Plan, Plan]) -> None:
    a, b = both
    links = shipped_crosswalk().links
    forth = {(item.code, line.other.code): line.relation for item, lines in crosswalk(a, b) for line in lines}
    back = {(line.other.code, item.code): line.relation for item, lines in crosswalk(b, a) for line in lines}
    assert forth == {(link.source, link.target): link.relation for link in links}
    assert back == {pair: RELATIONS[relation] for pair, relation in forth.items()}


def test_the_crosswalk_keeps_items_without_a_counterpart(both: tuple[Plan, Plan]) -> None:
    a, b = both
    rows = crosswalk(a, b)
    assert [item.code for item, _lines in rows] == [item.code for item in items(a)]
    assert any(not lines for _item, lines in rows)


def test_the_closest_relation_stands_first(both: tuple[Plan, Plan]) -> None:
    order = ["exact", "close", "narrow", "broad", "related"]
    for item in items(both[0]):
        places = [order.index(line.relation) for line in relations_of(item)]
        assert places == sorted(places)


def test_wider_and_narrower_turn_into_each_other(both: tuple[Plan, Plan]) -> None:
    a, b = both
    item, wider = next((item, line) for item, lines in crosswalk(a, b) for line in lines if line.relation == "narrow")
    turned = [line for one, lines in crosswalk(b, a) if one.pk == wider.other.pk for line in lines]
    assert [line.relation for line in turned if line.other.pk == item.pk] == ["broad"]
    assert wider.notes == next(line.notes for line in turned if line.other.pk == item.pk)


def test_plans_with_a_crosswalk_know_each_other(both: tuple[Plan, Plan]) -> None:
    a, b = both
    assert (related_plans(a), related_plans(b)) == ([b], [a])
    assert related_plans(Plan.objects.create(code="X", titles={"en": "x"})) == []


def test_targets_bring_their_clause_and_what_serves_them(both: tuple[Plan, Plan]) -> None:
    found = list(targets(both[0]))
    assert len(found) == 5
    assert all(target.serves is not None and target.quote for target in found)
    assert {target.nature for target in found} == {"flow", "stock"}
    assert not targets(both[1]).exists()


def test_needs_attach_to_tasks_only(both: tuple[Plan, Plan]) -> None:
    assert {item.kind for item in tasks(both[0])} == {"task"}
    assert tasks(both[1]).count() == 13


def test_a_whole_plan_needs_few_queries(both: tuple[Plan, Plan], count_queries: Any) -> None:
    def read(plan: Plan) -> None:
        for item in items(plan):
            for line in relations_of(item):
                str(line.other.plan)

    assert count_queries(lambda: read(both[0])) == count_queries(lambda: read(both[1])) <= 5


def test_drafts_belong_to_the_office_that_read_them(world: Any) -> None:
    made = read_text(title="x", text="一、甲\n二、乙\n", by=world.by["middle_officer"], at=world.at)
    for role in ("middle_leader", "auditor", "administrator"):
        assert draft(world.by[role], made.pk) == made
    for role in ("programme_officer", "unit_leader", "reviewer"):
        with pytest.raises(PlanDraft.DoesNotExist):
            draft(world.by[role], made.pk)
        assert not drafts(world.by[role]).exists()
