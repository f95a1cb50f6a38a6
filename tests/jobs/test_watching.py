"""The watched folder and the command: nothing is lost, nothing is taken twice, whenever the process dies."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from wutong.base.work import Work
from wutong.calls.models import IntakeFile
from wutong.jobs import ticking
from wutong.jobs.reading import read_batch


@pytest.fixture
def inbox(call):
    folder = settings.VAR / "inbox" / str(call.pk)
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def put(folder, name, data, *, settled=True):
    path = folder / name
    path.write_bytes(data)
    if settled:
        long_ago = path.stat().st_mtime - 60
        os.utime(path, (long_ago, long_ago))
    return path


def soon():
    """A moment after the files were put: their change time is the machine's own."""
    return timezone.now() + timedelta(seconds=2)


def test_files_are_taken_and_put_away(inbox, files, call):
    put(inbox, "测试大学.docx", files.letter("测试大学", files.SOLAR))
    assert ticking.watch(at=soon()) == 1
    assert [path.name for path in (inbox / "taken").iterdir()] == ["测试大学.docx"]
    read_batch.call(work_id=Work.objects.get().pk)
    assert IntakeFile.objects.get().state == "accepted"


def test_a_file_still_being_copied_waits(inbox, files):
    put(inbox, "测试大学.docx", files.letter("测试大学", files.SOLAR), settled=False)
    put(inbox, ".hidden", b"x")
    assert ticking.watch(at=soon()) == 0
    assert not IntakeFile.objects.exists()


def test_dying_between_taking_and_moving_takes_nothing_twice(inbox, files, monkeypatch):
    put(inbox, "甲.docx", files.letter("测试大学", files.SOLAR))
    put(inbox, "乙.docx", files.letter("测试省科技厅", files.RICE))

    def dies(path, folder):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(ticking, "_put_away", dies)
        ticking.watch(at=soon())
    assert IntakeFile.objects.count() == 2
    assert ticking.watch(at=soon()) == 0, "both were taken before"
    assert IntakeFile.objects.count() == 2
    assert sorted(path.name for path in inbox.iterdir()) == ["taken"]


def test_the_same_file_put_there_again_is_counted_again(inbox, files):
    data = files.letter("测试大学", files.SOLAR)
    put(inbox, "甲.docx", data)
    ticking.watch(at=timezone.now() - timedelta(seconds=1))
    put(inbox, "甲.docx", data)
    assert ticking.watch(at=soon()) == 1
    assert sorted(IntakeFile.objects.values_list("state", flat=True)) == ["received", "superseded"]
    assert len(list((inbox / "taken").iterdir())) == 2, "neither is overwritten"


def test_a_folder_of_a_call_that_is_not_open_is_left_alone(inbox, files, call):
    put(inbox, "甲.docx", files.letter("测试大学", files.SOLAR))
    type(call).objects.filter(pk=call.pk).update(state="closed")
    assert ticking.watch(at=soon()) == 0
    assert (inbox / "甲.docx").exists()


def test_a_round_does_all_of_it(inbox, files):
    put(inbox, "甲.docx", files.letter("测试大学", files.SOLAR))
    assert ticking.tick(at=soon())["watched"] == 1


@pytest.fixture
def folder(tmp_path, files):
    (tmp_path / "甲.docx").write_bytes(files.letter("测试大学", files.SOLAR))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "空.docx").write_bytes(b"")
    return tmp_path


def run(*args, **options):
    out = StringIO()
    call_command("intake", *map(str, args), stdout=out, **options)
    return out.getvalue()


def test_the_command_takes_reads_and_tells(folder, call, titles, files):
    told = run(folder, call=call.pk)
    assert "unreadable: sub/空.docx (empty" in told
    assert "2 files in" in told
    assert titles() == [files.SOLAR[0]]


def test_the_command_run_again_takes_only_what_is_new(folder, call, files, titles):
    run(folder)
    (folder / "乙.docx").write_bytes(files.letter("测试省科技厅", files.RICE))
    told = run(folder)
    assert "taken already: 2" in told
    assert "3 files in" in told
    assert len(titles()) == 2


def test_the_command_goes_on_where_it_was_killed(folder, call, monkeypatch, titles, files):
    from wutong.jobs import reading

    def dies(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(reading, "opened", dies)
        run(folder)
    Work.objects.update(state="waiting")  # as the ticking does once the pulse is lost
    run(folder)
    assert IntakeFile.objects.count() == 2
    assert titles() == [files.SOLAR[0]]


def test_reading_only_leaves_the_database_alone(folder, call):
    assert '"files"' in run("read", folder, json=True)
    assert "甲.docx" in run("read", folder)
    assert not IntakeFile.objects.exists()


@pytest.mark.parametrize("words", [["nowhere-at-all"], ["eat", "."]])
def test_the_command_says_what_it_wants(db, words):
    with pytest.raises(CommandError):
        run(*words)
