"""Taking files in and settling them by hand: who may, what stands afterwards, what the journal says."""

from __future__ import annotations

import pytest

from wutong.base import journal
from wutong.base.files import StoredFile
from wutong.base.journal_models import Entry
from wutong.base.rules import Refused
from wutong.calls.models import IntakeFile, Need, Reply
from wutong.calls.statement import StatedNeed
from wutong.calls.steps import intake, triage
from wutong.documents.blocks import Unreadable


@pytest.fixture
def officer(world):
    return world.by["programme_officer"]


@pytest.fixture
def inquiry(call, world):
    return call.inquiries.get(unit=world.university)


@pytest.fixture
def files(call, world, officer):
    """Three files kept and left to a person."""
    arrived = [(f"{name}.docx", name.encode()) for name in "abc"]
    batch = intake.take_files(call, world.division, arrived, way="upload", by=officer, at=world.at)
    for file in batch.files.all():
        intake.leave_to_person(file.pk, "unit", by=officer, at=world.at)
    return list(batch.files.order_by("pk"))


@pytest.fixture
def settle(officer, world, inquiry):
    def run(file, *titles, kind="needs", **options):
        needs = [StatedNeed(title) for title in titles]
        inquiry.refresh_from_db()
        file.refresh_from_db()
        return triage.settle_file(file, inquiry, needs, kind=kind, by=officer, at=world.at, **options)

    return run


def current():
    return sorted(Need.objects.filter(is_current=True).values_list("title", flat=True))


@pytest.mark.parametrize("role", ["unit_coordinator", "auditor", "administrator", "middle_officer"])
def test_files_are_taken_in_by_the_office_that_asked(call, world, role):
    with pytest.raises(Refused):
        intake.take_files(call, world.division, [("a", b"a")], way="upload", by=world.by[role], at=world.at)
    assert not StoredFile.objects.exists()


def test_contents_are_kept_once_whatever_their_names(call, world, officer):
    arrived = [("a.docx", b"same"), ("b.docx", b"same"), ("c.docx", b""), ("d.docx", b"")]
    intake.take_files(call, world.division, arrived, way="upload", by=officer, at=world.at)
    assert StoredFile.objects.count() == 2
    assert list(IntakeFile.objects.values_list("state", flat=True)) == [
        "received",
        "superseded",
        "received",
        "received",
    ]
    assert Entry.objects.filter(verb="intake.take").count() == 4


def test_the_same_content_under_another_call_is_another_file(call, make_call, world, officer):
    other = make_call(number="测函〔2026〕2号")
    for one in (call, other):
        intake.take_files(one, world.division, [("a.docx", b"same")], way="upload", by=officer, at=world.at)
    assert list(IntakeFile.objects.values_list("state", flat=True)) == ["received", "received"]


@pytest.mark.parametrize("role", ["unit_coordinator", "auditor", "middle_officer"])
def test_only_the_office_settles(files, inquiry, world, role):
    by = world.by[role]
    with pytest.raises(Refused):
        triage.settle_file(files[0], inquiry, [StatedNeed("x")], kind="needs", by=by, at=world.at)
    with pytest.raises(Refused):
        triage.set_aside(files[0], by=by, at=world.at)
    assert not Reply.objects.exists()


def test_files_add_up_and_replace(files, settle):
    settle(files[0], "甲")
    settle(files[1], "乙")
    assert current() == ["乙", "甲"]
    settle(files[2], "丙", replaces=[files[0]])
    assert current() == ["丙", "乙"]
    files[0].refresh_from_db()
    assert (files[0].state, files[0].superseded_by) == ("superseded", files[2])


def test_no_needs_replaces_whatever_stood(files, settle, inquiry):
    settle(files[0], "甲")
    settle(files[1], kind="no_needs")
    assert current() == []
    inquiry.refresh_from_db()
    assert inquiry.state == "no_needs"
    settle(files[2], "乙")
    assert current() == ["乙"]


def test_taking_out_leaves_what_the_other_files_say(files, settle, officer, world, inquiry):
    settle(files[0], "甲")
    settle(files[1], "乙")
    files[0].refresh_from_db()
    triage.take_out(files[0], by=officer, at=world.at)
    assert current() == ["乙"]
    assert files[0].state == "triage"
    files[1].refresh_from_db()
    triage.take_out(files[1], by=officer, at=world.at)
    inquiry.refresh_from_db()
    assert (current(), inquiry.state, inquiry.answered_at) == ([], "waiting", None)


def test_a_file_that_does_not_stand_is_not_taken_out(files, officer, world):
    with pytest.raises(Refused):
        triage.take_out(files[0], by=officer, at=world.at)


def test_a_need_is_dropped_with_a_reason_only(files, settle):
    with pytest.raises(Refused, match="乙"):
        settle(files[0], "甲", dropped=[{"number": 1, "title": "乙", "reason": ""}])
    settle(files[0], "甲", dropped=[{"number": 1, "title": "乙", "reason": "a heading"}])
    assert Entry.objects.get(verb="intake.correct").changes == {"dropped 乙": [None, "a heading"]}


def test_a_reply_without_needs_is_refused(files, settle):
    with pytest.raises(Refused):
        settle(files[0])


def test_everything_is_in_the_journal_and_it_verifies(files, settle, officer, world):
    settle(files[0], "甲")
    triage.set_aside(files[1], by=officer, at=world.at)
    triage.reconsider(files[1], by=officer, at=world.at)
    intake.supersede_by(files[1], files[0], by=officer, at=world.at)
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {f"intake_file.{move}" for move in ("accept", "set_aside", "reconsider", "supersede")} <= verbs
    assert list(journal.verify()) == []


def test_tries_are_counted_until_a_reading_ends(call, world, officer):
    batch = intake.take_files(call, world.division, [("a", b"a")], way="upload", by=officer, at=world.at)
    file = batch.files.get()
    assert [intake.try_reading(file, at_most=3) for _ in range(4)] == [True, True, True, False]


def test_what_cannot_be_read_is_counted_with_its_reason(call, world, officer):
    batch = intake.take_files(call, world.division, [("a", b"a")], way="upload", by=officer, at=world.at)
    file = batch.files.get()
    intake.note_unreadable(file, Unreadable("encrypted", "a", "x" * 500), by=officer, at=world.at)
    assert (file.state, file.kind, file.problem, len(file.detail)) == ("unreadable", "unreadable", "encrypted", 300)


def test_a_file_settled_meanwhile_is_not_left_to_a_person(files, settle, officer, world):
    settle(files[0], "甲")
    intake.leave_to_person(files[0].pk, "fault", by=officer, at=world.at)
    files[0].refresh_from_db()
    assert files[0].state == "accepted"
