"""The plans in the product: what they hold, and what a wrong file is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wutong.plans.content import (
    RELATIONS,
    ContentError,
    LinkContent,
    PlanContent,
    load_crosswalk,
    load_plan,
    shipped_crosswalk,
    shipped_plans,
)

HEAD = """
[plan]
code = "X"
title = { zh-hans = "试点计划", en = "Pilot plan" }
issuer = { zh-hans = "某部", en = "A ministry" }
baseline = 2024-03-01
baseline_basis = { zh-hans = "印发日期", en = "Date of issue" }
"""
HEADING = """
[[item]]
code = "X1"
number = "一"
level = 1
kind = "heading"
title = { zh-hans = "任务", en = "Tasks" }
"""
TASK = """
[[item]]
code = "X1.1"
number = "（一）"
level = 2
parent = "X1"
kind = "task"
title = { zh-hans = "建站", en = "Build stations" }
summary = { zh-hans = "建设站点。", en = "Stations are built." }
bodies = [{ role = "lead", name = { zh-hans = "某司", en = "A division" } }]
"""
TARGET = """
[[target]]
indicator = "stations"
clause = "X1"
action = "X1"
tasks = ["X1.1"]
title = { zh-hans = "站点", en = "Stations" }
value = 7
unit = "station"
unit_label = { zh-hans = "座", en = "stations" }
measures = "stock"
years = 3
due = 2027-03-01
due_basis = { zh-hans = "三年内", en = "Within three years" }
quote = "三年内建成7座"
"""
CROSSWALK = """
[crosswalk]
from = "X"
to = "X"

