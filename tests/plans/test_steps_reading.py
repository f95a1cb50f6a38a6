"""From a text to a plan: proposals, judgements one by one, and only what was accepted becomes the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.plans.models import Plan, PlanDraft, PlanItem, Target
from wutong.plans.steps import PlanHead, confirm_draft, drop_draft, judge_entry, read_text

TEXT = """关于合作的行动计划

一、总体要求
推进合作。
二、重点任务
（一）共建平台
5年内建成联合实验室50家。
（二）人才交流
到2025年培训科技人员3000人次。
"""


@pytest.fixture
def draft(world: Any) -> PlanDraft:
    return read_text(title="行动计划", text=TEXT, by=world.by["programme_officer"], at=world.at)


def judge(
    world: Any, draft: PlanDraft, kind: str, index: int | None, verdict: str = "accepted", **corrected: Any
) -> int:
    by = world.by["programme_officer"]
    return judge_entry(draft, kind, index, verdict=verdict, corrected=corrected, by=by, at=world.at)


def confirm(world: Any, draft: PlanDraft, code: str = "T", **head: Any) -> Plan:
    shown = PlanHead(title="行动计划", **head)
    return confirm_draft(draft, code=code, head=shown, by=world.by["programme_officer"], at=world.at)


def test_a_text_becomes_proposals_nobody_has_judged(draft: PlanDraft) -> None:
    titles = [entry["title"] for entry in draft.reading["headings"]]
    assert titles == ["总体要求", "重点任务", "共建平台", "人才交流"]
    assert [entry["value"] for entry in draft.reading["targets"]] == [50, 3000]
    assert not any("verdict" in entry for kind in ("headings", "targets") for entry in draft.reading[kind])
    assert not Plan.objects.filter(code="T").exists()


def test_an_empty_text_is_refused(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        read_text(title="x", text=" \n ", by=world.by["programme_officer"], at=world.at)
    assert refused.value.place == "text"


@pytest.mark.parametrize("role", ["unit_leader", "auditor", "reviewer", "partner_officer"])
def test_others_read_no_plan(world: Any, role: str) -> None:
    with pytest.raises(Refused):
        read_text(title="x", text=TEXT, by=world.by[role], at=world.at)


def test_another_office_settles_nothing(world: Any, draft: PlanDraft) -> None:
    by = world.by["middle_leader"]
    with pytest.raises(Refused):
        judge_entry(draft, "headings", 0, verdict="accepted", by=by, at=world.at)
    with pytest.raises(Refused):
        confirm_draft(draft, code="T", by=by, at=world.at)
    with pytest.raises(Refused):
        drop_draft(draft, by=by, at=world.at)


def test_one_entry_is_judged_and_the_others_wait(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", 1)
    stored = PlanDraft.objects.get(pk=draft.pk).reading["headings"]
    assert [entry.get("verdict", "") for entry in stored] == ["", "accepted", "", ""]


def test_accepting_the_rest_leaves_what_was_dropped(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", 0, "dropped")
    assert judge(world, draft, "headings", None) == 3
    assert [entry["verdict"] for entry in draft.reading["headings"]] == ["dropped", *["accepted"] * 3]
    assert judge(world, draft, "headings", None) == 0


def test_a_judgement_can_be_taken_back(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "targets", 0)
    judge(world, draft, "targets", 0, "")
    assert draft.reading["targets"][0]["verdict"] == ""
    assert judge(world, draft, "targets", None) == 2


def test_a_correction_keeps_what_was_read(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "targets", 0, value="60", what="联合实验室")
    judge(world, draft, "targets", 0, value="70")
    entry = draft.reading["targets"][0]
    assert (entry["value"], entry["read"]["value"]) == (70, 50)
    assert entry["quote"] in TEXT


def test_the_journal_says_who_judged_what(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "targets", 0, value="60")
    entry = Entry.objects.filter(verb="plan_draft.judge").get()
    assert entry.changes == {"targets.0": ["", "accepted"], "targets.0.value": [50, 60]}
    judge(world, draft, "targets", 0, value="60")
    assert Entry.objects.filter(verb="plan_draft.judge").count() == 1


@pytest.mark.parametrize(
    ("kind", "values", "place"),
    [
        ("headings", {"level": "x"}, "level"),
        ("headings", {"level": "0"}, "level"),
        ("headings", {"title": "  "}, "title"),
        ("targets", {"value": "many"}, "value"),
        ("targets", {"value": "-3"}, "value"),
        ("targets", {"value": "nan"}, "value"),
        ("targets", {"what": ""}, "what"),
        ("targets", {"nature": "both"}, "nature"),
    ],
)
def test_a_correction_no_plan_can_be_made_of_is_refused(
    world: Any, draft: PlanDraft, kind: str, values: dict[str, str], place: str
) -> None:
    with pytest.raises(Refused) as refused:
        judge(world, draft, kind, 0, **values)
    assert refused.value.place == place
    assert "verdict" not in PlanDraft.objects.get(pk=draft.pk).reading[kind][0]


@pytest.mark.parametrize(
    ("kind", "index", "verdict"), [("letters", 0, "accepted"), ("headings", 0, "maybe"), ("headings", 99, "accepted")]
)
def test_unknown_choices_are_refused(world: Any, draft: PlanDraft, kind: str, index: int, verdict: str) -> None:
    with pytest.raises(Refused):
        judge(world, draft, kind, index, verdict)


def test_a_field_that_is_not_editable_stays(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "targets", 0, quote="made up", line=1)
    assert draft.reading["targets"][0]["quote"] in TEXT
    assert draft.reading["targets"][0]["line"] == 7


def test_only_what_was_accepted_becomes_the_plan(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", 0, "dropped")
    judge(world, draft, "headings", None)
    judge(world, draft, "targets", 1)
    plan = confirm(world, draft)
    assert [str(item.titles["zh-hans"]) for item in plan.items.all()] == ["重点任务", "共建平台", "人才交流"]
    target = Target.objects.get(item__plan=plan)
    assert (target.value, target.unit, target.due_on) == (Decimal(3000), "人次", date(2025, 12, 31))
    assert target.item.titles["zh-hans"] == "人才交流"


def test_the_tree_follows_the_levels(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", None)
    plan = confirm(world, draft)
    shown = [(item.code, item.parent.code if item.parent else "", item.kind) for item in plan.items.all()]
    assert shown == [
        ("T1", "", "task"),
        ("T2", "", "heading"),
        ("T2.1", "T2", "task"),
        ("T2.2", "T2", "task"),
    ]


def test_a_corrected_target_is_what_the_plan_says(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", None)
    judge(world, draft, "targets", 0, value="1,200", unit="家", nature="stock", what="联合实验室")
    target = Target.objects.get(item__plan=confirm(world, draft, starts_on=date(2024, 2, 29)))
    assert (target.value, target.nature) == (Decimal(1200), "stock")
    assert target.due_on == date(2029, 2, 28)


def test_the_head_of_the_plan_is_what_was_written(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", None)
    plan = confirm(world, draft, issuer="测试部", number="测〔2026〕1号", issued_on=date(2026, 9, 1))
    assert (plan.issuers["zh-hans"], plan.number, plan.issued_on) == ("测试部", "测〔2026〕1号", date(2026, 9, 1))


def test_a_code_in_use_gets_its_next_version(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", None)
    plan = confirm(world, draft, code="A")
    assert plan.version == 2
    assert Plan.objects.get(code="A", version=1).items.exists()


@pytest.mark.parametrize("code", ["", "1A", "A B", "A" * 11, "计划", "A-1"])
def test_a_code_that_is_none_is_refused_and_makes_nothing(world: Any, draft: PlanDraft, code: str) -> None:
    judge(world, draft, "headings", None)
    before = Plan.objects.count()
    with pytest.raises(Refused) as refused:
        confirm(world, draft, code=code)
    assert refused.value.place == "code"
    assert Plan.objects.count() == before


def test_nothing_accepted_makes_no_plan(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "targets", None)
    with pytest.raises(Refused):
        confirm(world, draft)
    assert PlanDraft.objects.get(pk=draft.pk).state == "draft"


def test_a_settled_draft_is_judged_no_more(world: Any, draft: PlanDraft) -> None:
    judge(world, draft, "headings", None)
    plan = confirm(world, draft)
    stored = PlanDraft.objects.get(pk=draft.pk)
    assert (stored.state, stored.plan, stored.confirmed_by_id) == (
        "confirmed", plan, world.people["programme_officer"].pk,
    )  # fmt: skip
    for attempt in (lambda: judge(world, stored, "headings", 0, "dropped"), lambda: confirm(world, stored)):
        with pytest.raises(Refused):
            attempt()


def test_a_dropped_draft_keeps_its_text(world: Any, draft: PlanDraft) -> None:
    drop_draft(draft, by=world.by["programme_leader"], at=world.at)
    stored = PlanDraft.objects.get(pk=draft.pk)
    assert (stored.state, stored.text, stored.plan) == ("dropped", TEXT, None)
    with pytest.raises(Refused):
        judge(world, stored, "headings", 0)


def test_what_two_people_judge_is_both_kept(world: Any, draft: PlanDraft) -> None:
    """Both opened the page before either judged."""
    mine, theirs = PlanDraft.objects.get(pk=draft.pk), PlanDraft.objects.get(pk=draft.pk)
    judge(world, mine, "headings", 0)
    judge(world, theirs, "headings", 1)
    plan = confirm(world, mine)
    assert plan.items.count() == 2


@pytest.mark.parametrize(("name", "headings", "targets"), [("plan-a", 34, 5), ("plan-b", 26, 0)])
def test_both_seeds_become_plans(world: Any, shared: Path, name: str, headings: int, targets: int) -> None:
    text = next((shared / "seeds").glob(f"{name}*.txt")).read_text(encoding="utf-8")
    draft = read_text(title=name, text=text, by=world.by["programme_officer"], at=world.at)
    judge(world, draft, "headings", None)
    judge(world, draft, "targets", None)
    plan = confirm(world, draft, starts_on=date(2017, 5, 14))
    assert (plan.items.count(), Target.objects.filter(item__plan=plan).count()) == (headings, targets)
    assert set(Target.objects.filter(item__plan=plan).values_list("due_on", flat=True)) <= {date(2022, 5, 14)}
    shipped = Plan.objects.get(code=name[-1].upper(), version=1).items.exclude(kind="letter")
    assert [item.titles["zh-hans"] for item in plan.items.all()] == [item.titles["zh-hans"] for item in shipped]


class TestAnyTree(HypothesisTestCase):
    """Whatever levels a person writes, the items make a tree in printed order."""

    @settings(max_examples=20, deadline=None)
    @given(levels=st.lists(st.integers(1, 9), min_size=1, max_size=8))
    def test_codes_are_unique_and_parents_stand_higher(self, levels: list[int]) -> None:
        from wutong.plans.steps.confirming import make_plan

        entries = [{"level": level, "number": "", "title": f"项{n}", "line": n + 1} for n, level in enumerate(levels)]
        plan = make_plan("T", PlanHead(title="计划"), entries, [])
        items = list(PlanItem.objects.filter(plan=plan).select_related("parent"))
        assert len({item.code for item in items}) == len(levels)
        for item in items:
            assert item.parent is None or (item.parent.level < item.level and item.parent.order < item.order)
