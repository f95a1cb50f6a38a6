"""Real processes on the test's own database and files, killed with `kill -9` and started again.

For tests with `transactional_db` (what the test wrote must be committed, or no other process sees it):

    with Nursery() as nursery:                   # a process with the site loaded: its children start at once
        nursery.run(CODE, die_at=37)             # a child that is gone at the 37th step (statement, commit, file half)
        child = nursery.start(CODE); child.kill()  # killed from outside, at any moment
        time_passes()                            # pulses get old, as they do while a dead machine is noticed
        ended = nursery.run(CODE)                # ended.code 0, ended.steps: how many there were
    with started("worker", "--pause", "0.2") as process:  # a real command in a process of its own, killed at the end
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.db import connection
from django.db.models import F

from wutong.base.work import PULSE_LOST, Work

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds for one child on a busy machine; more is a hang
KILLED = -signal.SIGKILL


def environment() -> dict[str, str]:
    """What makes another process use this test's database and files."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{found['NAME']}"
    else:
        address = f"postgres://{found['USER']}:{found['PASSWORD']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
    own = {"WUTONG_DATABASE_URL": address, "WUTONG_VAR": str(settings.VAR), "DJANGO_SETTINGS_MODULE": "wutong.settings"}
    return os.environ | own | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@contextlib.contextmanager
def started(*words: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of the site in a process of its own, killed when the block ends; `more` is added to its environment."""
    command = [sys.executable, "manage.py", *words]
    process = subprocess.Popen(command, cwd=ROOT, env=environment() | more, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def time_passes() -> None:
    """Work loses its pulse, and tasks that were handed out may be lost: what takes minutes in earnest."""
    Work.objects.update(pulse_at=F("pulse_at") - 2 * PULSE_LOST, asked_at=F("asked_at") - 2 * PULSE_LOST)


def wait_for(holds: Callable[[], bool], *, seconds: float = PATIENCE) -> bool:
    """Whether it came to hold in time."""
    until = time.monotonic() + seconds
    while not (held := holds()) and time.monotonic() < until:
        time.sleep(0.05)
    return held


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: 0, or KILLED; and how many steps it took where it came to its end."""

    code: int
    steps: int | None = None


class Nursery:
    """Bears one child after another. `more` is added to the environment of all of them."""

    def __init__(self, **more: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.jobs.dying"], cwd=ROOT, env=environment() | more,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
        )  # fmt: skip
        self.pid = self._process.pid
        self._heard()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self._process.kill()
        self._process.communicate()

    def start(self, code: str, *, die_at: int | None = None, of: str = "") -> Child:
        """A child that executes Python source in the loaded site, and ends with it; `of`: see `dying.Steps`."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"code": code, "die_at": die_at, "of": of}).encode() + b"\n")
        return Child(self._heard()["pid"], self._heard)

    def run(self, code: str, *, die_at: int | None = None, of: str = "") -> Ended:
        return self.start(code, die_at=die_at, of=of).wait()

    def _heard(self) -> dict[str, Any]:
        """The next line; a nursery that says nothing for long is stopped, and the test fails."""
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._process.stdout, selectors.EVENT_READ)
            if not waiting.select(PATIENCE):
                self._process.kill()
                raise AssertionError(f"a child did not end within {PATIENCE:g} s")
        return dict(json.loads(self._process.stdout.readline()))


@dataclass(frozen=True, slots=True)
class Child:
    pid: int
    heard: Callable[[], dict[str, Any]]

    def kill(self) -> Ended:
        """`kill -9`, unless it has ended meanwhile."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.wait()

    def wait(self) -> Ended:
        first = self.heard()
        if "steps" in first:
            return Ended(self.heard()["ended"], first["steps"])
        return Ended(first["ended"])


def processes(var: Path, *, apart_from: Nursery) -> list[int]:
    """Living processes that work on the files of this test."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"WUTONG_VAR={var}\0".encode() in (entry / "environ").read_bytes():
                found.append(int(entry.name))
    return [pid for pid in found if pid not in (os.getpid(), apart_from.pid)]
