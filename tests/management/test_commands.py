"""The commands with what people really give them: files that are not there, folders, wrong words, no rights."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from wutong.base import journal
from wutong.base.models import Entry
from wutong.calls.models import IntakeFile
from wutong.calls.steps.calls import close_call
from wutong.directory.models import Organisation, Seat, User
from wutong.management.commands import flows

PLAN = "行动计划\n\n一、总体要求\n推进合作。\n二、重点任务\n（一）共建平台\n5年内建成联合实验室50家。\n"
REPLY = (
    "关于报送国际科技合作需求的复函\n测试部国际处：\n经研究，我单位本次无国际科技合作需求。\n测试大学\n2026年9月9日\n"
)


def run(*words: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*[str(word) for word in words], stdout=out, stderr=out, **options)
    return out.getvalue()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "行动计划.txt"
    path.write_text(PLAN)
    return path


@pytest.fixture
def replies(tmp_path: Path) -> Path:
    folder = tmp_path / "replies"
    (folder / "sub").mkdir(parents=True)
    (folder / "测试大学.txt").write_text(REPLY)
    (folder / "sub/empty.txt").write_bytes(b"")
    return folder


def closed_to_us(monkeypatch: Any, name: str) -> None:
    """A file whose owner lets nobody read it (the rights of the file itself do not bind an administrator)."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)


