"""Killed with -9 at any point, again and again: the intake takes every file once, and ends as if nothing happened."""

from __future__ import annotations

import gzip
import json
import os
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from tests.jobs.killing import KILLED, Nursery, processes, started, time_passes, wait_for
from wutong.base import journal
from wutong.base.models import Entry
from wutong.base.work import Work
from wutong.calls import understanding
from wutong.calls.models import IntakeFile, Need, Reply
from wutong.calls.queries.intake import account

pytestmark = pytest.mark.django_db(transaction=True)
SEED = int(os.environ.get("WUTONG_KILL_SEED", "3"))
KILLS, MOST_KILLS = 10, 25
PHASES = ("taking", "reading", "settling")
STEPS = (("statement", 250, 600), ("commit", 1, 40))  # what a child dies at: from the first to the last of these
COPIES = 3  # of the files below: known as such when they are taken in
UNITS = ("测试大学", "测试省科技厅", "境外测试办")
WORKER = ("worker", "--pause", "0.3")
COMMAND = "from django.core.management import call_command; call_command('intake', {folder!r}, call={call})"
ROUND = (
    "from django.core.management import call_command; from wutong.base import clock; from wutong.jobs import ticking\n"
    "ticking.resume(at=clock.now()); ticking.watch(at=clock.now())\n"
    "call_command('db_worker', queue_name='*', batch=True, interval=0, startup_delay=False, verbosity=0)"
)

DYING_MOVER = (
    "import os, signal; from itertools import count; from wutong.base import clock; from wutong.jobs import ticking\n"
    "moves, put_away = count(), ticking._put_away\n"
    "def dying(*paths):\n"
    "    if next(moves) == {moved}: os.kill(os.getpid(), signal.SIGKILL)\n"
    "    put_away(*paths)\n"
    "ticking._put_away = dying; ticking.watch(at=clock.now())"
)


