"""The child's side of `killing.py`: a process with the site loaded that bears children, which may die at a set step.

`python -m tests.jobs.dying`: each line in is {"code", "die_at", "of"}; lines out are the child's {"pid"}, its {"steps"} when
it came to its end, and how it {"ended"} (0, or the number of the signal as a negative number).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import django
from django.core.files.base import File
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


class Steps:
    """Counts what a process does to the database and to kept files; at step `die_at` it is gone, as by `kill -9`.

    `of`: count only one kind of steps: "statement", "commit", "file"; all of them when empty.
    """

    def __init__(self, die_at: int | None, of: str) -> None:
        self.die_at, self.of = die_at, of
        self.taken = 0

    def step(self, kind: str) -> None:
        self.taken += self.of in ("", kind)
        if self.taken == self.die_at and self.of in ("", kind):
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self) -> None:
        """A step before each statement, before and after each commit, and within each file that is written."""
        connection_created.connect(self._connected, weak=False)
        BaseDatabaseWrapper._commit = self._around(BaseDatabaseWrapper._commit)
        File.chunks = self._between(File.chunks)  # type: ignore[method-assign]

    def _connected(self, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
        connection.execute_wrappers.append(self._statement)

    def _statement(self, execute: Callable[..., Any], *args: Any) -> Any:
        self.step("statement")
        return execute(*args)

    def _around(self, commit: Callable[..., Any]) -> Callable[..., Any]:
        def watched(connection: BaseDatabaseWrapper) -> Any:
            self.step("commit")
            done = commit(connection)
            self.step("commit")
            return done

        return watched

    def _between(self, chunks: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
        """Written in halves, so that a process can die with half of a small file written."""

        def watched(file: File, chunk_size: int | None = None) -> Iterator[bytes]:
            for chunk in chunks(file, chunk_size):
                middle = len(chunk) // 2
                yield chunk[:middle]
                self.step("file")
                yield chunk[middle:]

        return watched


def live(code: str, die_at: int | None, of: str) -> int:
    """The child's whole life; its own words go to where the mother's complaints go."""
    told = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    steps = Steps(die_at, of)
    steps.watch()
    exec(compile(code, "<child>", "exec"), {"__name__": "__child__"})
    print(json.dumps({"steps": steps.taken}), file=told, flush=True)
    return 0


def tell(**what: int) -> None:
    print(json.dumps(what), flush=True)


def bear(code: str, die_at: int | None, of: str) -> None:
    """One child, and the news of its end."""
    child = os.fork()
    if child == 0:
        ended = 1
        try:
            ended = live(code, die_at, of)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            os._exit(ended)
    tell(pid=child)
    tell(ended=os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


if __name__ == "__main__":
    django.setup()
    __import__("wutong.jobs.ticking")  # what the children need, loaded once
    tell(ready=1)
    for line in sys.stdin:
        bear(**json.loads(line))
