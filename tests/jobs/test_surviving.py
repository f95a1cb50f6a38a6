"""Killed at any point and started again, the intake loses no file and takes none twice."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from wutong.base import journal
from wutong.base.work import PULSE_LOST, Work
from wutong.calls.models import IntakeBatch, IntakeFile, Reply
from wutong.calls.queries.intake import account
from wutong.calls.steps import intake
from wutong.jobs import reading, settling, starting, ticking
from wutong.jobs.reading import read_batch, take_and_read

UNIT = "测试大学"
# Every place where the job writes: the process may die just before or just after any of them.
BOUNDARIES = [
    (reading, "beat"),
    (reading, "opened"),
    (reading, "understand_form_file"),
    (reading, "read_reply"),
    (reading, "settle_all"),
    (intake, "try_reading"),
    (intake, "note_readings"),
    (intake, "note_form"),
    (intake, "note_unreadable"),
    (intake, "note_duplicate"),
    (intake, "settle_as_read"),
    (intake, "take_in"),
    (intake, "take_in_reply"),
    (intake, "advance"),
    (settling, "retire"),
]


class Killed(BaseException):
    """Like kill -9: no `except Exception` stops it, and what was not committed is gone."""


def dying(room, name, monkeypatch, *, at_call: int, after: bool) -> None:
    """Let the process die at the n-th call of one function, before or after its work."""
    real, calls = getattr(room, name), count(1)

    def deadly(*args, **kwargs):
        if next(calls) != at_call:
            return real(*args, **kwargs)
        if after:
            real(*args, **kwargs)
        raise Killed(name)

    monkeypatch.setattr(room, name, deadly)


def arrived(files) -> list[tuple[str, bytes]]:
    same = files.letter("测试省科技厅", files.PORT)
    attached = ("附件.docx", files.letter("境外测试办", files.PORT))
    return [
        ("测试大学.docx", files.letter(UNIT, files.SOLAR, files.RICE)),
        ("测试大学 修订版.docx", files.letter(UNIT, files.SOLAR, files.RICE, files.PORT)),
        ("省厅.docx", same),
        ("省厅 副本.docx", same),
        ("空.docx", b""),
        ("回函.eml", files.mail("partner_officer@test.example", "见附件。", attached)),
        ("无关.docx", files.letter("无人知晓研究所", files.RICE)),
    ]


def outcome(call, officer):
    """All that must be the same, however often the job died."""
    found = account(officer, call)
    files = IntakeFile.objects.filter(call=call).order_by("pk")
    needs = call.needs.filter(is_current=True).order_by("unit", "title").values_list("unit", "title")
    return (
        [(file.name, tuple(file.path), file.state, file.kind) for file in files],
        list(needs),
        (found.files, dict(found.kinds), found.waiting, found.balances),
    )


@pytest.fixture
def expected(call, officer, files, world):
    """What an undisturbed run comes to; undone afterwards."""
    from django.db import transaction

    sid = transaction.savepoint_create()
    batch = take_and_read(call, world.division, arrived(files), way="upload", by=officer, at=world.at)
    read_batch.call(work_id=batch.work_id)
    result = outcome(call, officer)
    transaction.savepoint_rollback(sid)
    return [row[1:] for row in result[0]], result[1], result[2]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("room, name", BOUNDARIES, ids=[name for _room, name in BOUNDARIES])
def test_death_at_every_boundary(expected, call, officer, files, world, monkeypatch, room, name, after):
    batch = take_and_read(call, world.division, arrived(files), way="upload", by=officer, at=world.at)
    for nth in (1, 3):
        with monkeypatch.context() as patched:
            dying(room, name, patched, at_call=nth, after=after)
            revive_and_read(batch)
    revive_and_read(batch)
    states, needs, counted = outcome(call, officer)
    assert ([row[1:] for row in states], needs, counted) == expected
    assert list(journal.verify()) == []
    assert Work.objects.get(pk=batch.work_id).state == "done"


def revive_and_read(batch: IntakeBatch) -> None:
    """What the ticking does with work that lost its pulse, and the worker with the task it hands out."""
    work = Work.objects.get(pk=batch.work_id)
    if work.state == "running":
        ticking.resume(at=work.pulse_at + PULSE_LOST + timedelta(seconds=1))
    try:
        read_batch.call(work_id=batch.work_id)
    except Killed:
        assert not connection.needs_rollback


def test_a_process_that_dies_while_keeping_files_keeps_none_or_all(call, officer, files, world, monkeypatch):
    dying(reading, "begin", monkeypatch, at_call=1, after=True)
    with pytest.raises(Killed):
        take_and_read(call, world.division, arrived(files), way="upload", by=officer, at=world.at)
    assert not IntakeFile.objects.exists()
    assert not Work.objects.exists()


def test_a_file_that_takes_the_reader_down_is_told_in_the_end(take, files, monkeypatch, titles):
    batch = take(
        ("毒.docx", files.letter(UNIT, files.RICE)), ("测试大学.docx", files.letter(UNIT, files.SOLAR)), read=False
    )
    real = reading.read_reply

    def deadly(document, context):
        if document.name == "毒.docx":
            raise Killed
        return real(document, context)

    monkeypatch.setattr(reading, "read_reply", deadly)
    for _ in range(reading.TRIES + 1):
        revive_and_read(batch)
    poison = IntakeFile.objects.get(name="毒.docx")
    assert (poison.state, poison.problem) == ("unreadable", "damaged")
    assert titles() == [files.SOLAR[0]]


def test_a_fault_of_the_reader_costs_one_file(take, files, monkeypatch, titles):
    def faulty(document, context):
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_reply", faulty)
        take(("甲.docx", files.letter(UNIT, files.SOLAR)))
    take(("乙.docx", files.letter(UNIT, files.RICE)))
    assert IntakeFile.objects.get(name="甲.docx").detail == "ZeroDivisionError"
    assert titles() == [files.RICE[0]]


def test_a_fault_in_settling_leaves_the_file_to_a_person(take, files, monkeypatch, titles):
    real = intake.take_in

    def faulty(file, *args, **kwargs):
        if file.name == "甲.docx":
            raise ZeroDivisionError
        return real(file, *args, **kwargs)

    monkeypatch.setattr(intake, "take_in", faulty)
    take(("甲.docx", files.letter(UNIT, files.SOLAR)), ("乙.docx", files.letter("测试省科技厅", files.RICE)))
    assert IntakeFile.objects.get(name="甲.docx").reasons == ["fault"]
    assert titles() == [files.RICE[0]]


def test_a_failing_job_ends_as_failed_and_is_not_taken_up_for_ever(take, files, monkeypatch, at):
    def faulty(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "unsettled", faulty)
    batch = take(("甲.docx", files.letter(UNIT, files.SOLAR)))
    work = Work.objects.get(pk=batch.work_id)
    assert work.state == "failed"
    assert ticking.resume(at=at + timedelta(days=1)) == 0


def test_only_one_of_two_workers_carries_the_work(take, files):
    batch = take(("甲.docx", files.letter(UNIT, files.SOLAR)), read=False)
    assert starting.claim(batch.work_id, at=batch.taken_at) is not None
    assert starting.claim(batch.work_id, at=batch.taken_at) is None
    read_batch.call(work_id=batch.work_id)
    assert IntakeFile.objects.get().state == "received", "the second carrier left it alone"


def test_a_carrier_that_was_taken_over_stops_before_it_writes(take, files, monkeypatch):
    batch = take(("甲.docx", files.letter(UNIT, files.SOLAR)), read=False)
    real = reading.opened

    def slow(*args):
        Work.objects.update(pulse_at=batch.taken_at + timedelta(days=1))  # another worker took it up meanwhile
        return real(*args)

    monkeypatch.setattr(reading, "opened", slow)
    read_batch.call(work_id=batch.work_id)
    assert Work.objects.get().state == "running", "it stays with the other one"
    assert not Reply.objects.exists()


def test_work_whose_task_was_lost_is_handed_out_again(take, files, at):
    batch = take(("甲.docx", files.letter(UNIT, files.SOLAR)), read=False)
    DBTaskResult.objects.all().delete()
    assert ticking.resume(at=at + timedelta(seconds=30)) == 0, "it may still be waiting its turn"
    assert ticking.resume(at=at + timedelta(minutes=3)) == 1
    assert DBTaskResult.objects.count() == 1
    read_batch.call(work_id=batch.work_id)
    assert IntakeFile.objects.get().state == "accepted"


def test_a_batch_nobody_reads_is_found(call, officer, files, world, at):
    intake.take_files(
        call, world.division, [("甲.docx", files.letter(UNIT, files.SOLAR))], way="upload", by=officer, at=at
    )
    assert ticking.resume(at=at + timedelta(minutes=3)) == 1
    assert IntakeBatch.objects.get().work.state == "waiting"
