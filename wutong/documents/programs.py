"""Other programs run on strangers' files: a process group of their own, limits on time and memory, no leftovers."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from wutong.documents.source import Source

_ROOT = Path(__file__).resolve().parents[2]


def run(
    source: Source, command: list[str], environment: dict[str, str] | None = None, *, given: bytes = b"", memory: int
) -> tuple[int, str, str]:
    """Exit code, output and complaints. `too_large` after `Limits.converter_seconds`; memory is address space in bytes.

    The program gets an empty home and temporary folder, and its whole group is ended when it is done or late.
    """
    seconds = source.limits.converter_seconds
    with tempfile.TemporaryDirectory(prefix="wutong-") as folder, tempfile.TemporaryFile() as stdin:
        stdin.write(given)
        stdin.seek(0)
        own = {"HOME": folder, "TMPDIR": folder, "LC_ALL": "C.UTF-8"}
        with subprocess.Popen(  # noqa: S603 - the command is ours, only the file is a stranger's
            command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, process_group=0, cwd=folder,
            env=os.environ | own | (environment or {}), encoding="utf-8", errors="replace",
        ) as child:  # fmt: skip
            try:
                _limit(child.pid, memory, seconds)
                printed, complaint = child.communicate(timeout=seconds)
            except subprocess.TimeoutExpired as error:
                raise source.unreadable("too_large", f"not read within {seconds:g} s") from error
            finally:
                _end_group(child.pid)
    return child.returncode, printed, complaint


def own_module(name: str) -> tuple[list[str], dict[str, str]]:
    """Command and environment that run one of our modules under our own interpreter."""
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH", "")]))
    return [sys.executable, "-m", name], {"PYTHONPATH": path}


def _limit(pid: int, memory: int, seconds: float) -> None:
    """Soft limits of its own: a program started by the isolated worker would else share what the worker has left."""
    for kind, soft in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, int(seconds * 2) + 1)):
        with contextlib.suppress(ProcessLookupError):
            _, hard = resource.prlimit(pid, kind)
            resource.prlimit(pid, kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _end_group(group: int) -> None:
    """End what is left of the program's own group (LibreOffice starts a second process)."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