class TestPlan:
    def test_headings_and_targets_are_told_with_their_lines(self, plan_file: Path) -> None:
        said = run("plan", "read", plan_file)
        assert "3 headings, 1 targets" in said
        assert "共建平台" in said and "50" in said

    def test_json_can_be_read_by_a_machine(self, plan_file: Path) -> None:
        found = json.loads(run("plan", "read", plan_file, "--json"))
        assert [one["title"] for one in found["headings"]] == ["总体要求", "重点任务", "共建平台"]
        lines = PLAN.splitlines()
        assert all(one["title"] in lines[one["line"] - 1] for one in found["headings"])

    @pytest.mark.parametrize("name", ["missing.txt", "folder", ""])
    def test_what_is_no_file_is_named(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "folder").mkdir()
        with pytest.raises(CommandError) as told:
            run("plan", "read", tmp_path / name)
        assert str(tmp_path) in str(told.value)

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken", b"%PDF-1.7 broken"])
    def test_a_file_that_cannot_be_read_says_why(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "x.docx"
        path.write_bytes(data)
        with pytest.raises(CommandError, match="cannot be read"):
            run("plan", "read", path)

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", None])
    def test_as_json_a_bad_file_is_an_answer_too(self, tmp_path: Path, data: bytes | None) -> None:
        path = tmp_path / "x.docx"
        if data is not None:
            path.write_bytes(data)
        told = json.loads(run("plan", "read", path, "--json"))
        assert (told["headings"], told["targets"]) == ([], [])
        assert told["problem"]["code"] and told["problem"]["detail"] is not None

    def test_an_archive_of_what_cannot_be_opened_is_unreadable_itself(self, tmp_path: Path) -> None:
        path = tmp_path / "bomb.zip"
        with ZipFile(path, "w") as packed:
            packed.writestr("plan.docx", b"PK\x03\x04 broken")
        assert json.loads(run("plan", "read", path, "--json"))["problem"]["code"] == "damaged"
        with pytest.raises(CommandError, match="cannot be read"):
            run("plan", "read", path)

    def test_another_word_than_read_is_refused(self, plan_file: Path) -> None:
        with pytest.raises(CommandError, match="invalid choice"):
            run("plan", "write", plan_file)

    def test_a_text_without_a_plan_is_no_fault(self, tmp_path: Path) -> None:
        path = tmp_path / "note.txt"
        path.write_text("Nothing of the kind.")
        assert "0 headings, 0 targets" in run("plan", "read", path)


class TestReadingAFolder:
    def test_every_file_is_counted(self, replies: Path) -> None:
        said = run("intake", "read", replies)
        assert "no_needs: 1" in said and "unreadable: 1" in said

    def test_json_names_every_file(self, replies: Path) -> None:
        said = run("intake", "read", replies, "--json")
        assert "测试大学.txt" in said and "sub/empty.txt" in said
        json.loads(said)

    def test_what_the_system_left_there_is_counted_and_told(self, replies: Path) -> None:
        for name in (".DS_Store", "~$复函.docx", "sub/Thumbs.db"):
            (replies / name).write_bytes(b"x")
        (replies / "link.txt").symlink_to(replies.parent / "行动计划.txt")
        told = json.loads(run("intake", "read", replies, "--json"))
        assert told["ignored"] == 4 and len(told["files"]) == 2
        assert "4 system files and links left out" in run("intake", "read", replies)

    def test_nothing_outside_the_folder_is_read(self, replies: Path, plan_file: Path) -> None:
        (replies / "outside.txt").symlink_to(plan_file)
        (replies / "above").symlink_to(plan_file.parent)
        assert "outside" not in run("intake", "read", replies, "--json")

    def test_an_empty_folder_is_no_fault(self, tmp_path: Path) -> None:
        json.loads(run("intake", "read", tmp_path, "--json"))

    @pytest.mark.parametrize("words", [["intake"], ["intake", "read"], ["intake", "write"]])
    def test_what_is_no_folder_is_named(self, tmp_path: Path, words: list[str]) -> None:
        with pytest.raises(CommandError):
            run(*words, tmp_path / "missing")

    def test_a_file_is_no_folder(self, plan_file: Path) -> None:
        with pytest.raises(CommandError, match="not a folder"):
            run("intake", "read", plan_file)

    def test_too_many_words_say_how_it_goes(self, replies: Path) -> None:
        with pytest.raises(CommandError, match="say: wutong intake"):
            run("intake", "read", "read", replies)


@pytest.mark.django_db
class TestTakingIn:
    def test_every_file_is_taken_and_told(self, call: Any, replies: Path) -> None:
        said = run("intake", replies)
        assert "2 files in" in said and "unreadable: sub/empty.txt" in said
        assert set(IntakeFile.objects.values_list("name", flat=True)) == {"测试大学.txt", "sub/empty.txt"}

    def test_a_second_run_takes_nothing_twice(self, call: Any, replies: Path) -> None:
        run("intake", replies)
        said = run("intake", replies)
        assert "taken already: 2" in said
        assert IntakeFile.objects.count() == 2

    def test_neither_links_out_of_the_folder_nor_hidden_files_are_taken(
        self, call: Any, replies: Path, plan_file: Path
    ) -> None:
        (replies / "outside.txt").symlink_to(plan_file)
        (replies / ".hidden").write_text(REPLY)
        assert "2 system files and links left out" in run("intake", replies)
        assert set(IntakeFile.objects.values_list("name", flat=True)) == {"测试大学.txt", "sub/empty.txt"}

    def test_a_changed_file_is_new(self, call: Any, replies: Path) -> None:
        run("intake", replies)
        (replies / "sub/empty.txt").write_text(REPLY)
        run("intake", replies)
        assert IntakeFile.objects.count() == 3

    def test_without_a_call_nothing_is_taken(self, world: Any, replies: Path) -> None:
        with pytest.raises(CommandError, match="0 issued calls"):
            run("intake", replies)

    def test_of_two_calls_one_must_be_named(self, call: Any, make_call: Any, replies: Path) -> None:
        other = make_call(number="测函〔2026〕2号")
        with pytest.raises(CommandError, match="--call"):
            run("intake", replies)
        run("intake", replies, call=other.pk)
        assert IntakeFile.objects.filter(call=other).count() == 2

    def test_a_call_that_is_not_there_is_named(self, call: Any, replies: Path) -> None:
        with pytest.raises(CommandError, match="call 999999 does not exist or is not issued"):
            run("intake", replies, call=999999)

    def test_a_draft_takes_nothing_and_says_so(self, make_call: Any, replies: Path) -> None:
        with pytest.raises(CommandError):
            run("intake", replies, call=make_call(issue=False).pk)
        assert not IntakeFile.objects.exists()

    def test_a_closed_call_answers_in_words_whatever_it_does(self, call: Any, world: Any, replies: Path) -> None:
        close_call(call, by=world.by["programme_officer"], at=world.at)
        try:
            assert "files in" in run("intake", replies, call=call.pk)
        except CommandError as told:
            assert str(told)

    def test_a_file_one_may_not_read_is_told_and_the_others_are_taken(
        self, call: Any, replies: Path, monkeypatch: Any
    ) -> None:
        closed_to_us(monkeypatch, "empty.txt")
        said = run("intake", replies)
        assert "sub/empty.txt" in said and "Permission denied" in said
        assert [one.name for one in IntakeFile.objects.all()] == ["测试大学.txt"]

    def test_a_link_that_leads_nowhere_stops_nothing(self, call: Any, replies: Path) -> None:
        (replies / "gone.docx").symlink_to(replies / "missing.docx")
        run("intake", replies)
        assert IntakeFile.objects.filter(name="测试大学.txt").exists()


@pytest.mark.django_db
class TestSetup:
    def prepare(self, **changes: Any) -> str:
        options = {"office": "测试部", "email": "admin@test.example", "password": "correct-horse-7"} | changes
        return run("setup", **options)

    @pytest.mark.parametrize("changes", [
        {"kind": "banana"}, {"kind": ""}, {"email": "no address"}, {"email": ""}, {"email": "a@b\n@c"},
        {"office": ""}, {"office": "   "}, {"password": "1"}, {"password": "12345678"},
    ])  # fmt: skip
    def test_what_is_no_kind_no_address_no_name_makes_nothing(self, changes: dict[str, str]) -> None:
        with pytest.raises(CommandError) as told:
            self.prepare(**changes)
        assert str(told.value)
        assert not User.objects.exists() and not Organisation.objects.exists()

    def test_the_address_is_kept_as_people_type_it_at_sign_in(self) -> None:
        self.prepare(email=" Admin@Test.example ")
        assert User.objects.get().email == "admin@test.example"

    @pytest.mark.parametrize("email", ["admin@test.example", "ADMIN@TEST.EXAMPLE"])
    def test_an_account_is_never_made_twice(self, email: str) -> None:
        self.prepare()
        with pytest.raises(CommandError, match="already"):
            self.prepare(email=email)
        assert Organisation.objects.count() == 1

    def test_the_seat_holds_from_today_wherever_the_site_stands(
        self, time_machine_at: Any, at: Any, settings: Any
    ) -> None:
        """Late in the evening in Lima it is tomorrow in Greenwich."""
        from django.utils import timezone

        time_machine_at(at.replace(hour=9))
        with timezone.override("America/Lima"):
            self.prepare()
            assert Seat.objects.get().since <= timezone.localdate()

    def test_everything_it_does_stands_in_the_journal(self) -> None:
        self.prepare()
        assert list(journal.verify()) == []
        verbs = set(Entry.objects.values_list("verb", flat=True))
        assert {"organisation.add", "seat.give"} <= verbs
        assert set(Entry.objects.values_list("actor_role", flat=True)) == {"system"}

    def test_the_password_is_asked_for_when_not_given(self, monkeypatch: Any) -> None:
        monkeypatch.setattr("getpass.getpass", lambda words: "correct-horse-7")
        self.prepare(password=None)
        assert User.objects.get().check_password("correct-horse-7")

    def test_the_office_has_both_names(self) -> None:
        self.prepare(office_en="Ministry of Tests")
        assert Organisation.objects.get().names == {
            "authoritative": "zh-hans", "zh-hans": "测试部", "en": "Ministry of Tests",
        }  # fmt: skip


class TestFlows:
    @pytest.fixture
    def base(self, tmp_path: Path, settings: Any) -> Path:
        (tmp_path / "docs").mkdir()
        settings.BASE = tmp_path
        return tmp_path / "docs/flows.md"

    def test_a_missing_file_is_not_current(self, base: Path) -> None:
        with pytest.raises(CommandError, match="not current"):
            run("flows", "--check")

    def test_what_was_drawn_is_current_until_somebody_writes_into_it(self, base: Path) -> None:
        run("flows")
        run("flows", "--check")
        base.write_text(base.read_text() + "by hand\n")
        with pytest.raises(CommandError):
            run("flows", "--check")

    def test_checking_never_writes(self, base: Path) -> None:
        base.write_text("old")
        with pytest.raises(CommandError):
            run("flows", "--check")
        assert base.read_text() == "old"

    def test_every_state_and_move_is_drawn(self, base: Path) -> None:
        run("flows")
        drawn = base.read_text()
        for flow in flows.FLOWS:
            assert f"## {flow.name}" in drawn and f"[*] --> {flow.start}" in drawn
            for move in flow.moves.values():
                for source in move.sources:
                    assert f"{source} --> {move.target}: {move.name}" in drawn


@pytest.mark.django_db
class TestJournal:
    def test_an_empty_journal_is_whole(self) -> None:
        from wutong.base.journal_models import ChainHead

        Entry.objects.all().delete()
        ChainHead.objects.all().delete()
        assert "0 entries, the chain is whole" in run("journal", "verify")

    def test_every_break_is_named(self, call: Any) -> None:
        first, second = Entry.objects.order_by("number")[:2]
        Entry.objects.filter(pk=first.pk).update(verb="seat.end")
        Entry.objects.filter(pk=second.pk).update(actor_role="auditor")
        with pytest.raises(CommandError, match="2 places"):
            run("journal", "verify")

    def test_another_word_than_verify_is_refused(self) -> None:
        with pytest.raises(CommandError, match="invalid choice"):
            run("journal", "erase")
