"""`wutong intake read FOLDER --json` on every bad file: an answer, a reason, no traceback; and the same in the site."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import warnings
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.documents.harming import SOUND
from tests.management import bad_files
from tests.management.bad_files import BAD, FORMULAS, LETTER
from wutong.base import journal
from wutong.calls.models import IntakeFile, Need, Reply
from wutong.web.forms.intake import PROBLEMS

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"file", "unit", "kind", "needs"}
KINDS = {"reply", "no_needs", "not_a_reply", "unreadable", "superseded"}
NEED = {"title", "text", "countries", "field", "action", "money", "period", "source"}


def run(folder: Path, *words: str, **options: Any) -> str:
    out = StringIO()
    call_command("intake", *words, str(folder), stdout=out, stderr=out, **options)
    return out.getvalue()


def told(folder: Path) -> dict[str, Any]:
    """What the command prints, held against the contract; by the name of the file."""
    found = json.loads(run(folder, "read", json=True))
    assert found.keys() >= {"files", "groups"}
    files = {one["file"]: one for one in found["files"]}
    assert len(files) == len(found["files"])
    for one in files.values():
        assert one.keys() >= KEYS and one["kind"] in KINDS
        assert all(need.keys() >= NEED for need in one["needs"])
        assert one["kind"] != "unreadable" or (one["problem"] and not one["needs"])
    for group in found["groups"]:
        assert len(group) > 1 and all(0 <= number < len(files[name]["needs"]) for name, number in group)
    return files


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, _codes) in BAD.items():
        (folder / name).write_bytes(make())
    (folder / "good.docx").write_bytes(LETTER)
    return folder


@pytest.fixture(scope="module")
def answers(bad: Path) -> dict[str, Any]:
    return told(bad)


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_unreadable_and_says_why(answers: dict[str, Any], name: str) -> None:
    assert (answers[name]["kind"], answers[name]["needs"]) == ("unreadable", [])
    assert answers[name]["problem"] in BAD[name][1]
    assert answers[name]["problem"] in PROBLEMS, "the office has words for it"


def test_the_good_file_among_them_is_read(answers: dict[str, Any]) -> None:
    assert answers["good.docx"]["kind"] == "reply" and len(answers["good.docx"]["needs"]) == 2
    assert answers.keys() == BAD.keys() | {"good.docx"}


def test_the_command_ends_with_0_and_says_nothing_else(tmp_path: Path) -> None:
    """A process of its own, as a person starts it: on its output JSON, on its other output no traceback."""
    for name in ("cut.docx", "laughs.docx", "locked.xlsx", "empty.docx"):
        (tmp_path / name).write_bytes(BAD[name][0]())
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "wutong.settings", "PYTHONIOENCODING": ""}
    done = subprocess.run(
        [sys.executable, "manage.py", "intake", "read", str(tmp_path), "--json"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert {one["kind"] for one in json.loads(done.stdout)["files"]} == {"unreadable"}


class TestReadableAllTheSame:
    """Files that look bad and hold a reply: it is read."""

    def only(self, folder: Path, name: str, data: bytes) -> dict[str, Any]:
        (folder / name).write_bytes(data)
        return told(folder)[name]

    @pytest.mark.parametrize("name", ["wrong.pdf", "wrong.xlsx", "wrong.txt", "wrong", "wrong.doc", "WRONG.DOCX"])
    def test_a_wrong_ending(self, tmp_path: Path, name: str) -> None:
        assert len(self.only(tmp_path, name, LETTER)["needs"]) == 2

    @pytest.mark.parametrize("name", ["b.xlsx", "c.eml", "e.zip", "f.txt", "g.csv", "h.html", "i.msg"])
    def test_every_format_under_the_name_of_another(self, tmp_path: Path, name: str) -> None:
        assert self.only(tmp_path, "wrong.docx", SOUND[name])["kind"] == "reply"

    def test_a_mail_cut_off_in_its_attachment(self, tmp_path: Path) -> None:
        mail = self.only(tmp_path, "cut.eml", SOUND["c.eml"][: len(SOUND["c.eml"]) * 2 // 3])
        assert mail["kind"] == "reply" and mail["needs"]

    @pytest.mark.parametrize("name", ["macros.docm", "macros.docx"])
    def test_macros_are_never_run_and_the_words_are_read(self, tmp_path: Path, name: str) -> None:
        assert len(self.only(tmp_path, name, bad_files.macro_file(LETTER))["needs"]) == 2

    def test_a_workbook_with_macros(self, tmp_path: Path) -> None:
        data = bad_files.replaced(SOUND["b.xlsx"], {"xl/vbaProject.bin": b"Sub Auto_Open()"})
        assert self.only(tmp_path, "macros.xlsm", data)["kind"] == "reply"

    def test_two_hundred_needs(self, tmp_path: Path) -> None:
        needs = self.only(tmp_path, "many.xlsx", bad_files.two_hundred_needs())["needs"]
        assert len(needs) == 200
        assert len({need["title"] for need in needs}) == 200
        assert all(need["countries"] == ["LA"] for need in needs)

    def test_large_for_its_pictures(self, tmp_path: Path) -> None:
        assert len(self.only(tmp_path, "45.docx", bad_files.with_pictures(45))["needs"]) == 2
        assert self.only(tmp_path, "51.docx", bad_files.with_pictures(51))["problem"] == "too_large"

    def test_cells_that_begin_like_formulas_are_text(self, tmp_path: Path) -> None:
        needs = self.only(tmp_path, "formulas.xlsx", bad_files.formula_book())["needs"]
        assert [need["text"].partition(" 联合")[0] for need in needs] == list(FORMULAS)

    def test_an_archive_with_odd_names(self, tmp_path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # the writer complains of the name that comes twice
            packed = self.only(tmp_path, "odd.zip", bad_files.odd_archive())
        assert len(packed["needs"]) == len(packed["parts"]) == 8
        names = [part["path"][0] for part in packed["parts"]]
        assert len(set(names)) == 8 and all(name.isprintable() for name in names)
        assert [path.name for path in tmp_path.iterdir()] == ["odd.zip"], "nothing was unpacked to disk"


class TestOddFolders:
    def test_names_in_bytes_of_another_encoding(self, tmp_path: Path) -> None:
        with open(os.fsencode(tmp_path) + "/需求汇总.docx".encode("gbk"), "wb") as file:
            file.write(LETTER)
        assert list(told(tmp_path)) == ["需求汇总.docx"]

    @pytest.mark.parametrize("name", ["a\x01\x1b[31mb\nc.docx", "长" * 80 + ".docx", " .docx", "-f.docx", "'; --.docx"])
    def test_odd_names(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(LETTER)
        assert told(tmp_path)[name]["kind"] == "reply"

    def test_pipes_and_sockets_are_not_waited_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        os.mkfifo(tmp_path / "pipe.docx")
        monkeypatch.chdir(tmp_path)  # the address of a socket is short
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.docx")
            assert told(tmp_path) == {}
        assert "2 system files and links left out" in run(tmp_path, "read")

    def test_folders_in_folders_and_links_that_go_round(self, tmp_path: Path) -> None:
        (tmp_path / "a.docx" / "b").mkdir(parents=True)
        (tmp_path / "a.docx" / "b" / "c.docx").write_bytes(LETTER)
        (tmp_path / "round").symlink_to(tmp_path)
        (tmp_path / "passwd.txt").symlink_to("/etc/passwd")
        assert list(told(tmp_path)) == ["a.docx/b/c.docx"]

    def test_a_file_nobody_may_read_is_told(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "closed.docx").write_bytes(LETTER)
        (tmp_path / "open.docx").write_bytes(LETTER)
        read = Path.read_bytes

        def refuse(path: Path) -> bytes:
            if path.name == "closed.docx":
                raise PermissionError(13, "Permission denied", str(path))
            return read(path)

        monkeypatch.setattr(Path, "read_bytes", refuse)
        found = told(tmp_path)
        assert (found["closed.docx"]["kind"], found["open.docx"]["kind"]) == ("unreadable", "reply")


@pytest.mark.django_db
class TestInTheSite:
    @pytest.fixture
    def taken(self, call: Any, bad: Path) -> str:
        return run(bad, call=call.pk)

    def test_every_bad_file_is_kept_counted_and_told(self, taken: str, bad: Path, sign_in: Any, call: Any) -> None:
        rows = {row.name: row for row in IntakeFile.objects.filter(parent=None)}
        assert rows.keys() == BAD.keys() | {"good.docx"}
        for name, (_make, codes) in BAD.items():
            row = rows[name]
            reasons = {row.problem, *row.parts.values_list("problem", flat=True)}
            assert reasons & codes and row.state != "received", name
            assert row.stored.data() == (bad / name).read_bytes()
        assert not Reply.objects.exists() and not Need.objects.exists()  # the good one is of a unit nobody asked
        assert list(journal.verify()) == []
        assert "Traceback" not in taken and f"{len(BAD) + 1} files in" in taken
        page = sign_in("programme_officer").get(f"/calls/{call.pk}/intake/?kind=unreadable").content.decode()
        words = {PROBLEMS[row.problem] for row in rows.values() if row.problem}
        assert all(str(what) in page and str(advice) in page for what, advice in words)

    def test_odd_names_are_kept_as_text(self, call: Any, tmp_path: Path) -> None:
        with open(os.fsencode(tmp_path) + b"/\xd0\xe8\xc7\xf3\x01.docx", "wb") as file:
            file.write(LETTER)
        (tmp_path / "odd.zip").write_bytes(zipped_quietly())
        run(tmp_path, call=call.pk)
        assert IntakeFile.objects.filter(name__startswith="需求").exists()
        assert IntakeFile.objects.filter(parent__name="odd.zip").count() == 8
        assert not IntakeFile.objects.filter(state="received").exists()


def zipped_quietly() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return bad_files.odd_archive()
