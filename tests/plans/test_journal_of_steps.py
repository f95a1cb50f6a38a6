"""Every step of a plan writes exactly the entries it should, and what is refused writes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from wutong.base import journal
from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.plans.models import Plan, PlanDraft, PlanItem, Target
from wutong.plans.steps import PlanHead, confirm_draft, drop_draft, judge_entry, load_plans, read_text
from wutong.plans.steps.confirming import as_written, due_day

TEXT = "行动计划\n\n一、总体要求\n推进合作。\n二、重点任务\n（一）共建平台\n5年内建成联合实验室50家。\n"


@pytest.fixture
def draft(world: Any) -> PlanDraft:
    return read_text(title="行动计划", text=TEXT, by=world.by["programme_officer"], at=world.at)


@pytest.fixture
def said(world: Any, draft: PlanDraft) -> Any:
    start = Entry.objects.count()

    def tell() -> list[tuple[str, dict[str, Any]]]:
        assert list(journal.verify()) == []
        return [(entry.verb, entry.changes) for entry in Entry.objects.order_by("number")[start:]]

    return tell


def judge(world: Any, draft: PlanDraft, kind: str, index: int | None, verdict: str, **corrected: Any) -> int:
    by = world.by["programme_officer"]
    return judge_entry(draft, kind, index, verdict=verdict, corrected=corrected, by=by, at=world.at)


def test_reading_tells_how_much_was_found(world: Any, draft: PlanDraft) -> None:
    entry = Entry.objects.get(verb="plan_draft.read")
    assert entry.changes == {"headings": [None, 3], "targets": [None, 1]}
    assert (entry.subject_type, entry.subject_id) == ("plandraft", draft.pk)


def test_one_judgement_is_one_entry(world: Any, draft: PlanDraft, said: Any) -> None:
    assert judge(world, draft, "headings", 0, "accepted") == 1
    assert said() == [("plan_draft.judge", {"headings.0": ["", "accepted"]})]


def test_the_same_judgement_twice_is_told_once(world: Any, draft: PlanDraft, said: Any) -> None:
    for _time in range(3):
        judge(world, draft, "headings", 0, "accepted")
    assert len(said()) == 1


def test_all_at_once_is_one_entry_that_names_each(world: Any, draft: PlanDraft, said: Any) -> None:
    judge(world, draft, "headings", 1, "dropped")
    assert judge(world, draft, "headings", None, "accepted") == 2
    [_first, (verb, changes)] = said()
    assert verb == "plan_draft.judge"
    assert changes == {"headings.0": ["", "accepted"], "headings.2": ["", "accepted"]}


def test_a_correction_tells_old_and_new(world: Any, draft: PlanDraft, said: Any) -> None:
    judge(world, draft, "targets", 0, "accepted", value="60", unit="家")
    [(_verb, changes)] = said()
    assert changes["targets.0.value"] == [50, 60]
    assert "targets.0.unit" not in changes


def test_confirming_is_one_entry_with_the_plan(world: Any, draft: PlanDraft, said: Any) -> None:
    judge(world, draft, "headings", None, "accepted")
    plan = confirm_draft(draft, code="T", by=world.by["programme_officer"], at=world.at)
    verb, changes = said()[-1]
    assert verb == "plan_draft.confirm" and len(said()) == 2
    assert changes["state"] == ["draft", "confirmed"] and changes["plan_id"] == [None, plan.pk]


def test_dropping_is_one_entry_and_only_once(world: Any, draft: PlanDraft, said: Any) -> None:
    drop_draft(draft, by=world.by["programme_officer"], at=world.at)
    with pytest.raises(Refused):
        drop_draft(draft, by=world.by["programme_officer"], at=world.at)
    assert said() == [("plan_draft.drop", {"state": ["draft", "dropped"]})]


def test_loading_what_is_there_says_nothing(world: Any, said: Any) -> None:
    load_plans(by=world.machine, at=world.at)
    assert said() == []


def confirm_as(role: str) -> Any:
    return lambda w, d: confirm_draft(d, code="T", by=w.by[role], at=w.at)


REFUSED = {
    "nothing accepted": confirm_as("programme_officer"),
    "another office": confirm_as("middle_leader"),
    "a unit": confirm_as("unit_leader"),
    "no text": lambda w, d: read_text(title="x", text=" \n\t", by=w.by["programme_officer"], at=w.at),
    "an entry that is not there": lambda w, d: judge(w, d, "headings", 99, "accepted"),
    "an entry before the first": lambda w, d: judge(w, d, "headings", -1, "accepted"),
    "an unknown kind": lambda w, d: judge(w, d, "bodies", 0, "accepted"),
    "an unknown verdict": lambda w, d: judge(w, d, "headings", 0, "perhaps"),
    "a value that is none": lambda w, d: judge(w, d, "targets", 0, "accepted", value="nan"),
    "a value without end": lambda w, d: judge(w, d, "targets", 0, "accepted", value="inf"),
    "a value below nothing": lambda w, d: judge(w, d, "targets", 0, "accepted", value="-1"),
    "a level too deep": lambda w, d: judge(w, d, "headings", 0, "accepted", level="10"),
    "a level of another script": lambda w, d: judge(w, d, "headings", 0, "accepted", level="²"),
    "a heading without words": lambda w, d: judge(w, d, "headings", 0, "accepted", title="  "),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_what_is_refused_changes_nothing_and_says_nothing(world: Any, draft: PlanDraft, said: Any, what: str) -> None:
    before = (PlanDraft.objects.count(), Plan.objects.count(), PlanDraft.objects.get(pk=draft.pk).reading)
    with pytest.raises(Refused), transaction.atomic():
        REFUSED[what](world, draft)
    assert (PlanDraft.objects.count(), Plan.objects.count(), PlanDraft.objects.get(pk=draft.pk).reading) == before
    assert said() == []


def test_a_plan_that_cannot_be_made_leaves_no_half_of_it(world: Any, draft: PlanDraft, said: Any) -> None:
    judge(world, draft, "headings", None, "accepted")
    counts = [table._default_manager.count() for table in (Plan, PlanItem, Target)]
    with pytest.raises(Refused):
        confirm_draft(draft, code="not a code", by=world.by["programme_officer"], at=world.at)
    assert [table._default_manager.count() for table in (Plan, PlanItem, Target)] == counts
    assert PlanDraft.objects.get(pk=draft.pk).state == "draft"


@pytest.mark.parametrize(("words", "starts", "due"), [
    ("5年内", date(2026, 1, 15), date(2031, 1, 15)), ("五年", date(2026, 1, 15), date(2031, 1, 15)),
    ("within five years", date(2024, 2, 29), date(2029, 2, 28)), ("5 years", None, None),
    ("2030年", None, date(2030, 12, 31)), ("by 2030-06-30", None, date(2030, 6, 30)),
    ("2030-02-30", None, None), ("", date(2026, 1, 1), None), ("soon", date(2026, 1, 1), None),
    ("３年内", date(2026, 3, 31), date(2029, 3, 31)), ("十年", date(2026, 1, 1), date(2036, 1, 1)),
])  # fmt: skip
def test_a_day_is_made_of_the_words_of_a_plan(words: str, starts: date | None, due: date | None) -> None:
    assert due_day(words, starts) == due


@pytest.mark.parametrize(("text", "language"), [
    ("建设50家 joint labs", "zh-hans"), ("План действий", "ru"), ("Action plan", "en"), ("50", "en"),
])  # fmt: skip
def test_a_text_is_kept_in_the_language_it_is_written_in(text: str, language: str) -> None:
    assert as_written(f" {text} ") == {"authoritative": language, language: text}
    assert as_written("  ") == {}


def test_the_deepest_plan_with_the_longest_code_fits(world: Any) -> None:
    """Nine levels, twelve items on each: codes grow with both."""
    text = "行动计划\n\n" + "\n".join(f"{n}、第{n}项任务" for n in ("一", "二", "三"))
    draft = read_text(title="x", text=text, by=world.by["programme_officer"], at=world.at)
    for level in range(len(draft.reading["headings"])):
        judge(world, draft, "headings", level, "accepted", level=str(min(level + 1, 9)))
    head = PlanHead(title="计划", number="长" * 200)
    plan = confirm_draft(draft, code="ABCDEFGHIJ", head=head, by=world.by["programme_officer"], at=world.at)
    assert all(len(item.code) <= 30 for item in plan.items.all())
    assert len(plan.number) <= 60
