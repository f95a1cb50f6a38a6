"""Strangers' files read in a worker process with limits on time and memory: a bad file costs itself, not the batch."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from multiprocessing.connection import Pipe as open_pipe
from pathlib import Path
from typing import Any, Self

from wutong.documents.blocks import Document, ProblemCode, Unreadable
from wutong.documents.limits import DEFAULT, MEGABYTE, Limits
from wutong.documents.opening import open_file
from wutong.documents.programs import own_module
from wutong.documents.storing import as_plain, from_plain

_MAX_ANSWER = 1_000 * MEGABYTE
_ENDING_SECONDS = 5.0  # a killed process ends when it is next scheduled, which on a busy machine takes a moment


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one file may cost the worker."""

    cpu_seconds: int = 20
    memory_bytes: int = 1_024 * MEGABYTE  # address space of the worker; LibreOffice runs under its own limit
    wall_seconds: float = 90.0  # with LibreOffice, whose own limit is `Limits.converter_seconds`
    files_per_worker: int = 500  # then a fresh one, whatever the libraries may have leaked


class _Died(Exception):
    """The worker ended instead of answering; `in_time` when it used up its time, which trying again would not mend."""

    def __init__(self, code: ProblemCode, detail: str, *, in_time: bool) -> None:
        self.code, self.detail, self.in_time = code, detail, in_time
        super().__init__(detail)


class Worker:
    """Reads file after file in one child process, which is started when needed and replaced when it dies.

    Use as a context manager. Not for several threads at once: give each its own.
    """

    def __init__(self, limits: Limits = DEFAULT, allowance: Allowance | None = None) -> None:
        self.limits = limits
        self.allowance = allowance or Allowance()
        self._child: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *why: object) -> None:
        self.close()

    def open(self, name: str, data: bytes) -> Document:
        """As `open_file`; besides `too_large` when the file takes too long or too much memory, `damaged` on a crash."""
        if len(data) > self.limits.max_bytes:
            raise Unreadable("too_large", name, f"{len(data)} bytes")
        answer = self._answer(name, data)
        if "media" in answer:
            return from_plain(answer)
        if answer.get("worn"):
            self.close()
        raise Unreadable(answer["problem"], name, answer["detail"])

    def open_path(self, path: Path) -> Document:
        if path.stat().st_size > self.limits.max_bytes:
            raise Unreadable("too_large", path.name, f"{path.stat().st_size} bytes")
        return self.open(path.name, path.read_bytes())

    def open_all(self, files: Iterable[tuple[str, bytes]]) -> Iterator[Document | Unreadable]:
        """One answer for each file, in order."""
        for name, data in files:
            try:
                yield self.open(name, data)
            except Unreadable as problem:
                yield problem

    def close(self) -> None:
        """End the worker and whatever programs it started."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()  # first the worker, so that it starts nothing while its programs are looked for
            child.wait()
            _end_session(child.pid)
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _answer(self, name: str, data: bytes) -> dict[str, Any]:
        """Ask; ask a fresh worker once more when an old one died, for an earlier file may have worn it out."""
        try:
            return self._ask(name, data)
        except _Died as death:
            old = self._files > 1
            self.close()
            if not old or death.in_time:
                raise Unreadable(death.code, name, death.detail) from death
        except BaseException:
            self.close()
            raise
        return self._answer(name, data)

    def _ask(self, name: str, data: bytes) -> dict[str, Any]:
        pipe = self._ready()
        try:
            pipe.send_bytes(name.encode("utf-8", "surrogateescape"))
            pipe.send_bytes(data)
            if not pipe.poll(self.allowance.wall_seconds):
                raise _Died("too_large", f"not read within {self.allowance.wall_seconds:g} s", in_time=True)
            return dict(json.loads(pipe.recv_bytes(_MAX_ANSWER)))
        except (EOFError, OSError, ValueError) as error:
            raise self._cause_of_death() from error

    def _cause_of_death(self) -> _Died:
        code = self._child.wait(timeout=10) if self._child else None
        if code == -signal.SIGXCPU:
            seconds = self.allowance.cpu_seconds
            return _Died("too_large", f"took more than {seconds} s of computing", in_time=True)
        return _Died("damaged", f"the reading process ended with {code}", in_time=False)

    def _ready(self) -> Connection:
        if self._files >= self.allowance.files_per_worker:
            self.close()
        if self._child is None or self._pipe is None or self._child.poll() is not None:
            self.close()
            self._start()
        self._files += 1
        assert self._pipe is not None
        return self._pipe

    def _start(self) -> None:
        ours, theirs = open_pipe()
        settings = json.dumps({"limits": asdict(self.limits), "allowance": asdict(self.allowance)})
        command, environment = own_module(__spec__.name)
        self._child = subprocess.Popen(  # noqa: S603 - our own module under our own interpreter
            [*command, str(theirs.fileno()), settings],
            pass_fds=[theirs.fileno()], start_new_session=True, env=os.environ | environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        theirs.close()
        self._pipe, self._files = ours, 0


def open_isolated(name: str, data: bytes, limits: Limits = DEFAULT, allowance: Allowance | None = None) -> Document:
    """One file in a worker of its own; for many files keep a `Worker`, its start takes longer than most files."""
    with Worker(limits, allowance) as worker:
        return worker.open(name, data)


def _end_session(session: int) -> None:
    """Kill every process of the worker's session and see it end: a converter runs in a group of its own within it."""
    until = time.monotonic() + _ENDING_SECONDS
    while (left := list(_members(session))) and time.monotonic() < until:
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.01)


def _members(session: int) -> Iterator[int]:
    """The living processes of a session; a dead one nobody has taken note of yet does not count."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, _parent, _group, of_session, *_ = entry.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(of_session) == session and state not in "ZX":
                yield int(entry.parent.name)


def serve(pipe: Connection, limits: Limits, allowance: Allowance) -> None:
    """The worker's life: a name and bytes in, a JSON answer out, until the pipe closes.

    JSON and not pickle: what a hostile file makes of the worker must not run in its parent.
    """
    _limit(resource.RLIMIT_AS, allowance.memory_bytes)
    while True:
        try:
            name = pipe.recv_bytes().decode("utf-8", "surrogateescape")
            data = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + allowance.cpu_seconds)
        pipe.send_bytes(_answer(name, data, limits))


def _limit(kind: int, soft: int) -> None:
    """Set the soft limit only: the programs a worker starts get their own, under the same hard limit."""
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _answer(name: str, data: bytes, limits: Limits) -> bytes:
    worn = False  # True when memory ran out: what is left of it may be in pieces
    try:
        return json.dumps(as_plain(open_file(name, data, limits))).encode()
    except Unreadable as error:
        problem, detail, worn = error.code, error.detail, isinstance(error.__cause__, MemoryError)
    except MemoryError:
        problem, detail, worn = "too_large", "out of memory", True
    return json.dumps({"problem": problem, "detail": detail, "worn": worn}).encode()


if __name__ == "__main__":
    _settings = json.loads(sys.argv[2])
    serve(Connection(int(sys.argv[1])), Limits(**_settings["limits"]), Allowance(**_settings["allowance"]))
