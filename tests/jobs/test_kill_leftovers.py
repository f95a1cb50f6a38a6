"""What a process that died left half done is mended by the next one: half-written contents, half-emptied folders."""

from __future__ import annotations

import os
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from wutong.base.files import StoredFile, keep, write_whole
from wutong.calls.models import IntakeFile
from wutong.jobs import reading, ticking
from wutong.jobs.opened import kept_opened, opened, path_of

UNIT = "测试大学"


@pytest.fixture
def letter(files: SimpleNamespace) -> bytes:
    made: bytes = files.letter(UNIT, files.SOLAR, files.RICE)
    return made


def left_half(path: str, data: bytes) -> None:
    default_storage.delete(path)
    default_storage.save(path, ContentFile(data))


@pytest.mark.parametrize("share", [0, 1, 50, 99])
def test_half_a_content_is_written_again(db: None, letter: bytes, at: Any, share: int) -> None:
    stored = keep("甲.docx", letter, at=at)
    StoredFile.objects.all().delete()
    left_half(stored.path, letter[: len(letter) * share // 100])
    assert keep("甲.docx", letter, at=at).data() == letter
    assert len(default_storage.listdir(stored.path.rpartition("/")[0])[1]) == 1


def test_a_whole_content_is_left_alone(db: None, letter: bytes, at: Any) -> None:
    stored = keep("甲.docx", letter, at=at)
    before = default_storage.get_modified_time(stored.path)
    write_whole(stored.path, letter)
    assert default_storage.get_modified_time(stored.path) == before


@pytest.mark.parametrize("left", [b"", b"\x1f\x8b", b"no gzip at all"])
def test_half_of_what_was_read_is_read_again(take: Any, letter: bytes, titles: Any, left: bytes) -> None:
    batch = take(("甲.docx", letter), read=False)
    file = IntakeFile.objects.get()
    left_half(path_of(file.stored), left)
    assert kept_opened(file.stored) is None
    reading.read_batch.call(work_id=batch.work_id)
    assert IntakeFile.objects.get().state == "accepted" and len(titles()) == 2
    assert kept_opened(file.stored) == opened(file.stored, "甲.docx")


def test_blocks_cut_anywhere_are_read_again(take: Any, letter: bytes) -> None:
    take(("甲.docx", letter))
    stored = IntakeFile.objects.get().stored
    with default_storage.open(path_of(stored), "rb") as stream:
        whole = stream.read()
    for part in range(1, 8):
        left_half(path_of(stored), whole[: len(whole) * part // 8])
        assert kept_opened(stored) is None
        assert opened(stored, "甲.docx").media == "docx"


def test_files_the_reader_died_at_come_last(take: Any, files: SimpleNamespace) -> None:
    batch = take(("甲.docx", files.letter(UNIT, files.SOLAR)), ("乙.docx", files.letter(UNIT, files.RICE)), read=False)
    first = IntakeFile.objects.get(name="甲.docx")
    first.reading = {"begun": 2}
    first.save()
    assert [file.name for file in reading.unsettled(batch)] == ["乙.docx", "甲.docx"]


class TestTheWatchedFolder:
    @pytest.fixture
    def inbox(self, call: Any, tmp_path: Any, settings: Any) -> Any:
        settings.VAR = tmp_path
        folder = tmp_path / "inbox" / str(call.pk)
        folder.mkdir(parents=True)
        return folder

    def put(self, folder: Any, name: str | bytes, data: bytes) -> None:
        path = os.path.join(os.fsencode(folder), os.fsencode(name))
        with open(path, "wb") as file:
            file.write(data)
        os.utime(path, (1, 1))

    def watch(self) -> int:
        return ticking.watch(at=timezone.now() + timedelta(seconds=2))

    @pytest.mark.parametrize("name", ["12-old", "1a", "99999999999999999999999"])
    def test_a_folder_that_is_no_call_stops_nothing(self, inbox: Any, letter: bytes, name: str) -> None:
        (settings.VAR / "inbox" / name).mkdir()
        (settings.VAR / "inbox" / "7").write_bytes(b"a file, no folder")
        self.put(inbox, "甲.docx", letter)
        assert self.watch() == 1

    def test_a_file_nobody_may_read_stays_and_stops_nothing(self, inbox: Any, letter: bytes, monkeypatch: Any) -> None:
        self.put(inbox, "甲.docx", letter)
        self.put(inbox, "乙.docx", letter)
        read = type(inbox).read_bytes

        def refuse(path: Any) -> bytes:
            if path.name == "甲.docx":
                raise PermissionError(13, "Permission denied")
            content: bytes = read(path)
            return content

        monkeypatch.setattr(type(inbox), "read_bytes", refuse)
        assert self.watch() == 1
        assert sorted(path.name for path in inbox.iterdir()) == ["taken", "甲.docx"]

    def test_a_name_in_another_encoding_is_taken_once(self, inbox: Any, letter: bytes) -> None:
        self.put(inbox, "需求汇总.docx".encode("gbk"), letter)
        assert (self.watch(), self.watch()) == (1, 0)
        assert IntakeFile.objects.get().name == "需求汇总.docx"

    def test_what_another_worker_has_put_away_is_let_go(self, inbox: Any, letter: bytes, monkeypatch: Any) -> None:
        self.put(inbox, "甲.docx", letter)
        put_away = ticking._put_away

        def faster(path: Any, folder: Any) -> None:
            put_away(path, folder)
            put_away(path, folder)

        monkeypatch.setattr(ticking, "_put_away", faster)
        assert self.watch() == 1
        assert [path.name for path in (inbox / "taken").iterdir()] == ["甲.docx"]