def packed(**members: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.docx", data)
    return stream.getvalue()


def post(files: SimpleNamespace) -> dict[str, bytes]:
    """Thirty files: letters, sheets, mails and archives of three units, versions, copies, and what nobody can read."""
    found: dict[str, bytes] = {}
    for number in range(7):
        unit, need = UNITS[number % 3], (f"第{number}号水库监测", "老挝")
        found[f"{unit} 复函{number}.docx"] = files.letter(unit, need, (f"第{number}号稻种选育", "越南"))
        found[f"{unit} 表{number}.xlsx"] = files.sheet(unit, (f"第{number}号港口调度", "埃及"))
    for number, unit in enumerate(UNITS):
        letter = files.letter(unit, (f"光伏组件{number}可靠性", "哈萨克斯坦"), (f"风机{number}叶片检测", "肯尼亚"))
        found[f"{unit} 复函{number} 修订版.docx"] = letter
        found[f"{unit} 副本.docx"] = letter
        attached = (f"附件{number}.docx", files.letter(unit, (f"海水淡化{number}中试", "沙特阿拉伯")))
        found[f"来信{number}.eml"] = files.mail("partner_officer@test.example", "见附件。", attached)
        found[f"汇总{number}.zip"] = packed(甲=attached[1], 乙=files.letter(unit, (f"中药{number}质量标准", "泰国")))
    return found | {
        "空.docx": b"",
        "坏.docx": letter[:900],
        "无关.txt": "今晚聚餐".encode(),
        "谁.docx": files.letter("无人所"),
    }


@pytest.fixture(scope="module")
def nursery(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    (place := tmp_path_factory.mktemp("children") / "tmp").mkdir()
    with Nursery(TMPDIR=str(place)) as opened:
        yield opened


@pytest.fixture
def arrived(files: SimpleNamespace) -> dict[str, bytes]:
    return post(files)


@pytest.fixture
def folder(tmp_path: Path, arrived: dict[str, bytes]) -> Path:
    for name, data in arrived.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def inbox(call: Any, arrived: dict[str, bytes]) -> Path:
    place = settings.VAR / "inbox" / str(call.pk)
    place.mkdir(parents=True)
    for name, data in arrived.items():
        (place / name).write_bytes(data)
        os.utime(place / name, (1, 1))  # copied long ago
    return place


@pytest.fixture
def expected(make_call: Callable[..., Any], officer: Any, folder: Path, nursery: Nursery) -> Callable[[], Any]:
    """What an undisturbed run comes to, under a call of its own."""

    def run() -> Any:
        other, before = make_call(number="测函〔2026〕2号"), Entry.objects.count()
        assert nursery.run(COMMAND.format(folder=str(folder), call=other.pk)).code == 0
        return outcome(other, officer, since=before)

    return run


def outcome(call: Any, officer: Any, *, since: int) -> dict[str, Any]:
    """All that must be the same, however often the process died."""
    found = account(officer, call)
    rows = IntakeFile.objects.filter(call=call)
    needs = Need.objects.filter(call=call, is_current=True)
    replies = Reply.objects.filter(inquiry__call=call, state="sent")
    return {
        "files": Counter((row.name, tuple(row.path), row.state, row.kind, row.problem) for row in rows),
        "needs": Counter(needs.values_list("unit", "title", "file__name")),
        "replies": sorted(replies.values_list("inquiry__unit", "version")),
        "account": (found.files, dict(found.kinds), found.waiting, found.parts, found.balances),
        "journal": Counter(Entry.objects.filter(number__gt=since).values_list("verb", flat=True)),
    }


def assert_whole(arrived: dict[str, bytes], call: Any) -> None:
    """Every file is there once, the journal holds, every kept file is what its name says."""
    rows = IntakeFile.objects.filter(call=call, parent=None).select_related("stored")
    assert sorted((row.name, row.stored.data()) for row in rows) == sorted(arrived.items())
    assert list(journal.verify()) == []
    kept = [Path(place, name) for place, _, names in os.walk(default_storage.path("")) for name in names]
    for path in kept:
        if path.suffix == ".gz":
            assert json.loads(gzip.decompress(path.read_bytes()))["media"]
        else:
            assert sha256(path.read_bytes()).hexdigest() == path.name
    assert len(kept) >= len(set(arrived.values()))


def phase(call: Any) -> str:
    """What a process was doing when it died."""
    rows = list(IntakeFile.objects.filter(call=call))
    unread = [row for row in rows if row.state == "received" and not understanding.is_kept(row.reading)]
    settled = [row for row in rows if row.reply_id or row.state == "triage"]
    waiting = [row for row in rows if row.state == "received"]
    if not rows or len(unread) == len(rows) - COPIES:
        return "taken" if rows else "taking"
    return "reading" if unread else "read" if waiting and not settled else "settling" if waiting else "settled"


def killed_in_every_phase(call: Any, nursery: Nursery, code: str, dice: random.Random) -> bool:
    """Children killed one after another, at a statement or at a commit, a dozen of them and in every phase."""
    seen = []
    while len(seen) < MOST_KILLS and (len(seen) < KILLS or not set(PHASES) <= set(seen)):
        of, least, most = dice.choice(STEPS) if seen else ("statement", 1, 200)
        ended = nursery.run(code, die_at=dice.randint(least, most), of=of)
        seen.append(phase(call) if ended.code == KILLED else "")
        time_passes()
    return set(PHASES) <= set(seen)


def test_a_command_killed_at_any_step(
    call: Any, officer: Any, nursery: Nursery, folder: Path, arrived: dict[str, bytes], expected: Callable[[], Any]
) -> None:
    code, since, dice = COMMAND.format(folder=str(folder), call=call.pk), Entry.objects.count(), random.Random(SEED)
    assert killed_in_every_phase(call, nursery, f"{ROUND}\n{code}", dice)
    assert nursery.run(f"{ROUND}\n{code}").code == 0
    assert_whole(arrived, call)
    assert outcome(call, officer, since=since) == expected()


@pytest.mark.parametrize("half", [16, 44])
def test_a_process_that_dies_with_half_a_file_written(
    call: Any, nursery: Nursery, folder: Path, arrived: dict[str, bytes], half: int
) -> None:
    """The first halves are those of the files themselves, the others those of what was read in them."""
    code = COMMAND.format(folder=str(folder), call=call.pk)
    assert nursery.run(code, die_at=half, of="file").code == KILLED
    time_passes()
    assert nursery.run(f"{ROUND}\n{code}").code == 0
    assert_whole(arrived, call)
    assert not IntakeFile.objects.filter(detail__contains="Error").exists()
    assert IntakeFile.objects.filter(problem="").count() > len(arrived) - 3


def test_a_watched_folder_killed_at_any_step(
    call: Any, officer: Any, nursery: Nursery, arrived: dict[str, bytes], expected: Callable[[], Any]
) -> None:
    since, dice, place = Entry.objects.count(), random.Random(SEED + 1), inbox(call, arrived)
    assert killed_in_every_phase(call, nursery, ROUND, dice)
    assert nursery.run(ROUND).code == 0
    assert sorted(path.name for path in place.iterdir()) == ["taken"]
    assert {path.name: path.read_bytes() for path in (place / "taken").iterdir()} == arrived
    assert_whole(arrived, call)
    assert outcome(call, officer, since=since) == expected()


def test_dying_between_taking_and_moving(call: Any, nursery: Nursery, arrived: dict[str, bytes]) -> None:
    """Each time some more files are put away; none is taken twice, and none is left."""
    place = inbox(call, arrived)
    for moved in (0, 9, 20):
        code = DYING_MOVER.format(moved=moved)
        assert nursery.run(code).code == KILLED
        time_passes()
    assert nursery.run(ROUND).code == 0
    assert sorted(path.name for path in place.iterdir()) == ["taken"]
    assert_whole(arrived, call)


def test_workers_killed_at_any_moment(
    call: Any, officer: Any, nursery: Nursery, arrived: dict[str, bytes], expected: Callable[[], Any], tmp_path: Path
) -> None:
    """Two real workers side by side, killed at once, until two others are let finish."""
    since, dice, place = Entry.objects.count(), random.Random(SEED + 2), inbox(call, arrived)
    (tmp := tmp_path / "tmp").mkdir()
    for _ in range(2):
        with started(*WORKER, TMPDIR=str(tmp)), started(*WORKER, TMPDIR=str(tmp)):
            wait_for(lambda: IntakeFile.objects.filter(call=call).exclude(reading={}).exists())
            time.sleep(dice.uniform(0, 0.8))
        time_passes()
    with started(*WORKER, TMPDIR=str(tmp)) as one, started(*WORKER, TMPDIR=str(tmp)) as other:
        assert wait_for(lambda: settled(call, len(arrived)))
        assert wait_for(lambda: sorted(path.name for path in place.iterdir()) == ["taken"])
        one.terminate(), other.terminate()
        assert (one.wait(30), other.wait(30)) == (0, 0)
    assert wait_for(lambda: processes(settings.VAR, apart_from=nursery) == [])
    assert list(tmp.iterdir()) == []
    assert_whole(arrived, call)
    assert outcome(call, officer, since=since) == expected()


def settled(call: Any, count: int) -> bool:
    over = not Work.objects.exclude(state="done").exists()
    return over and IntakeFile.objects.filter(call=call, parent=None).exclude(state="received").count() == count