[[link]]
from = "X1"
to = "X1.1"
relation = "narrow"
note = { zh-hans = "下位", en = "Narrower" }
"""


def written(tmp_path: Path, text: str, name: str = "plan_x.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plans() -> dict[str, PlanContent]:
    return shipped_plans()


def test_a_plan_file_becomes_a_tree_with_targets(tmp_path: Path) -> None:
    plan = load_plan(written(tmp_path, HEAD + HEADING + TASK + TARGET))
    assert [item.code for item in plan.children(None)] == ["X1"]
    assert [item.code for item in plan.children("X1")] == ["X1.1"]
    assert plan.item("X1.1").bodies[0].role == "lead"
    assert plan.targets[0].due == date(2027, 3, 1)
    assert plan.targets[0].baseline == plan.baseline


@pytest.mark.parametrize(
    ("text", "entry", "problem"),
    [
        (HEAD + HEADING + HEADING, "item X1", "used twice"),
        (HEAD + TASK, "item X1.1", "parent X1 does not stand before it"),
        (HEAD + HEADING + TASK.replace("level = 2", "level = 3"), "item X1.1", "level 3 does not fit"),
        (HEAD + HEADING.replace('kind = "heading"', 'kind = "chapter"'), "item X1", "unknown kind 'chapter'"),
        (HEAD + HEADING.replace('number = "一"', ""), "item X1", "number is missing"),
        (HEAD + HEADING.replace(', en = "Tasks"', ""), "item X1", "title has no en text"),
        (HEAD + HEADING.replace("level = 1", 'level = "1"'), "item X1", "level should be int"),
        (HEAD + HEADING.replace('"heading"', '"action"'), "item X1", "names its action"),
        (HEAD + HEADING + TASK.replace("summary", "remark"), "item X1.1", "summary is missing"),
        (HEAD + HEADING + TASK.replace('role = "lead"', 'role = "boss"'), "item X1.1, bodies", "unknown role"),
        (HEAD.replace('code = "X"', ""), "[plan]", "code is missing"),
        (HEAD.replace("baseline = 2024-03-01", ""), "[plan]", "baseline is missing"),
        (HEADING, "[plan]", "is missing"),
        (HEAD + "[[item]\n", "the file", "is not valid TOML"),
    ],
)
def test_a_wrong_plan_file_is_named_with_the_entry(tmp_path: Path, text: str, entry: str, problem: str) -> None:
    with pytest.raises(ContentError) as refused:
        load_plan(written(tmp_path, text))
    assert str(refused.value).startswith(f"plan_x.toml, {entry}")
    assert problem in refused.value.problem


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('unit = "station"', "", "unit is missing"),
        ("value = 7", "", "value is missing"),
        ("value = 7", 'value = "7"', "value should be int"),
        ('clause = "X1"', 'clause = "X9"', "item X9 is not in this plan"),
        ('tasks = ["X1.1"]', 'tasks = ["X7"]', "item X7 is not in this plan"),
        ('measures = "stock"', 'measures = "heap"', "unknown measures 'heap'"),
        ("due = 2027-03-01", "due = 2026-03-01", "is not 3 years after"),
        ('quote = "三年内建成7座"', 'quote = ""', "quote is missing"),
    ],
)
def test_a_wrong_target_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    with pytest.raises(ContentError) as refused:
        load_plan(written(tmp_path, HEAD + HEADING + TASK + TARGET.replace(old, new)))
    assert refused.value.entry == "target stations"
    assert problem in refused.value.problem


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('relation = "narrow"', 'relation = "same"', "unknown relation 'same'"),
        ('to = "X1.1"', 'to = "X8"', "plan X has no item X8"),
        ('from = "X"\n', 'from = "Q"\n', "there is no plan Q"),
        ('en = "Narrower"', 'en = ""', "note has no en text"),
    ],
)
def test_a_wrong_crosswalk_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    plan = load_plan(written(tmp_path, HEAD + HEADING + TASK))
    path = written(tmp_path, CROSSWALK.replace(old, new, 1), "crosswalk.toml")
    with pytest.raises(ContentError) as refused:
        load_crosswalk(path, {"X": plan})
    assert refused.value.file == "crosswalk.toml"
    assert problem in refused.value.problem


def test_two_items_are_linked_once(tmp_path: Path) -> None:
    plan = load_plan(written(tmp_path, HEAD + HEADING + TASK))
    link = CROSSWALK[CROSSWALK.index("[[link]]") :]
    path = written(tmp_path, CROSSWALK + link, "crosswalk.toml")
    with pytest.raises(ContentError, match="linked twice"):
        load_crosswalk(path, {"X": plan})


def test_an_unknown_item_is_a_key_error(plans: dict[str, PlanContent]) -> None:
    with pytest.raises(KeyError, match="A9"):
        plans["A"].item("A9")


def test_plan_a_has_the_tasks_the_house_is_built_for(plans: dict[str, PlanContent]) -> None:
    tasks = [item.code for item in plans["A"].items if item.kind == "task"]
    expected = {"A1": 7, "A2": 4, "A3": 4, "A4": 4}
    assert tasks == [f"{action}.{number}" for action, count in expected.items() for number in range(1, count + 1)]


def test_plan_b_has_thirteen_tasks_and_no_target(plans: dict[str, PlanContent]) -> None:
    tasks = [item.code for item in plans["B"].items if item.kind == "task"]
    assert tasks == [f"B{number}" for number in range(1, 14)]
    assert plans["B"].targets == ()
    assert [item.code for item in plans["B"].items if item.kind == "safeguard"] == ["B-C1", "B-C2", "B-C3"]


def test_the_four_actions(plans: dict[str, PlanContent]) -> None:
    actions = {item.action: item.code for item in plans["A"].items if item.kind == "action"}
    assert actions == {"exchange": "A1", "joint_lab": "A2", "park": "A3", "transfer": "A4"}


def test_only_laboratories_are_a_stock(plans: dict[str, PlanContent]) -> None:
    stocks = [target.indicator for target in plans["A"].targets if target.measures == "stock"]
    assert stocks == ["joint_labs_operating"]


def test_person_times_are_a_unit_of_their_own(plans: dict[str, PlanContent]) -> None:
    person_times = [target.value for target in plans["A"].targets if target.unit == "person_time"]
    assert person_times == [2500, 5000, 1000]


def test_targets_are_due_five_years_after_the_announcement(plans: dict[str, PlanContent]) -> None:
    assert plans["A"].baseline == date(2017, 5, 14)
    assert {target.due.year for target in plans["A"].targets} == {2022}
    assert all(target.due_basis["zh-hans"].startswith("“5年内”") for target in plans["A"].targets)


def test_each_target_stands_in_a_goal_and_belongs_to_an_action(plans: dict[str, PlanContent]) -> None:
    plan = plans["A"]
    for target in plan.targets:
        assert plan.item(target.clause).kind == "goal"
        assert plan.item(target.action).kind == "action"
        assert all(plan.item(task).parent == target.action for task in target.tasks)


@pytest.mark.parametrize("code", ["A", "B"])
def test_every_label_is_in_both_languages(plans: dict[str, PlanContent], code: str) -> None:
    for item in plans[code].items:
        assert item.title["zh-hans"] and item.title["en"]
        assert not any("\u4e00" <= char <= "\u9fff" for char in item.title["en"])


@pytest.mark.parametrize("code", ["A", "B"])
def test_items_stand_in_order_under_their_parents(plans: dict[str, PlanContent], code: str) -> None:
    plan = plans[code]
    assert [item.position for item in plan.items] == list(range(len(plan.items)))
    for item in plan.items:
        if item.parent:
            assert plan.item(item.parent).position < item.position


def test_summaries_are_short_and_our_own(plans: dict[str, PlanContent]) -> None:
    for plan in plans.values():
        for item in plan.items:
            assert len(item.summary.get("zh-hans", "")) <= 60


def test_plan_b_names_its_document(plans: dict[str, PlanContent]) -> None:
    assert plans["B"].number == "教技〔2018〕12号"
    assert plans["B"].issued == date(2018, 11, 7)
    lead = [body for body in plans["B"].item("B-C1").bodies if body.role == "lead"]
    assert lead[0].name["zh-hans"] == "教育部"


def test_coordination_names_lead_and_joint_bodies(plans: dict[str, PlanContent]) -> None:
    roles = {body.role: body.name["zh-hans"] for body in plans["A"].item("A5.1").bodies}
    assert roles == {"lead": "科技部", "joint": "相关部门"}


@pytest.mark.parametrize(
    ("code", "other", "relation"),
    [
        ("A1.4", "B9", "close"),
        ("B9", "A1.4", "close"),
        ("A1.1", "B12", "broad"),
        ("B12", "A1.1", "narrow"),
        ("A2.2", "B1", "close"),
        ("A5.4", "B-C3", "close"),
    ],
)
def test_the_crosswalk_reads_from_both_ends(code: str, other: str, relation: str) -> None:
    links = {link.target: link.relation for link in shipped_crosswalk().of(code)}
    assert links[other] == relation


def test_every_task_of_b_has_a_counterpart_in_a() -> None:
    crosswalk = shipped_crosswalk()
    tasks = [item.code for item in shipped_plans()["B"].items if item.kind == "task"]
    assert [code for code in tasks if not crosswalk.of(code)] == []


def test_what_b_does_not_cover_has_no_link() -> None:
    crosswalk = shipped_crosswalk()
    assert [code for code in ("A1.6", "A1.7", "A5.5") if crosswalk.of(code)] == []


@given(st.sampled_from(sorted(RELATIONS)))
def test_turning_a_link_twice_gives_it_back(relation: str) -> None:
    link = LinkContent("A1", "B1", relation, {"zh-hans": "注", "en": "note"})
    assert link.turned().turned() == link
    assert (link.turned().source, link.turned().target) == ("B1", "A1")
